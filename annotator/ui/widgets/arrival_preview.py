"""The text of what will come in, and between its paragraphs what was left out of its page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from annotator.corpus.annotation import Span
from annotator.formats.doors import Arrival
from annotator.language import tr
from annotator.ui.theme import Theme

_LINK, _APART = "block:", 6.0
_SHOWN = 20_000
"""Code points that are enough to see whether the right words came, in the right encoding."""


class ArrivalPreview(QTextBrowser):
    """Read only; plain words, whatever they look like. Tab goes from one block that was left out to the next.

    Signals:
        turned: the number of a block that a person wants back, or left out again.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._pieces: list[tuple[int, int, int]] = []
        self.setOpenLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAccessibleName(tr("Preview"))
        self.anchorClicked.connect(self._turn)

    def show_arrival(self, arrival: Arrival | None, returned: Collection[int] = ()) -> None:
        """Show an article, or nothing.

        Args:
            arrival: as it came, with all that was left out.
            returned: the numbers of the blocks that are back in.
        """
        self.clear()
        self._text, self._pieces = "", []
        if arrival is None:
            self.setPlaceholderText(tr("Choose an article to see its text"))
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        place, self._text = 0, arrival.text[:_SHOWN]
        for number, (at, words) in enumerate(arrival.left_out):
            if at <= len(self._text):
                self._insert(cursor, place, at)
                place = max(place, at)
                self._insert_left_out(cursor, words, number, back=number in returned)
        self._insert(cursor, place, len(self._text))
        cursor.insertText("…" if len(arrival.text) > _SHOWN else "", QTextCharFormat())
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is fetched: the words of a page are only words."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def tint(self, spans: Sequence[Span]) -> None:
        """Tint what is other than in the version before (code points of the text as it came)."""
        chosen = []
        for start, end in spans:
            for at, first, last in self._pieces:
                inner = max(start, first), min(end, last)
                if inner[0] < inner[1]:
                    place = at + _units(self._text[first:inner[0]])
                    chosen.append(self._tinted(place, _units(self._text[slice(*inner)])))
        self.setExtraSelections(chosen)

    def _tinted(self, place: int, length: int) -> QTextEdit.ExtraSelection:
        selection, cursor = QTextEdit.ExtraSelection(), self.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(self._theme.selection)
        return selection

    @Slot(QUrl)
    def _turn(self, link: QUrl) -> None:
        self.turned.emit(int(link.toString().removeprefix(_LINK)))

    def _insert(self, cursor: QTextCursor, start: int, end: int) -> None:
        if start < end:
            self._pieces.append((cursor.position(), start, end))
            cursor.insertText(self._text[start:end], QTextCharFormat())

    def _insert_left_out(self, cursor: QTextCursor, words: str, number: int, *, back: bool) -> None:
        if not cursor.atBlockStart():
            cursor.insertText("\n", QTextCharFormat())
        apart = QTextBlockFormat()
        apart.setTopMargin(_APART)
        apart.setBottomMargin(_APART)
        cursor.setBlockFormat(apart)
        muted, link = QTextCharFormat(), QTextCharFormat()
        if not back:
            muted.setForeground(self._theme.muted)
            muted.setFontItalic(True)
        link.setAnchor(True)
        link.setAnchorHref(f"{_LINK}{number}")
        link.setForeground(self._theme.accent)
        link.setFontUnderline(True)
        cursor.insertText(words if back else tr("Left out: {words}", words=words), muted)
        cursor.insertText("  ", QTextCharFormat())
        cursor.insertText(tr("Leave out again") if back else tr("Put back"), link)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())


def _units(text: str) -> int:
    """How many UTF-16 units Qt counts."""
    return len(text.encode("utf-16-le")) // 2
