"""Keys that the widget with the focus left unanswered: Enter presses a button, Esc leads home, Ctrl+V brings in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class UnansweredKeys(QObject):
    """Watches a window: a key event arrives there only when nothing below took it.

    Outside of dialogs Qt's buttons know Space alone, and people press Enter.

    Signals:
        escaped: Esc was pressed where it meant nothing else.
        pasted: Paste was pressed where it meant nothing else.
    """

    escaped = Signal()
    pasted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._asked: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Answer Enter on a button, Esc and Paste."""
        if event.type() == QEvent.Type.ShortcutOverride:  # comes before each key press
            self._asked = QApplication.focusWidget()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        asked, self._asked = self._asked, None
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            still = asked is QApplication.focusWidget()  # else the key chose something, and this button came after it
            if still and isinstance(asked, QAbstractButton) and not event.isAutoRepeat():
                asked.click()
                return True
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return True
        return False
