"""How an action of the past looks in its list: when, who, what, where, each in a column of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.people import Person
from annotator.ui.models.past_list import DEED, Deed, Index
from annotator.ui.models.times import moment
from annotator.ui.theme import Theme
from annotator.ui.widgets.coder_mark import SIDE, paint_mark

_SIDE, _GAP, _AIR, _BESIDE = 12.0, 14.0, 13, 6.0
_WHEN, _WHO = 0.2, 0.17
"""Shares of the line that when and who take."""


class PastRows(QStyledItemDelegate):
    """Draws rows of one height.

    Args:
        person: who stands behind a coder's id.
    """

    def __init__(self, theme: Theme, person: Callable[[str], Person], parent: QObject) -> None:
        super().__init__(parent)
        self.theme, self._person = theme, person

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with air; at least 24 pixels."""
        return QSize(160, max(26, option.fontMetrics.height() + _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        deed: Deed = index.data(DEED)
        box = QRectF(option.rect)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, option.state)
        painter.setFont(option.font)
        line = box.adjusted(_SIDE, 0, -_SIDE, 0)
        width = line.width()
        left = self._paint(painter, line, moment(deed.time), width * _WHEN, self.theme.muted)
        line.setLeft(left)
        person, left = self._person(deed.coder), line.left()
        paint_mark(painter, QRectF(left, line.top(), SIDE, line.height()), person, theme=self.theme)
        line.setLeft(left + SIDE + _BESIDE)
        line.setLeft(self._paint(painter, line, person.name, width * _WHO, self.theme.muted))
        words = QFontMetricsF(option.font).horizontalAdvance(deed.words) + 1
        line.setLeft(self._paint(painter, line, deed.words, min(words, line.width()), self.theme.ink))
        self._paint(painter, line, deed.place, max(0.0, line.width()), self.theme.muted)
        painter.restore()

    def _paint(self, painter: QPainter, line: QRectF, words: str, width: float, colour: QColor) -> float:
        """Draw words in a column, and give the left edge of the next one."""
        box = QRectF(line.left(), line.top(), width, line.height())
        painter.setPen(colour)
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        return box.right() + _GAP

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        inner = box.adjusted(4, 1, -4, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self.theme.selection if selected else self.theme.hover)
            painter.drawRoundedRect(inner, 6, 6)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.focus, 2.0))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 5, 5)
