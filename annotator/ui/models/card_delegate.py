"""How a card is painted: bar and chip of its kind, the words, the value, who says it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.language import tr
from annotator.ui.models.cards import CARD, Card
from annotator.ui.theme import KindColours, Theme, mixed
from annotator.ui.widgets.coder_mark import paint_mark
from annotator.ui.widgets.lines import broken, paint_lines, smaller

Index = QModelIndex | QPersistentModelIndex

_SIDE = 12
"""Air between a card and the edges of the list, in device-independent pixels, as all that follows."""
_GAP = 3
_PAD = 9
_BAR = 4
_CHIP = 34
_BETWEEN = 3
_LINES = 2
_MARK = 16.0


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of one list. A card is as tall as its words, two lines at most."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme, self._view = theme, view
        self._heights: dict[tuple[str, bool], int] = {}
        self._across = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height that the card's lines need at the list's width."""
        card: Card = index.data(CARD)
        across = self._view.viewport().width()
        if across != self._across:
            self._heights, self._across = {}, across
        key = card.words, bool(card.value)
        if key not in self._heights:
            self._heights[key] = self._height(card, option.font, across)
        return QSize(100, self._heights[key])

    def _height(self, card: Card, font: QFont, across: int) -> int:
        metrics = QFontMetricsF(font)
        width = self._room(across)
        two = len(card.words) * metrics.averageCharWidth() > width * 0.6 and metrics.horizontalAdvance(
            card.words[:120]) > width
        height = (2 if two else 1) * metrics.lineSpacing() + QFontMetricsF(smaller(font)).lineSpacing() + _BETWEEN
        if card.value:
            height += QFontMetricsF(smaller(font)).lineSpacing() + _BETWEEN
        return round(height) + 2 * _PAD + 2 * _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        card: Card = index.data(CARD)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(_SIDE, _GAP, -_SIDE, -_GAP)
        colours = self.theme.kind(card.kind, card.colour)
        self._paint_paper(painter, box, option.state)
        self._paint_bar(painter, box, colours)
        font: QFont = option.font
        self._paint_chip(painter, card, QRectF(box.left() + _BAR + 8, box.top() + _PAD - 1, 0, 0), font)
        self._paint_text(painter, card, box, font)
        painter.restore()

    def _room(self, width: float) -> float:
        return width - 2 * _SIDE - _BAR - 8 - _CHIP - 8 - _PAD

    def _paint_paper(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        paper = self.theme.raised
        if chosen:
            paper = mixed(self.theme.raised, self.theme.selection, 0.55)
        elif over:
            paper = mixed(self.theme.raised, self.theme.hover, 0.6)
        frame = self.theme.ring if state & QStyle.StateFlag.State_HasFocus else self.theme.frame
        painter.setPen(frame if chosen else QPen(self.theme.line, 1.0))
        painter.setBrush(paper)
        inset = 1.0 if chosen else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 7, 7)

    def _paint_bar(self, painter: QPainter, box: QRectF, colours: KindColours) -> None:
        pen = QPen(colours.stroke, _BAR, colours.pattern, Qt.PenCapStyle.FlatCap)
        if colours.pattern == Qt.PenStyle.DashLine:
            pen.setDashPattern([2.0, 1.0])
        elif colours.pattern == Qt.PenStyle.DotLine:
            pen.setDashPattern([1.0, 0.75])
        painter.setPen(pen)
        left = box.left() + 7
        painter.drawLine(QPointF(left, box.top() + 8), QPointF(left, box.bottom() - 8))

    def _paint_chip(self, painter: QPainter, card: Card, at: QRectF, font: QFont) -> None:
        colours = self.theme.kind(card.kind, card.colour)
        bold = smaller(font)
        bold.setBold(True)
        painter.setFont(bold)
        height = QFontMetricsF(font).lineSpacing()
        box = QRectF(at.left() + 3, at.top(), _CHIP, height + 1)
        pen = QPen(colours.stroke, 1.0)
        if card.hollow:
            pen.setDashPattern([2.5, 2.0])
        painter.setPen(pen if card.hollow else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if card.hollow else colours.tint)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(colours.stroke)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.chip)

    def _paint_text(self, painter: QPainter, card: Card, box: QRectF, font: QFont) -> None:
        left, top = box.left() + _BAR + 8 + _CHIP + 11, box.top() + _PAD
        width = box.right() - _PAD - left
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        top += paint_lines(painter, broken(card.words, font, width, _LINES), left=left, top=top) + _BETWEEN
        small = smaller(font)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        if card.value:
            painter.setPen(self.theme.ink)
            value = metrics.elidedText(card.value, Qt.TextElideMode.ElideRight, width)
            top += paint_lines(painter, [value], left=left, top=top) + _BETWEEN
        right = self._paint_marks(painter, card, QRectF(left, top, width, metrics.lineSpacing()))
        line = round(metrics.lineSpacing())
        self._paint_source(painter, card, QRect(round(left), round(top), round(right - left), line))

    def _paint_marks(self, painter: QPainter, card: Card, row: QRectF) -> float:
        """Signs at the right end of the last line; gives where they begin."""
        right = row.right()
        if card.by is not None:
            paint_mark(painter, QRectF(right - _MARK, row.center().y() - _MARK / 2, _MARK, _MARK), card.by,
                       theme=self.theme)
            right -= _MARK + 7
        if card.note:
            painter.setPen(QPen(self.theme.muted, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            page = QRectF(right - 10, row.center().y() - 6, 10, 12)
            painter.drawRoundedRect(page.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            for line in (3.5, 6.0, 8.5):
                height = page.top() + line
                painter.drawLine(QPointF(page.left() + 2.5, height), QPointF(page.right() - 2.5, height))
            right = page.left() - 8
        if card.links:
            right = self._paint_links(painter, card.links, QRectF(row.topLeft(), QPointF(right, row.bottom())))
        if card.incomplete:
            words = tr("incomplete")
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(self.theme.warning)
            painter.drawText(QRectF(right - width, row.top(), width + 2, row.height()), Qt.AlignmentFlag.AlignVCenter,
                             words)
            right -= width + 8
        return right

    def _paint_links(self, painter: QPainter, count: int, row: QRectF) -> float:
        """Two rings of a chain, and how many links there are if there are several; gives where they begin."""
        right = row.right()
        painter.setPen(QPen(self.theme.muted, 1.2))
        if count > 1:
            width = painter.fontMetrics().horizontalAdvance(str(count))
            painter.drawText(QRectF(right - width, row.top(), width + 1, row.height()), Qt.AlignmentFlag.AlignVCenter,
                             str(count))
            right -= width + 3
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left in (right - 15, right - 8.5):
            painter.drawRoundedRect(QRectF(left, row.center().y() - 3, 8.5, 6), 3, 3)
        return right - 15 - 8

    def _paint_source(self, painter: QPainter, card: Card, box: QRect) -> None:
        font = QFont(painter.font())
        font.setItalic(card.hollow)
        painter.setFont(font)
        painter.setPen(self.theme.muted)
        words = tr("needs a source") if card.hollow else card.source
        text = painter.fontMetrics().elidedText(f"↳ {words}", Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
