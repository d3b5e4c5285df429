"""How a repeat looks: the words, why and in how many articles; below the places, marked ones with their kind's line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.models.repeat_list import ROW, Index, RepeatRow
from annotator.ui.theme import Theme
from annotator.ui.widgets.shelf_rows import small
from annotator.ui.widgets.source_rows import paint_ground

_AIR = 6.0
_SIDE, _INSIDE = 12.0, 26.0


class RepeatRows(QStyledItemDelegate):
    """Two lines each, so that a thousand rows are laid out at once."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        lines = QFontMetricsF(option.font).height() + QFontMetricsF(small(option.font)).height()
        return QSize(160, round(2 * _AIR + lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: RepeatRow = index.data(ROW)
        box, font = QRectF(option.rect), QFont(option.font)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.spot is None and box.top() > 0:
            painter.setPen(QPen(self.theme.line, 1.0))
            top = box.top() + 0.5
            painter.drawLine(QPointF(box.left() + _SIDE, top), QPointF(box.right() - _SIDE, top))
        paint_ground(painter, box, option.state, theme=self.theme)
        if row.spot is not None:
            self._paint_line(painter, box, row)
        left = _SIDE if row.spot is None else _INSIDE
        room = box.adjusted(left, _AIR, -_SIDE, -_AIR)
        below = QRectF(room.left(), room.bottom() - QFontMetricsF(small(font)).height(), room.width(), 0)
        below.setBottom(room.bottom())
        room.setBottom(below.top())
        if row.spot is None:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self.theme.chrome_ink)
        _draw(painter, room, row.words)
        painter.setFont(small(option.font))
        painter.setPen(self.theme.muted)
        _draw(painter, below, row.detail)
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRectF, row: RepeatRow) -> None:
        """The kind's own line where the place is marked; a faint dotted one where it is not."""
        assert row.spot is not None
        colours = self.theme.kind(row.repeated.kind)
        marked = bool(row.spot.annotation)
        pattern = colours.pattern if marked else Qt.PenStyle.DotLine
        painter.setPen(QPen(colours.stroke if marked else self.theme.faint, 2.5, pattern, Qt.PenCapStyle.FlatCap))
        x = box.left() + _SIDE + 4
        painter.drawLine(QPointF(x, box.top() + 8), QPointF(x, box.bottom() - 8))


def _draw(painter: QPainter, room: QRectF, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
