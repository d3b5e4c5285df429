from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader import Highlight
from annotator.ui.reader.span_index import SpanIndex

spans = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda pair: (pair[0], pair[0] + pair[1]))
segment_lists = st.lists(spans, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))


def made(number: int, segments: tuple[tuple[int, int], ...]) -> Highlight:
    return Highlight(str(number), "claim", f"C{number}", segments)


@given(st.lists(segment_lists, max_size=12), spans)
def test_exactly_what_shares_a_letter_with_the_stretch_is_found(
    many: list[tuple[tuple[int, int], ...]], stretch: tuple[int, int]
) -> None:
    index = SpanIndex(made(number, segments) for number, segments in enumerate(many))
    start, end = stretch
    expected = {str(n) for n, segments in enumerate(many) if any(a < end and b > start for a, b in segments)}
    assert {highlight.id for highlight in index.touching(start, end)} == expected


@given(st.lists(segment_lists, min_size=1, max_size=8))
def test_what_was_replaced_or_dropped_is_found_nowhere(many: list[tuple[tuple[int, int], ...]]) -> None:
    index = SpanIndex(made(number, segments) for number, segments in enumerate(many))
    index.put(made(0, ((9000, 9001),)))
    assert all(highlight.id != "0" for highlight in index.touching(0, 8000))
    assert index.drop("0") is not None
    assert index.drop("0") is None
    assert index.touching(9000, 9001) == []
    assert len(index) == len(many) - 1


def test_the_innermost_comes_first() -> None:
    index = SpanIndex([made(1, ((0, 100),)), made(2, ((10, 20), (50, 90))), made(3, ((12, 15),))])
    assert [highlight.id for highlight in index.at(13)] == ["3", "2", "1"]
    assert [highlight.id for highlight in index.at(60)] == ["2", "1"]
    assert [highlight.id for highlight in index.at(30)] == ["1"]


def test_they_are_read_from_the_start_the_longer_first() -> None:
    index = SpanIndex([made(1, ((5, 9),)), made(2, ((5, 50),)), made(3, ((0, 2),))])
    assert [highlight.id for highlight in index.ordered()] == ["3", "2", "1"]
    index.put(made(4, ((1, 2),)))
    assert [highlight.id for highlight in index.ordered()] == ["3", "4", "2", "1"]


far = st.integers(0, 150_000).map(lambda start: (start, start + 40_000))


@given(st.lists(far, min_size=1, max_size=8), st.lists(far, min_size=1, max_size=6), st.integers(0, 7))
def test_in_a_long_text_too_whatever_is_asked_for_first_and_put_or_dropped_meanwhile(
    many: list[tuple[int, int]], asked: list[tuple[int, int]], dropped: int
) -> None:
    index = SpanIndex(made(number, (span,)) for number, span in enumerate(many))
    there = dict(enumerate(many))
    for turn, (start, end) in enumerate(asked):
        if turn == 1:
            index.drop(str(dropped))
            there.pop(dropped, None)
        if turn == 2:
            index.put(made(0, ((60_000, 60_010), (130_000, 130_001))))
            there[0] = (60_000, 60_010)
        found = {highlight.id for highlight in index.touching(start, end)} - {"0"}
        assert found == {str(n) for n, (a, b) in there.items() if a < end and b > start} - {"0"}
    if len(asked) > 2:
        assert [h.id for h in index.at(130_000) if h.id == "0"] == ["0"]


@given(st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 40_000)), min_size=1, max_size=12),
       st.lists(st.tuples(st.integers(0, 120_000), st.integers(1, 2_000)), min_size=1, max_size=4))
def test_a_long_article_is_filled_where_one_looks_and_nothing_is_missed(
    many: list[tuple[int, int]], looks: list[tuple[int, int]]
) -> None:
    index = SpanIndex(made(number, ((start, start + length),)) for number, (start, length) in enumerate(many))
    for start, length in looks:
        expected = {str(n) for n, (a, size) in enumerate(many) if a < start + length and a + size > start}
        assert {highlight.id for highlight in index.touching(start, start + length)} == expected
        index.put(made(0, ((many[0][0], many[0][0] + many[0][1]),)))
