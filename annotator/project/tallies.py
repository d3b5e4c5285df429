"""Numbers that are asked for at every change, kept beside the rows they count, so that nothing counts a million rows.

Whatever writes rows or takes them away (an action, an exchange, a rebuild) counts these rows in or out, and the sums
are written in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from annotator.project.operation import decode_fields
from annotator.project.schema import TABLES

KEPT = ("source", "kind", "coder", "brought")
"""What is tallied: attributions by source, annotations by kind, and whose hands made or changed annotations and
sources: coders of the project (packed ids), or whom an import names."""

Row = tuple[Any, ...]

_NAMED = ('"creator"', '"modified_by"')
"""What stands in the fields of a row that an import brought with a name."""


class Tallies:
    """By how much rows that come or go change the numbers."""

    def __init__(self) -> None:
        self._said = Counter[tuple[str, bytes]]()
        self._inside: dict[bytes, list[int]] = {}

    def count(self, table: str, rows: Sequence[Row], step: int = 1) -> None:
        """Count whole rows of a table in, or (-1) out."""
        if not rows or table not in ("annotation", "source", "attribution"):
            return
        if table == "attribution":
            self._add("source", _counted(table, rows, "source"), step)
            return
        self._count_hands(table, rows, step)
        if table == "annotation":
            kinds = _counted(table, rows, "kind")
            self._add("kind", Counter({kind.encode(): number for kind, number in kinds.items() if kind}), step)
            for (article, sourced), number in _counted(table, rows, "article", "sourced").items():
                inside = self._inside.setdefault(article, [0, 0])
                inside[0] += step * number
                inside[1] += 0 if sourced else step * number

    def _count_hands(self, table: str, rows: Sequence[Row], step: int) -> None:
        """Who made and last changed the rows, here or where they were imported from."""
        named = [row for row in rows if _NAMED[0] in row[-1] or _NAMED[1] in row[-1]]
        for made, changed, stored in map(_columns(table, "born_by", "last_by", "fields"), named):
            fields = decode_fields(stored)
            creator, reviser = fields.get("creator"), None if changed else fields.get("modified_by")
            self._add("brought", Counter(name.encode() for name in (creator, reviser) if isinstance(name, str)), step)
            self._add("coder", Counter((b"" if creator else made, changed or b"")), step)
        here = [row for row in rows if not (_NAMED[0] in row[-1] or _NAMED[1] in row[-1])] if named else rows
        for column in ("born_by", "last_by"):
            self._add("coder", _counted(table, here, column), step)

    def _add(self, what: str, numbers: Counter[Any], step: int) -> None:
        for said, number in numbers.items():
            if said:
                self._said[what, said] += step * number

    def write(self, db: sqlite3.Connection) -> None:
        """Write all of it and forget it; cards that are not there yet are counted when they come (`COUNT`)."""
        changed = [(*said, step) for said, step in self._said.items() if step]
        db.executemany("INSERT INTO main.tally VALUES(?,?,?)"
                       " ON CONFLICT(what, said) DO UPDATE SET number=number+excluded.number", changed)
        db.executemany("DELETE FROM main.tally WHERE what=? AND said=? AND number=0",
                       [(what, said) for what, said, step in changed if step < 0])
        db.executemany("UPDATE main.card SET annotations=annotations+?, unsourced=unsourced+? WHERE id=?",
                       [(*steps, article) for article, steps in self._inside.items() if any(steps)])
        self._said.clear()
        self._inside.clear()


def _columns(table: str, *names: str) -> itemgetter[Any]:
    return itemgetter(*(list(TABLES[table]).index(name) for name in names))


def _counted(table: str, rows: Sequence[Row], *names: str) -> Counter[Any]:
    return Counter(map(_columns(table, *names), rows))


COUNT = {"annotations": "(SELECT count(*) FROM main.annotation WHERE article=?)",
         "unsourced": "(SELECT count(*) FROM main.annotation WHERE article=? AND NOT sourced)"}
"""A new card's two numbers, by the id of the article: what is in it may have come before it."""
