from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.models.changed_part import Tally, changed_part

lists = st.lists(st.integers(0, 4), max_size=12)


@given(lists, lists)
def test_the_common_ends_and_what_has_come_are_what_is_there_now(before: list[int], after: list[int]) -> None:
    gone, come = changed_part(before, after)
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    assert after == [*before[:start], *come, *before[start + len(gone):]]
    assert bool(gone or come) == (before != after)


@given(st.lists(lists, max_size=5))
def test_a_tally_that_is_told_of_changes_counts_what_is_there(told: list[list[int]]) -> None:
    tally, before = Tally[int, int](lambda item: [item, -1]), list[int]()
    for now in told:
        tally.follow(*changed_part(before, now))
        before = now
    assert +tally.counts == Counter([*before, *([-1] * len(before))])
