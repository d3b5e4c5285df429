"""The page left of the text: the wheel scrolls and a drag selects there too, as on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.reader.article_view import ArticleView


class Margin(QWidget):
    """A strip of page that hands wheel and mouse on to the text beside it."""

    def __init__(self, view: ArticleView, theme: Theme) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._view = view
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page's colour."""
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), self._theme.page)
        finally:
            painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text."""
        self._view.wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start selecting at the line's edge."""
        self._view.mousePressEvent(self._in_text(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting."""
        self._view.mouseMoveEvent(self._in_text(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection."""
        self._view.mouseReleaseEvent(self._in_text(event))

    def _in_text(self, event: QMouseEvent) -> QMouseEvent:
        place = QPointF(self._view.viewport().mapFromGlobal(event.globalPosition()))
        moved = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        moved.setTimestamp(event.timestamp())
        return moved
