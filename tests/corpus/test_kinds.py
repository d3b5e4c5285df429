"""The codebook is data: it goes into the journal field by field and comes out the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.codebook_fields import codebook_fields, codebook_from_fields
from annotator.corpus.kinds import (
    ATTRIBUTE_TYPES,
    Attribute,
    Codebook,
    Kind,
    missing_required,
    with_kinds,
)
from annotator.project.operation import decode_fields, encode_fields

PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NAMES = st.text("abcdefgh_", min_size=1, max_size=6)
DEFAULTS = st.one_of(st.none(), st.integers(0, 2), st.booleans(), PLAIN, st.lists(PLAIN, max_size=2))
ATTRIBUTES = st.builds(
    Attribute, NAMES, st.sampled_from(ATTRIBUTE_TYPES), PLAIN, st.lists(PLAIN, max_size=3).map(tuple), st.booleans(),
    DEFAULTS, PLAIN, PLAIN, PLAIN, st.booleans())
SEVERAL = st.lists(ATTRIBUTES, max_size=3, unique_by=lambda a: a.id).map(tuple)
KINDS = st.builds(Kind, NAMES, PLAIN, PLAIN, PLAIN, PLAIN, st.booleans(), SEVERAL)
CONVENTIONS = st.dictionaries(NAMES, st.one_of(PLAIN, st.booleans()), max_size=2)
CODEBOOKS = st.builds(Codebook, PLAIN.filter(bool), PLAIN, CONVENTIONS,
                      st.lists(KINDS, max_size=3, unique_by=lambda k: k.id).map(tuple), SEVERAL, SEVERAL)


def through_the_journal(codebook: Codebook) -> Codebook:
    return codebook_from_fields(decode_fields(encode_fields(codebook_fields(codebook))))


@given(CODEBOOKS)
def test_a_codebook_survives_the_journal(codebook: Codebook) -> None:
    assert through_the_journal(codebook) == codebook


def test_what_a_newer_program_says_of_a_kind_is_passed_over() -> None:
    stored: dict[str, Any] = {"kind:quote": {"position": 0, "label": "Quote", "sound": "ping"},
                              "attribute:quote/type": {"type": "choice", "shape": "round"}}
    assert codebook_from_fields(stored).kinds == (Kind("quote", "Quote", attributes=(Attribute("type", "choice"),)),)


def test_two_people_who_add_a_kind_each_both_keep_theirs() -> None:
    book = Codebook(kinds=(Kind("quote", "Quote"),))
    one = codebook_fields(replace(book, kinds=(*book.kinds, Kind("frame", "Frame"))))
    other = codebook_fields(replace(book, kinds=(*book.kinds, Kind("tone", "Tone"))))
    assert [kind.id for kind in codebook_from_fields({**one, **other}).kinds] == ["quote", "frame", "tone"]


def test_an_attribute_of_a_kind_that_is_gone_shows_nowhere() -> None:
    assert codebook_from_fields({"attribute:gone/x": {"type": "text"}}).kinds == ()


def test_an_unknown_kind_is_shown_under_its_id() -> None:
    assert Codebook().kind("loaded_term") == Kind("loaded_term", "Loaded term")
    assert with_kinds(Codebook(kinds=(Kind("b", "B"),)), ["c", "a", "b"]).kinds == (
        Kind("b", "B"), Kind("a", "A"), Kind("c", "C"))


def test_hidden_kinds_cannot_be_marked() -> None:
    assert [k.id for k in Codebook(kinds=(Kind("a", "A", hidden=True), Kind("b", "B"))).shown] == ["b"]


def test_an_annotation_is_incomplete_while_a_required_question_is_open() -> None:
    asked = (Attribute("type", "choice", required=True), Attribute("count", "number", required=True),
             Attribute("old", "text", required=True, hidden=True), Attribute("note", "text"))
    book = Codebook(kinds=(Kind("claim", "Claim", attributes=asked),))
    assert missing_required(book, "claim", {}) == ("type", "count")
    assert missing_required(book, "claim", {"type": "", "count": 0}) == ("type",)
    assert missing_required(book, "claim", {"type": [], "count": False}) == ("type",)
    assert missing_required(book, "other", {}) == ()


def test_a_title_is_the_label_or_the_id_in_plain_words() -> None:
    assert Attribute("quote_type", "choice").title == "Quote type"
    assert Attribute("quote_type", "choice", "Manner").title == "Manner"
    kind = Kind("k", "K", attributes=(Attribute("a", "text"),))
    assert kind.attribute("a") == Attribute("a", "text")
    assert kind.attribute("b") is None
