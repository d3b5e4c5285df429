"""The thread that talks with the shared file, so that the window never waits for a drive."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.corpus.errors import MISSING, Fault, FileFault
from annotator.language import tr
from annotator.session import Session

if TYPE_CHECKING:
    from annotator.project.copies import Merged, Preview
    from annotator.project.exchange import Exchanged

SETTLE = 0.5
"""Seconds to wait after a change, so that one exchange takes several along."""

POLL = 2.0
"""Seconds between looks for others' changes."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the work is: when it was last in the shared file, what waits here, and what keeps it from going."""

    at: str = ""
    waiting: int = 0
    fault: Fault | None = None
    taken: int = 0

    def words(self) -> tuple[str, int, str]:
        """What a person would read; two that say the same need not be told twice."""
        return self.at, self.waiting, str(self.fault or "")

    @property
    def state(self) -> str:
        """What is the matter with the file, in a word or two; empty when nothing is."""
        return self.fault.state if self.fault else ""

    @property
    def is_lost(self) -> bool:
        """Whether no project can be read in the file's place."""
        return isinstance(self.fault, FileFault) and self.fault.is_lost


@dataclass(frozen=True, slots=True)
class Noticed:
    """What an exchange came upon that a person should hear of once.

    Attributes:
        merged: copies beside the project that a sync service left, taken in by themselves.
        to_ask: other copies beside it, with what they would bring.
        older: the time (milliseconds UTC) of the last change in an older file that had taken the file's place, or 0.
        moved: the new path of a file that was renamed.
        faults: what could not be done: no backup, a copy that cannot be read.
    """

    merged: tuple[Merged, ...] = ()
    to_ask: tuple[Preview, ...] = ()
    older: int = 0
    moved: Path | None = None
    faults: tuple[Fault, ...] = ()


def _written(path: Path) -> int:
    """When a file or folder was written to last; 0 when it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


_STOPPED = Fault(tr("The shared file is not written at present"), tr("this is our mistake, and the report says where"),
                 tr("Your work is saved on this computer; try again, or open the project anew"))


class ExchangeThread(QObject):
    """Exchanges on request, and looks for others' changes now and then.

    Signals:
        saved: a `Saved` after each exchange that did or changed anything.
        noticed: a `Noticed`, when there is anything in it.
    """

    saved = Signal(object)
    noticed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._thread: threading.Thread | None = None
        self._wake = threading.Condition()
        self._due: float | None = 0.0
        self._stopping = False
        self._last = Saved()
        self._known: tuple[int, int, int] | None = None
        self._device = 0
        self._copies: list[Path] = []
        self._seen_beside: object = None
        self._backed_up: date | None = None

    def start(self) -> None:
        """Begin; the first exchange follows at once."""
        self._thread = threading.Thread(target=self._run, name="exchange", daemon=True)
        self._thread.start()

    def request(self, delay: float = SETTLE) -> None:
        """Exchange after `delay` seconds, or earlier if that was asked for."""
        with self._wake:
            due = time.monotonic() + delay
            self._due = due if self._due is None else min(self._due, due)
            self._wake.notify()
        if self._thread is not None and not self._thread.is_alive() and not self._stopping:
            self.start()

    def stop(self) -> Saved:
        """Exchange a last time on this thread, after the other one has ended."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(timeout=35)
        return self._exchange()

    def _run(self) -> None:
        whole = False
        try:
            while self._wait():
                before = self._last
                if self._has_reason():
                    found = self._exchange()
                    if found.taken or found.words() != before.words():
                        self.saved.emit(found)
                if self._last.fault is None:
                    self._look_around()
                elif before.state == self._last.state == MISSING:  # twice: no sync service is at work just now
                    self._follow()
            whole = True
        finally:
            if not whole:  # our mistake: the excepthook reports it, the next request starts the thread again
                self._last = replace(self._last, fault=_STOPPED)
                self.saved.emit(self._last)

    def _wait(self) -> bool:
        """Sleep until something is due or it is time to look; False when it is over."""
        with self._wake:
            until = time.monotonic() + POLL
            while not self._stopping:
                due = until if self._due is None else min(self._due, until)
                left = due - time.monotonic()
                if left <= 0:
                    return True
                self._wake.wait(left)
            return False

    def _has_reason(self) -> bool:
        """Whether an exchange was asked for, or the file looks different from when it was last read."""
        with self._wake:
            asked, self._due = self._due is not None, None
        return asked or self._last.fault is not None or self._stat() != self._known or self._session.waiting() > 0

    def _stat(self) -> tuple[int, int, int] | None:
        try:
            found = self._session.path.stat()
        except OSError:
            return None
        self._device = found.st_dev
        return found.st_ino, found.st_mtime_ns, found.st_size

    # --- what lies beside the file ---

    def _look_around(self) -> None:
        """The day's backup, then the copies in the folder; only when the day or the folder is another than before."""
        session, path = self._session, self._session.path
        if session.original or session.newer:
            return
        try:
            if self._backed_up != date.today():
                self._backed_up = date.today()
                session.keeping().daily()
            if self._seen_beside == self._beside():
                return
            self._copies = session.keeping().copies()
            self._seen_beside = self._beside()
            found = session.keeping().look_around()
        except Fault as fault:
            if fault.state == MISSING or not _written(path):  # the next exchange tells it, then this is due again
                self._backed_up = self._seen_beside = None
            else:
                self.noticed.emit(Noticed(faults=(fault,)))
            return
        if found.merged or found.to_ask or found.faults:
            self.noticed.emit(Noticed(tuple(found.merged), tuple(found.to_ask), faults=tuple(found.faults)))

    def _beside(self) -> object:
        """What changes when a file comes or goes in the folder, or one of the copies there is written to."""
        path = self._session.path
        return path, *(_written(each) for each in (path.parent, *self._copies))

    def _follow(self) -> None:
        """The file may bear another name in its folder: go on in it."""
        from annotator.project.copies import renamed

        session, path = self._session, self._session.path
        if self._known is None or session.original:
            return
        found = renamed(path, session.replica.project(), (self._device, self._known[0]))
        if found and session.path == path:  # else the window has gone on in it meanwhile
            try:
                session.follow(found)
            except Fault as fault:
                self.noticed.emit(Noticed(moved=found, faults=(fault,)))
            else:
                self.noticed.emit(Noticed(moved=found))
            self.request(delay=0)

    def _exchange(self) -> Saved:
        seen = self._stat()  # before: what others write from now on is looked at next time
        try:
            done = self._session.exchange()
        except Fault as fault:
            self._last = Saved(self._last.at, self._session.waiting(), fault)
            return self._last
        self._known = seen
        at = self._last.at if done.refused else time.strftime("%H:%M")
        self._last = Saved(at, self._session.waiting() if not self._session.original else 0, done.refused, done.taken)
        self._tell_of_it(done)
        return self._last

    def _tell_of_it(self, done: Exchanged) -> None:
        if done.left_out:
            from annotator.project.exchange import not_taken_in

            self.noticed.emit(Noticed(faults=(not_taken_in(self._session.path, done.left_out),)))
        if done.older and not self._session.original:
            self.noticed.emit(Noticed(older=done.older))
