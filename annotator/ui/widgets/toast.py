"""Toasts: what has just been done, with a way back, at the window's lower edge for eight seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from annotator.language import tr
from annotator.ui.widgets.announce import announce

SECONDS = 8
_MOST = 3
_GAP = 8
_ABOVE_EDGE = 44
_WIDEST = 520

UNDO = tr("Undo")
"""What a button says that takes back the last thing done."""


class Toast(QFrame):
    """One finished event. It never takes the focus, and waits while the pointer is on it."""

    def __init__(self, parent: QWidget, text: str, *, undo: Callable[[], None] | None, action: str) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(text)
        self._undo = undo
        self.undoes = undo is not None and action == UNDO
        self._timer = QTimer(self, interval=SECONDS * 1000, singleShot=True)
        self._timer.timeout.connect(self.close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out(text, action)
        self._timer.start()

    @property
    def text(self) -> str:
        """What it says."""
        return self.accessibleName()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody reads it or goes for the button: wait."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count the seconds anew."""
        self._timer.start()
        super().leaveEvent(event)

    def _lay_out(self, text: str, action: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 6, 6)
        row.setSpacing(10)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        width = label.fontMetrics().horizontalAdvance(text)
        label.setWordWrap(width > _WIDEST)
        label.setMinimumWidth(min(_WIDEST, width + 4))
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row.addWidget(label)
        if self._undo is not None:
            button = QPushButton(action, self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"{action}: {text}")
            button.clicked.connect(self._take_back)
            row.addWidget(button)
        close = QToolButton(self)
        close.setText("×")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(self.close)
        row.addWidget(close)

    @Slot()
    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.close()
        if undo is not None:
            undo()


class Toasts(QObject):
    """The toasts of one window, the newest lowest, three at most, centred above the status bar."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[Toast] = []
        self._below: QWidget | None = None
        window.installEventFilter(self)

    def keep_above(self, widget: QWidget) -> None:
        """Stand above this while it is shown: its buttons are not to be covered. `settle` after it has moved."""
        self._below = widget

    def show(self, text: str, undo: Callable[[], None] | None = None, *, action: str = UNDO) -> Toast:
        """Tell of something done; `undo` is called once if its button is pressed."""
        toast = Toast(self._window, text, undo=undo, action=action)
        toast.destroyed.connect(self.settle)
        self._shown.append(toast)
        for old in self._shown[:-_MOST]:
            old.close()
        toast.adjustSize()
        self.settle()
        toast.show()
        announce(toast, text)
        return toast

    def outdate(self) -> None:
        """Take away those that offer Undo: something newer was done, and their button would undo that instead."""
        for toast in self._shown:
            if isValid(toast) and toast.undoes:
                toast.close()

    def clear(self) -> None:
        """Take all away: what they tell of is no longer on the screen."""
        for toast in self._shown:
            toast.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay centred when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._shown:
            self.settle()
        return False

    @Slot()
    def settle(self) -> None:
        """Stand where there is room now."""
        self._shown = [toast for toast in self._shown if isValid(toast)]
        bottom = self._window.height() - _ABOVE_EDGE
        if self._below is not None and isValid(self._below) and not self._below.isHidden():
            bottom = min(bottom, self._below.mapTo(self._window, QPoint(0, 0)).y() - _GAP)
        for toast in reversed(self._shown):
            bottom -= toast.height()
            toast.move((self._window.width() - toast.width()) // 2, bottom)
            toast.raise_()
            bottom -= _GAP
