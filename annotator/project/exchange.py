"""Exchange: the union of operations both ways, with the shared file, a copy or a backup alike."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from annotator.corpus.bulk import uncollected
from annotator.corpus.change import Changed
from annotator.corpus.errors import MISSING, Fault, FileFault
from annotator.language import tr, trn
from annotator.project import purge
from annotator.project.journal import Article, Journal, SessionRow
from annotator.project.operation import Operation
from annotator.project.replica import Place, Replica
from annotator.project.shared_file import SharedFile, opened

PAGE = 500
"""Operations taken in at once: about 20 ms."""

GAP = 0.002
"""Seconds between two such steps: locks are not fair, and the window’s own commits come first."""

GIVEN = 5_000
"""Operations handed over at once: others find the file free after each."""

TEXTS = 250
"""Articles taken in or handed over at once."""

PATIENCE = 100
"""How often to look again because others wrote, or the file was replaced, just before we handed over."""

file_access = threading.Lock()
"""One exchange of this process at a time."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did: operations that were new here and new there, and what kept the file from being written.

    `older` is not 0 when an older state of the file had taken its place: the time (milliseconds UTC) of the last
    change in it. What it lacked has been handed over again. `left_out`: operations of the file that were not taken in,
    as they are not what their digests say.
    """

    changed: Changed
    taken: int = 0
    handed: int = 0
    refused: Fault | None = None
    older: int = 0
    left_out: int = 0


def not_taken_in(path: Path, many: int) -> Fault:
    """What is said of operations that stayed out."""
    return Fault(trn("{number:,} change in {name} was left out", "{number:,} changes in {name} were left out", many,
                     name=path.name),
                 trn("it is not what was stored there: the file was damaged or altered",
                     "they are not what was stored there: the file was damaged or altered", many),
                 tr("All else came in, and nothing was deleted; File › Check the project says what can be mended"))


@dataclass(slots=True)
class _Tally:
    entities: dict[str, tuple[str, str]] = field(default_factory=dict)
    taken: int = 0
    handed: int = 0
    older: int = 0


class _Page(NamedTuple):
    """What one look into the file brought, and where we stand after it."""

    ops: list[Operation]
    articles: list[Article]
    sessions: list[SessionRow]
    place: Place

    @property
    def is_last(self) -> bool:
        """Whether the file has no more than this."""
        return len(self.ops) < PAGE and len(self.articles) < TEXTS


def exchange(replica: Replica, path: Path, *, write: bool = True, thorough: bool = False,
             progress: Callable[[int], None] | None = None) -> Exchanged:
    """Take in what the file has, then hand over what it lacks. Repeats if the file is replaced meanwhile.

    Args:
        write: whether to hand over; a file that turns out to be read-only is only read, and `refused` says so.
        thorough: have every page checked first (at opening; a file that was replaced always is).
        progress: told how many operations have come in so far.

    Raises:
        Fault: the file is missing, damaged, newer, or another project's; nothing was written to it.
    """
    tally, refused, left_out = _Tally(), None, replica.left_out
    with file_access, uncollected():
        for _ in range(5):
            before = _identity(path)
            _take_all(replica, path, thorough, tally, progress)
            if write:
                refused = _hand_over(replica, path, tally)
            if _identity(path) == before:
                return Exchanged(Changed(tally.entities, from_elsewhere=True), tally.taken, tally.handed, refused,
                                 tally.older, replica.left_out - left_out)
            thorough = True
    raise _restless(path)


def _restless(path: Path) -> Fault:
    return Fault(tr("{name} cannot be used", name=path.name), tr("it is being replaced again and again"),
                 tr("Wait until the drive or the sync service has finished"))


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError as error:
        raise FileFault(tr("{name} cannot be reached", name=path.name),
                        tr("the file is missing or its drive is not connected"),
                        tr("Your work is saved on this computer; it goes in as soon as the file is there"),
                        state=MISSING) from error
    return found.st_dev, found.st_ino


# --- taking in ---

def _take_all(replica: Replica, path: Path, thorough: bool, tally: _Tally,
              progress: Callable[[int], None] | None = None) -> None:
    while page := _look(replica, path, thorough, tally):
        thorough = False
        _take_in(replica, page, tally)
        if progress:
            progress(tally.taken)
        if page.is_last:
            break


def _look(replica: Replica, path: Path, thorough: bool, tally: _Tally) -> _Page | None:
    """Read the next page of what is new; None when there is nothing (more). The file is closed before we store."""
    with opened(path, project=replica.project()) as file:
        if thorough:
            file.check_pages()
        with _reading(file):
            known = _where_we_stand(replica, file)
            if known is None and not thorough:
                file.check_pages()
            page = _tail(file, known) if known else _compared(replica, file, tally)
    if page.ops or page.articles:
        return page
    if replica.place(str(path)) != page.place:
        replica.remember(page.place)
    return None


@contextmanager
def _reading(file: SharedFile) -> Iterator[None]:
    """One view of the file, whoever writes meanwhile."""
    file.db.execute("BEGIN")
    yield
    file.db.execute("COMMIT")


def _where_we_stand(replica: Replica, file: SharedFile) -> Place | None:
    """What is known of this file; None when another history lies there, and what we gave counts for nothing."""
    place = replica.place(str(file.path))
    if place is None:
        return None if replica.last("op") or replica.last("article") else (str(file.path), 0, 0, 0, 0, 0)
    empty_as_before = place[1] == place[4] == 0 and file.tip() == (0, 0) and file.last("article") >= place[3]
    return place if empty_as_before or file.continues(place[1], place[2]) else None


def _tail(file: SharedFile, known: Place) -> _Page:
    ops = file.tail(known[1], PAGE)
    texts = file.texts_after(known[3], TEXTS)
    seq_and_stamp = file.after(known[1], len(ops)) if ops else known[1:3]
    place = (known[0], *seq_and_stamp, texts[-1][0] if texts else known[3], *known[4:])
    return _Page(ops, [(name, body) for _, name, body in texts], file.sessions() if ops else [], place)


def _compared(replica: Replica, file: SharedFile, tally: _Tally) -> _Page:
    """Both journals compared whole: what the file has and we lack. We hand over from the first that it lacks on."""
    given, given_article = replica.last("op"), replica.last("article")
    ours, theirs = difference(replica, file)
    here, there = replica.article_ids(), file.article_ids()
    if ours:
        given = _first_row(replica, ours) - 1
    if here - there:
        given_article = replica.first_article(sorted(here - there)) - 1
    before = replica.place(str(file.path))
    if before and before[1] and given < before[4] and not theirs:  # it lacks what it had, and has nothing else
        tally.older = file.rows("SELECT coalesce(max(hlc),0)>>16 FROM op")[0][0]
    place = (str(file.path), *file.tip(), file.last("article"), given, given_article)
    return _Page(theirs, file.articles(sorted(there - here)), file.sessions() if theirs else [], place)


def _first_row(replica: Replica, ops: list[Operation]) -> int:
    """The first row number in the replica of operations that stand in their order within each session."""
    firsts: dict[bytes, Operation] = {}
    for op in ops:
        firsts.setdefault(op.session, op)
    query = "SELECT o.seq FROM op o JOIN session s ON s.k=o.session WHERE s.id=? AND o.n=? AND o.digest=?"
    return int(min(replica.rows(query, (op.session, op.n, op.digest))[0][0] for op in firsts.values()))


def _take_in(replica: Replica, page: _Page, tally: _Tally) -> None:
    """Store a page in transactions that are short; where we stand is written with the last one."""
    parts = max(-(-len(page.ops) // PAGE), -(-len(page.articles) // TEXTS), 1)
    for part in range(parts):
        changed, taken = replica.take_in(
            page.articles[part * TEXTS:(part + 1) * TEXTS], page.sessions, page.ops[part * PAGE:(part + 1) * PAGE],
            page.place if part == parts - 1 else None)
        tally.entities |= changed.entities
        tally.taken += taken
        if part < parts - 1 or not page.is_last:
            time.sleep(GAP)


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


# --- handing over ---

def _hand_over(replica: Replica, path: Path, tally: _Tally) -> Fault | None:
    """Hand over what the file lacks; it is opened for that only when there is something."""
    for _ in range(PATIENCE):
        while (place := replica.place(str(path))) is None or replica.waiting(place):
            try:
                with opened(path, project=replica.project()) as file:
                    page = _push(replica, file, tally)
            except Fault as fault:
                return fault
            if page is None:
                break
            _take_in(replica, page, tally)
        else:
            return None
        _take_all(replica, path, False, tally)
    raise _restless(path)


def _push(replica: Replica, file: SharedFile, tally: _Tally) -> _Page | None:
    """Hand over a page in one short transaction, with a look at what others have written since we looked.

    Returns:
        what others wrote, and where we stand now; None when it is too much: look first, then push again.
    """
    file.db.execute("BEGIN IMMEDIATE")
    try:
        known = _where_we_stand(replica, file)
        news = _tail(file, known) if known else None
        if known is None or news is None or not news.is_last:
            return None
        before = file.last("op")
        upto = _give(replica, file, known)
        tally.handed += file.rows("SELECT count(*) FROM op WHERE seq>?", (before,))[0][0]
        place = (known[0], *file.tip(), file.last("article"), *upto)
        file.db.execute("COMMIT")
    finally:
        if file.db.in_transaction:
            file.db.execute("ROLLBACK")
    return news._replace(place=place)


def _give(replica: Replica, file: SharedFile, known: Place) -> tuple[int, int]:
    """Write the next page of ours into the file; returns the rows of the replica up to which it has all."""
    given, given_article = known[4:]
    rows = replica.rows("SELECT seq FROM op WHERE seq>? ORDER BY seq LIMIT ?", (given, GIVEN))
    texts = replica.texts_after(given_article, TEXTS)
    ops = replica.tail(given, len(rows))
    file.add_sessions(replica.sessions())
    file.add_articles((name, body) for _, name, body in texts)
    file.push(ops)
    if rules := purge.rules_among(ops):
        file.db.execute("PRAGMA secure_delete=ON").fetchall()
        purge.apply(file, rules)
    return rows[-1][0] if rows else given, texts[-1][0] if texts else given_article
