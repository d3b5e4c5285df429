from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.boundaries import with_edge


def test_an_edge_goes_where_it_is_put() -> None:
    assert with_edge([(5, 10)], 0, "end", 14) == [(5, 14)]
    assert with_edge([(5, 10)], 0, "start", 2) == [(2, 10)]


def test_one_letter_is_always_left() -> None:
    assert with_edge([(5, 10)], 0, "end", 1) == [(5, 6)]
    assert with_edge([(5, 10)], 0, "start", 30) == [(9, 10)]


def test_a_segment_stops_at_its_neighbour() -> None:
    assert with_edge([(0, 5), (10, 15)], 0, "end", 12) == [(0, 10), (10, 15)]
    assert with_edge([(0, 5), (10, 15)], 1, "start", 2) == [(0, 5), (5, 15)]


@given(
    st.lists(st.integers(0, 100), min_size=4, max_size=4, unique=True).map(sorted),
    st.integers(0, 1),
    st.sampled_from(["start", "end"]),
    st.integers(0, 120),
)
def test_segments_stay_ordered_apart_and_not_empty(places: list[int], number: int, edge: str, position: int) -> None:
    (a, b), (c, d) = with_edge([(places[0], places[1]), (places[2], places[3])], number, edge, position)
    assert 0 <= a < b <= c < d
