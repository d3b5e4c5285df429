"""A line that is stored when one leaves it: Enter and Tab keep, Esc gives back what stood there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.corpus.hands import NOBODY, UNDO, Hand


@dataclass(slots=True)
class _Known:
    """What a field knows of its value.

    Attributes:
        stored: what is stored now.
        shown: what was put into the field last: whoever comes back to that has written nothing.
        offered: what was offered to be stored last.
        giving: it is being offered this moment; what is to be shown now is the answer.
        refused: what was offered was not taken, and stands there still.
        overtaken: somebody else has changed what is stored, and one was told so.
    """

    stored: str = ""
    shown: str = ""
    offered: str = ""
    giving: bool = False
    refused: bool = False
    overtaken: bool = False


class _Kept:
    """What a line and a page have in common: whatever comes, what somebody writes stays, and they are told of it."""

    committed: ClassVar[Any]  # signals, which only a QObject can have
    restored: ClassVar[Any]
    overtaken: ClassVar[Any]
    caught_up: ClassVar[Any]
    _known: _Known

    def _text(self) -> str:
        raise TypeError(f"{type(self).__name__} shows no text")

    def _put(self, text: str) -> None:
        raise TypeError(f"{type(self).__name__} shows no “{text}”")

    def _is_in_use(self) -> bool:
        raise TypeError(f"{type(self).__name__} has no caret")

    def _trimmed(self, text: str) -> str:
        return text.strip()

    def writing(self) -> bool:
        """Whether somebody is writing what is not stored yet, or has written what was not taken."""
        return self._text() != self._known.stored and (self._is_in_use() or self._known.refused)

    def show_value(self, text: str, *, who: Hand = NOBODY) -> None:
        """Show what is stored now; what somebody is writing this moment stays.

        Args:
            who: who changed it elsewhere.
        """
        known, news = self._known, text != self._known.stored
        stays = self.writing() and not known.giving
        known.stored = known.offered = text
        if not stays or self._text() == text:
            self._settle()
        elif text == known.shown:
            self._catch_up()
        elif news:
            known.overtaken = True
            self.overtaken.emit(who or UNDO)

    def restore(self) -> None:
        """Forget what was written."""
        self._settle()

    def refuse(self) -> None:
        """What was offered is not taken; it stays until something better is written, or it is given up."""
        self._known.refused = True

    def not_stored(self) -> None:
        """The disk refused what was offered: it stays, and the next try counts."""
        self._known.offered, self._known.refused = self._known.stored, True

    def commit(self) -> None:
        """Store what is written, if it is new."""
        known, written = self._known, self._trimmed(self._text())
        if written in (self._trimmed(known.stored), self._trimmed(known.shown)):
            self._settle()
        elif written != known.offered:
            known.offered, known.giving, known.refused = written, True, False
            try:
                self.committed.emit(written)
            finally:
                known.giving = False

    def _settle(self) -> None:
        known = self._known
        known.shown = known.offered = known.stored
        if self._text() != known.stored:
            self._put(known.stored)
        if known.refused:
            known.refused = False
            self.restored.emit()
        self._catch_up()

    def _catch_up(self) -> None:
        if self._known.overtaken:
            self._known.overtaken = False
            self.caught_up.emit()


class CommitLine(QLineEdit, _Kept):
    """One value.

    Signals:
        committed: what was written, trimmed, when it differs from what is stored.
        restored: after a value that was not taken, the stored one stands there again.
        overtaken: the `Hand` of whoever has changed what is stored while it is being written here.
        caught_up: that is so no more.
    """

    committed = Signal(str)
    restored = Signal()
    overtaken = Signal(object)
    caught_up = Signal()

    def __init__(self, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = _Known()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self.commit)

    def _text(self) -> str:
        return self.text()

    def _put(self, text: str) -> None:
        at = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(at)

    def _is_in_use(self) -> bool:
        return self.hasFocus()

    def _trimmed(self, text: str) -> str:
        return " ".join(text.split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores; when there is nothing to restore it goes on to whoever wants it."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._known.stored:
            self.restore()
        else:
            super().keyPressEvent(event)


class CommitText(QPlainTextEdit, _Kept):
    """Several lines, stored when one leaves them.

    Signals:
        committed: what was written, when it differs from what is stored.
        restored, overtaken, caught_up: as a line's.
    """

    committed = Signal(str)
    restored = Signal()
    overtaken = Signal(object)
    caught_up = Signal()

    def __init__(self, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = _Known()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def _text(self) -> str:
        return self.toPlainText()

    def _put(self, text: str) -> None:
        at = self.textCursor().position() if self.hasFocus() else 0
        self.setPlainText(text)
        caret = self.textCursor()
        caret.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(caret)

    def _is_in_use(self) -> bool:
        return self.hasFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores, Ctrl+Enter stores."""
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._known.stored:
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
