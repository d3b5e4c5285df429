"""How one article looks among those that an import has found."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.models.arrivals import ENTRY, Entry, Index
from annotator.ui.theme import Theme
from annotator.ui.widgets.shelf_rows import small
from annotator.ui.widgets.source_rows import paint_ground

_SIGNS = {"refused": "×", "warning": "!", "version": "↻", "changed": "≠", "new": "+", "there": "="}
_AIR = 7.0
_SIGN = 20.0


class ArrivalRows(QStyledItemDelegate):
    """A sign for the state (never colour alone), the title, and where it comes from or what is the matter."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        title, detail = QFontMetricsF(option.font), QFontMetricsF(small(option.font))
        return QSize(160, round(2 * _AIR + title.height() + detail.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry: Entry = index.data(ENTRY)
        box, font = QRectF(option.rect), QFont(option.font)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, option.state, theme=self.theme)
        ink = {"refused": self.theme.danger, "warning": self.theme.warning, "changed": self.theme.warning,
               "version": self.theme.accent, "new": self.theme.success}.get(entry.state, self.theme.muted)
        sign = QRectF(box.left() + 12, box.center().y() - _SIGN / 2, _SIGN, _SIGN)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.2))
        painter.drawEllipse(sign.adjusted(1, 1, -1, -1))
        painter.setFont(font)
        painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), _SIGNS[entry.state])
        room = box.adjusted(12 + _SIGN + 10, _AIR, -14, -_AIR)
        painter.setPen(self.theme.muted if entry.state == "there" else self.theme.chrome_ink)
        _draw(painter, room, entry.title or entry.detail, Qt.AlignmentFlag.AlignTop)
        painter.setFont(small(font))
        painter.setPen(ink if entry.state == "refused" else self.theme.muted)
        _draw(painter, room, entry.detail if entry.title else "", Qt.AlignmentFlag.AlignBottom)
        painter.restore()


def _draw(painter: QPainter, room: QRectF, words: str, where: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | where), shown)
