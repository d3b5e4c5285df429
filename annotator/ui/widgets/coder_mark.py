"""The mark of a coder: initials on a disc of their colour, so that nobody is known by the colour alone."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.corpus.people import Person
from annotator.ui.theme import Theme

SIDE = 18.0
"""Width and height of a mark in device-independent pixels."""

_LETTERS = 0.5
"""Height of the letters, as a share of the mark's."""


def paint_mark(painter: QPainter, box: QRectF, person: Person, *, theme: Theme, status: str = "done") -> None:
    """Draw the mark of a coder into the middle of a box.

    Args:
        status: of their work on an article: what is done is full, what they are doing hollow, what they skip is
            dashed.
    """
    side = min(box.width(), box.height())
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(box.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill, full = theme.coders[person.colour], status == "done"
    pen = QPen(fill, 1.4)
    if status == "skipped":
        pen.setDashPattern([1.6, 1.6])
    painter.setPen(Qt.PenStyle.NoPen if full else pen)
    painter.setBrush(fill if full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc if full else disc.adjusted(0.8, 0.8, -0.8, -0.8))
    font = QFont(painter.font())
    font.setPixelSize(max(7, round(side * _LETTERS)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.coder_ink if full else theme.muted if status == "skipped" else theme.chrome_ink)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, person.initials)
    painter.restore()


class CoderMark(QWidget):
    """The mark of one coder beside their name."""

    def __init__(self, person: Person, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person, self._theme = person, theme
        self.setFixedSize(QSize(round(SIDE), round(SIDE)))
        self.setToolTip(escape(person.name))
        self.setAccessibleName(person.name)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Disc and initials."""
        painter = QPainter(self)
        try:
            paint_mark(painter, QRectF(self.rect()), self._person, theme=self._theme)
        finally:
            painter.end()
