"""How a hit looks: the words in the middle of their line, bold, and the letters of the kinds that mark them already."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.kinds import Codebook
from annotator.language import tr
from annotator.project.search import Hit
from annotator.ui.models.hits import ROW, TICK, Group, Index
from annotator.ui.theme import Theme
from annotator.ui.widgets.lines import smaller

_SIDE = 12.0
_AIR = 13
_BEFORE = 0.34
"""Share of the line in which what stands before a hit ends, so that all hits stand below each other."""

_CHIP = 16.0
_BOX = 15.0
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class HitRows(QStyledItemDelegate):
    """Draws headings and hits, all of one height, so that ten thousand are as quick as ten."""

    def __init__(self, theme: Theme, codebook: Codebook, parent: QObject) -> None:
        super().__init__(parent)
        self.theme, self.codebook = theme, codebook

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with air; at least 24 pixels to be hit by a finger."""
        return QSize(160, max(26, option.fontMetrics.height() + _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Group | Hit = index.data(ROW)
        box, font = QRectF(option.rect), QFont(option.font)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Group):
            self._paint_heading(painter, box.adjusted(_SIDE, 0, -_SIDE, 0), row, font)
        else:
            self._paint_ground(painter, box, option.state)
            line = box.adjusted(_SIDE, 0, -_SIDE, 0)
            ticked = index.data(TICK)
            if ticked is not None:
                self._paint_box(painter, line, ticked=bool(ticked))
                line.setLeft(line.left() + _BOX + 8)
            at = line.left() + line.width() * _BEFORE
            line.setRight(self._paint_chips(painter, line, row, font))
            painter.setOpacity(0.6 if ticked is False else 1.0)
            self._paint_words(painter, line, at, row, font)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, group: Group, font: QFont) -> None:
        painter.setPen(QPen(self.theme.line, 1.0))
        painter.drawLine(QPointF(box.left(), box.top() + 0.5), QPointF(box.right(), box.top() + 0.5))
        small = smaller(font)
        metrics = QFontMetricsF(small)
        detail = metrics.elidedText(group.detail, Qt.TextElideMode.ElideRight, box.width() * 0.42)
        painter.setFont(small)
        painter.setPen(self.theme.muted)
        painter.drawText(box, int(_RIGHT | _MIDDLE), detail)
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self.theme.chrome_ink)
        room = box.adjusted(0, 0, -(metrics.horizontalAdvance(detail) + 10 if detail else 0), 0)
        title = " ".join((group.title or tr("Untitled")).split())
        shown = QFontMetricsF(bold).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT | _MIDDLE), shown)

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        inner = box.adjusted(4, 1, -4, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self.theme.selection if selected else self.theme.hover)
            painter.drawRoundedRect(inner, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.focus, 2.0))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_box(self, painter: QPainter, line: QRectF, *, ticked: bool) -> None:
        box = QRectF(line.left(), line.center().y() - _BOX / 2, _BOX, _BOX).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self.theme.accent if ticked else self.theme.muted, 1.0))
        painter.setBrush(self.theme.accent if ticked else self.theme.raised)
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            painter.setPen(QPen(self.theme.on_accent, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            middle = box.center()
            hook = (QPointF(-3.6, 0.2), QPointF(-1.0, 2.8), QPointF(3.6, -2.6))
            painter.drawPolyline([middle + point for point in hook])

    def _paint_chips(self, painter: QPainter, line: QRectF, hit: Hit, font: QFont) -> float:
        """A letter for each kind that marks the hit already; gives where they begin."""
        right = line.right()
        bold = smaller(font)
        bold.setBold(True)
        painter.setFont(bold)
        for kind in reversed(hit.kinds[:3]):
            known = self.codebook.kind(kind)
            colours = self.theme.kind(kind, known.colour)
            chip = QRectF(right - _CHIP, line.center().y() - 9, _CHIP, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.tint)
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(colours.stroke)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, known.label[:1].upper())
            right -= _CHIP + 3
        return right - (3 if hit.kinds else 0)

    def _paint_words(self, painter: QPainter, line: QRectF, at: float, hit: Hit, font: QFont) -> None:
        bold = QFont(font)
        bold.setBold(True)
        if (hit.before + hit.words + hit.after).isascii() or not _turns(hit):
            self._paint_apart(painter, line, at, hit, (font, bold))
        else:
            self._paint_whole(painter, line, hit, font)

    def _paint_apart(self, painter: QPainter, line: QRectF, at: float, hit: Hit, fonts: tuple[QFont, QFont]) -> None:
        """What stands before the hit ends where it ends in every row, so that the eye runs down the hits."""
        plain, bold = QFontMetricsF(fonts[0]), QFontMetricsF(fonts[1])
        words = bold.elidedText(hit.words, Qt.TextElideMode.ElideRight, line.right() - at)
        painter.setFont(fonts[0])
        painter.setPen(self.theme.muted)
        room = QRectF(line.left(), line.top(), at - line.left(), line.height())
        before = hit.before
        if plain.horizontalAdvance(before) > room.width():
            before = plain.elidedText(before, Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, int(_RIGHT | _MIDDLE | Qt.TextFlag.TextIncludeTrailingSpaces), before)
        after_at = at + bold.horizontalAdvance(words)
        rest = QRectF(after_at, line.top(), max(0.0, line.right() - after_at), line.height())
        after = plain.elidedText(hit.after, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(_LEFT | _MIDDLE), after)
        painter.setFont(fonts[1])
        painter.setPen(self.theme.ink)
        painter.drawText(QRectF(at, line.top(), line.right() - at, line.height()), int(_LEFT | _MIDDLE), words)

    def _paint_whole(self, painter: QPainter, line: QRectF, hit: Hit, font: QFont) -> None:
        """Text that runs from right to left is laid out as one line, or its parts would stand in the wrong order."""
        metrics = QFontMetricsF(font)
        before, after = hit.before, hit.after
        while before and metrics.horizontalAdvance(before) > line.width() * _BEFORE:
            before = before[1:]
        text = before + hit.words + after
        while after and metrics.horizontalAdvance(text) > line.width() - 14:
            after = after[:-1]
            text = before + hit.words + after
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        strong = QTextLayout.FormatRange()
        strong.start, strong.length = _units(before), _units(hit.words)
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(self.theme.ink)
        strong.format = look
        layout.setFormats([strong])
        layout.beginLayout()
        layout.createLine().setLineWidth(line.width())
        layout.endLayout()
        painter.setPen(self.theme.muted)
        layout.draw(painter, QPointF(line.left(), line.center().y() - metrics.height() / 2))


def _turns(hit: Hit) -> bool:
    """Whether any of it runs from right to left."""
    return any("\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in
               hit.before + hit.words + hit.after)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
