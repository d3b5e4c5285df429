from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.ui.reader import Highlight
from annotator.ui.reader.span_index import FEW, NEAR, SpanIndex, reading_order

spans = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda pair: (pair[0], pair[0] + pair[1]))
segment_lists = st.lists(st.integers(0, 4500), min_size=2, max_size=6, unique=True).map(
    lambda cuts: tuple(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)))
"""One to three segments, apart from each other."""


def made(number: int, segments: tuple[tuple[int, int], ...]) -> Highlight:
    return Highlight(str(number), "claim", f"C{number}", segments)


def index_of(*highlights: Highlight) -> SpanIndex:
    """As the project hands them over."""
    return SpanIndex(sorted(highlights, key=reading_order))


@given(st.lists(segment_lists, max_size=12), spans)
def test_exactly_what_shares_a_letter_with_the_stretch_is_found(
    many: list[tuple[tuple[int, int], ...]], stretch: tuple[int, int]
) -> None:
    index = index_of(*(made(number, segments) for number, segments in enumerate(many)))
    start, end = stretch
    expected = {str(n) for n, segments in enumerate(many) if any(a < end and b > start for a, b in segments)}
    assert {highlight.id for highlight in index.touching(start, end)} == expected


@given(st.lists(segment_lists, min_size=1, max_size=8))
def test_what_was_replaced_or_dropped_is_found_nowhere(many: list[tuple[tuple[int, int], ...]]) -> None:
    index = index_of(*(made(number, segments) for number, segments in enumerate(many)))
    index.put(made(0, ((9000, 9001),)))
    assert all(highlight.id != "0" for highlight in index.touching(0, 8000))
    assert index.drop("0") is not None
    assert index.drop("0") is None
    assert index.touching(9000, 9001) == []
    assert len(index) == len(many) - 1


def test_the_innermost_comes_first() -> None:
    index = index_of(made(1, ((0, 100),)), made(2, ((10, 20), (50, 90))), made(3, ((12, 15),)))
    assert [highlight.id for highlight in index.at(13)] == ["3", "2", "1"]
    assert [highlight.id for highlight in index.at(60)] == ["2", "1"]
    assert [highlight.id for highlight in index.at(30)] == ["1"]


def test_they_are_read_from_the_start_the_longer_first() -> None:
    index = index_of(made(1, ((5, 9),)), made(2, ((5, 50),)), made(3, ((0, 2),)))
    assert [highlight.id for highlight in index.ordered()] == ["3", "2", "1"]
    index.put(made(4, ((1, 2),)))
    assert [highlight.id for highlight in index.ordered()] == ["3", "4", "2", "1"]


many_short = [made(number, ((40 * number, 40 * number + 30 + number % 50),)) for number in range(FEW + 200)]
"""More than are looked through one by one; none reaches far."""

far = st.tuples(st.integers(0, 50_000), st.integers(1, 40_000)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def over(highlights: Iterable[Highlight], start: int, end: int) -> list[str]:
    """What a look through all of them finds, as one reads."""
    return [h.id for h in sorted(highlights, key=reading_order) if any(a < end and b > start for a, b in h.segments)]


@given(st.lists(far, max_size=8), st.lists(far, min_size=1, max_size=4), st.lists(st.integers(0, 9), max_size=4))
@settings(max_examples=40)
def test_in_a_long_article_nothing_is_missed_whatever_is_put_and_dropped_meanwhile(
    long: list[tuple[int, int]], looks: list[tuple[int, int]], dropped: list[int]
) -> None:
    there = {h.id: h for h in [*many_short, *(made(10_000 + n, (span,)) for n, span in enumerate(long))]}
    index = index_of(*there.values())
    for turn, (start, length) in enumerate(looks):
        end = start + 1 + length % 3_000
        assert [highlight.id for highlight in index.touching(start, end)] == over(there.values(), start, end)
        put = made(10_000 + turn, ((start, start + 10), (start + 20_000, start + 20_001)))
        index.put(put)
        there[put.id] = put
        for number in dropped:
            gone = there.pop(str(10_000 + number), None)
            assert index.drop(str(10_000 + number)) == gone
    assert list(index) == sorted(there.values(), key=reading_order)
    assert {name: index.get(name) for name in there} == there


def test_one_that_reaches_just_as_far_as_most_is_found_at_its_last_letter_and_not_behind_it() -> None:
    for reach in (NEAR - 1, NEAR, NEAR + 1, 4 * NEAR, 4 * NEAR + 1):
        index = index_of(*many_short, made(10_000, ((41_000, 41_000 + reach),)))
        assert "10000" in {h.id for h in index.touching(41_000 + reach - 1, 41_000 + reach)}
        assert "10000" not in {h.id for h in index.touching(41_000 + reach, 41_000 + reach + 1)}


def test_the_list_that_was_given_stays_its_givers() -> None:
    given_ = [made(1, ((0, 2),)), made(2, ((5, 9),))]
    index = SpanIndex(given_)
    index.drop("1")
    index.put(made(3, ((7, 8),)))
    assert [highlight.id for highlight in given_] == ["1", "2"]
    assert [highlight.id for highlight in index] == ["2", "3"]
