from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.query import LONGEST, MOST, Group, Query, Term, understand


def words(query: Query) -> list[list[str]]:
    return [[term.words for term in group.wanted] for group in query.groups]


def test_every_word_has_to_be_there() -> None:
    assert understand("minister said").groups == (Group((Term("minister"), Term("said"))),)


@pytest.mark.parametrize("typed", ['"climate change"', "“climate change”", "„climate change“", "«climate change»"])
def test_words_in_quotation_marks_of_any_style_are_a_phrase(typed: str) -> None:
    assert understand(typed).groups == (Group((Term("climate change", "phrase"),)),)


def test_a_star_stands_for_any_end_of_a_word() -> None:
    assert understand("econ*").wanted == (Term("econ", "beginning"),)


def test_one_letter_and_a_star_is_that_letter() -> None:
    assert understand("e*").wanted == (Term("e"),)


def test_a_minus_before_a_word_means_that_it_must_not_be_there() -> None:
    assert understand('minister -draft -"first reading"').groups == (
        Group((Term("minister"),), (Term("draft"), Term("first reading", "phrase"))),)


def test_or_in_capitals_separates_what_may_be_there_instead() -> None:
    assert words(understand("audit report OR inquiry")) == [["audit", "report"], ["inquiry"]]
    assert words(understand("audit or inquiry")) == [["audit", "or", "inquiry"]]


@pytest.mark.parametrize(("typed", "expected"), [
    ("OR", [["OR"]]), ("OR audit", [["OR", "audit"]]), ("audit OR", [["audit", "OR"]]),
    ("NEAR(a b)", [["NEAR(a", "b)"]]),
    ('say "hello', [["say", "hello"]]), ("a AND b NOT c", [["a", "AND", "b", "NOT", "c"]]), ("body:x", [["body:x"]]),
    ("well-known", [["well-known"]]), ("Smith – minister", [["Smith", "minister"]]), ("^x + {y}", [["^x", "{y}"]]),
])
def test_what_could_be_an_operator_and_is_none_is_a_word_or_left_out(typed: str, expected: list[list[str]]) -> None:
    assert words(understand(typed)) == expected


@pytest.mark.parametrize("typed", ["%", "€", "🙂", "東京", "ภาษา", "정부"])
def test_signs_and_scripts_without_spaces_are_looked_for_as_characters(typed: str) -> None:
    assert understand(typed).wanted == (Term(typed, "letters"),)


def test_punctuation_alone_is_looked_for_as_it_stands() -> None:
    assert understand("–").wanted == (Term("–", "letters"),)


def test_nothing_is_nothing() -> None:
    assert not understand("")
    assert understand(" \n ").understood == ""


def test_it_says_how_it_was_understood_once_there_is_more_than_a_word() -> None:
    assert understand("minister").understood == ""
    assert understand("minister said -draft OR econ*").understood == (
        "“minister” and “said” without “draft”, or words that begin with “econ”")
    assert understand("Smith – minister").understood == "“Smith” and “minister” (– left out)"


def test_only_what_must_not_be_there_is_refused_in_a_sentence() -> None:
    assert "add a word" in understand("-draft").problem


def test_ten_thousand_characters_are_refused_at_once_and_in_one_sentence() -> None:
    found = understand("x " * 5_000)
    assert found.problem == f"A search takes up to {LONGEST:,} characters; this one has 9,999"


def test_too_many_words_are_refused() -> None:
    assert f"up to {MOST} words" in understand(" ".join(f"w{n}" for n in range(MOST + 1))).problem


@given(st.text())
def test_any_string_whatever_is_understood_or_answered_with_a_sentence(typed: str) -> None:
    found = understand(typed)
    assert found or found.problem or not typed.strip() or found == Query()
    assert all(group.wanted for group in found.groups)
    assert isinstance(found.understood, str)
