"""How suggestions look in the text: a fine line close under the words, without a wash; a frame around the one in focus.

What is stored has a wash and lies in lanes; what is only suggested must never be taken for it, in whatever colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.reader.block_lines import BlockLines
from annotator.ui.reader.block_paint import Inks, Measures, lane_pen, tint_box
from annotator.ui.reader.highlight import Highlight
from annotator.ui.reader.lanes import lanes_for
from annotator.ui.reader.span_index import SpanIndex
from annotator.ui.theme import Theme

PASSAGE = "boilerplate"
"""The kind of suggestion that would become a passage; no kind of the codebook, and grey."""

_UNDER = 3.0
"""Pixels from the baseline to the line: closer than the lanes of what is stored."""
_STEP, _LAYERS = 2.0, 2
"""Pixels from one line to the next where a figure stands in a quotation, and how many lie below each other at most."""
_TICK = 4.0
_ROUND = 4.0


@dataclass(slots=True)
class _Worked:
    """One paragraph's lines and their ends, by kind."""

    lines: dict[str, list[QLineF]] = field(default_factory=dict)
    ends: dict[str, list[QLineF]] = field(default_factory=dict)


class Drafts:
    """The suggestions of one article, ready to draw paragraph by paragraph.

    Attributes:
        marks: what is suggested, as highlights.
        focused: id of the one in focus, "" for none.
    """

    def __init__(self) -> None:
        self.marks = SpanIndex()
        self.focused = ""
        self._worked: dict[int, _Worked] = {}

    def show(self, marks: Sequence[Highlight]) -> None:
        """Show these, in `reading_order`, and no others."""
        self.marks = SpanIndex(marks)
        self._worked.clear()

    def drop(self, ids: Iterable[str]) -> None:
        """Show these no more."""
        for id in ids:
            self.marks.drop(id)
        self._worked.clear()

    def forget(self) -> None:
        """Lines may stand elsewhere now."""
        self._worked.clear()

    def draw(self, painter: QPainter, lines: BlockLines, number: int, inks: Inks, measures: Measures) -> None:
        """Draw one paragraph from its own corner."""
        if number not in self._worked:
            self._worked[number] = self._work_out(lines)
        worked = self._worked[number]
        for kind, drawn in worked.lines.items():
            painter.setPen(_pen(inks.theme, kind))
            painter.drawLines(drawn)
        for kind, drawn in worked.ends.items():
            painter.setPen(QPen(_colour(inks.theme, kind), 1))
            painter.drawLines(drawn)
        if self.focused and (focused := self.marks.get(self.focused)):
            self._frame(painter, lines, focused, inks.theme, measures)

    def _work_out(self, lines: BlockLines) -> _Worked:
        worked = _Worked()
        marks = self.marks.touching(lines.start, lines.end + 1)
        layers = lanes_for([(max(mark.start, lines.start), min(mark.end, lines.end)) for mark in marks])
        for mark, layer in zip(marks, layers, strict=True):
            for stretch in lines.stretches(mark.segments):
                y = stretch.baseline + _UNDER + _STEP * min(layer, _LAYERS) + 0.5
                worked.lines.setdefault(mark.kind, []).append(QLineF(stretch.x1, y, stretch.x2, y))
                ends = ((stretch.opens, stretch.x1 + 0.5), (stretch.closes, stretch.x2 - 0.5))
                worked.ends.setdefault(mark.kind, []).extend(
                    QLineF(x, y - _TICK, x, y) for is_end, x in ends if is_end)
        return worked

    def _frame(
        self, painter: QPainter, lines: BlockLines, focused: Highlight, theme: Theme, measures: Measures
    ) -> None:
        colour = _colour(theme, focused.kind)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 3.0 if theme.high_contrast else 2.0))
        for stretch in lines.stretches(focused.segments):
            painter.drawRoundedRect(tint_box(stretch, measures).adjusted(-2, -1, 2, 1.5), _ROUND, _ROUND)
        quiet = QColor(colour)
        quiet.setAlphaF(0.75)
        painter.setPen(QPen(quiet, 1))
        for stretch in lines.stretches([(start, end) for _, start, end in focused.marks]):
            painter.drawRoundedRect(tint_box(stretch, measures).adjusted(-1.5, 0.5, 1.5, 0.5), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _colour(theme: Theme, kind: str) -> QColor:
    return theme.muted if kind == PASSAGE else theme.kind(kind).stroke


def _pen(theme: Theme, kind: str) -> QPen:
    if kind != PASSAGE:
        return lane_pen(theme, kind, 1)
    pen = QPen(theme.muted, 1)
    pen.setDashPattern([6.0, 3.0])
    return pen
