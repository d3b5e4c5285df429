"""What others have done since one looked, a thing at a time: what the window tells of, and takes one to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.change import DELETED
from annotator.corpus.ids import pack, unpack
from annotator.project.journal import marks, paged
from annotator.project.operation import Operation
from annotator.project.replica import Replica
from annotator.project.sight import TABLE, may_hear

MOST = 2_000
"""Operations that are looked at one by one; of more it is only told how many there are."""

_TOLD = frozenset({"annotation", "source", "link", "article", "passages", "codebook", "review", "values", "project",
                   "purge"})
_STATUSES = ("done", "skipped")
"""The marks that are news; that somebody has begun an article follows from their first annotation."""


@dataclass(frozen=True, slots=True)
class News:
    """What one coder did to one thing.

    Attributes:
        row: the last row of the journal that belongs to it.
        coder: id of who did it.
        kind, entity, article: the thing, by its id, and the article that it belongs to.
        time: of the last operation, milliseconds UTC.
        fields: what was set, with the last value of each.
        new: it was made.
        taken_back: it was an undo or a redo.
    """

    row: int
    coder: str
    kind: str
    entity: str
    article: str
    time: int
    fields: Mapping[str, Any] = field(hash=False)
    new: bool = False
    taken_back: bool = False

    @property
    def gone(self) -> bool:
        """Whether it was removed."""
        return bool(self.fields.get(DELETED))

    @property
    def back(self) -> bool:
        """Whether it was brought back."""
        return self.fields.get(DELETED) == 0

    def then(self, later: News) -> News:
        """Both as one."""
        return News(later.row, self.coder, self.kind, self.entity, self.article, later.time,
                    {**self.fields, **later.fields}, self.new or later.new, later.taken_back)


def news_since(replica: Replica, row: int, me: Collection[str]) -> tuple[list[News], int]:
    """What has come after a row of the journal by others than these ids, in order of arrival; and of how many more
    operations it is not told one by one."""
    own = set(me)
    rows = replica.rows(
        "SELECT o.seq, s.coder, s.id, o.n, o.hlc, o.kind, o.entity, o.article, o.prev, o.patch, o.change_set, o.digest"
        " FROM op o JOIN session s ON s.k=o.session WHERE o.seq>? AND s.id<>? ORDER BY o.seq LIMIT ?",
        (row, replica.session, MOST))
    undone: set[tuple[bytes, int]] = set()
    found: dict[tuple[str, str], News] = {}
    for seq, coder, *stored in rows:
        op, who = Operation._make(stored), unpack(coder)
        if op.kind == "undo":
            undone.add((op.session, op.change_set))
        if who in own or not _is_told(op):
            continue
        one = News(seq, who, op.kind, unpack(op.entity), unpack(op.article), op.hlc >> 16, op.fields(), not op.prev,
                   (op.session, op.change_set) in undone)
        key = (who, one.entity)
        found[key] = found[key].then(one) if key in found else one
    more = max(0, replica.last("op") - rows[-1][0]) if len(rows) == MOST else 0
    return sorted(found.values(), key=_row), more


def _is_told(op: Operation) -> bool:
    """Whether it is of any interest, as far as the operation itself says."""
    if op.kind not in _TOLD:
        return False
    return op.kind != "review" or op.fields().get("status") in _STATUSES


def seen_of(replica: Replica, news: Sequence[News]) -> list[News]:
    """Those of these news that the coder may hear of: nothing is told of what is hidden from them."""
    if not replica.limited:
        return list(news)
    hidden: set[str] = set()
    for kind, table in TABLE.items():
        names = sorted({one.entity for one in news if one.kind == kind})
        there = _listed(replica, f"temp.{table}", names)
        lost = [name for name in names if name not in there]
        kept = _listed(replica, f"main.{table}", lost)
        hidden |= {name for name in lost if name in kept or not may_hear(replica, replica.of(pack(name)))}
    return [one for one in news if one.entity not in hidden]


def _listed(replica: Replica, table: str, names: Iterable[str]) -> set[str]:
    return {unpack(row[0]) for page in paged([pack(name) for name in names])
            for row in replica.rows(f"SELECT id FROM {table} WHERE id IN {marks(page)}", tuple(page))}


def _row(news: News) -> int:
    return news.row
