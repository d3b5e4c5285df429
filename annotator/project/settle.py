"""Conflicts: what two people set unseen of each other, both values with who and when, and what settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.ids import pack, unpack
from annotator.project.fold import State, fold
from annotator.project.history import History
from annotator.project.inside import Unseen, unseen_in
from annotator.project.operation import Operation
from annotator.project.replica import Replica
from annotator.project.schema import UNSETTLED
from annotator.project.sight import may_hear
from annotator.project.undo import Action, take_back


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that are to settle: what, who (coder's id), when (milliseconds UTC)."""

    value: Any
    coder: str
    time: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of one thing that several people set unseen of each other; the side that shows now comes last.

    The field `deleted` means that somebody removed it (1) while somebody else worked on it (0), or in it; `inside` is
    what was done in an article so, beside annotations.
    """

    kind: str
    entity: str
    article: str
    field: str
    sides: tuple[Side, ...]
    heads: tuple[int, ...]
    inside: tuple[Unseen, ...] = ()


def conflicts(replica: Replica, entities: Iterable[str] | None = None) -> Iterator[Conflict]:
    """What is to settle in these entities, or in all of the project."""
    names = [pack(name) for name in entities] if entities is not None else [
        row[0] for table in UNSETTLED
        for row in replica.rows(f"SELECT id FROM {table} WHERE conflicts IS NOT NULL ORDER BY id")]
    coder_of = replica.coder_of()
    for entity in names:
        ops = replica.of(entity)
        if not ops:
            continue
        by_digest, state = {op.digest: op for op in ops}, fold(ops)
        if state.kind == "article" and not state.alive:
            yield from _work_inside(replica, ops, state)
        if state.kind == "source" and not state.alive:
            yield from _named(replica, ops, state)
        for field, setters in sorted(state.conflicts.items(), key=lambda each: (each[0] != DELETED, each[0])):
            told = [(value, by_digest[digest]) for digest, value in setters]
            if field == DELETED:
                told.sort(key=lambda each: not each[0])  # it is kept: that shows
            sides = tuple(Side(value, unpack(coder_of[op.session]), op.hlc >> 16) for value, op in told)
            yield Conflict(state.kind, unpack(entity), unpack(state.article), field, sides, state.heads)


def _work_inside(replica: Replica, ops: Sequence[Operation], state: State) -> Iterator[Conflict]:
    """An article that was removed while somebody, unseen, worked in it: what they did keeps it."""
    name = unpack(ops[0].entity)
    worked: dict[bytes, int] = {}
    done = unseen_in(replica, name)
    for who, time in [*_workers(replica, ops[0].entity), *((pack(each.coder), each.time) for each in done)]:
        worked[who] = max(time, worked.get(who, 0))
    if worked:
        sides = _removers(replica, ops, state)
        sides += [Side(0, unpack(who), time) for who, time in sorted(worked.items(), key=lambda each: each[1])]
        yield Conflict("article", name, name, DELETED, tuple(sides), state.heads, tuple(done))


def _named(replica: Replica, ops: Sequence[Operation], state: State) -> Iterator[Conflict]:
    """A source that was removed while somebody, unseen, named it; as far as whoever works here may see it."""
    coder_of, by = replica.coder_of(), dict[bytes, int]()
    names = [row[0] for row in replica.rows("SELECT DISTINCT annotation FROM attribution WHERE source=?",
                                            (ops[0].entity,))]
    for history in replica.histories(names).values():
        named = fold(history).winner.get("chain")
        for op in history:
            if op.digest == named:
                by[coder_of[op.session]] = max(op.hlc >> 16, by.get(coder_of[op.session], 0))
    if by:
        sides = [*_removers(replica, ops, state),
                 *(Side(0, unpack(who), time) for who, time in sorted(by.items(), key=lambda each: each[1]))]
        yield Conflict("source", unpack(ops[0].entity), "", DELETED, tuple(sides), state.heads)


def _removers(replica: Replica, ops: Iterable[Operation], state: State) -> list[Side]:
    """Who removed what is removed, and when."""
    coder_of = replica.coder_of()
    gone = sorted((op for op in ops if op.digest in state.heads), key=Operation.order)
    return [Side(1, unpack(coder_of[op.session]), op.hlc >> 16) for op in gone]


def _workers(replica: Replica, article: bytes) -> Iterator[tuple[bytes, int]]:
    """Who has worked (packed id) on annotations that are alive in an article, and when; who removed it is not one."""
    coder_of = replica.coder_of()
    for name, who, time, fields in replica.rows(
            "SELECT id, coalesce(last_by, born_by), coalesce(last_ms, born_ms), conflicts FROM annotation"
            " WHERE article=?", (article,)):
        if not fields or DELETED not in fields.split(","):
            yield who, time
            continue
        by_digest = {op.digest: op for op in replica.of(name)}
        for digest, gone in fold(by_digest.values()).conflicts[DELETED]:
            if not gone:
                yield coder_of[by_digest[digest].session], by_digest[digest].hlc >> 16


def settled(conflict: Conflict, value: Any) -> ChangeSet:
    """What settles a conflict: one of its values, or another. It was decided with these heads before the eyes."""
    return ChangeSet([Change(conflict.kind, conflict.entity, {conflict.field: value}, conflict.article,
                             conflict.heads)])


def brought_back(replica: Replica, conflict: Conflict) -> ChangeSet:
    """What else a removal took away, as if it had never happened: of an article all that was removed with it, of a
    source who names it. What somebody has set since is left as it is.
    """
    changes, undoing = list[Change](), History(replica).undoing()
    for removal in _removals(replica, conflict):
        for name, history in _touched(replica, removal).items():
            if name == pack(conflict.entity) or not _belongs(conflict, history[0]) or not may_hear(replica, history):
                continue
            patch, _ = take_back(history, removal, undoing.without(removal), set())
            if not patch and fold(history).conflicts.get(DELETED):
                patch = {DELETED: 0}
            if patch and not patch.get(DELETED):
                changes.append(Change(history[0].kind, unpack(name), patch, unpack(history[0].article)))
    return ChangeSet(changes)


def also_touched(replica: Replica, conflict: Conflict) -> int:
    """How many annotations the removal of an article or a source has touched."""
    inside, values = (" AND o.article=?", (pack(conflict.entity),)) if conflict.kind == "article" else ("", ())
    return len({row[0] for removal in _removals(replica, conflict) for row in replica.rows(
        "SELECT o.entity FROM op o JOIN session s ON s.k=o.session WHERE s.id=? AND o.n>=?"
        f" AND o.change_set=? AND o.kind='annotation'{inside}",
        (removal.session, removal.change_set, removal.change_set, *values))})


def _removals(replica: Replica, conflict: Conflict) -> list[Action]:
    """The actions in effect that removed it: also those before the last one, as long as nobody brought it back."""
    ops, undoing = {op.digest: op for op in replica.of(pack(conflict.entity))}, History(replica).undoing()
    found, stack = set[int](), list(conflict.heads)
    while stack:
        digest = stack.pop()
        if digest in ops and digest not in found and ops[digest].fields().get(DELETED):
            found.add(digest)
            stack += ops[digest].parents()
    actions = {Action(ops[digest].session, ops[digest].change_set) for digest in found}
    return sorted(filter(undoing.holds, actions))


def _belongs(conflict: Conflict, op: Operation) -> bool:
    return op.article == pack(conflict.entity) if conflict.kind == "article" else op.kind in ("source", "annotation")


def _touched(replica: Replica, action: Action) -> Mapping[bytes, list[Operation]]:
    """All operations of the things that an action touched."""
    rows = replica.rows("SELECT DISTINCT o.entity FROM op o JOIN session s ON s.k=o.session"
                        " WHERE s.id=? AND o.n>=? AND o.change_set=? AND o.kind<>'undo'",
                        (action.session, action.change_set, action.change_set))
    return replica.histories(row[0] for row in rows)
