"""One person's last work as a row to press: their mark and name, when it was, and the article."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.language import tr
from annotator.ui.models.last_work import Worked
from annotator.ui.theme import Theme
from annotator.ui.widgets.coder_mark import SIDE, paint_mark
from annotator.ui.widgets.lines import smaller

ROW = 42
"""Height of a row in device-independent pixels."""

_PAD = 8
_GAP = 10


class LastWorkRow(QAbstractButton):
    """Goes to the article; without one it only tells."""

    def __init__(self, worked: Worked, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_worked(worked, theme)

    def show_worked(self, worked: Worked, theme: Theme) -> None:
        """Tell of this, in these colours."""
        self.worked, self._theme = worked, theme
        self.setEnabled(bool(worked.article))
        self.setCursor(Qt.CursorShape.PointingHandCursor if worked.article else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{worked.person.name}, {worked.when}, {worked.where}")
        self.setToolTip(f"<p>{escape(worked.person.name)}<br>{escape(worked.where)}</p>")
        self.setAccessibleDescription(tr("Open the article") if worked.article else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(300, ROW)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark, and two lines beside it."""
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(self._theme.ring if self.hasFocus() else Qt.PenStyle.NoPen)
            hovered = self.underMouse() and self.isEnabled()
            painter.setBrush(self._theme.hover if hovered else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
            mark = QRectF(_PAD, (self.height() - SIDE) / 2, SIDE, SIDE)
            paint_mark(painter, mark, self.worked.person, theme=self._theme)
            self._paint_words(painter, box.adjusted(_PAD + SIDE + _GAP, 4, -_PAD, -4))
        finally:
            painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        small, bold = smaller(self.font()), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(small)
        painter.setPen(self._theme.muted)
        painter.drawText(room, int(top | right), self.worked.when)
        taken = painter.fontMetrics().horizontalAdvance(self.worked.when) + _GAP
        where = painter.fontMetrics().elidedText(self.worked.where, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(bottom | left), where)
        painter.setFont(bold)
        painter.setPen(self._theme.ink)
        name = painter.fontMetrics().elidedText(self.worked.person.name, Qt.TextElideMode.ElideRight,
                                                int(room.width() - taken))
        painter.drawText(room, int(top | left), name)
