"""The pills "1 Claim", "2 Quote", "3 Statistic": key, name, the kind's colours and its line under the word."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from annotator.language import tr
from annotator.ui.theme import KindColours, Theme, mixed

_RADIUS = 6.0
_PADDING = 14
_HEIGHT = 32
_GAP = 8


class KindButton(QAbstractButton):
    """Marks the selection as one kind. Checked while the focused annotation is of that kind.

    The pattern of the line is the kind's second sign: colour alone never tells kinds apart.

    Args:
        key: the key that does the same, shown before the name.
    """

    def __init__(self, kind: str, title: str, *, key: str, theme: Theme, colour: str = "") -> None:
        super().__init__()
        self.kind = kind
        self._key = key
        self._colour = colour
        self._theme = theme
        self.setText(title)
        self.setShortcut(QKeySequence())  # an ampersand in a team's word makes none
        self.setCheckable(True)
        self.setAccessibleName(tr("{title}, key {key}", title=title, key=key) if key else title)
        kind = title.lower()
        tip = tr("Mark the selection as {kind} ({key})", kind=kind, key=key) if key else tr("Mark as {kind}", kind=kind)
        self.setToolTip(escape(tip))  # a codebook may come from a stranger, and a tooltip lays out markup
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours for the kind."""
        self._theme = theme
        self.update()

    def nextCheckState(self) -> None:
        """A click marks; only the focused annotation's kind decides what is checked."""

    def sizeHint(self) -> QSize:
        """Room for key, name and air."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._key) + _GAP + metrics.horizontalAdvance(self.text()) + 6
        return QSize(words + 2 * _PADDING, max(_HEIGHT, metrics.height() + 14))

    def minimumSizeHint(self) -> QSize:
        """The name can be read at any width of the panel."""
        return QSize(self.sizeHint().width() - _PADDING, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, its focus ring, its words and the patterned line under the name."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._theme.kind(self.kind, self._colour)
            painter.setOpacity(1.0 if self.isEnabled() else 0.5)
            self._paint_pill(painter, colours)
            self._paint_words(painter, colours)
        finally:
            painter.end()

    def _paint_pill(self, painter: QPainter, colours: KindColours) -> None:
        fill = colours.tint
        if self.isDown():
            fill = mixed(fill, colours.stroke, 0.28)
        elif self.underMouse() and self.isEnabled():
            fill = mixed(fill, colours.stroke, 0.12)
        width = 2.0 if self.isChecked() else 1.0
        edge = colours.stroke if self.isChecked() else mixed(colours.tint, colours.stroke, 0.45)
        inset = width / 2 + 2
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setPen(self._theme.ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS + 2, _RADIUS + 2)

    def _paint_words(self, painter: QPainter, colours: KindColours) -> None:
        font = self.font()
        metrics = painter.fontMetrics()
        key_width = metrics.horizontalAdvance(self._key)
        gap = _GAP if self._key else 0
        name_width = metrics.horizontalAdvance(self.text())
        left = (self.width() - key_width - gap - name_width) / 2
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2 - 1
        painter.setFont(font)
        painter.setPen(mixed(colours.on_tint, colours.tint, 0.2))
        painter.drawText(QPointF(left, base), self._key)
        painter.setPen(colours.on_tint)
        painter.drawText(QPointF(left + key_width + gap, base), self.text())
        painter.setPen(QPen(colours.stroke, 2.0, colours.pattern, Qt.PenCapStyle.FlatCap))
        line = round(base) + 4.0
        painter.drawLine(QPointF(left + key_width + gap, line), QPointF(left + key_width + gap + name_width, line))
