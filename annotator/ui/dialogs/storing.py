"""A bar with Cancel while much is stored as one action; what is cancelled is taken back as a whole."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QSplitter, QWidget
from shiboken6 import isValid

from annotator.language import tr
from annotator.ui.widgets.busy import time_left

MANY = 2_000
"""Things above which a bar shows how far storing is."""


class Cancelled(Exception):
    """The person changed their mind; everything is taken back."""


class _Bar(QProgressDialog):
    """A bar that can no more be closed when it is too late to cancel."""

    too_late = False

    def reject(self) -> None:
        """Esc."""
        if not self.too_late:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The title bar's own button."""
        if self.too_late:
            event.ignore()
        else:
            super().closeEvent(event)


class Storing:
    """Only its own button takes input meanwhile."""

    def __init__(self, parent: QWidget, total: int, *, title: str) -> None:
        self._parent, self._still = parent, list[QWidget]()
        self._dialog, self._cancel = _Bar(tr("Storing…"), "", 0, total, parent), QPushButton(tr("Cancel"))
        self._dialog.setCancelButton(self._cancel)
        self._cancel.setAccessibleName(tr("Cancel"))
        self._cancel.setAutoDefault(False)  # Enter cancels nothing, and a grey one looks grey
        self._dialog.setWindowTitle(title)
        self._dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._dialog.setMinimumDuration(300)
        self._begun = time.monotonic()

    def step(self, done: int) -> None:
        """So many are stored.

        Raises:
            Cancelled: the person pressed Cancel.
        """
        self._told(min(done, self._dialog.maximum() - 1),
                   tr("Storing {done:,} of about {total:,}", done=done, total=self._dialog.maximum()))

    def _told(self, done: int, words: str) -> None:
        left = time_left(time.monotonic() - self._begun, done, self._dialog.maximum())
        self._dialog.setValue(done)
        self._dialog.setLabelText(" · ".join(filter(None, (words, left))))
        if self._dialog.isVisible():
            QApplication.processEvents()
        else:
            _live()  # keys and clicks wait: nothing keeps them from the window yet
        if self._dialog.wasCanceled():
            raise Cancelled

    def page(self, number: int, many: int) -> None:
        """This page is being painted, of so many.

        Raises:
            Cancelled: the person pressed Cancel.
        """
        self._dialog.setMaximum(many + 1)
        self._told(number, tr("Page {page:,} of {pages:,}", page=number, pages=many))

    def end(self) -> None:
        """It is too late to cancel: the last of it is being written, or shown. The window lives, but is not painted
        before all of it shows what was stored."""
        if not self._dialog.too_late:
            self._dialog.too_late = True
            self._cancel.setEnabled(False)
            for shortcut in self._dialog.findChildren(QShortcut):
                shortcut.setEnabled(False)
            self._dialog.setLabelText(tr("Finishing… It is too late to cancel now."))
            self._dialog.setValue(self._dialog.maximum() - 1)
            self._hold_still()
        _live()

    def _hold_still(self) -> None:
        window: QWidget | None = self._parent.window()
        while window is not None:
            for part in _parts(window):
                if part.updatesEnabled():
                    part.setUpdatesEnabled(False)
                    self._still.append(part)
            above = window.parentWidget()
            window = above.window() if above is not None else None

    def close(self) -> None:
        """All is stored and shown, or nothing is stored."""
        for part in self._still:
            if isValid(part):
                part.setUpdatesEnabled(True)
                _live()  # one part is painted at a time
        self._dialog.hide()
        self._dialog.deleteLater()


def _parts(window: QWidget) -> list[QWidget]:
    """What of a window is held still as a whole: what its splitters part, else all of it."""
    splitters = window.findChildren(QSplitter)
    found = (each.widget(at) for each in splitters for at in range(each.count()))
    return [part for part in found if part is not None] or [window]


def _live() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
