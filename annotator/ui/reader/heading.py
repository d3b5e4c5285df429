"""The headline above the text: painted, not part of the document, so that no offset depends on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from annotator.ui.reader.text_map import right_to_left_letters
from annotator.ui.reader.typography import Reading, small_font, title_font
from annotator.ui.theme import Theme

_ABOVE = 40
_BETWEEN = 8
_BELOW = 26
_FLAGS = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_WRAPPED = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_TALL = 10_000.0


class Heading:
    """Title and the quiet line under it (outlet · date · words)."""

    def __init__(self) -> None:
        self.title = ""
        self.subtitle = ""
        self._title_box = QRectF()
        self._subtitle_box = QRectF()
        self._reading = Reading()

    def lay_out(self, reading: Reading, width: float) -> int:
        """Measure for a column of that many pixels.

        Returns:
            Pixels to keep free above the text.
        """
        self._reading = reading
        y = float(_ABOVE)
        self._title_box = _box(QFontMetricsF(title_font(reading)), self.title, y, width)
        if self.title:
            y = self._title_box.bottom() + _BETWEEN
        self._subtitle_box = _box(QFontMetricsF(small_font(reading)), self.subtitle, y, width)
        if self.subtitle:
            y = self._subtitle_box.bottom()
        return round(y + _BELOW) if self.title or self.subtitle else _ABOVE

    def paint(self, painter: QPainter, theme: Theme, *, x: float, y: float) -> None:
        """Draw with the top left corner of the column at that place of the viewport."""
        # As the paragraphs below: both stand where most letters of the title begin, whatever the window does.
        words = self.title or self.subtitle
        leftward = 2 * right_to_left_letters(words) > sum(letter.isalpha() for letter in words)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
        side = int(Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft) | _WRAPPED
        if self.title:
            painter.setFont(title_font(self._reading))
            painter.setPen(theme.ink)
            painter.drawText(self._title_box.translated(x, y), side, self.title)
        if self.subtitle:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # “49 words” runs as English does
            painter.setFont(small_font(self._reading))
            painter.setPen(theme.muted)
            painter.drawText(self._subtitle_box.translated(x, y), side, self.subtitle)


def _box(metrics: QFontMetricsF, text: str, y: float, width: float) -> QRectF:
    if not text:
        return QRectF(0, y, width, 0)
    needed = metrics.boundingRect(QRectF(0, 0, width, _TALL), _FLAGS, text)
    return QRectF(0, y, width, float(round(needed.height())))
