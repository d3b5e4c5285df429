"""Reading what comes in on a thread of its own, saying how far it is; whoever waits no more ends it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.formats.doors import (
    ARTICLES,
    CHAPTERS,
    COMPARING,
    FILES,
    LOOKING,
    MARKS,
    PAGES,
    REFERENCES,
    Incoming,
    ReadOptions,
)
from annotator.language import tr
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.busy import Busy

Read = Callable[[ReadOptions], Incoming]

WORDS = {
    LOOKING: tr("Looking at {done} of {total} files"), FILES: tr("Reading {done} of {total} files"),
    ARTICLES: tr("Reading {done} of {total} articles"), COMPARING: tr("Comparing {done} of {total} articles"),
    PAGES: tr("Reading {done} of {total} pages"), CHAPTERS: tr("Reading {done} of {total} chapters"),
    MARKS: tr("Reading {done} of {total} annotations"), REFERENCES: tr("Reading {done} of {total} references"),
}
PLAIN = {COMPARING: tr("Comparing with the project…")}
"""What is said where nothing is counted; else `READING`."""
READING = tr("Reading…")

SLOW_MS = 500
"""Reading that takes longer says so."""

_EVERY = 0.1
"""Seconds between two words of the other thread: the window has other things to do."""


class _Left(Exception):
    """Nobody waits for it any more."""


class Reading(QObject):
    """One reading; what it gives comes back on the window's thread.

    Signals:
        finished: the `Incoming`, or the `Fault` that reading raised.
        went: how far it is: words with gaps (`{done}`, `{total}`), how many are done, of how many (0: not known).
    """

    finished = Signal(object)
    went = Signal(str, int, int)

    def __init__(self, read: Read, options: ReadOptions, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted, self._said = True, 0.0
        self._work = Background(partial(self._run, read, replace(options, step=self._step)), self, name="reading")
        self._work.finished.connect(self.finished)

    def start(self) -> None:
        """Begin."""
        self._work.start()

    def leave(self) -> None:
        """Wait no more; it ends at its next step."""
        self._wanted = False
        self._work.forget()

    # --- on the other thread ---

    def _run(self, read: Read, options: ReadOptions) -> Incoming:
        with suppress(_Left):
            return read(options)
        return Incoming()

    def _step(self, at: str, done: int, total: int) -> None:
        if not self._wanted:
            raise _Left
        now = time.monotonic()
        if now - self._said < _EVERY and total:
            return
        self._said = now
        with suppress(RuntimeError):  # the window is gone
            self.went.emit(WORDS[at] if total > 1 else PLAIN.get(at, READING), done, total if total > 1 else 0)


class Waiting(QFrame):
    """A card at the window's lower edge while files are read; the window works on."""

    def __init__(self, bridge: Bridge, window: QWidget, cancel: Callable[[], None]) -> None:
        super().__init__(window)
        self.setProperty("role", "card")
        self._busy = Busy(bridge.theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 10, 8, 10)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)
        row.addWidget(self._busy)
        self._busy.begin(READING, cancel=cancel)
        self._busy.show_after(SLOW_MS)
        self.say = self._busy.say
        self.move(24, window.height() - 110)
