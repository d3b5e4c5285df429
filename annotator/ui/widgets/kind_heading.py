"""A kind's name on its wash with its line under it, and the key that marks it: a heading, not a button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.keycaps import caps_width, paint_caps


class KindHeading(QWidget):
    """Looks like the words that are marked in the text."""

    def __init__(self, kind: str, title: str, *, key: str, theme: Theme, colour: str = "") -> None:
        super().__init__()
        self._kind, self._title, self._key, self._colour, self._theme = kind, title, key, colour, theme
        self.setAccessibleName(tr("{title}, key {key}", title=title, key=key) if key else title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The name with air, and room for the key."""
        return QSize(120, self.fontMetrics().height() + 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name as marked words, the key at the right."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            colours = self._theme.kind(self._kind, self._colour)
            width = painter.fontMetrics().horizontalAdvance(self._title) + 14
            box = QRectF(0, 3, width, self.height() - 8)
            painter.fillRect(box, colours.tint)
            painter.setPen(colours.on_tint)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._title)
            painter.setPen(QPen(colours.stroke, 2.0, colours.pattern, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(0, box.bottom() + 1), QPointF(width, box.bottom() + 1))
            painter.setFont(self.font())
            if self._key:
                left = self.width() - caps_width([self._key], self.font()) - 1
                paint_caps(painter, [self._key], left=left, middle=box.center().y(), theme=self._theme)
        finally:
            painter.end()
