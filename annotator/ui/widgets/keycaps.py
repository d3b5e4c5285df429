"""Keys drawn as keys: for the palette's rows and the cheat sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.corpus.listing import any_of
from annotator.ui.commands.keys import key_text
from annotator.ui.theme import Theme

_AIR = 6.0
_GAP = 3.0
_OR = 8.0


def key_parts(key: str) -> list[str]:
    """A key sequence as the single caps to press: `Ctrl++` is Ctrl and +."""
    shown = key_text(key)
    if shown.endswith("+"):
        return [part for part in shown[:-1].split("+") if part] + ["+"]
    return shown.split("+")


def caps_width(keys: Sequence[str], font: QFont) -> float:
    """How wide `paint_caps` will draw, in device-independent pixels."""
    metrics = QFontMetricsF(_small(font))
    widths = [sum(_cap_width(part, metrics) + _GAP for part in key_parts(key)) - _GAP for key in _once(keys)]
    return sum(widths) + _OR * max(0, len(widths) - 1)


def paint_caps(painter: QPainter, keys: Sequence[str], *, left: float, middle: float, theme: Theme) -> None:
    """Draw the caps of each key from `left` on, centred on the line `middle`; for a `raised` background."""
    painter.save()
    font = _small(painter.font())
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    height = metrics.height() + 4
    for key in _once(keys):
        for part in key_parts(key):
            box = QRectF(left, middle - height / 2, _cap_width(part, metrics), height)
            painter.setPen(QPen(theme.line, 1.0))
            painter.setBrush(theme.page if theme.dark else theme.chrome)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(theme.muted)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), part)
            left = box.right() + _GAP
        left += _OR - _GAP
    painter.restore()


class KeyCaps(QWidget):
    """The keys of one command, as a widget."""

    def __init__(self, keys: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self._theme = theme
        self.setAccessibleName(any_of([key_text(key) for key in _once(keys)]))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Exactly what is drawn."""
        metrics = QFontMetricsF(_small(self.font()))
        return QSize(int(caps_width(self._keys, self.font())) + 2, int(metrics.height()) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The caps, centred in height."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_caps(painter, self._keys, left=0.0, middle=QPointF(self.rect().center()).y(), theme=self._theme)
        finally:
            painter.end()


def _once(keys: Sequence[str]) -> list[str]:
    return list({key_text(key): key for key in reversed(keys)}.values())[::-1]


def _cap_width(part: str, metrics: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(part) + 2 * _AIR, metrics.height() + 4)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() * 0.88)) if font.pointSizeF() > 0 else small.setPixelSize(
        max(9, round(font.pixelSize() * 0.88))
    )
    return small
