"""A row of the codebook: a kind on its wash or a question, what it asks, how often it is used. Enter opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from annotator.language import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.keycaps import caps_width, paint_caps
from annotator.ui.widgets.lines import broken, paint_lines, smaller

_SIDE, _TOP, _GAP = 10.0, 9.0, 3.0
_RIGHT = 26.0
"""Device-independent pixels for the arrow at the right."""
_MOST = 3


class BookRow(QAbstractButton):
    """Opens a page.

    Args:
        lines: what stands below the title, each wrapped into a few lines.
        kind, colour: draw the title as marked words of that kind.

    Signals:
        moved: Alt+Up (-1) or Alt+Down (1) was pressed.
    """

    moved = Signal(int)

    def __init__(self, title: str, lines: Sequence[str], *, theme: Theme, key: str = "", kind: str = "",
                 colour: str = "") -> None:
        super().__init__()
        self.title, self._lines, self._theme = title, [line for line in lines if line], theme
        self._key, self._kind, self._colour = key, kind, colour
        self.setAccessibleName(tr("{title}, key {key}", title=title, key=key) if key else title)
        self.setAccessibleDescription(". ".join(line.rstrip(".") for line in self._lines))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def lines(self) -> list[str]:
        """What stands below the title."""
        return list(self._lines)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a panel."""
        return QSize(280, self.heightForWidth(self.width() or 280))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow: the words wrap."""
        return QSize(120, self.heightForWidth(self.width() or 280))

    def heightForWidth(self, width: int) -> int:
        """Title and wrapped lines."""
        small = QFontMetricsF(smaller(self.font()))
        rows = sum(len(self._broken(line, width)) for line in self._lines)
        return round(2 * _TOP + self.fontMetrics().height() + (_GAP + 1 if rows else 0) + rows * small.lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up and Down walk, with Alt they move the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(step)
            else:
                self.focusNextPrevChild(step > 0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is taller. (A layout inside layouts forgets to ask.)"""
        super().resizeEvent(event)
        if (height := self.heightForWidth(self.width())) != self.height():
            self.setFixedHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, title, lines, key and arrow."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_card(painter)
            self._paint_title(painter)
            painter.setFont(smaller(self.font()))
            painter.setPen(self._theme.muted)
            top = _TOP + self.fontMetrics().height() + _GAP + 1
            for line in self._lines:
                top += paint_lines(painter, self._broken(line, self.width()), left=_SIDE, top=top)
        finally:
            painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        focus = self.hasFocus()
        painter.setPen(QPen(self._theme.focus if focus else self._theme.line, 2.0 if focus else 1.0))
        painter.setBrush(self._theme.hover if self.underMouse() or self.isDown() else self._theme.raised)
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 7, 7)
        painter.setPen(QPen(self._theme.muted, 1.5))
        middle, right = self.height() / 2, self.width() - 12.0
        painter.drawPolyline([QPointF(right - 4, middle - 4), QPointF(right, middle), QPointF(right - 4, middle + 4)])

    def _paint_title(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        key_width = caps_width([self._key], self.font()) + 8 if self._key else 0
        room = self.width() - _SIDE - _RIGHT - key_width - (12 if self._kind else 0)
        words = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        width, height = metrics.horizontalAdvance(words), metrics.height()
        if self._kind:
            colours = self._theme.kind(self._kind, self._colour)
            box = QRectF(_SIDE, _TOP - 2, width + 12, height + 2)
            painter.fillRect(box, colours.tint)
            painter.setPen(QPen(colours.stroke, 2.0, colours.pattern, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(box.left(), box.bottom() + 1), QPointF(box.right(), box.bottom() + 1))
            painter.setPen(colours.on_tint)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        else:
            painter.setPen(self._theme.chrome_ink)
            painter.drawText(QPointF(_SIDE, _TOP + metrics.ascent()), words)
        if self._key:
            left = self.width() - _RIGHT - caps_width([self._key], self.font())
            painter.setFont(self.font())
            paint_caps(painter, [self._key], left=left, middle=_TOP + height / 2, theme=self._theme)

    def _broken(self, line: str, width: int) -> list[str]:
        return broken(line, smaller(self.font()), width - _SIDE - _RIGHT, _MOST)
