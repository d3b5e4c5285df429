"""What is in focus: its kind in its colours, its exact words, and, quietly, whose work it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.corpus.people import Person
from annotator.ui.theme import Theme
from annotator.ui.widgets.coder_mark import paint_mark
from annotator.ui.widgets.lines import broken, paint_lines, smaller

_LINES = 3
_PAD = 10
_BAR = 4
_LEFT = 18
_MARK = 16


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading says; `colour` is the codebook's own for a kind that the theme lacks.

    `by` is whose work it is, when it is somebody else's: the mark stands before the quiet line.
    """

    kind: str
    label: str
    colour: str
    chip: str
    words: str
    whose: str
    split: bool = False
    conflict: str = ""
    by: Person | None = None


class AnnotationHeading(QWidget):
    """Painted, not laid out: the words are cut to three lines of whatever width there is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Heading | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def shown(self) -> Heading | None:
        """What it says."""
        return self._shown

    def show_heading(self, shown: Heading | None) -> None:
        """Show this."""
        self._shown = shown
        if shown is not None:
            self.setAccessibleName(f"{shown.label} {shown.chip}: {shown.words}")
            self.setAccessibleDescription(" · ".join(part for part in (shown.whose, shown.conflict) if part))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The words take one to three lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Label, words, and whose they are."""
        if self._shown is None:
            return 0
        small, lines = QFontMetricsF(smaller(self.font())).lineSpacing(), self._broken(width)
        words = len(lines) * QFontMetricsF(self.font()).lineSpacing()
        return round(2 * _PAD + small + 4 + words + 4 + small)

    def sizeHint(self) -> QSize:
        """For the width that it has."""
        return QSize(300, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the words take other lines; a fixed height follows the size hint alone."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The kind's wash with its patterned bar, the label, the words, the quiet line."""
        shown = self._shown
        if shown is None:
            return
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, shown)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, shown: Heading) -> None:
        colours = self._theme.kind(shown.kind, shown.colour)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(box, 8, 8)
        pen = QPen(colours.stroke, _BAR, colours.pattern, Qt.PenCapStyle.FlatCap)
        if colours.pattern == Qt.PenStyle.DashLine:
            pen.setDashPattern([2.0, 1.0])
        elif colours.pattern == Qt.PenStyle.DotLine:
            pen.setDashPattern([1.0, 0.75])
        painter.setPen(pen)
        painter.drawLine(QPointF(8, _PAD), QPointF(8, box.height() - _PAD))
        top = self._paint_label(painter, shown, colours.stroke)
        painter.setFont(self.font())
        painter.setPen(colours.on_tint)
        top += paint_lines(painter, self._broken(self.width()), left=_LEFT, top=top) + 4
        painter.setFont(smaller(self.font()))
        left = self._paint_mark(painter, shown, top)
        painter.setPen(self._theme.danger if shown.conflict else colours.on_tint)
        painter.setOpacity(1.0 if shown.conflict else 0.78)
        text = painter.fontMetrics().elidedText(shown.conflict or shown.whose, Qt.TextElideMode.ElideRight,
                                                round(self.width() - left - _PAD))
        paint_lines(painter, [text], left=left, top=top)

    def _paint_mark(self, painter: QPainter, shown: Heading, top: float) -> float:
        """Whose it is, on sight; gives where the words begin."""
        if shown.by is None:
            return _LEFT
        middle = top + painter.fontMetrics().lineSpacing() / 2
        paint_mark(painter, QRectF(_LEFT, middle - _MARK / 2, _MARK, _MARK), shown.by, theme=self._theme)
        return _LEFT + _MARK + 6

    def _paint_label(self, painter: QPainter, shown: Heading, stroke: QColor) -> float:
        font = smaller(self.font())
        font.setBold(True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
        painter.setFont(font)
        painter.setPen(stroke)
        height = paint_lines(painter, [shown.label.upper()], left=_LEFT, top=_PAD)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.0)
        painter.setFont(font)
        chip = f"{shown.chip} ⋯" if shown.split else shown.chip
        row = QRectF(_LEFT, _PAD, self.width() - _LEFT - _PAD, height)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, chip)
        return _PAD + height + 4

    def _broken(self, width: int) -> list[str]:
        return broken(self._shown.words, self.font(), width - _LEFT - _PAD, _LINES) if self._shown else []
