"""From a state to rows: what one operation says straight is what folding says of it."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.change import Change, values_id
from annotator.project import derive
from annotator.project.fold import fold
from annotator.project.operation import Operation
from tests.team import ARTICLE, Team, name

CASES: list[tuple[str, dict[str, Any]]] = [
    ("annotation", {"kind": "quote", "segments": [["content", 3, 9], ["value", 4, 5]],
                    "chain": [["a-source", "speaker"], [None, "reporter", None, [], [[1, 2]]]]}),
    ("annotation", {"kind": "claim", "segments": [["content", 0, 1]], "creator": "x", "created": "2020-01-01"}),
    ("annotation", {}),
    ("source", {"name": "Anna", "merged_into": "another-source", "alias:A": 1}),
    ("link", {"type": "cites", "start": "a", "end": "b"}),
    ("article", {"title": "T", "outlet": "O", "published": "2024", "url": "u"}),
    ("review", {"coder": "ann", "status": "done"}),
    ("values", {"coder": "ann", "attribute:topic": "x"}),
    ("codebook", {"version": "2"}),
    ("hologram", {"depth": 3}),
    ("undo", {"session": "00" * 16, "change_set": 1}),
]


@pytest.mark.parametrize(("kind", "fields"), CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_straight_and_folded_rows_are_the_same(team: Team, kind: str, fields: dict[str, Any]) -> None:
    ann, ben = team.members
    made = name()
    ann.do(Change(kind, made, fields, ARTICLE, new=True))
    op = ann.newest(made)
    straight, folded = derive.Rows(), derive.Rows()
    entity = derive.of_operation(op, fields, b"c")
    assert entity
    derive.collect(straight, entity, "some words")
    entity = derive.of_state(op.entity, fold([op]), {op.session: b"c"})
    assert entity
    derive.collect(folded, entity, "some words")
    if not fields.get("created"):
        assert straight.of == folded.of
    team.sync()
    assert ben.state(made).fields == fields


def test_a_removed_article_stays_as_a_row_for_what_may_be_inside(team: Team) -> None:
    ann, ben = team.members
    e = ann.new()
    team.sync()
    ben.set(e, note="unseen")
    ann.do(Change("article", ARTICLE, {"deleted": 1}, ARTICLE), Change("annotation", e, {"deleted": 1}, ARTICLE))
    assert ann.replica.rows("SELECT removed FROM card") == [(1,)]
    team.sync()
    assert ann.sees(e) == ("unseen", True, ["deleted"])


def test_an_entity_of_two_kinds_leaves_no_row_behind(team: Team) -> None:
    """Nobody makes one; but a file may hold one, and what we show must not depend on what came first."""
    ann, ben = team.members
    twice = name()
    ben.team.clock.now += 60_000
    ann.do(Change("annotation", twice, {"kind": "quote", "segments": [["content", 0, 1]]}, ARTICLE, new=True))
    ben.team.clock.now -= 120_000
    ben.do(Change("source", twice, {"name": "X"}, new=True))
    team.sync()
    for member in team.members:
        before = member.replica.dump()
        member.replica.rebuild()
        assert member.replica.dump() == before


@pytest.mark.parametrize("fields", [
    {}, {"session": "zz", "change_set": 1}, {"session": 7, "change_set": 1}, {"session": "00", "change_set": "x"}])
def test_a_mark_that_names_no_action_undoes_nothing(team: Team, fields: dict[str, Any]) -> None:
    ann, ben = team.members
    ann.do(Change("undo", name(), fields, new=True))
    team.sync()
    assert ben.replica.rows("SELECT count(*) FROM action WHERE undoes IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_undos_under_one_number_every_replica_keeps_the_same(team: Team, first: int) -> None:
    ann = team.members[0]
    clone = ann.cloned()
    for member, target in ((ann, 1), (clone, 2)):
        member.do(Change("undo", name(), {"session": "00" * 16, "change_set": target}, new=True))
    ops: list[list[Operation]] = [member.replica.operations("ORDER BY o.seq DESC LIMIT 1") for member in (ann, clone)]
    late = team.member("Nora")
    for turn in (first, 1 - first):
        late.replica.take_in([], ann.replica.sessions(), ops[turn], None)
    assert late.replica.rows("SELECT undoes FROM action") == [(2,)]


def test_values_of_an_article_are_each_coders_own(team: Team) -> None:
    ann, ben = team.members
    for member in (ann, ben):
        fields = {"coder": member.person, "attribute:topic": member.person}
        member.do(Change("values", values_id(member.person, ARTICLE), fields, ARTICLE))
    team.sync()
    assert ann.replica.rows("SELECT count(*) FROM entity WHERE kind='values'") == [(2,)]
