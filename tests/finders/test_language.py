"""The files that a linguist edits: read, checked, and faults that name the line."""

from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.finders import language as module
from annotator.finders.inflection import inflected
from annotator.finders.language import language
from annotator.finders.patterns import patterns


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rules of its own, with one language in it."""
    monkeypatch.setattr(module, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "quotes.toml").write_text('pairs = [["“", "”"]]\n[score]\nstart = 0.5\n')
    language.cache_clear()
    return folder


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("vow", ("vows", "vowed", "vowed", "vowing")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("argue", ("argues", "argued", "argued", "arguing")),
        ("stress", ("stresses", "stressed", "stressed", "stressing")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
    ],
)
def test_regular_forms_are_made(lemma: str, forms: tuple[str, ...]) -> None:
    assert inflected(lemma) == forms


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("verbs.tsv", "vow\tpromise\tto:B\t-\nurge\tdemand\torder\t-\n", "line 2"),
        ("verbs.tsv", "vow\tpromised\tto:B\t-\n", "the class of “vow”"),
        ("verbs.tsv", "vow\tpromise\tinto:B\t-\n", "no frame “into”"),
        ("verbs.tsv", "go\tsay\tsaid:B\twent gone\n", "four irregular forms"),
        ("frames.toml", "[that\n", "frames.toml"),
        ("boilerplate.txt", "subscribe now\n", "line 1"),
    ],
)
def test_a_mistake_is_a_fault_that_says_where(rules: Path, name: str, written: str, said: str) -> None:
    (rules / name).write_text(written, encoding="utf-8")
    with pytest.raises(Fault, match=said):
        language("xx")


def test_a_region_has_the_rules_of_its_language() -> None:
    language.cache_clear()
    assert language("en-GB").tag == "en"
    assert language("zz").tag == "other"


def test_every_verb_of_the_table_can_be_looked_up_by_its_forms() -> None:
    forms = language("en").forms
    assert forms["said"].verb.lemma == "say"
    assert forms["vows"].kinds == {"s"}
    assert len(forms) > 1_500


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("time = '('\n", "“time” is no regular expression"),
        ("times = 'x'\n", "nothing asks for a pattern “times”"),
        ("time = '{days}'\n", "a list 'days' that words.toml does not have"),
    ],
)
def test_a_mistake_in_a_pattern_is_named(
    rules: Path, monkeypatch: pytest.MonkeyPatch, written: str, said: str
) -> None:
    monkeypatch.setattr("annotator.finders.patterns.resource", lambda *parts: rules.parent.joinpath(*parts[1:]))
    (rules / "patterns.toml").write_text(written, encoding="utf-8")
    with pytest.raises(Fault, match=said):
        patterns(language("xx"))


def test_a_list_that_a_language_does_not_have_is_empty_and_its_patterns_never_fit(rules: Path) -> None:
    assert not language("xx").words["weekdays"]
    assert not patterns(language("xx")).time.search(" on Monday")


def test_what_a_pattern_is_made_of_may_stand_in_pieces(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.finders.patterns.resource", lambda *parts: rules.parent.joinpath(*parts[1:]))
    (rules / "words.toml").write_text('days = "lundi mardi"\n', encoding="utf-8")
    (rules / "patterns.toml").write_text("time = ['(?:le )?', '(?:{days})']\n", encoding="utf-8")
    assert patterns(language("xx")).time.fullmatch("le mardi")
