"""The text of what will come in, and between its paragraphs what was left out of its page."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.formats.doors import Arrival
from annotator.ui.theme import Theme

_SHOWN = 20_000
"""Code points that are enough to see whether the right words came, in the right encoding."""


class ArrivalPreview(QTextEdit):
    """Read only; plain words, whatever they look like."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Preview")

    def show_arrival(self, arrival: Arrival | None) -> None:
        """Show an article, or nothing."""
        self.clear()
        if arrival is None:
            self.setPlaceholderText("Choose an article to see its text")
            return
        cursor = self.textCursor()
        place, text = 0, arrival.text[:_SHOWN]
        for at, words in arrival.left_out:
            if at <= len(text):
                cursor.insertText(text[place:at], QTextCharFormat())
                place = max(place, at)
                _insert_left_out(cursor, words, self._left_out())
        cursor.insertText(text[place:] + ("…" if len(arrival.text) > _SHOWN else ""), QTextCharFormat())
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _left_out(self) -> QTextCharFormat:
        muted = QTextCharFormat()
        muted.setForeground(self._theme.muted)
        muted.setFontItalic(True)
        muted.setFontWeight(QFont.Weight.Normal)
        return muted


def _insert_left_out(cursor: QTextCursor, words: str, muted: QTextCharFormat) -> None:
    before = "" if cursor.atBlockStart() else "\n"
    cursor.insertText(f"{before}Left out: {words}\n", muted)
