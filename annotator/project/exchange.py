"""Exchange: the union of operations both ways, with the shared file, a copy or a backup alike."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annotator.corpus.change import Changed
from annotator.corpus.errors import Fault
from annotator.project.journal import Journal, SessionRow
from annotator.project.operation import Operation
from annotator.project.replica import Place, Replica
from annotator.project.shared_file import SharedFile, opened

PAGE = 1_000
"""Operations taken in at once: the window's own commits find a gap after each."""

TEXTS = 500
"""Articles taken in at once."""

file_access = threading.Lock()
"""One connection of this process to a shared file at a time: closing a second one would drop the first one's locks."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did: operations taken in and handed over, and what kept the file from being written."""

    changed: Changed
    taken: int = 0
    handed: int = 0
    refused: Fault | None = None


class _Page(NamedTuple):
    """What one look into the file brought, and where we stand after it."""

    ops: list[Operation]
    articles: list[tuple[bytes, str | None]]
    sessions: list[SessionRow]
    place: Place


def exchange(replica: Replica, path: Path, *, write: bool = True, thorough: bool = False,
             progress: Callable[[int], None] | None = None) -> Exchanged:
    """Take in what the file has, then hand over what it lacks. Repeats if the file is replaced meanwhile.

    Args:
        write: whether to hand over; a file that turns out to be read-only is only read, and `refused` says so.
        thorough: have every page checked first (at opening, and after the file was replaced).
        progress: told how many operations have come in so far.

    Raises:
        Fault: the file is missing, damaged, newer, or another project's; nothing was written to it.
    """
    entities: dict[str, tuple[str, str]] = {}
    taken = handed = 0
    with file_access:
        for _ in range(5):
            before, refused = _identity(path), None
            while page := _look(replica, path, thorough):
                thorough = False
                changed = _take_in(replica, page)
                entities |= changed.entities
                taken += len(changed.entities)
                if progress:
                    progress(taken)
            if write:
                given, refused = _hand_over(replica, path)
                handed += given
            if _identity(path) == before:
                return Exchanged(Changed(entities, from_elsewhere=True), taken, handed, refused)
            thorough = True
    raise Fault(f"{path.name} cannot be used", "it is being replaced again and again",
                "Wait until the drive or the sync service has finished")


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError as error:
        raise Fault(f"{path.name} cannot be reached", "the file is missing or its drive is not connected",
                    "Your work is saved on this computer; it goes in as soon as the file is there") from error
    return found.st_dev, found.st_ino


def _look(replica: Replica, path: Path, thorough: bool) -> _Page | None:
    """Read the next page of what is new; None when there is nothing (more). The file is closed before we store."""
    with opened(path, project=replica.project()) as file:
        if thorough:
            file.check_pages()
        file.db.execute("BEGIN")
        known = _where_we_stand(replica, file)
        page = _tail(file, known) if known else _compared(replica, file)
        file.db.execute("COMMIT")
    if page.ops or page.articles:
        return page
    if replica.place(str(path)) != page.place:
        replica.remember(page.place)
    return None


def _where_we_stand(replica: Replica, file: SharedFile) -> Place | None:
    """What is known of this file; None when another history lies there, and what we gave counts for nothing."""
    with replica.lock:
        place = replica.place(str(file.path))
        if place is None and replica.last("op") == 0:
            return (str(file.path), 0, 0, 0, 0, 0)
    if place and (file.continues(place[1], place[2]) or (place[1] == 0 and file.tip() == (0, 0))):
        return place
    return None


def _tail(file: SharedFile, known: Place) -> _Page:
    ops = file.tail(known[1], PAGE)
    texts = file.texts_after(known[3], TEXTS)
    seq_and_stamp = file.after(known[1], len(ops)) if ops else known[1:3]
    place = (known[0], *seq_and_stamp, texts[-1][0] if texts else known[3], *known[4:])
    return _Page(ops, [(name, body) for _, name, body in texts], file.sessions() if ops else [], place)


def _compared(replica: Replica, file: SharedFile) -> _Page:
    """Both journals compared whole: what the file has and we lack. What we have is handed over from the start."""
    with replica.lock:
        _, theirs = difference(replica, file)
        mine = replica.article_ids()
    articles = list(file.articles(sorted(file.article_ids() - mine)))
    place = (str(file.path), *file.tip(), file.last("article"), 0, 0)
    return _Page(theirs, articles, file.sessions() if theirs else [], place)


def _take_in(replica: Replica, page: _Page) -> Changed:
    """Store a page in transactions that are short; where we stand is written with the last one."""
    entities: dict[str, tuple[str, str]] = {}
    articles = page.articles
    for start in range(0, max(len(page.ops), 1), PAGE):
        last = start + PAGE >= len(page.ops)
        part = page.ops[start:start + PAGE]
        entities |= replica.take_in(articles, page.sessions, part, page.place if last else None).entities
        articles = []
    return Changed(entities, from_elsewhere=True)


def difference(one: Journal, other: Journal) -> tuple[list[Operation], list[Operation]]:
    """The operations that only `one` has, and those that only `other` has. Exact, also for forks and gaps."""
    only_one: list[Operation] = []
    only_other: list[Operation] = []
    ours, theirs = one.summary(), other.summary()
    for session in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(session), theirs.get(session)
        if a == b:
            continue
        if not (a and b):
            only_one += one.of_session(session) if a else []
            only_other += other.of_session(session) if b else []
            continue
        common = min(a[1], b[1])
        after = common if one.sums(session, common) == other.sums(session, common) else 0
        mine, his = one.of_session(session, after), other.of_session(session, after)
        known, known_there = {op.digest for op in mine}, {op.digest for op in his}
        only_one += [op for op in mine if op.digest not in known_there]
        only_other += [op for op in his if op.digest not in known]
    return only_one, only_other


def _hand_over(replica: Replica, path: Path) -> tuple[int, Fault | None]:
    """Hand over what the file lacks; it is opened for that only when there is something."""
    place = replica.place(str(path))
    if place and replica.waiting(place) == 0:
        return 0, None
    try:
        with opened(path, project=replica.project()) as file:
            return _push(replica, file), None
    except Fault as fault:
        return 0, fault


def _push(replica: Replica, file: SharedFile) -> int:
    """One short transaction. Where nobody wrote since we looked, we know the file up to our own last row."""
    file.db.execute("BEGIN IMMEDIATE")
    with replica.lock:
        place = replica.place(str(file.path)) or (str(file.path), 0, 0, 0, 0, 0)
        before, upto = file.tip(), (replica.last("op"), replica.last("article"))
        if place[4] == 0 and before != (0, 0):
            give, _ = difference(replica, file)
        else:
            give = replica.operations("WHERE o.seq>? ORDER BY o.seq", (place[4],))
        articles, sessions = replica.articles_after(place[5]), replica.sessions()
    try:
        file.add_sessions(sessions)
        file.add_articles(articles)
        file.push(give)
        known = (*file.tip(), file.last("article")) if before == place[1:3] else place[1:4]
        file.db.execute("COMMIT")
    except sqlite3.Error:
        if file.db.in_transaction:
            file.db.execute("ROLLBACK")
        raise
    replica.remember((place[0], *known, *upto))
    return len(give)
