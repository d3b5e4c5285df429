"""The files that a linguist edits: read, checked, and faults that name the line."""

from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.finders import language as module
from annotator.finders.inflection import inflected
from annotator.finders.language import language


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
