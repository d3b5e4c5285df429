"""Python's search for rings of dead objects, kept to the window's thread.

Elsewhere it may end an object of Qt that only this thread may touch: with a thread that imports or reads, that was a
crash once in some hundred thousand steps of the tests.
"""

from __future__ import annotations

import atexit
import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

EVERY = 500
"""Milliseconds between two looks whether there is enough to search through."""


class Collector(QObject):
    """Searches by the rules of Python itself, a generation at a time, when the event loop has time.

    What was there when it begins is left out for ever: modules, tables, the window's frame.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._begun = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        if not self._begun:
            self._begun = True
            gc.freeze()
            atexit.register(gc.unfreeze)  # at the end Python clears up what it can find
        counts, enough = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > enough[generation] > 0]
        if due:
            gc.collect(due[-1])


def collect_here() -> None:
    """From now on only this thread, which has the event loop, searches for dead rings. Once for each application."""
    gc.disable()
    application = QCoreApplication.instance()
    if application is not None and application.findChild(Collector) is None:
        Collector(application)
