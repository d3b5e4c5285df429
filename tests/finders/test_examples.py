"""The marked sentences of the rules: what they find, and what they leave alone."""

from decimal import Decimal

import pytest

from annotator.finders import SURE_ENOUGH, suggest
from annotator.settings import resource
from tests.finders.marked import read, table

LANGUAGES = ("en", "fr", "de")
SENTENCES = [
    (language, kind, sentence)
    for language in LANGUAGES
    for kind, sentence in table(resource("finders", language, "examples.txt").read_text(encoding="utf-8"))
]
SENTENCES += [
    ("en", "", line.split("\t")[4])
    for line in resource("finders", "en", "verbs.tsv").read_text(encoding="utf-8").splitlines()
    if line.count("\t") == 4 and not line.startswith("#")
]
FIGURES = table(resource("finders", "en", "statistics.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "kind", "marked"), SENTENCES)
def test_a_marked_sentence_is_found_as_it_is_marked(language: str, kind: str, marked: str) -> None:
    text, expected = read(marked)
    found = [each for each in suggest(text, language, finders=["quotes"]) if each.score >= SURE_ENOUGH]
    assert [each.segments for each in found] == [tuple(each.content) for each in expected]
    for each, one in zip(found, expected, strict=True):
        if one.mention:
            assert each.mentions[-1] in one.mention, [text[slice(*span)] for span in each.mentions]
        if one.cue:
            assert each.cues[-1][0] == one.cue[0][0]
    if kind in ("direct", "mixed", "indirect"):
        assert {each.attributes["quote_type"] for each in found} == {kind}


def described(quantity: dict[str, object]) -> str:
    """One figure as the table writes it."""
    if quantity.get("vague"):
        return "vague"
    top = f"–{quantity['valueMax']}" if "valueMax" in quantity else ""
    change = quantity.get("change")
    direction = change.get("direction", "") if isinstance(change, dict) else ""
    value = str(quantity["value"])
    short = str(round(Decimal(value), 12).normalize()) if "." in value else value
    return " ".join(f"{short}{top} {quantity.get('unit') or ''} {quantity['comparator']} {direction}".split())


@pytest.mark.parametrize(("sentence", "expected"), FIGURES)
def test_a_figure_is_read_with_value_unit_and_comparator(sentence: str, expected: str) -> None:
    found = suggest(sentence, finders=["statistics"])
    assert " ; ".join(described(dict(each.quantity)) for each in found) == expected.replace("—", "")


def test_every_rule_has_a_sentence_that_it_finds() -> None:
    """The linguist's table is whole: no frame stands in the rules without an example."""
    from annotator.finders.language import language

    seen = set()
    for _, kind, sentence in SENTENCES:
        if kind != "none":
            seen |= {each.rule.partition("/")[0] for each in suggest(read(sentence)[0], finders=["quotes"])}
    assert not set(language("en").frames) - seen


def test_there_are_sentences_in_which_nothing_is_to_be_found() -> None:
    assert sum(kind == "none" for _, kind, _ in SENTENCES) >= 12


def test_who_only_passes_a_statement_on_stands_behind_its_origin() -> None:
    text = "He said U.S. officials have told him that statistics show a decline."
    (found,) = suggest(text, finders=["quotes"])
    assert [text[slice(*span)] for span in found.mentions] == ["statistics", "U.S. officials", "He"]
    assert [link.role for link in found.chain] == ["document", "reporter", "reporter"]


def test_a_suggestion_says_why_in_words() -> None:
    text = "“The river rose overnight,” the mayor said."
    (found,) = suggest(text, finders=["quotes"])
    assert found.why == "quotation marks + ‘said’ + name within 1 word"
    assert found.rule == "tail/say"


def test_the_subject_that_comes_before_is_meant_by_who() -> None:
    text = "Public Works Minister Jean Aubry met with harbour officials, who said the crane was unsafe."
    (found,) = suggest(text, finders=["quotes"])
    assert [text[slice(*span)] for span in found.mentions] == ["harbour officials"]
