"""A replica that is damaged or gone: made anew, with what can still be read of the old one, which is kept beside."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.project import purge
from annotator.project.journal import SELECT
from annotator.project.operation import Operation, is_sound
from annotator.project.place import Place, discard_words, known_file
from annotator.project.replica import Replica

Make = Callable[[Path], Replica]


def open_replica(place: Place, make: Make) -> tuple[Replica, str]:
    """The replica of a project, and a note of what had to be done for it ("" as a rule).

    Args:
        make: opens the replica at a path, or makes an empty one there.

    Raises:
        Fault: this computer takes no replica.
    """
    path, mark = place.replica, place.replica.with_suffix(".damaged")
    if not path.exists():
        discard_words(path)
        gone = known_file(place) is not None
        return make(path), tr("This computer's replica of the project was gone. It is made anew from the shared file; "
                              "changes that were not in the file yet are lost") if gone else ""
    if not mark.exists():
        try:
            return make(path), ""
        except Fault:
            if not mark.exists():
                raise
    return _made_anew(path, mark, make)


def _made_anew(path: Path, mark: Path, make: Make) -> tuple[Replica, str]:
    aside = _set_aside(path)
    discard_words(path)
    replica = make(path)
    saved = salvage(replica, aside)
    mark.unlink(missing_ok=True)
    return replica, tr("This computer's replica of the project was damaged. It is made anew from the shared file, with "
                       "{saved:,} changes that could still be read here; the damaged one is kept as {aside}",
                       saved=saved, aside=aside)


def _set_aside(path: Path) -> Path:
    """Rename the damaged replica with its journal, which would be rolled into the new one."""
    aside = path.with_name(f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    for tail in ("-journal", "-wal", "-shm", ""):
        part = path.with_name(path.name + tail)
        if part.exists():
            part.rename(aside.with_name(aside.name + tail))
    return aside


def salvage(replica: Replica, damaged: Path) -> int:
    """Take over what can still be read of a damaged replica: each operation proves itself by its digest.

    Returns:
        how many operations there were.
    """
    db = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        sessions = [row for row in _readable(db, "SELECT id,coder,app,started FROM session") if len(row[0]) == 16]
        known = {row[0]: row[1] for row in sessions}
        articles = {row[0]: row[1] for row in _readable(db, "SELECT id,body FROM article")}
        rows = {row[-1]: row for order in ("ASC", "DESC") for row in _readable(db, f"{SELECT} ORDER BY o.seq {order}")}
    finally:
        db.close()
    ops = sorted((Operation._make(row) for row in rows.values() if row[0] in known), key=Operation.order)
    rules = purge.rules_among(op for op in ops if is_sound(op))
    ops = [op for op in ops if op.patch is not None or any(purge.covers(rule, op, known[op.session]) for rule in rules)]
    return replica.take_in(list(articles.items()), sessions, ops, None)[1]


def _readable(db: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    """The rows that come before the damage."""
    found = []
    try:
        for row in db.execute(query):
            found.append(row)
    except (sqlite3.Error, UnicodeDecodeError):
        return found
    return found
