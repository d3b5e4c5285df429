"""What one paragraph's annotations look like: rectangles and lines worked out once, drawn many times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from annotator.ui.reader.block_lines import BlockLines, Stretch
from annotator.ui.reader.highlight import Highlight, Span
from annotator.ui.reader.lanes import MOST, lanes_for
from annotator.ui.reader.span_index import reading_order
from annotator.ui.reader.typography import Reading, text_font
from annotator.ui.theme import Theme

_DASHES = {
    Qt.PenStyle.DashLine: [3.5, 2.0],
    Qt.PenStyle.DotLine: [1.0, 1.5],
}
_TICK = 3.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Vertical measures of a line in whole pixels: how far a tint reaches, and the room of the lanes below it."""

    above: int
    below: int
    pitch: int

    @classmethod
    def of(cls, reading: Reading) -> Measures:
        """For that setting. Tints are a little lower than the face's own ascent, so that lines stay apart."""
        metrics = QFontMetricsF(text_font(reading))
        above = ceil(min(metrics.ascent(), reading.size * 0.94))
        below = ceil(min(metrics.descent(), reading.size * 0.27))
        return cls(above, below, reading.pitch)

    def lane(self, depth: int) -> tuple[int, int]:
        """Thickness of a lane and distance from one to the next, for a line of so many layers."""
        room = self.pitch - self.above - self.below
        return (2, 3) if depth * 3 <= room + 1 else (1, 2)


class Inks:
    """Brushes and pens of each kind in one theme, made when first asked for."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._tints: dict[str, QBrush] = {}
        self._strokes: dict[str, QBrush] = {}
        self._lanes: dict[tuple[str, int], QPen] = {}

    def tint(self, kind: str) -> QBrush:
        """The wash behind the words."""
        if kind not in self._tints:
            self._tints[kind] = QBrush(self.theme.kind(kind).tint)
        return self._tints[kind]

    def stroke(self, kind: str) -> QBrush:
        """For what is filled in the stroke's colour: ticks and handles."""
        if kind not in self._strokes:
            self._strokes[kind] = QBrush(self.theme.kind(kind).stroke)
        return self._strokes[kind]

    def lane(self, kind: str, thickness: int) -> QPen:
        """The patterned pen: the pattern says the kind where colour cannot."""
        if (kind, thickness) not in self._lanes:
            self._lanes[kind, thickness] = lane_pen(self.theme, kind, thickness)
        return self._lanes[kind, thickness]


def lane_pen(theme: Theme, kind: str, thickness: float) -> QPen:
    """A flat pen with the kind's pattern; the dashes keep their length in pixels when the lane is thin."""
    colours = theme.kind(kind)
    pen = QPen(colours.stroke, thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = _DASHES.get(colours.pattern)
    if dashes:
        pen.setDashPattern([dash * (2 / thickness if thickness < 2 else 1) for dash in dashes])
    return pen


@dataclass(slots=True)
class BlockPaint:
    """One paragraph, ready to draw from its own corner.

    Attributes:
        tints: runs of one kind, in the order in which they are drawn: what lies within comes after what lies around.
        rows: the gutter's: baseline, then the ids.
    """

    tints: list[tuple[str, list[QRectF]]] = field(default_factory=list)
    lanes: dict[tuple[str, int], list[QLineF]] = field(default_factory=dict)
    ticks: dict[str, list[QRectF]] = field(default_factory=dict)
    deeper: list[tuple[QPointF, str]] = field(default_factory=list)
    rows: list[tuple[float, list[str]]] = field(default_factory=list)

    def draw(self, painter: QPainter, inks: Inks) -> None:
        """Tints, then ticks, then lanes; what is of one kind in one call."""
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, rects in self.tints:
            painter.setBrush(inks.tint(kind))
            painter.drawRects(rects)
        for kind, rects in self.ticks.items():
            painter.setBrush(inks.stroke(kind))
            painter.drawRects(rects)
        for (kind, thickness), lines in self.lanes.items():
            painter.setPen(inks.lane(kind, thickness))
            painter.drawLines(lines)


class Piece(NamedTuple):
    """One segment in one paragraph: whose it is, and what it covers there."""

    highlight: Highlight
    span: Span
    covered: list[Stretch]


def paint_block(lines: BlockLines, highlights: Sequence[Highlight], measures: Measures) -> BlockPaint:
    """Work out the paint of one paragraph from the highlights that touch it."""
    painted = BlockPaint()
    pieces = [
        Piece(highlight, (start, end), lines.stretches([(start, end)]))
        for highlight in highlights
        for start, end in highlight.segments
        if start < lines.end and end > lines.start and start < end
    ]
    for piece in outermost_first(pieces):
        kind = piece.highlight.kind
        if not painted.tints or painted.tints[-1][0] != kind:
            painted.tints.append((kind, []))
        painted.tints[-1][1].extend(tint_box(stretch, measures) for stretch in piece.covered)
    _paint_lanes(painted, lines, pieces, measures)
    painted.rows = _rows(lines, highlights)
    return painted


def outermost_first(pieces: Iterable[Piece]) -> list[Piece]:
    """The order in which tints are drawn, so that the shortest piece over a letter is the one that shows."""
    return sorted(pieces, key=_inwards, reverse=True)


def _inwards(piece: Piece) -> tuple[int, str]:
    return piece.span[1] - piece.span[0], piece.highlight.id


def tint_box(stretch: Stretch, measures: Measures) -> QRectF:
    """The wash behind one stretch."""
    top = stretch.baseline - measures.above
    return QRectF(stretch.x1, top, stretch.x2 - stretch.x1, measures.above + measures.below)


def _paint_lanes(painted: BlockPaint, lines: BlockLines, pieces: Sequence[Piece], measures: Measures) -> None:
    """One lane per layer. A line whose words lack a layer closes the gap: its lanes stay next to its words."""
    given = lanes_for([(max(piece.span[0], lines.start), min(piece.span[1], lines.end)) for piece in pieces])
    by_line: dict[int, list[tuple[int, str, Stretch]]] = {}
    for piece, lane in zip(pieces, given, strict=True):
        if lane < MOST:
            for stretch in piece.covered:
                by_line.setdefault(stretch.line, []).append((lane, piece.highlight.kind, stretch))
    for found in by_line.values():
        used = sorted({lane for lane, _, _ in found})
        thickness, step = measures.lane(len(used))
        heights = {lane: measures.below + place * step for place, lane in enumerate(used)}
        for lane, kind, stretch in found:
            _paint_lane(painted, stretch, kind, (heights[lane], thickness))
    deeper = [piece.span for piece, lane in zip(pieces, given, strict=True) if lane == MOST]
    for number, (count, span) in _by_line(lines, deeper).items():
        right = max((stretch.x2 for stretch in lines.stretches([span]) if stretch.line == number), default=0.0)
        corner = QPointF(right + 3, lines.lines[number].baseline + measures.below + 11)
        painted.deeper.append((corner, f"+{count}"))


def _by_line(lines: BlockLines, spans: Iterable[Span]) -> dict[int, tuple[int, Span]]:
    """Line → how many of these spans cover some of it, and from where to where: fifty thousand in one measure."""
    found: dict[int, tuple[int, Span]] = {}
    for start, end in spans:
        first, last = lines.line_of(max(start, lines.start)), lines.line_of(min(end, lines.end) - 1)
        for number in range(first or 0, (last or 0) + 1):
            count, (left, right) = found.get(number, (0, (start, end)))
            found[number] = count + 1, (min(left, start), max(right, end))
    return found


def _paint_lane(painted: BlockPaint, stretch: Stretch, kind: str, lane: tuple[int, int]) -> None:
    below, thickness = lane
    top = stretch.baseline + below
    middle = top + thickness / 2
    painted.lanes.setdefault((kind, thickness), []).append(QLineF(stretch.x1, middle, stretch.x2, middle))
    ticks = painted.ticks.setdefault(kind, [])
    if stretch.opens:
        ticks.append(QRectF(stretch.x1, top - _TICK, thickness, _TICK + thickness))
    if stretch.closes:
        ticks.append(QRectF(stretch.x2 - thickness, top - _TICK, thickness, _TICK + thickness))


def _rows(lines: BlockLines, highlights: Sequence[Highlight]) -> list[tuple[float, list[str]]]:
    rows: dict[int, list[str]] = {}
    for highlight in sorted(highlights, key=reading_order):
        if lines.start <= highlight.start <= lines.end:
            number = lines.line_of(highlight.start)
            if number is not None:
                rows.setdefault(number, []).append(highlight.id)
    return [(lines.lines[number].baseline, found) for number, found in sorted(rows.items())]
