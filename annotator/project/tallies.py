"""Numbers that are asked for at every change, kept beside the rows they count, so that nothing counts a million rows.

The database keeps them itself, by triggers on its own derived tables, in the transaction of whatever writes a row. A
rebuild counts the rows plainly; so `check`, which compares the two, proves one by the other.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Tally(NamedTuple):
    """How many rows of `table` say each value of `said`, an expression on `r` that gives bytes, unless empty."""

    what: str
    table: str
    said: str


_BROUGHT, _REVISED = "json_extract(r.fields,'$.creator')", "json_extract(r.fields,'$.modified_by')"


def _hands(table: str) -> tuple[Tally, ...]:
    """Who made and last changed the rows of a table: the packed id of a coder, or what an import brought as text."""
    return (Tally("coder", table, f"CASE WHEN coalesce({_BROUGHT},'')='' THEN r.born_by END"),
            Tally("coder", table, "r.last_by"),
            Tally("brought", table, f"CAST({_BROUGHT} AS BLOB)"),
            Tally("brought", table, f"CASE WHEN r.last_by IS NULL THEN CAST({_REVISED} AS BLOB) END"))


TALLIES = (Tally("source", "attribution", "r.source"), Tally("kind", "annotation", "CAST(r.kind AS BLOB)"),
           *_hands("annotation"), *_hands("source"))

_COUNTED = "(SELECT count(*) FROM annotation WHERE article=card.id)"
_UNSOURCED = "(SELECT count(*) FROM annotation WHERE article=card.id AND NOT sourced)"


def count(db: sqlite3.Connection) -> None:
    """Count all rows, once they are there."""
    for tally in TALLIES:
        db.execute(f"INSERT INTO tally SELECT '{tally.what}', {tally.said}, count(*) FROM {tally.table} r"
                   f" WHERE {tally.said}<>x'' GROUP BY 2"
                   " ON CONFLICT(what, said) DO UPDATE SET number=number+excluded.number")
    db.execute("CREATE TEMP TABLE counted AS SELECT article, count(*) n, sum(NOT sourced) unsourced"
               " FROM annotation GROUP BY article")
    db.execute("UPDATE card SET annotations=counted.n, unsourced=counted.unsourced FROM counted"
               " WHERE counted.article=card.id")
    db.execute("DROP TABLE counted")


def keep(db: sqlite3.Connection) -> None:
    """From now on, let every row that comes or goes be counted as it does."""
    for number, tally in enumerate(TALLIES):
        for event, row, step in (("INSERT", "NEW", 1), ("DELETE", "OLD", -1)):
            said = tally.said.replace("r.", f"{row}.")
            db.execute(
                f"CREATE TRIGGER tally_{number}_{event} AFTER {event} ON {tally.table} WHEN {said}<>x'' BEGIN"
                f" INSERT INTO tally VALUES('{tally.what}', {said}, {step})"
                " ON CONFLICT(what, said) DO UPDATE SET number=number+excluded.number;"
                f"{_FORGET.format(tally.what, said) if step < 0 else ''} END")
    for event, row, sign in (("INSERT", "NEW", "+"), ("DELETE", "OLD", "-")):
        db.execute(f"CREATE TRIGGER card_{event} AFTER {event} ON annotation BEGIN UPDATE card SET"
                   f" annotations=annotations{sign}1, unsourced=unsourced{sign}(NOT {row}.sourced)"
                   f" WHERE id={row}.article; END")
    db.execute("CREATE TRIGGER card_arrived AFTER INSERT ON card"
               " WHEN EXISTS(SELECT 1 FROM annotation WHERE article=NEW.id) BEGIN"
               f" UPDATE card SET annotations={_COUNTED}, unsourced={_UNSOURCED} WHERE id=NEW.id; END")


_FORGET = " DELETE FROM tally WHERE what='{}' AND said={} AND number=0;"
