"""A line that is stored when one leaves it: Enter and Tab keep, Esc gives back what stood there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class CommitLine(QLineEdit):
    """One value.

    Signals:
        committed: what was written, trimmed, when it differs from what is stored.
        restored: after a value that was not taken, the stored one stands there again.
    """

    committed = Signal(str)
    restored = Signal()

    def __init__(self, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = self._offered = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self.commit)

    def writing(self) -> bool:
        """Whether somebody is writing what is not stored yet."""
        return self.hasFocus() and self.text() != self._stored

    def show_value(self, text: str) -> None:
        """Show what is stored now; what somebody is writing this moment stays."""
        writing = self.writing()
        self._stored = self._offered = text
        if not writing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def restore(self) -> None:
        """Forget what was written."""
        self.setText(self._stored)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores; when there is nothing to restore it goes on to whoever wants it."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._stored:
            self.restore()
        else:
            super().keyPressEvent(event)

    def not_stored(self) -> None:
        """The disk refused what was offered: the next try counts."""
        self._offered = self._stored

    @Slot()
    def commit(self) -> None:
        """Store what is written, if it is new."""
        written = " ".join(self.text().split())
        if written not in (self._stored, self._offered):
            self._offered = written
            self.committed.emit(written)
        elif written == self._stored:
            self.setText(written)
            self._settle()

    def _settle(self) -> None:
        refused, self._offered = self._offered != self._stored, self._stored
        if refused:
            self.restored.emit()


class CommitText(QPlainTextEdit):
    """Several lines, stored when one leaves them.

    Signals:
        committed: what was written, when it differs from what is stored.
    """

    committed = Signal(str)

    def __init__(self, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = self._offered = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def writing(self) -> bool:
        """Whether somebody is writing what is not stored yet."""
        return self.hasFocus() and self.toPlainText() != self._stored

    def show_value(self, text: str) -> None:
        """Show what is stored now; what somebody is writing this moment stays."""
        writing = self.writing()
        self._stored = self._offered = text
        if not writing and self.toPlainText() != text:
            self.setPlainText(text)

    def commit(self) -> None:
        """Store what is written, if it is new."""
        written = self.toPlainText().strip()
        if written not in (self._stored, self._offered):
            self._offered = written
            self.committed.emit(written)

    def not_stored(self) -> None:
        """The disk refused what was offered: the next try counts."""
        self._offered = self._stored

    def restore(self) -> None:
        """Forget what was written."""
        self._offered = self._stored
        self.setPlainText(self._stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores, Ctrl+Enter stores."""
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._stored:
            self.restore()
        elif event.key() == Qt.Key.Key_Return and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving stores; a menu or another window is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    @Slot()
    def _fit(self) -> None:
        """As high as the text, between two lines and eight."""
        lines = min(max(int(self.document().size().height()), 2), 8)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)
