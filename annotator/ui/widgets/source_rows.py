"""How sources, and the annotations behind them, look in lists."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.language import number_text
from annotator.ui.models.behind import LINE, Line
from annotator.ui.models.source_list import LISTED, Index, Listed
from annotator.ui.theme import Theme
from annotator.ui.widgets.shelf_rows import small, title_layout
from annotator.ui.widgets.source_popup import LETTERS

_BADGE = 24.0
_AIR = 7.0


class SourceRows(QStyledItemDelegate):
    """Badge of the type, name, what tells it from others, how often it is used."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, whether or not the second says anything."""
        name, detail = QFontMetricsF(option.font), QFontMetricsF(small(option.font))
        return QSize(160, round(2 * _AIR + name.height() + detail.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        listed: Listed = index.data(LISTED)
        box, font = QRectF(option.rect), QFont(option.font)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, option.state, theme=self.theme)
        self._paint_badge(painter, QRectF(box.left() + 12, box.center().y() - _BADGE / 2, _BADGE, _BADGE), listed, font)
        painter.setFont(small(font))
        painter.setPen(self.theme.muted)
        room = box.adjusted(12 + _BADGE + 10, _AIR, -14, -_AIR)
        number = number_text(listed.used) if listed.used else ""
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, right, number)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(number) - 10)
        name = QRectF(room)
        if listed.detail:
            below = QRectF(room.left(), room.bottom() - QFontMetricsF(small(font)).height(), room.width(), 0)
            below.setBottom(room.bottom())
            _draw_elided(painter, below, listed.detail)
            name.setBottom(below.top())
        painter.setFont(font)
        painter.setPen(self.theme.chrome_ink)
        _draw_elided(painter, name, listed.source.name)
        painter.restore()

    def _paint_badge(self, painter: QPainter, box: QRectF, listed: Listed, font: QFont) -> None:
        painter.setPen(QPen(self.theme.line, 1.0))
        painter.setBrush(self.theme.raised)
        if listed.source.type == "person":
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(small(font))
        painter.setPen(self.theme.muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), LETTERS.get(listed.source.type, "?"))


class BehindRows(QStyledItemDelegate):
    """The article, and under it the words of each annotation beside its kind's line. All rows have one height."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, whatever stands in it: so that nobody has to ask twenty thousand rows."""
        return QSize(160, round(2 * QFontMetricsF(option.font).height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        line: Line = index.data(LINE)
        box, font = QRectF(option.rect), QFont(option.font)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.annotation is None:
            self._paint_heading(painter, box, line, font=font)
        else:
            paint_ground(painter, box, option.state, theme=self.theme)
            self._paint_words(painter, box, line, font=font)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, line: Line, *, font: QFont) -> None:
        title = QFont(font)
        title.setWeight(QFont.Weight.DemiBold)
        details = QFontMetricsF(small(font)).height()
        painter.setPen(QPen(self.theme.line, 1.0))
        if box.top() > 0:
            painter.drawLine(QPointF(box.left() + 12, box.top() + 0.5), QPointF(box.right() - 12, box.top() + 0.5))
        painter.setFont(title)
        painter.setPen(self.theme.chrome_ink)
        _draw_elided(painter, QRectF(box.left() + 12, box.top() + 5, box.width() - 24, box.height() - details - 8),
                     line.words)
        painter.setFont(small(font))
        painter.setPen(self.theme.muted)
        _draw_elided(painter, QRectF(box.left() + 12, box.bottom() - details - 3, box.width() - 24, details),
                     line.beside)

    def _paint_words(self, painter: QPainter, box: QRectF, line: Line, *, font: QFont) -> None:
        assert line.annotation is not None
        colours = self.theme.kind(line.annotation.kind)
        painter.setPen(QPen(colours.stroke, 2.5, colours.pattern, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(box.left() + 14, box.top() + 7), QPointF(box.left() + 14, box.bottom() - 7))
        right = 14.0
        if line.beside:
            painter.setFont(small(font))
            painter.setPen(self.theme.muted)
            room = box.adjusted(0, 0, -14, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), line.beside)
            right += painter.fontMetrics().horizontalAdvance(line.beside) + 8
        layout = title_layout(line.words, font, box.width() - 24 - right)
        height = layout.lineCount() * QFontMetricsF(font).height()
        painter.setPen(self.theme.chrome_ink)
        layout.draw(painter, QPointF(box.left() + 24, box.center().y() - height / 2))


def paint_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, theme: Theme) -> None:
    """What lies behind a row under the pointer, or with the keyboard's focus on it."""
    inner = box.adjusted(4, 1, -4, -1)
    focused = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    if state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(theme.outline)
        painter.setBrush(theme.hover)
        painter.drawRoundedRect(inner, 6, 6)
    elif state & QStyle.StateFlag.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.selection)
        painter.drawRoundedRect(inner, 6, 6)
    if state & focused == focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.ring)
        painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 5, 5)


def _draw_elided(painter: QPainter, room: QRectF, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
