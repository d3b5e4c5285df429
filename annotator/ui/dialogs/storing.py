"""A bar with Cancel while much is stored as one action; what is cancelled is taken back as a whole."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

MANY = 2_000
"""Things above which a bar shows how far storing is."""

_EARLY = 2.0
"""Seconds in which nobody can say how long it will take."""
_MINUTE = 60


class Cancelled(Exception):
    """The person changed their mind; everything is taken back."""


class Storing:
    """Only its own button takes input meanwhile."""

    def __init__(self, parent: QWidget, total: int, *, title: str) -> None:
        self._dialog = QProgressDialog("Storing…", "Cancel", 0, total, parent)
        self._dialog.setWindowTitle(title)
        self._dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._dialog.setMinimumDuration(300)
        self._begun = time.monotonic()

    def step(self, done: int) -> None:
        """So many are stored.

        Raises:
            Cancelled: the person pressed Cancel.
        """
        self._told(min(done, self._dialog.maximum() - 1), f"Storing {done:,} of about {self._dialog.maximum():,}")

    def _told(self, done: int, words: str) -> None:
        left = time_left(time.monotonic() - self._begun, done, self._dialog.maximum())
        self._dialog.setValue(done)
        self._dialog.setLabelText(" · ".join(filter(None, (words, left))))
        QApplication.processEvents()
        if self._dialog.wasCanceled():
            raise Cancelled

    def page(self, number: int, many: int) -> None:
        """This page is being painted, of so many.

        Raises:
            Cancelled: the person pressed Cancel.
        """
        self._dialog.setMaximum(many + 1)
        self._told(number, f"Page {number:,} of {many:,}")

    def close(self) -> None:
        """All is stored, or nothing."""
        self._dialog.close()
        self._dialog.deleteLater()


def time_left(spent: float, done: int, total: int) -> str:
    """“about 20 s left”, “about 3 min left”; empty while nobody can tell, and at the end."""
    if spent < _EARLY or not 0 < done < total:
        return ""
    seconds = spent * (total - done) / done
    if seconds >= 1.5 * _MINUTE:
        return f"about {round(seconds / _MINUTE)} min left"
    return f"about {round(seconds)} s left" if seconds >= 1 else ""
