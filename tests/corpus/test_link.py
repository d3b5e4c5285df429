"""Links: what hangs together, and what would be a part of itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.link import closes_ring, groups

PAIRS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=10)


def reachable(start: str, pairs: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    following = {start}
    while following:
        found |= following
        following = {end for begin, end in pairs if begin in found} - found
    return found


@given(PAIRS)
def test_groups_are_what_hangs_together(pairs: list[tuple[str, str]]) -> None:
    both = pairs + [(end, start) for start, end in pairs]
    apart = {tuple(sorted(reachable(name, both))) for pair in pairs for name in pair}
    assert groups(pairs) == sorted(group for group in apart if len(group) > 1)


def test_the_order_in_which_links_were_made_does_not_matter() -> None:
    assert groups([("c", "d"), ("b", "a"), ("d", "a")]) == [("a", "b", "c", "d")]
    assert groups([("x", "x")]) == []


@given(PAIRS, st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))
def test_a_part_of_itself_is_seen_however_long_the_way(pairs: list[tuple[str, str]], start: str, end: str) -> None:
    assert closes_ring(start, end, pairs) == (start in reachable(end, pairs))
