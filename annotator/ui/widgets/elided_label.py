"""A line of plain text that ends in “…” where its room ends."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget


class ElidedLabel(QFrame):
    """One line, never rich text, shortened to its width; the whole of it is in the tooltip when it is cut.

    Args:
        mode: where to cut; names of files and addresses are best cut in the middle.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show this; line ends become spaces."""
        words = " ".join(text.split())
        if words == self._text:
            return
        self._text = words
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self._explain()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: a long name must not hold a panel open."""
        metrics = self.fontMetrics()
        return QSize(min(metrics.averageCharWidth() * 4, self.sizeHint().width()), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, in the label's own ink."""
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setPen(self.palette().color(self.foregroundRole()))
            side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
            painter.drawText(self.contentsRect(), int(flags), self._fitting())
        finally:
            painter.end()

    def _fitting(self) -> str:
        return self.fontMetrics().elidedText(self._text, self._mode, self.contentsRect().width())

    def _explain(self) -> None:
        self.setToolTip(escape(self._text) if self._fitting() != self._text else "")
