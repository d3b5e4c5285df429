"""The type-ahead finds whom a person means, and the text says who is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.names import (
    ALIAS_PREFIX,
    EXACT,
    FUZZY,
    INITIALS,
    NONE,
    WORD_PREFIX,
    Context,
    beside,
    exists,
    folded,
    grade,
    mentions,
    ranked,
)
from annotator.corpus.source import Source

ANNA = Source("1", "Anna Berg")
BERNARD = Source("2", "Bernard Lind", aliases=("Lind, B.",))
MINISTRY = Source("3", "Ministry of Labour", "organisation", aliases=("MoL", "the ministry"))
OLD = Source("4", "A. Berg", merged_into="1")
ALL = (ANNA, BERNARD, MINISTRY, OLD)
NOWHERE = Context({})


def found(typed: str, context: Context = NOWHERE) -> list[tuple[str, str]]:
    return [(match.source.name, match.alias) for match in ranked(typed, ALL, context)]


def test_be_finds_anna_berg_and_bernard_lind() -> None:
    assert {name for name, _ in found("be")} == {"Anna Berg", "Bernard Lind"}


def test_an_alias_that_matches_is_named() -> None:
    assert found("lind b") == [("Bernard Lind", "Lind, B.")]
    assert found("mol")[0] == ("Ministry of Labour", "MoL")
    assert found("Ministry of Labour") == [("Ministry of Labour", "")]


def test_what_was_merged_does_not_stand_for_itself() -> None:
    assert all(name != "A. Berg" for name, _ in found(""))


@pytest.mark.parametrize(("typed", "name", "expected"), [
    ("anna berg", "Anna Berg", EXACT), ("ANNA-BERG", "Anna Berg", EXACT), ("ann", "Anna Berg", ALIAS_PREFIX),
    ("be", "Anna Berg", WORD_PREFIX), ("a be", "Anna Berg", WORD_PREFIX), ("mol", "Ministry of Labour", INITIALS),
    ("mo", "Ministry of Labour", INITIALS), ("abrg", "Anna Berg", NONE), ("brg", "Anna Berg", FUZZY),
    ("x", "Anna Berg", NONE), ("berg an", "Anna Berg", NONE), ("müller", "Muller", EXACT),
])
def test_grades(typed: str, name: str, expected: int) -> None:
    assert grade(folded(typed), folded(name)) == expected


def test_a_prefix_comes_before_the_nearest_mention() -> None:
    near_anna = Context({"1": 5})
    assert [name for name, _ in found("be", near_anna)] == ["Bernard Lind", "Anna Berg"]


@pytest.mark.parametrize(("context", "first"), [
    (Context({"2": 3, "1": 90}, here=frozenset("1")), "Bernard Lind"),
    (Context({}, here=frozenset("3"), recent=("2",)), "Ministry of Labour"),
    (Context({}, recent=("2", "1"), counts={"1": 99}), "Bernard Lind"),
    (Context({}, counts={"1": 1, "3": 7}), "Ministry of Labour"),
    (Context({}), "Anna Berg"),
])
def test_of_equals_the_nearest_comes_first_then_this_article_then_the_latest(context: Context, first: str) -> None:
    assert found("", context)[0][0] == first


def test_what_exists_already_is_found_however_it_is_spelt() -> None:
    assert exists("  anna   BERG ", ALL) is ANNA
    assert exists("Lind B", ALL) is BERNARD
    assert exists("A. Berg", ALL) is None
    assert exists("Anna", ALL) is None


TEXT = "Anna Berg spoke. Later Berg, of the Ministry of Labour, met Lindqvist and Mol."


def test_the_nearest_mention_counts_also_by_the_last_name() -> None:
    assert mentions(TEXT, ALL, 0)["1"] == 0
    assert mentions(TEXT, ALL, TEXT.index("Berg,") + 4)["1"] == 0
    assert mentions(TEXT, ALL, TEXT.index(" spoke") + 3)["1"] == 3


def test_a_name_inside_another_word_is_no_mention() -> None:
    assert "2" not in mentions(TEXT, ALL, 0)
    assert mentions("Bergs and Bergen", [ANNA], 0) == {}


def test_only_names_within_reach_count() -> None:
    assert mentions("Anna Berg" + " " * 50 + "here", [ANNA], 60, reach=20) == {}
    assert mentions("Anna Berg" + " " * 5 + "here", [ANNA], 14, reach=20) == {"1": 5}


@given(st.text(max_size=20))
def test_folding_is_done_once_and_for_all(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(st.text("AnaBerg ", min_size=1, max_size=6))
def test_what_is_found_was_meant(typed: str) -> None:
    for name, alias in found(typed):
        assert grade(folded(typed), folded(alias or name)) < NONE or not folded(typed)


def test_a_name_inside_the_quotation_is_no_likely_speaker():
    text = "Olga Sand left.\n“Anna Berg knows,” said Bernard Lind.\nOlga Sand again."
    start = text.index("“")
    paragraph, end = beside(text, [(start, text.index("”") + 1)])
    assert "Anna Berg" not in paragraph
    assert paragraph[end:] == " said Bernard Lind."
    assert "Olga" not in paragraph
