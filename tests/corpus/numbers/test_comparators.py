"""Comparators before and after a figure."""

from __future__ import annotations

import pytest

from annotator.corpus.numbers.comparators import comparator_after, comparator_before


@pytest.mark.parametrize(
    ("before", "comparator"),
    [
        ("fewer than ", "<"),
        ("no fewer than ", ">="),
        ("not more than ", "<="),
        ("up to about ", "<="),
        ("about ", "~"),
        ("c.", ""),
        ("≈", "~"),
        ("sub-", "<"),
        ("more than a total of ", ">"),
        ("took over ", ""),
        ("within ", "<="),
        ("moreover ", ""),
        ("the ", ""),
    ],
)
def test_a_comparator_stands_right_before(before: str, comparator: str) -> None:
    found, start = comparator_before(before, len(before), 0, "en")

    assert found == comparator
    assert (start < len(before)) == bool(comparator)


@pytest.mark.parametrize(
    ("after", "comparator"),
    [
        (" or more", ">="),
        ("+", ">="),
        ("-plus", ">="),
        (" or fewer", "<="),
        (" or so", "~"),
        ("-odd men", "~"),
        (" at least 5", ""),
        (" or", ""),
    ],
)
def test_a_comparator_may_stand_after(after: str, comparator: str) -> None:
    assert comparator_after(after, 0, len(after), "en")[0] == comparator


@pytest.mark.parametrize(
    ("before", "language", "comparator"),
    [("au-delà de ", "fr", ">"), ("jusqu’à ", "fr", "<="), ("weniger als ", "de", "<"), ("more than ", "fi", ">")],
)
def test_a_comparator_is_of_the_language_of_the_article_or_english(
    before: str, language: str, comparator: str
) -> None:
    assert comparator_before(before, len(before), 0, language)[0] == comparator


def test_what_stands_after_is_of_that_language_too() -> None:
    found = {tag: comparator_after("-odd men", 0, 8, tag)[0] for tag in ("en-GB", "fi", "fr")}
    assert found == {"en-GB": "~", "fi": "~", "fr": ""}
