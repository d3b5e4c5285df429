"""Words broken into a few lines, the last one ending in “…” where more would follow.

Whoever paints words gives the painter `LayoutDirectionAuto`: each text then runs as its own letters do, and what stands
beside it stays there, whichever way the window runs.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_ENOUGH = 90
"""Characters that surely fill a line of a panel; what is longer need not be looked at."""


def broken(text: str, font: QFont, width: float, most: int) -> list[str]:
    """The text as at most `most` lines of `width` device-independent pixels; line ends become spaces."""
    whole = " ".join(text[: _ENOUGH * (most + 1)].split())
    cut = len(text) > _ENOUGH * (most + 1)
    if not whole:
        return []
    layout = QTextLayout(whole, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while len(found) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = _units(whole, line.textStart())
        if len(found) == most - 1:
            rest = whole[start:] + ("…" if cut else "")
            found.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            found.append(whole[start : _units(whole, line.textStart() + line.textLength())].rstrip())
    layout.endLayout()
    return found


def paint_lines(painter: QPainter, lines: list[str], *, left: float, top: float) -> float:
    """Draw lines in the painter's pen and font; gives the height that they took."""
    metrics = QFontMetricsF(painter.font())
    for at, line in enumerate(lines):
        painter.drawText(QPointF(left, top + metrics.ascent() + at * metrics.lineSpacing()), line)
    return len(lines) * metrics.lineSpacing()


def smaller(font: QFont) -> QFont:
    """A font for what stands beside the words."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
    else:
        small.setPixelSize(max(10, round(font.pixelSize() * 0.88)))
    return small


def _units(text: str, place: int) -> int:
    """The code point at a place in UTF-16 units: what lies beyond the BMP counts double there."""
    if text.isascii():
        return place
    units = 0
    for at, letter in enumerate(text):
        if units >= place:
            return at
        units += 2 if letter > "\uffff" else 1
    return len(text)
