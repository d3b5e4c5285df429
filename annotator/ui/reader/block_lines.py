"""Where the lines of one paragraph stand, and which stretches of them some words cover."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

from annotator.ui.reader.highlight import Span
from annotator.ui.reader.text_map import TextMap

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters and controls that make a paragraph run both ways."""

_NEAR = 1.5
_WORD_GAP = 0.4


class Line(NamedTuple):
    """One line: UTF-16 units within the paragraph, pixels from the paragraph's own corner."""

    start: int
    end: int
    left: float
    right: float
    baseline: float


class Stretch(NamedTuple):
    """What some words cover of one line, in pixels from the paragraph's corner.

    `opens` and `closes` say that the words begin at the left, end at the right edge of it (for words that run from
    right to left: the other way round).
    """

    line: int
    x1: float
    x2: float
    baseline: float
    opens: bool
    closes: bool


class BlockLines:
    """The lines of one paragraph as they are laid out now; dropped when width or font change."""

    __slots__ = ("_block", "_both_ways", "_ends", "_first_unit", "_words", "_xs", "end", "lines", "start")

    def __init__(self, block: QTextBlock, words: TextMap, *, device_ratio: float) -> None:
        self._block = block
        self._words = words
        self._first_unit = block.position()
        self.start = words.to_code_point(self._first_unit)
        self.end = words.to_code_point(self._first_unit + block.length() - 1)
        self._both_ways = RIGHT_TO_LEFT.search(words.text, self.start, self.end) is not None
        layout = block.layout()
        self.lines = [_measured(layout.lineAt(number), device_ratio) for number in range(layout.lineCount())]
        self._ends = [line.end for line in self.lines]
        self._xs: dict[tuple[int, int], float] = {}

    def line_of(self, position: int) -> int | None:
        """Number of the line that holds this code point of the article; None in a paragraph without lines."""
        unit = self._words.to_utf16(position) - self._first_unit
        number = min(bisect_right(self._ends, unit), len(self.lines) - 1)
        return number if number >= 0 else None

    def stretches(self, spans: Iterable[Span]) -> list[Stretch]:
        """What these spans (code points of the article) cover here, line by line, without spaces at a line's end."""
        found: list[Stretch] = []
        for start, end in spans:
            if start < self.end and end > self.start and start < end:
                self._cover(start, end, found)
        return found

    def edge(self, position: int, *, at_end: bool) -> tuple[float, float] | None:
        """Where a span that starts (or ends) at this code point has its handle: x, and the baseline of the line."""
        letter = self._words.step_letter(position, -1) if at_end else position
        number = self.line_of(letter)
        if number is None or not self.start <= letter <= self.end:
            return None
        side = QTextLine.Edge.Trailing if at_end else QTextLine.Edge.Leading
        line, textline = self.lines[number], self._block.layout().lineAt(number)
        x = _x_of(textline, self._words.to_utf16(letter) - self._first_unit, side)
        return min(max(x, line.left), line.right), line.baseline

    def _cover(self, start: int, end: int, found: list[Stretch]) -> None:
        first = self._words.to_utf16(start) - self._first_unit if start > self.start else 0
        last = self._words.to_utf16(min(end, self.end)) - self._first_unit
        begins_here, ends_here = start >= self.start, end <= self.end
        number = bisect_right(self._ends, first)
        for line in self.lines[number:]:
            if line.start >= last:
                break
            from_, to = max(first, line.start), min(last, line.end)
            opens, closes = begins_here and first >= line.start, ends_here and last <= line.end
            if self._both_ways:
                textline = self._block.layout().lineAt(number)
                found += _runs(textline, number, line, (from_, to), (opens, closes))
            else:
                left = self._x(number, from_)
                right = line.right if to == line.end else min(self._x(number, to), line.right)
                if right > left:
                    found.append(Stretch(number, left, right, line.baseline, opens, closes))
            number += 1

    def _x(self, number: int, unit: int) -> float:
        """Where a unit stands in its line: tint, lane and mark all ask for the same ends."""
        key = number, unit
        found = self._xs.get(key)
        if found is None:
            found = self._xs[key] = _x_of(self._block.layout().lineAt(number), unit)
        return found


def _measured(line: QTextLine, device_ratio: float) -> Line:
    box = line.naturalTextRect()
    start = line.textStart()
    # To the device's own grid: every lane of the paragraph is then as crisp as the first.
    baseline = round((line.y() + line.ascent()) * device_ratio) / device_ratio
    return Line(start, start + line.textLength(), box.left(), box.right(), baseline)


def _x_of(line: QTextLine, unit: int, side: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    answer: Any = line.cursorToX(unit, side)
    return float(answer[0])


def _runs(line: QTextLine, number: int, box: Line, units: Span, ends: tuple[bool, bool]) -> list[Stretch]:
    """The runs of glyphs between two units: with both directions in one line, start and end say nothing about x."""
    boxes: list[list[float]] = []
    rects = (run.boundingRect() for run in line.glyphRuns(units[0], units[1] - units[0]))
    for rect in sorted((r for r in rects if r.width() > 0), key=QRectF.left):
        left, right = max(rect.left(), box.left), min(rect.right(), box.right)
        if boxes and left - boxes[-1][1] <= line.height() * _WORD_GAP:
            boxes[-1][1] = max(boxes[-1][1], right)
        elif right > left:
            boxes.append([left, right])
    begins = _x_of(line, units[0]) if ends[0] else None
    stops = _x_of(line, units[1] - 1, QTextLine.Edge.Trailing) if ends[1] else None
    return [
        Stretch(number, left, right, box.baseline, _meets(left, begins, stops), _meets(right, begins, stops))
        for left, right in boxes
    ]


def _meets(x: float, *ends: float | None) -> bool:
    return any(end is not None and abs(end - x) <= _NEAR for end in ends)
