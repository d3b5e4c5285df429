"""Changes, vague amounts and ranks: the words around a figure."""

from __future__ import annotations

import pytest

from annotator.corpus.numbers.context import (
    movement_after,
    movement_before,
    multiplied,
    ranked,
    vague_amounts,
)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("sales fell ", ("decrease", "")),
        ("sales fell by just ", ("decrease", "by")),
        ("sales rose sharply in May to nearly ", ("increase", "to")),
        ("sales rose from ", ("increase", "from")),
        ("an increase of ", ("increase", "by")),
        ("they lost ", None),
        ("they can add up to ", None),
        ("sales rose and ", None),
        ("the ", None),
    ],
)
def test_what_moved_before_a_figure_says_what_the_figure_is(before: str, expected: tuple[str, str] | None) -> None:
    assert movement_before(before, len(before), 0) == expected


def test_what_moves_after_a_figure_gives_the_direction() -> None:
    assert [movement_after(after, 0, len(after)) for after in (" higher", " drop", " fewer men", " of men")] == [
        "increase", "decrease", "decrease", None,
    ]  # fmt: skip


def test_doubled_and_halved_are_changes() -> None:
    assert multiplied("Sales more than doubled", 0, 23) == ("increase", 16, 23)
    assert multiplied("Sales halved", 0, 12) == ("decrease", 6, 12)
    assert multiplied("Sales", 0, 5) is None


@pytest.mark.parametrize(
    ("text", "words", "counts"),
    [
        ("some tens of thousands came", "tens of thousands", True),
        ("several hundred came", "several hundred", True),
        ("the vast majority came", "the vast majority", False),
        ("many came", "many", False),
    ],
)
def test_vague_amounts_are_found_with_their_words(text: str, words: str, counts: bool) -> None:
    (first, last, _, counted), *rest = vague_amounts(text, 0, len(text))

    assert (text[first:last], counted, rest) == (words, counts, [])


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("in third place", "3"),
        ("ranked 12th", "12"),
        ("the second-largest", "2"),
        ("ranked No. 5", "5"),
        ("the third man", None),
    ],
)
def test_a_rank_is_an_ordinal_with_a_word_that_says_so(text: str, rank: str | None) -> None:
    found = ranked(text, 0, len(text))

    assert (found[0] if found else None) == rank
