"""The files with the words of numbers: read, checked, and asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.corpus.numbers import tables
from annotator.corpus.numbers.tables import either, listed, meanings, section, told, words, worths
from tests.shared import ROOT


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The English file, with nothing in the others."""
    monkeypatch.setattr(tables, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    for language in tables.LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "numbers.toml").touch()
    tables._file.cache_clear()
    yield tmp_path / "en" / "numbers.toml"
    tables._file.cache_clear()


def test_a_list_is_words_and_a_line_in_one_stands_for_a_space() -> None:
    assert listed("about no_more_than") == ["about", "no more than"]
    assert told("half_a:0.5 ten:10") == {"half a": "0.5", "ten": "10"}


def test_a_word_is_worth_a_number_or_a_power(rules: Path) -> None:
    rules.write_text("[numbers]\nscales = 'dozen:12 million:10^6'\nparts = 'third'\n", encoding="utf-8")
    assert worths("numbers", "en", "scales") == {"dozen": 12, "million": 1_000_000}
    assert worths("numbers", "de", "scales") == {}
    with pytest.raises(Fault, match=r"“third” in \[numbers\] has no worth"):
        worths("numbers", "en", "parts")


def test_the_lists_of_all_languages_are_one() -> None:
    assert {"and", "und", "et"} <= words("ranges", "and")
    assert meanings("changes", "roles")["auf"] == "to"
    assert not section("numbers", "fi")


def test_the_longest_phrase_is_tried_first_and_any_space_fits(rules: Path) -> None:
    rules.write_text("[ranges]\nto = 'up up_to'\n", encoding="utf-8")
    match = re.match(either("ranges", "to"), "up\u00a0to")
    assert match and match[0] == "up\u00a0to"


def test_an_empty_list_never_fits(rules: Path) -> None:
    rules.write_text("[ranges]\nto = ''\n", encoding="utf-8")
    assert not re.search(either("ranges", "to"), "to")
    assert not re.search(either("ranges", "until"), "to")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[ranges]\nto : 'to'\n", r"en/numbers.toml cannot be read: .*line 2"),
        ("to = 'to'\n", "“to” stands in no section"),
        ("[scales]\nhundred = 100\n", r"“hundred” in \[scales\] is no list of words"),
    ],
)
def test_a_mistake_in_the_file_is_named(rules: Path, written: str, said: str) -> None:
    rules.write_text(written, encoding="utf-8")
    with pytest.raises(Fault, match=said):
        section("ranges", "en")


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_every_list_of_a_file_is_asked_for(language: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "annotator" / "corpus").rglob("*.py"))
    file = ROOT / "resources" / "finders" / language / "numbers.toml"
    lists = {
        name for each, lists in tomllib.loads(file.read_text(encoding="utf-8")).items() for name in (each, *lists)
        if not each.startswith("comparators_")
    }  # fmt: skip
    assert not {name for name in lists if not re.search(rf"[\"']{name}[\"']", code)}
