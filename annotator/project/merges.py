"""What merging has given to a source, read from the journal: so that a split takes that back, and no more."""

from __future__ import annotations

from typing import Any

from annotator.corpus.ids import pack
from annotator.project.fold import fold
from annotator.project.operation import Operation
from annotator.project.replica import Replica

_MOST = 2_000
"""Operations of an action that are looked at: nobody merges more at once."""


def brought(replica: Replica, source: str, into: str) -> dict[str, Any]:
    """The fields of `into` that hold what a merge has set → what stood there before.

    Names count that any merge has brought (several merged sources may bear one); facts only of this source's merges.
    Sources that came in merged already tell nothing of before: their names count as brought.
    """
    ops, own = replica.of(pack(into)), replica.of(pack(source))
    merging = {(op.session, op.change_set) for op in own if op.prev and op.fields().get("merged_into")}
    born_merged = any(not op.prev and op.fields().get("merged_into") for op in own)
    mine = {op.digest for op in ops if op.prev and (op.session, op.change_set) in merging}
    others = {op.digest for op in ops if op.digest not in mine and op.prev and _is_of_a_merge(replica, op)}
    born = {op.digest for op in ops if not op.prev} if born_merged else set()
    now, before, alone = fold(ops), fold(ops, mine | others), fold(ops, mine)
    found: dict[str, Any] = {}
    for field, digest in now.winner.items():
        if field.startswith("alias:"):
            if digest in mine or digest in others:
                found[field] = before.fields.get(field)
            elif digest in born:
                found[field] = None
        elif digest in mine:
            found[field] = alone.fields.get(field)
    return found


def _is_of_a_merge(replica: Replica, op: Operation) -> bool:
    """Whether the action of an operation also merges a source."""
    if not any(field.startswith("alias:") for field in op.fields()):
        return False
    return bool(replica.rows(
        "SELECT 1 FROM op o JOIN session s ON s.k=o.session WHERE s.id=? AND o.n>=? AND o.n<? AND o.change_set=?"
        " AND o.kind='source' AND o.patch LIKE '%\"merged_into\":\"%' LIMIT 1",
        (op.session, op.change_set, op.change_set + _MOST, op.change_set)))
