"""Conflicts: both values with who and when; settled by one choice."""

from __future__ import annotations

from annotator.corpus.ids import derived_id
from annotator.project.settle import conflicts, settled
from tests.team import Team


def unseen_edits(team: Team) -> str:
    ann, ben = team.members
    made = ann.new()
    team.sync()
    ann.set(made, note="Ann's")
    ben.set(made, note="Ben's")
    team.sync()
    return made


def test_both_sides_are_told_with_who_and_when_the_shown_one_last(team: Team) -> None:
    made = unseen_edits(team)
    found, = conflicts(team.members[0].replica)
    assert (found.kind, found.entity, found.field) == ("annotation", made, "note")
    assert [(side.value, side.coder) for side in found.sides] == [
        ("Ann's", derived_id("Ann")), ("Ben's", derived_id("Ben"))]
    assert found.sides[0].time < found.sides[1].time


def test_one_choice_settles_it_for_all(team: Team) -> None:
    made = unseen_edits(team)
    ann, ben = team.members
    found, = conflicts(ann.replica, [made])
    ann.replica.do(settled(found, "Ann's"))
    team.sync()
    assert ben.sees(made) == ("Ann's", True, [])
    assert list(conflicts(ben.replica)) == []


def test_a_removal_against_an_unseen_edit_is_settled_either_way(team: Team) -> None:
    ann, ben = team.members
    for choice, alive in ((1, False), (0, True)):
        made = ann.new()
        team.sync()
        ann.set(made, deleted=1)
        ben.set(made, note="still needed")
        team.sync()
        assert ann.sees(made) == ("still needed", True, ["deleted"])
        found, = conflicts(ann.replica, [made])
        ann.replica.do(settled(found, choice))
        team.sync()
        assert ben.sees(made) == ("still needed", alive, [])


def test_who_decided_before_a_third_value_came_is_in_conflict_with_it(team: Team) -> None:
    made = unseen_edits(team)
    ann, ben = team.members
    found, = conflicts(ann.replica)
    ben.set(made, note="third")
    team.sync()
    ann.replica.do(settled(found, "Ann's"))
    assert ann.state(made).conflicts


def test_where_nothing_is_to_settle_there_is_nothing(team: Team) -> None:
    made = team.members[0].new()
    assert list(conflicts(team.members[0].replica, [made, derived_id("nobody knows it")])) == []
