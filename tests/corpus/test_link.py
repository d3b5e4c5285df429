"""Links: what hangs together, and what would be a part of itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.link import TYPES, Link, closes_ring, groups, phrase, tied, unfollowed

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


LINKS = PAIRS.map(lambda pairs: [(str(number), *pair) for number, pair in enumerate(pairs)])


@given(LINKS)
def test_what_is_followed_makes_nothing_a_part_of_itself(links: list[tuple[str, str, str]]) -> None:
    left_out = unfollowed(links)
    followed = [(start, end) for name, start, end in links if name not in left_out]
    for number, (start, end) in enumerate(followed):
        assert not closes_ring(start, end, followed[:number] + followed[number + 1:])


@given(LINKS)
def test_only_the_latest_link_of_a_ring_is_not_followed(links: list[tuple[str, str, str]]) -> None:
    left_out = unfollowed(links)
    before: list[tuple[str, str]] = []
    for name, start, end in links:
        assert (name in left_out) == closes_ring(start, end, before)
        if name not in left_out:
            before.append((start, end))


def test_a_hundred_thousand_parts_without_a_ring_are_judged_without_recursion() -> None:
    chain = [(str(n), str(n), str(n + 1)) for n in range(100_000)]
    assert unfollowed(chain) == frozenset()
    assert unfollowed([*chain, ("back", "3", "0")]) == {"back"}


def seen(*links: Link, gone: tuple[str, ...] = ()) -> list[tuple[str, str, bool, bool]]:
    ties = tied("a", [(link, "Mara") for link in links], gone)
    return [(tie.words, tie.other, tie.outgoing, tie.gone) for tie in ties]


def test_a_link_is_seen_from_both_ends_and_said_from_each() -> None:
    assert seen(Link("1", "evidence_for", "a", "b"), Link("2", "evidence_for", "c", "a"), gone=("c",)) == [
        ("evidence for", "b", True, False), ("has evidence", "c", False, True)]


def test_a_symmetric_link_that_two_coders_drew_is_seen_once_and_both_are_named() -> None:
    both = [(Link("1", "same_as", "a", "b"), "Mara"), (Link("2", "same_as", "b", "a"), "Maria")]
    (tie,) = tied("a", both)
    assert (tie.words, tie.other, tie.coders, len(tie.links)) == ("same as", "b", ("Mara", "Maria"), 2)


def test_a_link_with_a_direction_that_is_drawn_both_ways_is_two() -> None:
    assert [row[0] for row in seen(Link("1", "cites", "a", "b"), Link("2", "cites", "b", "a"))] == ["cites", "cited by"]


def test_a_link_to_itself_and_one_between_others_are_not_seen() -> None:
    assert seen(Link("1", "cites", "a", "a"), Link("2", "cites", "b", "c")) == []


def test_a_tie_is_to_settle_when_none_of_its_links_is_followed() -> None:
    ring, sound = Link("1", "part_of", "a", "b", followed=False), Link("2", "part_of", "a", "b")
    assert [tie.to_settle for tie in tied("a", [(ring, "")])] == [True]
    assert [tie.to_settle for tie in tied("a", [(ring, ""), (sound, "")])] == [False]


def test_every_type_has_words_and_one_of_a_newer_program_is_said_as_it_is_spelt() -> None:
    assert all(phrase(type_) and phrase(type_, outgoing=False) for type_ in TYPES)
    assert (phrase("leads_to"), phrase("leads_to", outgoing=False)) == ("leads to", "leads to (from there)")
