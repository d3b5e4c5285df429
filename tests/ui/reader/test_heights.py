from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.heights import Heights

many = st.lists(st.integers(1, 90), min_size=1, max_size=900)


@given(many, st.lists(st.tuples(st.integers(0, 899), st.integers(1, 400)), max_size=12), st.integers(-50, 90_000))
def test_tops_and_places_are_those_of_a_plain_sum(
    each: list[int], changes: list[tuple[int, int]], y: int
) -> None:
    heights = Heights(each)
    for number, height in changes:
        each[number % len(each)] = heights[number % len(each)] = height
    tops = list(accumulate(each, initial=0))
    assert heights.total == tops[-1]
    assert [heights.top(number) for number in range(0, len(each), 37)] == tops[: len(each) : 37]
    place = heights.at(y)
    assert place == 0 or tops[place] <= y
    assert place == len(each) - 1 or y < tops[place + 1]
