"""Values of the past are said in words: no id and no offset is ever shown."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.kinds import OF_ARTICLE, OF_SOURCE, Attribute, Codebook, Kind
from annotator.corpus.source import Source
from annotator.project.settle import Side
from annotator.ui.models.past_words import NOTHING, Names, choices, field_words, removal_words, value_words

TEXT = "The fee will rise to 1.3 million, Anna Berg said."
SOURCES = {"s1": Source("s1", "Anna Berg"), "s2": Source("s2", "The Courier")}
BOOK = Codebook(kinds=(Kind("claim", "Claim", attributes=(Attribute("tone_of", "choice", "Tone"),)),),
                article_attributes=(Attribute("topic", "text", "Main topic"),))
NAMES = Names(BOOK, "claim", TEXT, lambda name: SOURCES.get(name or ""), {"a1": "The fee"}.get)  # type: ignore[arg-type]


@pytest.mark.parametrize(("field", "value", "words"), [
    ("note", "Look again", "Look again"),
    ("note", None, NOTHING),
    ("note", "", NOTHING),
    ("kind", "claim", "Claim"),
    ("kind", "omen", "Omen"),
    ("segments", [["content", 0, 7]], "“The fee”"),
    ("segments", [["content", 0, 7], ["content", 13, 17]], "“The fee … rise”"),
    ("segments", [["content", 0, 7], ["value", 21, 24]], "“The fee” · value: “1.3”"),
    ("chain", [["s1", "speaker"], ["s2", "reporter"]], "Anna Berg via The Courier"),
    ("chain", [["s1", "speaker", None, [[34, 43]], [[44, 48]]]],
     "Anna Berg · named “Anna Berg” · attributed by “said”"),
    ("chain", [[None, "speaker"]], "No source named"),
    ("chain", [], NOTHING),
    ("attribute:tone_of", ["calm", "dry"], "calm, dry"),
    ("attribute:tone_of", False, "no"),
    ("quantity:value", "1", "1"),
    ("quantity:change", {"direction": "increase", "from": None}, "direction: increase"),
    ("deleted", 1, "removed"),
    ("deleted", None, "there"),
    ("start", "a1", "“The fee”"),
    ("end", "gone", "an annotation that is gone"),
    ("type", "part_of", "part of"),
    ("merged_into", "s2", "The Courier"),
    ("alias:Berg", 1, "yes"),
])
def test_a_value_is_said_in_words(field: str, value: Any, words: str) -> None:
    assert value_words(field, value, NAMES) == words


def test_a_long_value_is_cut() -> None:
    assert len(value_words("note", "word " * 200, NAMES)) <= 301
    assert value_words("note", "word " * 200, NAMES).endswith("word…")


def test_a_source_has_types_of_its_own() -> None:
    assert value_words("type", "person", Names(BOOK, OF_SOURCE)) == "Person"


@pytest.mark.parametrize(("owner", "field", "words"), [
    ("claim", "segments", "Words"), ("claim", "attribute:tone_of", "Tone"), ("claim", "attribute:lost_one", "Lost one"),
    ("claim", "quantity:unit", "Figure: unit"), (OF_SOURCE, "alias:Berg", "Also called: Berg"),
    (OF_SOURCE, "job_title", "Job title"), (OF_ARTICLE, "topic", "Main topic"), (OF_ARTICLE, "title", "Title"),
])
def test_a_field_is_called_as_the_panel_calls_it(owner: str, field: str, words: str) -> None:
    assert field_words(field, Names(BOOK, owner)) == words


def test_those_who_set_one_value_stand_together_and_what_shows_comes_last() -> None:
    sides = (Side("b", "ben", 1), Side("a", "mara", 2), Side("b", "ines", 3))
    assert choices(sides) == [("a", (sides[1],)), ("b", (sides[0], sides[2]))]


def test_a_removal_names_both_sides() -> None:
    sides = (Side(1, "Ben", 1), Side(0, "Mara", 2), Side(0, "Ines", 3))
    assert removal_words(sides, str) == "Ben removed it while Mara and Ines worked on it: it is kept."
