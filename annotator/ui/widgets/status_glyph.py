"""The four marks of an article (to do, doing, done, skipped) drawn as shapes: told apart without colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.ui.theme import Theme


def paint_status(painter: QPainter, box: QRectF, status: str, *, theme: Theme) -> None:
    """Draw a status into a square: ring, half ring, tick in a disc, dash."""
    side = min(box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    ring = square.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if status == "done":
        _paint_tick(painter, square, theme)
    elif status == "skipped":
        painter.setPen(QPen(theme.faint, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(ring.left() + 2, ring.center().y()), QPointF(ring.right() - 2, ring.center().y()))
    else:
        painter.setPen(QPen(theme.accent if status == "doing" else theme.faint, 1.5))
        painter.drawEllipse(ring)
    if status == "doing":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.restore()


def _paint_tick(painter: QPainter, square: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.success)
    painter.drawEllipse(square)
    left, top, side = square.left(), square.top(), square.width()
    pen = QPen(theme.chrome, side * 0.13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.34))
    painter.drawPolyline([QPointF(left + x * side, top + y * side) for x, y in corners])


class StatusGlyph(QWidget):
    """A status as a small picture beside a name."""

    def __init__(self, status: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status, self._theme = status, theme
        self.setFixedSize(14, 14)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The status's shape."""
        painter = QPainter(self)
        try:
            paint_status(painter, QRectF(self.rect()), self._status, theme=self._theme)
        finally:
            painter.end()


def status_icon(status: str, *, theme: Theme, ratio: float = 1.0) -> QIcon:
    """A status as an icon for menus.

    Args:
        ratio: device pixels per device-independent pixel.
    """
    picture = QPixmap(QSize(16, 16) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        paint_status(painter, QRectF(1, 1, 14, 14), status, theme=theme)
    finally:
        painter.end()
    return QIcon(picture)
