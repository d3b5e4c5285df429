"""The column: paragraphs are set in lines when somebody looks at them, and stand at a guess until then."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from annotator.ui.reader.heights import Heights
from annotator.ui.reader.typography import Reading, letter_width

SIDE = 14
"""Pixels left and right of the text inside the viewport: the handles' knobs stand there."""

_BOTTOM = 96
_BASELINE = 0.8
"""Where a line's letters stand in its pitch; the lanes need the rest."""

_RARE_BREAKS = "\r\u2029\ufdd0\ufdd1"
"""What Qt ends a paragraph at, beside the line feed."""

_WHOLE = 20_000
"""Code points of an article that is set at once: its scroll bar is exact from the start."""

_LONG = 50_000
"""UTF-16 units from which a paragraph keeps its glyphs: Qt would look through all of it for each line that it draws."""

_RIGHT, _LEFT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute, Qt.AlignmentFlag.AlignLeft


class Column(QAbstractTextDocumentLayout):
    """Lines of one pitch, whatever faces stand in them. Places are document pixels.

    Why not Qt's own: it sets the whole text anew for each width (1.1 s for 10 MB), and the one of QPlainTextEdit,
    which does not, knows no line height and scrolls by whole lines. Here both come together, in one widget for the
    shortest and the longest article: only what is looked at is set, the rest counts with an estimate of its height.

    What one looks at does not move when an estimate above it is corrected: the text above it moves instead, and
    `straighten` says how far the scroll bar has to follow.
    """

    def __init__(self, document: QTextDocument, text: str, reading: Reading, *, top: int) -> None:
        super().__init__(document)
        for mark in _RARE_BREAKS:
            if mark in text:
                text = text.replace(mark, "\n")
        self._pitch = reading.pitch
        # Articles that part their paragraphs by a blank line get the gap of those that do not.
        self._gap = round(reading.pitch * 0.5)
        self._letter = letter_width(reading)
        self._lengths = [len(paragraph) for paragraph in text.split("\n")]
        self._blank_lines = 0 in self._lengths[1:-1]
        self._top = top
        self._lift = 0
        self._looked_at = 0.0
        self._width = 0.0
        self._set: set[int] = set()
        self._heights = Heights([self._pitch])
        self._said = QSizeF()
        self.is_exact = len(text) <= _WHOLE

    # What Qt asks -------------------------------------------------------------------------------------------

    def documentSize(self) -> QSizeF:
        """As wide as the viewport, as high as all that is set and all that is guessed."""
        below = _BOTTOM if self._blank_lines else _BOTTOM - self._gap
        return QSizeF(self._width + 2 * SIDE, self._top + self._lift + self._heights.total + below)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Where the paragraph stands; it is set if it was not."""
        number = block.blockNumber()
        if number < 0:
            return QRectF()
        self._ensure(block, number)
        return QRectF(SIDE, self._y(number), self._width, self._heights[number])

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """The one frame is the document."""
        return QRectF(QPointF(), self.documentSize())

    def pageCount(self) -> int:
        """An article has no pages."""
        return 1

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        """The UTF-16 unit at a place: exactly there (or -1), or the nearest gap between two letters."""
        block = self.block_at(point.y())
        inside, layout = point - self.corner(block), block.layout()
        number = max(0, min(int(inside.y() // self._pitch), layout.lineCount() - 1))
        line = layout.lineAt(number)
        if accuracy == Qt.HitTestAccuracy.ExactHit:
            if not line.naturalTextRect().contains(inside):
                return -1
            return block.position() + line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorOnCharacter)
        return block.position() + line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorBetweenCharacters)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Words, selection and caret of what is to be painted."""
        clip = context.clip
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        # Copies: `format` is a part of its selection, and gone with it.
        selected = [(s.cursor.selectionStart(), s.cursor.selectionEnd(), QTextCharFormat(s.format))
                    for s in context.selections]
        caret, width = context.cursorPosition, int(self.property("cursorWidth") or 1)
        for block, corner in self.blocks(clip.top(), clip.bottom()):
            first, length, layout = block.position(), block.length(), block.layout()
            ranges = []
            for start, end, format in selected:
                if start < first + length and end > first:
                    ranges.append(_range(max(0, start - first), min(length, end - first), format))
            layout.draw(painter, corner, ranges, clip)
            if first <= caret < first + length:
                layout.drawCursor(painter, corner, caret - first, width)

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Qt says so at every turn; the text never changes, and the width is the page's to say."""

    # What the page asks ---------------------------------------------------------------------------------------

    def set_width(self, width: float) -> None:
        """Another length of line: everything is set anew when it is looked at again."""
        if width == self._width:
            return
        self._width = width
        self._set.clear()
        self._lift = 0
        across = max(1, int(self._width / self._letter) - 2)
        pitch, gap, empty = self._pitch, 0 if self._blank_lines else self._gap, self._empty
        self._heights = Heights([pitch * (length // across + 1) + gap if length else empty for length in self._lengths])
        if self.is_exact:
            block = self.document().begin()
            while block.isValid():
                self._ensure(block, block.blockNumber())
                block = block.next()
        self._say_size()
        self.update.emit()

    def set_top(self, top: int) -> None:
        """Keep that many pixels free above the first line."""
        self._top = top
        self._say_size()

    def corner(self, block: QTextBlock) -> QPointF:
        """The top left corner of a paragraph's lines."""
        return self.blockBoundingRect(block).topLeft()

    def block_at(self, y: float) -> QTextBlock:
        """The paragraph at a height, or the nearest."""
        while True:
            number = self._heights.at(y - self._top - self._lift)
            block = self.document().findBlockByNumber(number)
            if number in self._set:
                return block
            self._ensure(block, number)

    def blocks(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QPointF]]:
        """Paragraphs between two heights, each with its corner."""
        block = self.block_at(top)
        while block.isValid():
            corner = self.corner(block)
            if corner.y() > bottom:
                return
            yield block, corner
            block = block.next()

    def look_at(self, top: float, bottom: float) -> None:
        """This is what one sees: all of it is set, and from now on nothing in it moves."""
        self._looked_at = top
        for _ in self.blocks(top, bottom):
            pass
        self._say_size()

    def straighten(self) -> int:
        """The text begins at the top again.

        Returns:
            Pixels by which everything has moved down.
        """
        moved, self._lift = -self._lift, 0
        self._looked_at += moved
        self._say_size()
        return moved

    # Inside -------------------------------------------------------------------------------------------------

    @property
    def _empty(self) -> int:
        return self._gap if self._blank_lines else self._pitch + self._gap

    def _y(self, number: int) -> int:
        return self._top + self._lift + self._heights.top(number)

    def _ensure(self, block: QTextBlock, number: int) -> None:
        """Set the paragraph in lines, if it is not."""
        if number in self._set:
            return
        layout = block.layout()
        self._set_lines(block, layout)
        self._set.add(number)
        lines = layout.lineCount()
        height = lines * self._pitch + (0 if self._blank_lines else self._gap) if block.length() > 1 else self._empty
        difference = height - self._heights[number]
        if difference:
            if self._y(number) < self._looked_at:
                self._lift -= difference
            self._heights[number] = height

    def _set_lines(self, block: QTextBlock, layout: QTextLayout) -> None:
        option = QTextOption(self.document().defaultTextOption())
        direction = block.textDirection()
        option.setTextDirection(direction)
        option.setAlignment(_RIGHT if direction == Qt.LayoutDirection.RightToLeft else _LEFT)
        layout.setTextOption(option)
        pitch, baseline, width = self._pitch, self._pitch * _BASELINE, self._width
        if block.length() == 1 and self._blank_lines:
            baseline -= pitch - self._gap
        layout.setCacheEnabled(block.length() > _LONG)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, baseline - line.ascent()))
            baseline += pitch
            line = layout.createLine()
        layout.endLayout()

    def _say_size(self) -> None:
        size = self.documentSize()
        if size != self._said:
            self._said = size
            self.documentSizeChanged.emit(size)


def _range(start: int, end: int, format: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, format
    return made
