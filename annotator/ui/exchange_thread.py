"""The thread that talks with the shared file, so that the window never waits for a drive."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from annotator.corpus.errors import Fault
from annotator.session import Session

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


_STOPPED = Fault("The shared file is not written at present", "this is our mistake, and the report says where",
                 "Your work is saved on this computer; try again, or open the project anew")


class ExchangeThread(QObject):
    """Exchanges on request, and looks for others' changes now and then.

    Signals:
        saved: a `Saved` after each exchange that did or changed anything.
    """

    saved = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._thread: threading.Thread | None = None
        self._wake = threading.Condition()
        self._due: float | None = 0.0
        self._stopping = False
        self._last = Saved()
        self._known: tuple[int, int, int] | None = None

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
                if self._has_reason():
                    before, found = self._last, self._exchange()
                    if found.taken or found.words() != before.words():
                        self.saved.emit(found)
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
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _exchange(self) -> Saved:
        try:
            done = self._session.exchange()
        except Fault as fault:
            self._last = Saved(self._last.at, self._session.waiting(), fault)
            return self._last
        self._known = self._stat()
        at = self._last.at if done.refused else time.strftime("%H:%M")
        self._last = Saved(at, self._session.waiting() if not self._session.original else 0, done.refused, done.taken)
        return self._last
