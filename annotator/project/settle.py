"""Conflicts: what two people set unseen of each other, both values with who and when, and what settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import pack, unpack
from annotator.project.fold import fold
from annotator.project.replica import Replica
from annotator.project.schema import UNSETTLED


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that are to settle: what, who (coder's id), when (milliseconds UTC)."""

    value: Any
    coder: str
    time: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of one thing that several people set unseen of each other; the side that shows now comes last.

    The field `deleted` means that somebody removed it (1) while somebody else worked on it (0).
    """

    kind: str
    entity: str
    article: str
    field: str
    sides: tuple[Side, ...]
    heads: tuple[int, ...]


def conflicts(replica: Replica, entities: list[str] | None = None) -> Iterator[Conflict]:
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
        for field, setters in sorted(state.conflicts.items()):
            sides = tuple(Side(value, unpack(coder_of[op.session]), op.hlc >> 16)
                          for digest, value in setters for op in (by_digest[digest],))
            yield Conflict(state.kind, unpack(entity), unpack(state.article), field, sides, state.heads)


def settled(conflict: Conflict, value: Any) -> ChangeSet:
    """What settles a conflict: one of its values, or another. It was decided with these heads before the eyes."""
    return ChangeSet([Change(conflict.kind, conflict.entity, {conflict.field: value}, conflict.article,
                             conflict.heads)])
