"""One piece of work on a thread of its own, so that the window lives meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.corpus.errors import Fault


class Background(QObject):
    """Runs a function on another thread; what it gives comes back on the window's.

    Work that nobody waits for any more (`forget`, or the parent is gone) ends unheard.

    Signals:
        finished: what the function gave, or the `Fault` that it raised.
    """

    finished = Signal(object)
    _done = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject, *, name: str) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted = True
        self._done.connect(self._tell)
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def forget(self) -> None:
        """Wait for it no more."""
        self._wanted = False

    def _run(self) -> None:
        try:
            found: Any = self._work()
        except Fault as fault:
            found = fault
        try:
            self._done.emit(found)
        except RuntimeError:
            return  # the window is gone

    def _tell(self, found: object) -> None:
        if self._wanted:
            self.finished.emit(found)
        self.deleteLater()
