"""Drawing, describing and removing links."""

from __future__ import annotations

import pytest

from annotator.actions import links
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.link import Link, Tie

HERE, THERE = Annotation("h", "a", "claim", ()), Annotation("t", "b", "statistic", ())


def said(change_set: ChangeSet) -> list[tuple[str, dict[str, object], str, bool]]:
    return [(c.entity, dict(c.fields), c.article, c.new) for c in change_set.changes]


def tie(type_: str = "evidence_for", *, outgoing: bool = True, links: tuple[Link, ...] = ()) -> Tie:
    start, end = ("h", "t") if outgoing else ("t", "h")
    return Tie(type_, "t", outgoing, links or (Link("l", type_, start, end, "probable", "why", "ab"[not outgoing]),))


def test_a_link_belongs_to_the_article_in_which_it_begins() -> None:
    made, change_set = links.link(HERE, "evidence_for", THERE, outgoing=False)
    assert said(change_set) == [(made.id, {"type": "evidence_for", "start": "t", "end": "h"}, "b", True)]
    made, change_set = links.link(HERE, "cites", THERE, certainty="possible", note="see there")
    assert said(change_set) == [(made.id, {"type": "cites", "start": "h", "end": "t", "certainty": "possible",
                                           "note": "see there"}, "a", True)]


@pytest.mark.parametrize(("type_", "outgoing", "why"), [
    ("evidence_for", True, "linked like this already (“evidence for”)"),
    ("part_of", True, "a part of itself"),
])
def test_a_link_twice_or_in_a_ring_is_refused_in_words(type_: str, outgoing: bool, why: str) -> None:
    parts = [("1", "t", "x"), ("2", "x", "h")]
    with pytest.raises(Fault, match="The link was not made") as fault:
        links.link(HERE, type_, THERE, outgoing=outgoing, ties=[tie()], parts=parts)
    assert why in fault.value.why and fault.value.remedy


def test_nothing_is_linked_with_itself() -> None:
    with pytest.raises(Fault, match="linked to itself"):
        links.link(HERE, "cites", HERE)


def test_the_other_direction_and_another_type_are_another_link_but_not_of_a_symmetric_one() -> None:
    links.link(HERE, "evidence_for", THERE, outgoing=False, ties=[tie()])
    links.link(HERE, "cites", THERE, ties=[tie()])
    with pytest.raises(Fault, match="like this already"):
        links.link(HERE, "same_as", THERE, outgoing=False, ties=[tie("same_as")])


def test_every_link_that_says_it_is_removed() -> None:
    twins = (Link("1", "same_as", "h", "t", article="a"), Link("2", "same_as", "t", "h", article="b"))
    assert said(links.unlink(tie("same_as", links=twins))) == [
        ("1", {"deleted": 1}, "a", False), ("2", {"deleted": 1}, "b", False)]


def test_another_type_keeps_the_link_and_a_turn_draws_it_anew_with_all_that_is_said_of_it() -> None:
    assert said(links.set_type(tie(), "repeats", HERE, THERE)) == [("l", {"type": "repeats"}, "a", False)]
    gone, made = said(links.set_type(tie(), "evidence_for", HERE, THERE, outgoing=False))
    assert gone == ("l", {"deleted": 1}, "a", False)
    assert made[1:] == ({"type": "evidence_for", "start": "t", "end": "h", "certainty": "probable", "note": "why"},
                        "b", True)


def test_nothing_is_changed_into_what_it_is_or_into_what_is_there() -> None:
    assert not links.set_type(tie(), "evidence_for", HERE, THERE)
    assert not links.set_type(tie("same_as"), "same_as", HERE, THERE, outgoing=False)
    with pytest.raises(Fault, match="like this already"):
        links.set_type(tie(), "cites", HERE, THERE, ties=[tie(), tie("cites")])


def test_a_part_can_be_turned_into_the_whole_though_it_is_a_part_now() -> None:
    part = tie("part_of")
    turned = links.set_type(part, "part_of", HERE, THERE, outgoing=False, ties=[part], parts=[("l", "h", "t")])
    assert len(turned.changes) == 2
    with pytest.raises(Fault, match="a part of itself"):
        links.set_type(part, "part_of", HERE, THERE, outgoing=False, parts=[("l", "h", "t"), ("m", "h", "t")])


def test_note_and_certainty_are_set_on_the_oldest_link_and_taken_away_again() -> None:
    assert said(links.set_note(tie(), "because")) == [("l", {"note": "because"}, "a", False)]
    assert said(links.set_note(tie(), "")) == [("l", {"note": None}, "a", False)]
    assert said(links.set_certainty(tie(), "certain")) == [("l", {"certainty": "certain"}, "a", False)]
    assert not links.set_certainty(tie(), "probable")


def test_bringing_an_end_back_is_one_change_of_that_end() -> None:
    assert said(links.bring_back(THERE)) == [("t", {"deleted": 0}, "b", False)]
