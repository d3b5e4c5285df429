"""Edits of a codebook go into the journal as small as what was changed, and come out as the codebook meant."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook_fields import codebook_fields, codebook_from_fields, revised, revision
from annotator.corpus.kinds import ATTRIBUTE_TYPES, OF_ARTICLE, Attribute, Codebook, Kind
from annotator.project.operation import decode_fields, encode_fields

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NAMES = st.sampled_from("abcde")
VALUES = st.lists(st.sampled_from(["", "a", "b/c", "d:e", "f"]), max_size=5, unique=True).map(tuple)


@st.composite
def attributes(draw: st.DrawFn) -> Attribute:
    values, at = draw(VALUES), draw(st.integers(0, 5))
    return Attribute(draw(NAMES), draw(st.sampled_from(ATTRIBUTE_TYPES)), draw(WORDS), values[:at], draw(st.booleans()),
                     draw(st.sampled_from([None, 0, False, "a", True, 1])), draw(WORDS), draw(WORDS), draw(WORDS),
                     draw(st.booleans()), values[at:], draw(st.lists(NAMES, max_size=2).map(tuple)))


SEVERAL = st.lists(attributes(), max_size=3, unique_by=lambda a: a.id).map(tuple)
KINDS = st.builds(Kind, NAMES, WORDS, WORDS, WORDS, WORDS, st.booleans(), SEVERAL)
BOOKS = st.builds(Codebook, st.just("1"), WORDS, st.dictionaries(NAMES, st.booleans(), max_size=2),
                  st.lists(KINDS, max_size=3, unique_by=lambda k: k.id).map(tuple), SEVERAL, SEVERAL)


def through_the_journal(stored: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    return {**stored, **decode_fields(encode_fields(patch))}


def defaults(book: Codebook) -> list[str]:
    """0 and False are equal to Python, and not to a person."""
    return [repr(a.default) for a in (*book.article_attributes, *book.source_attributes,
                                      *(a for kind in book.kinds for a in kind.attributes))]


@settings(max_examples=150)
@given(st.lists(BOOKS, min_size=2, max_size=4))
def test_any_codebook_becomes_any_other_edit_by_edit(books: list[Codebook]) -> None:
    stored = codebook_fields(books[0])
    for before, after in pairwise(books):
        stored = through_the_journal(stored, revision(before, after))
        assert codebook_from_fields(stored) == after
        assert defaults(codebook_from_fields(stored)) == defaults(after)


@given(BOOKS)
def test_what_is_not_changed_is_not_written(book: Codebook) -> None:
    assert revision(book, book) == {}


TONE = Attribute("tone", "choice", "Tone", ("warm", "cold"))
BOOK = Codebook(kinds=(Kind("claim", "Claim", attributes=(TONE,)),), article_attributes=(TONE,))


def edited(attribute: Attribute, owner: str = "claim") -> Codebook:
    return BOOK.asking(owner, (attribute,))


def test_two_people_edit_one_attribute_and_both_edits_stay() -> None:
    edits = (edited(replace(TONE, label="Mood")), edited(replace(TONE, help="How it sounds")),
             edited(replace(TONE, values=("warm", "cold", "irony"))),
             edited(replace(TONE, values=("warm", "cold", "fun"))), edited(replace(TONE, required=True)))
    stored = codebook_fields(BOOK)
    patches = [revision(BOOK, edit) for edit in edits]
    merged = codebook_from_fields(stored | {key: value for patch in patches for key, value in patch.items()})
    assert merged.kinds[0].attributes == (
        Attribute("tone", "choice", "Mood", ("warm", "cold", "fun", "irony"), True, help="How it sounds"),)
    assert sum(map(len, patches)) == len({key for patch in patches for key in patch}) == 5


def test_a_value_that_one_retires_and_another_joins_are_one_list() -> None:
    one = revision(BOOK, edited(replace(TONE, values=("warm",), retired=("cold",)), OF_ARTICLE))
    other = revision(BOOK, edited(replace(TONE, values=("warm", "cold", "dry")), OF_ARTICLE))
    merged = codebook_from_fields({**codebook_fields(BOOK), **one, **other}).article_attributes[0]
    assert (merged.values, merged.retired) == (("warm", "dry"), ("cold",))


def test_an_attribute_that_comes_again_is_not_haunted_by_its_past() -> None:
    bare, worn = edited(replace(TONE, values=("warm",), label="Mood")), BOOK.asking("claim", ())
    stored = codebook_fields(BOOK)
    for before, after in ((BOOK, bare), (bare, worn), (worn, BOOK)):
        stored |= revision(before, after)
        assert codebook_from_fields(stored) == after


def test_a_version_counts_its_edits() -> None:
    assert [revised("1", 0), revised("1", 3), revised("1.9", 1), revised("spring", 2), revised("spring.2", 1)] == [
        "1", "4", "1.10", "spring.2", "spring.3"]
    assert revised("v" + "9" * 40, 1) == "v" + "9" * 31 + "1000000000"
