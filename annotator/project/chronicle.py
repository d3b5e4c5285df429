"""The whole history in the words of an export: every action that may be told, the oldest first, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotator.corpus.change import SAW, Change, describe
from annotator.corpus.ids import unpack
from annotator.corpus.team import utc
from annotator.language import tr
from annotator.project.operation import Operation
from annotator.project.sight import HEARD
from annotator.project.timeline import TOLD, TOLD_TOO

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

_PAGE = 200
_UNTOLD = frozenset(("coder", "undo", "dismissals", "proposals"))
"""Kinds that are no part of the data: who people are, and what only the program needs."""
_START = (-1, b"", -1)


def chronicle(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Time (UTC), coder (the id by which they count), the action in words, and what it set on which things."""
    heard = f" AND {HEARD}" if catalogue.left_out() else ""
    query = ("SELECT session,change_set,coder,hlc,undoes IS NOT NULL,operations FROM action"
             f" WHERE (work OR founding OR {TOLD_TOO}){heard} AND (hlc,session,change_set)>(?,?,?)"
             " ORDER BY hlc,session,change_set LIMIT ?")
    one, after = catalogue.people().one, _START
    while page := catalogue.rows(query, (*after, _PAGE)):
        for session, change_set, coder, hlc, undoes, many in page:
            ops = catalogue.operations("WHERE s.id=? AND o.change_set=? AND o.n>=? ORDER BY o.n LIMIT ?",
                                       (session, change_set, change_set, many))
            if told := [op for op in ops if op.kind not in _UNTOLD]:
                words = _in_words(told)
                yield {"time": utc(hlc >> 16), "coder": one(unpack(coder)),
                       "action": tr("Take back: {lower}", lower=words.lower()) if undoes else words,
                       "changes": [_change(op) for op in told]}
        after = page[-1][3], page[-1][0], page[-1][1]


def _in_words(ops: list[Operation]) -> str:
    return describe(Change(op.kind, unpack(op.entity), op.fields(), unpack(op.article), new=not op.prev)
                    for op in ops[:TOLD])


def _change(op: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": op.kind, "id": unpack(op.entity)}
    if op.article:
        said["article"] = unpack(op.article)
    if not op.prev:
        said["new"] = True
    return said | ({"purged": True} if op.patch is None else {
        "set": {name: value for name, value in op.fields().items() if name != SAW}})
