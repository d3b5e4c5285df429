from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.lanes import MOST, lanes_for

pieces = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=20
)


@given(pieces)
def test_two_overlapping_annotations_never_share_a_lane(many: list[tuple[int, int]]) -> None:
    given_lanes = lanes_for(many)
    assert len(given_lanes) == len(many)
    for one, lane in zip(many, given_lanes, strict=True):
        assert 0 <= lane <= MOST
        for other, other_lane in zip(many, given_lanes, strict=True):
            if one is not other and one[0] < other[1] and other[0] < one[1]:
                assert lane != other_lane or lane == MOST


def test_inner_annotations_lie_next_to_the_words_and_outer_ones_below() -> None:
    assert lanes_for([(0, 100), (10, 50), (20, 30)]) == [2, 1, 0]


def test_neighbours_share_the_first_lane() -> None:
    assert lanes_for([(0, 10), (10, 20), (25, 30)]) == [0, 0, 0]


def test_the_sixth_layer_is_counted_and_not_drawn() -> None:
    assert lanes_for([(0, 10 + number) for number in range(7)]) == [0, 1, 2, 3, 4, MOST, MOST]


def test_the_order_in_which_they_come_changes_nothing() -> None:
    many = [(0, 40), (5, 20), (15, 60), (30, 35)]
    forwards, backwards = lanes_for(many), lanes_for(many[::-1])
    assert forwards == backwards[::-1]
