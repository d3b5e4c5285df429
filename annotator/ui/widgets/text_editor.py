"""Editors of one value that is typed: a line, or a page that grows. Stored on leaving and on Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.language import tr
from annotator.ui.widgets.editors import ENTER, Editor

Parse = Callable[[str], Any]
"""From what was typed to the value; raises ValueError with the words for the person."""

_LINES = 8


class _Line(QLineEdit):
    entered, escaped, came, went = Signal(), Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.came.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.went.emit()


class Page(QPlainTextEdit):
    """Plain text that is as tall as its lines. Enter ends a value of one paragraph; of many, Ctrl+Enter does.

    Args:
        paragraphs: whether Enter begins a new line.
    """

    entered, escaped, came, went = Signal(), Signal(), Signal(), Signal()

    def __init__(self, parent: QWidget | None = None, *, paragraphs: bool, least: int = 1) -> None:
        super().__init__(parent)
        self._paragraphs, self._least = paragraphs, least
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Be as tall as the text, within reason."""
        written = self._lines()
        lines = min(max(written, self._least), _LINES)
        more = Qt.ScrollBarPolicy.ScrollBarAsNeeded if written > _LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != more:
            self.setVerticalScrollBarPolicy(more)
        height = lines * self.fontMetrics().lineSpacing() + 16
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are its font and width known."""
        super().showEvent(event)
        self.fit()

    def _lines(self) -> int:
        return max(1, round(self.document().documentLayout().documentSize().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Ctrl+Enter and Esc end it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in ENTER and not shift and (control or not self._paragraphs):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody begins."""
        self.came.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving stores; a menu or another program is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.went.emit()


class TextEditor(Editor):
    """Typed values. Stored on leaving and on Enter; what cannot be is complained of and stays as typed.

    Args:
        parse: makes the value of the typed text, which is never empty.
        rest: how the value is written while nobody is at it (thousands grouped), if differently.
        long: a growing page instead of a line.
    """

    def __init__(self, parse: Parse = str, *, rest: Callable[[str], str] | None = None, long: bool = False) -> None:
        super().__init__()
        self._parse, self._rest = parse, rest
        self._value, self._written = "", ""
        self._field: _Line | Page = Page(paragraphs=False) if long else _Line()
        self._hold(self._field)
        self._field.entered.connect(self._enter)
        self._field.escaped.connect(self._escape)
        self._field.came.connect(self._come)
        self._field.went.connect(self._go)

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        self._value = "" if value is None else str(value)
        self._write(self._value if self.busy() else self._at_rest())
        self.complained.emit("")

    def put_back(self, value: Any) -> None:
        """What is typed stays, as something that is not stored."""
        self._value = self._written = "" if value is None else str(value)

    def show_several(self) -> None:
        """Empty, and it says why."""
        self.set_value(None)
        self.set_placeholder(tr("Several values"))
    def retype(self, text: str) -> None:
        """Put words into it that somebody has typed elsewhere: they are not stored yet."""
        self._field.setText(text) if isinstance(self._field, _Line) else self._field.setPlainText(text)

    def set_placeholder(self, words: str) -> None:
        """Words that stand there while it is empty."""
        self._field.setPlaceholderText(words)

    def text(self) -> str:
        """What is written there."""
        return self._field.text() if isinstance(self._field, _Line) else self._field.toPlainText()

    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.text() != self._written

    def commit(self) -> None:
        """Say what is typed, before something else is shown; what cannot be is lost."""
        self._commit()

    def resume(self, text: str, *, focus: bool) -> None:
        """Go on with what was being typed in another editor of the same question; the caret stands at its end."""
        if isinstance(self._field, _Line):
            self._field.setText(text)
        else:
            self._field.setPlainText(text)
            self._field.moveCursor(QTextCursor.MoveOperation.End)
        if focus:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, text: str) -> None:
        self._written = text
        if self.text() != text:
            self._field.setText(text) if isinstance(self._field, _Line) else self._field.setPlainText(text)
        if isinstance(self._field, _Line) and not self._field.hasFocus():
            self._field.setCursorPosition(0)

    def _at_rest(self) -> str:
        return self._rest(self._value) if self._rest and self._value else self._value

    def _come(self) -> None:
        if not self.dirty() and self._rest:
            self._write(self._value)
        self.begun.emit()

    def _go(self) -> None:
        if self._commit():
            self._write(self._at_rest())

    def _enter(self) -> None:
        if self._commit():
            self._field.selectAll()

    def _escape(self) -> None:
        self._write(self._value)
        self.complained.emit("")
        self.left.emit()

    def _commit(self) -> bool:
        """Say the value if it is a new one; False when what is typed is none."""
        if not self.dirty():
            return not self._written or self.text() in (self._value, self._at_rest())
        typed = self.text().strip()
        try:
            value = self._parse(typed) if typed else None
        except ValueError as problem:
            self.complained.emit(str(problem))
            return False
        self.complained.emit("")
        text = "" if value is None else str(value)
        changed, self._value = text != self._value, text
        self._written = self.text()
        if changed:
            self.committed.emit(value)
        return True
