"""Everything that is painted under and over the words: tints, lanes, hits, ghost, dimmed passages, handles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextDocument

from annotator.ui.reader.block_lines import BlockLines, Stretch
from annotator.ui.reader.block_paint import BlockPaint, Inks, Measures, lane_pen, paint_block, tint_box
from annotator.ui.reader.column import Column
from annotator.ui.reader.draft_paint import Drafts
from annotator.ui.reader.highlight import Highlight, Span
from annotator.ui.reader.span_index import SpanIndex
from annotator.ui.reader.text_map import TextMap
from annotator.ui.reader.typography import Reading, interface_font
from annotator.ui.theme import Theme

_VEIL = 0.36
"""How much of the page's colour lies over boilerplate: grey, and still legible."""


@dataclass(frozen=True, slots=True)
class Handle:
    """One end of one segment of the focused annotation, in document pixels.

    Attributes:
        segment: number of the segment.
        edge: "start" or "end".
        knob: middle of what one grabs: above the line at a start, below it at an end.
        line: height of the middle of the line's letters.
    """

    segment: int
    edge: str
    knob: QPointF
    line: float


_FEW = 200
"""Changed stretches that are looked at one by one."""


class Overlay:
    """The paint of one article. Positions are code points, places are document pixels (y grows with scrolling)."""

    def __init__(self, theme: Theme, reading: Reading) -> None:
        self.words = TextMap("")
        self.spans = SpanIndex()
        self.boilerplate: Sequence[Span] = ()
        self.hits: Sequence[Span] = ()
        self.current_hit = -1
        self.ghost: Span | None = None
        self.focused: str | None = None
        self.lit: frozenset[str] = frozenset()
        self.drafts = Drafts()
        self.device_ratio = 1.0
        self._document = QTextDocument()
        self._column = Column(self._document, "", reading, top=0)
        self._lines: dict[int, BlockLines] = {}
        self._paints: dict[int, BlockPaint] = {}
        self._extras: dict[tuple[str, int], list[Stretch]] = {}
        self.set_look(theme, reading)

    # What is shown --------------------------------------------------------------------------------------------

    def show(
        self, document: QTextDocument, column: Column, words: TextMap, highlights: Sequence[Highlight]
    ) -> None:
        """Take another document; everything worked out for the last one is forgotten."""
        self._document, self._column = document, column
        if words is not self.words:
            self.words, self.drafts = words, Drafts()
        self.spans = SpanIndex(highlights)
        self.forget_layout()

    def exchange(self, highlights: Sequence[Highlight]) -> None:
        """Other highlights over the same words: paragraphs where kinds and segments stay keep their paint."""
        before, self.spans = self.spans, SpanIndex(highlights)
        different = {(h.id, h.kind, h.segments) for h in before} ^ {(h.id, h.kind, h.segments) for h in self.spans}
        self.forget(span for _, _, segments in different for span in segments)

    def set_look(self, theme: Theme, reading: Reading) -> None:
        """Other colours or another face."""
        self.theme = theme
        self.inks = Inks(theme)
        self.measures = Measures.of(reading)
        self._small = interface_font(10, bold=True)
        self.forget_layout()

    def forget_layout(self) -> None:
        """Lines may stand elsewhere now: another width, font or device."""
        self._lines.clear()
        self._paints.clear()
        self._extras.clear()
        self.drafts.forget()

    def light(self, ids: frozenset[str]) -> None:
        """Frame these annotations and no others."""
        self.lit = ids
        self._extras = {key: found for key, found in self._extras.items() if key[0] != "lit"}

    def forget_extras(self) -> None:
        """Focus, hits, ghost or boilerplate changed."""
        self._extras.clear()

    def forget(self, spans: Iterable[Span]) -> None:
        """Highlights over these code points changed: work those paragraphs out again, and no other."""
        self._extras.clear()
        given = list(spans)
        if len(given) > _FEW:  # only what was in sight is worked out: it is sooner done again
            self._paints.clear()
            return
        for start, end in given:
            block = self._block_at(start)
            while block.isValid() and block.position() <= self.words.to_utf16(end):
                self._paints.pop(block.blockNumber(), None)
                block = block.next()

    # Where things are -----------------------------------------------------------------------------------------

    def blocks(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QPointF]]:
        """Paragraphs that paint something between two heights, each with its corner.

        One more at the top: its lanes reach below it.
        """
        before = self._column.block_at(top).previous()
        if before.isValid():
            yield before, self._column.corner(before)
        yield from self._column.blocks(top, bottom)

    def lines(self, block: QTextBlock) -> BlockLines:
        """The paragraph's lines, measured once."""
        number = block.blockNumber()
        if number not in self._lines:
            self._column.corner(block)  # sets it in lines, if it is not yet
            self._lines[number] = BlockLines(block, self.words, device_ratio=self.device_ratio)
        return self._lines[number]

    def paint_of(self, block: QTextBlock) -> BlockPaint:
        """The paragraph's paint, worked out once."""
        number = block.blockNumber()
        if number not in self._paints:
            lines = self.lines(block)
            # One more than its own text, so that a highlight that starts at the very end has its chip here.
            self._paints[number] = paint_block(lines, self.spans.touching(lines.start, lines.end + 1), self.measures)
        return self._paints[number]

    def boxes(self, span: Span) -> list[QRectF]:
        """What the span covers, line by line, in document pixels."""
        found: list[QRectF] = []
        block = self._block_at(span[0])
        while block.isValid() and self.words.to_code_point(block.position()) < span[1]:
            lines = self.lines(block)
            corner = self._column.corner(block)
            found += (tint_box(stretch, self.measures).translated(corner) for stretch in lines.stretches([span]))
            block = block.next()
        return found

    def handles(self) -> list[Handle]:
        """The ends of the focused annotation's segments."""
        highlight = self.spans.get(self.focused)
        found: list[Handle] = []
        for number, segment in enumerate(highlight.segments if highlight else ()):
            for edge, position in zip(("start", "end"), segment, strict=True):
                point = self._edge_point(position, at_end=edge == "end")
                if point is not None:
                    rise = self.measures.below + 5 if edge == "end" else -self.measures.above - 3
                    line = point.y() + (self.measures.below - self.measures.above) / 2
                    found.append(Handle(number, edge, point + QPointF(0, rise), line))
        return found

    # Painting -------------------------------------------------------------------------------------------------

    def paint_under(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw what lies behind the words; the painter's origin is the document's."""
        for block, corner in self.blocks(top, bottom):
            painter.translate(corner)
            painted = self.paint_of(block)
            if painted.tints:
                painted.draw(painter, self.inks)
            self._draw_hits(painter, block)
            self._draw_focus(painter, block)
            if self.drafts.marks:
                self.drafts.draw(painter, self.lines(block), block.blockNumber(), self.inks, self.measures)
            if self.lit:
                self._draw_lit(painter, block)
            if painted.deeper:
                self._draw_depth(painter, painted)
            painter.translate(-corner)

    def paint_over(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw what lies over the words: the veil of boilerplate, the ghost, the handles."""
        if self.boilerplate:
            veil = QColor(self.theme.page)
            veil.setAlphaF(_VEIL)
            for block, corner in self.blocks(top, bottom):
                for stretch in self._covered("veil", block, self._near(self.boilerplate, block)):
                    painter.fillRect(self._box(stretch).translated(corner), veil)
        if self.ghost:
            self._draw_ghost(painter, self.ghost)
        if self.focused is not None:
            self._draw_handles(painter)

    @property
    def covers_words(self) -> bool:
        """Whether `paint_over` has anything to do."""
        return bool(self.boilerplate) or self.ghost is not None or self.focused is not None

    def _draw_hits(self, painter: QPainter, block: QTextBlock) -> None:
        if not self.hits:
            return
        fill = QColor(self.theme.accent)
        fill.setAlphaF(0.2)
        painter.setPen(QPen(self.theme.accent, 1))
        painter.setBrush(fill)
        painter.drawRects([self._box(s) for s in self._covered("hits", block, self._near(self.hits, block))])
        if 0 <= self.current_hit < len(self.hits):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.accent, 2))
            for stretch in self._covered("current", block, [self.hits[self.current_hit]]):
                painter.drawRect(self._box(stretch).adjusted(-1, -1, 1, 1))

    def _draw_focus(self, painter: QPainter, block: QTextBlock) -> None:
        highlight = self.spans.get(self.focused)
        if highlight is None:
            return
        stretches = self._covered("focus", block, highlight.segments)
        colours = self.theme.kind(highlight.kind)
        for stretch in stretches:
            painter.fillRect(self._box(stretch), colours.tint)
        painter.setPen(lane_pen(self.theme, highlight.kind, 3))
        painter.drawLines(
            [QLineF(s.x1, y, s.x2, y) for s in stretches for y in (s.baseline + self.measures.below + 0.5,)]
        )
        quiet = QColor(colours.stroke)
        quiet.setAlphaF(0.65)
        painter.setPen(QPen(quiet, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        marks = [(start, end) for _, start, end in highlight.marks]
        for stretch in self._covered("marks", block, marks):
            painter.drawRect(self._box(stretch).adjusted(-0.5, 0.5, 0.5, -0.5))

    def _draw_lit(self, painter: QPainter, block: QTextBlock) -> None:
        """Frame what is linked with what one looks at: a few boxes over paint that stays as it is."""
        linked = [highlight for name in sorted(self.lit) if (highlight := self.spans.get(name))]
        stretches = self._covered("lit", block, [segment for one in linked for segment in one.segments])
        if not stretches:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stretch in stretches:
            painter.drawRoundedRect(self._box(stretch).adjusted(-2, -1, 2, 1), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_depth(self, painter: QPainter, painted: BlockPaint) -> None:
        painter.setFont(self._small)
        painter.setPen(self.theme.muted)
        for point, text in painted.deeper:
            painter.drawText(point, text)

    def _draw_ghost(self, painter: QPainter, ghost: Span) -> None:
        pen = QPen(self.theme.accent, 1.5)
        pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self.boxes(ghost):
            painter.drawRoundedRect(box.adjusted(-1.5, -0.5, 1.5, 0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_handles(self, painter: QPainter) -> None:
        highlight = self.spans.get(self.focused)
        if highlight is None:
            return
        stroke = self.theme.kind(highlight.kind).stroke
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for handle in self.handles():
            height = self.measures.above + self.measures.below + 2
            painter.fillRect(QRectF(handle.knob.x() - 1, handle.line - height / 2, 2, height), stroke)
            painter.setPen(QPen(self.theme.page, 1.5))
            painter.setBrush(stroke)
            painter.drawEllipse(handle.knob, 5.5, 5.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # Inside ---------------------------------------------------------------------------------------------------

    def _box(self, stretch: Stretch) -> QRectF:
        return tint_box(stretch, self.measures)

    def _block_at(self, position: int) -> QTextBlock:
        return self._document.findBlock(self.words.to_utf16(min(max(position, 0), len(self.words.text))))

    def _covered(self, what: str, block: QTextBlock, spans: Sequence[Span]) -> list[Stretch]:
        key = what, block.blockNumber()
        if key not in self._extras:
            self._extras[key] = self.lines(block).stretches(spans)
        return self._extras[key]

    def _near(self, spans: Sequence[Span], block: QTextBlock) -> Sequence[Span]:
        """Those of many sorted spans that may touch the paragraph."""
        lines = self.lines(block)
        first = bisect_left(spans, lines.start, key=_end)
        return spans[first : bisect_left(spans, lines.end, key=_start)]

    def _edge_point(self, position: int, *, at_end: bool) -> QPointF | None:
        inside = self.words.step_letter(position, -1) if at_end else position
        block = self._block_at(inside)
        edge = self.lines(block).edge(position, at_end=at_end)
        if edge is None:
            return None
        return self._column.corner(block) + QPointF(*edge)


def _start(span: Span) -> int:
    return span[0]


def _end(span: Span) -> int:
    return span[1]
