"""How a suggestion looks in its list: a hollow bar of its kind, the words, who the text names, why, and how sure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.models.suggestion_list import ROW, Row
from annotator.ui.reader.block_paint import lane_pen
from annotator.ui.theme import Theme, mixed
from annotator.ui.widgets.lines import broken, paint_lines, smaller

Index = QModelIndex | QPersistentModelIndex
_SIDE, _GAP, _PAD, _BAR = 12, 3, 8, 14
_LINES, _WHY = 2, 2
_BESIDE = 10
"""Pixels between the words and the score."""
_ENOUGH = 400
"""Characters that are more than one line."""


class SuggestionRows(QStyledItemDelegate):
    """Rows as high as their words need; in a list of one height (`setUniformItemSizes`) as high as the highest."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The words in at most two lines, one line of details, at most two of reasons."""
        large, small = QFontMetricsF(option.font), QFontMetricsF(smaller(option.font))
        view, words, details, why = option.widget, _LINES, 1, _WHY
        if isinstance(view, QListView) and not view.uniformItemSizes():
            row: Row = index.data(ROW)
            width = view.viewport().width() - 2 * _SIDE - 2 * _PAD - _BAR
            free = width - small.horizontalAdvance(row.score) - _BESIDE
            words = 1 if large.horizontalAdvance(row.words[:_ENOUGH]) <= free else _LINES
            details = 1 if row.detail or row.label else 0
            why = 1 if small.horizontalAdvance(row.why[:_ENOUGH]) <= width else _WHY
        height = words * large.lineSpacing() + (details + why) * small.lineSpacing() + 4
        return QSize(120, round(height) + 2 * _PAD + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(_SIDE, _GAP, -_SIDE, -_GAP)
        self._paint_paper(painter, box, option.state)
        font, small = QFont(option.font), smaller(option.font)
        left, width = box.left() + _PAD + _BAR, box.width() - 2 * _PAD - _BAR
        self._paint_bar(painter, row.kind, QPointF(box.left() + 9, box.top()), box.height())
        painter.setFont(small)
        score = painter.fontMetrics().horizontalAdvance(row.score)
        top = box.top() + _PAD
        painter.setPen(self.theme.muted)
        painter.drawText(QPointF(box.right() - _PAD - score, top + QFontMetricsF(font).ascent()), row.score)
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        lines = broken(row.words, font, width - score - _BESIDE, _LINES)
        top += paint_lines(painter, lines, left=left, top=top) + 2
        painter.setFont(small)
        painter.setPen(self.theme.muted)
        metrics = QFontMetricsF(small)
        if row.detail or row.label:
            detail = " · ".join(part for part in (row.label, row.detail) if part)
            shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, width)
            painter.setPen(self.theme.ink)
            top += paint_lines(painter, [shown], left=left, top=top)
        painter.setPen(self.theme.muted)
        paint_lines(painter, broken(row.why, small, width, _WHY), left=left, top=top)
        painter.restore()

    def _paint_paper(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        paper = mixed(self.theme.chrome, self.theme.selection, 0.55) if chosen else self.theme.chrome
        if over and not chosen:
            paper = mixed(self.theme.chrome, self.theme.hover, 0.6)
        frame = self.theme.ring if state & QStyle.StateFlag.State_HasFocus else self.theme.frame
        dashed = QPen(self.theme.line, 1.0)
        dashed.setDashPattern([4.0, 3.0])
        painter.setPen(frame if chosen else dashed)
        painter.setBrush(paper)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def _paint_bar(self, painter: QPainter, kind: str, top: QPointF, height: float) -> None:
        pen = lane_pen(self.theme, kind, 2)
        if kind == "boilerplate":
            pen.setColor(self.theme.muted)
        painter.setPen(pen)
        painter.drawLine(QPointF(top.x(), top.y() + 8), QPointF(top.x(), top.y() + height - 8))
