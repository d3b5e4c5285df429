"""An article on paper, for a printer and for a PDF: the text with its marks, then what is said of each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article, Passage
from annotator.corpus.chips import chips
from annotator.corpus.citation import attribution, cited_annotation
from annotator.corpus.edtf import readable
from annotator.corpus.figure_words import figure_text
from annotator.corpus.kinds import Codebook
from annotator.corpus.source import Source
from annotator.language import tr
from annotator.ui.reader.typography import FACES
from annotator.ui.theme import KindColours, Theme
from annotator.ui.widgets.many_row import value_words

MARGINS = QMarginsF(20, 18, 20, 18)
"""Millimetres around the text; head and foot stand in them."""

_TEXT, _SMALL, _TITLE, _CHIP = 10.5, 8.5, 18.0, 6.0
_RAISED = 45.0
"""Percent of its height by which a chip stands above the line."""
_LINE = 150.0
_GAP = 8.0
"""Points after a paragraph."""

_LETTER = ("US", "CA", "MX", "PH", "CL", "CO", "VE")
"""Where paper is Letter; elsewhere it is A4."""

_UNDERLINES = {
    Qt.PenStyle.SolidLine: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Qt.PenStyle.DashLine: QTextCharFormat.UnderlineStyle.DashUnderline,
    Qt.PenStyle.DotLine: QTextCharFormat.UnderlineStyle.DotLine,
}


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is printed of one article.

    Args:
        annotations: in reading order; those that are shown.
        footer: what stands at the foot of each page, beside its number.
    """

    article: Article
    text: str
    annotations: Sequence[Annotation]
    passages: Sequence[Passage]
    codebook: Codebook
    sources: Mapping[str, Source]
    footer: str = ""


def paper_here() -> QPageSize:
    """The paper of the country whose formats the desktop has."""
    country = QLocale.territoryToCode(QLocale().territory())
    return QPageSize(QPageSize.PageSizeId.Letter if country in _LETTER else QPageSize.PageSizeId.A4)


def page_layout() -> QPageLayout:
    """Upright, with our margins."""
    return QPageLayout(paper_here(), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter)


class Paper:
    """The article laid out; `theme` is one with a light page, since paper is white."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self._page, self._theme = page, theme
        self._names = chips(page.annotations, page.codebook)
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(_font(_TEXT))
        self._cursor = QTextCursor(self.document)
        self._head()
        self._body()
        self._cards()

    def paint(self, device: QPagedPaintDevice, step: Callable[[int, int], None] | None = None,
              pages: tuple[int, int] | None = None) -> int:
        """Paint it page by page.

        Args:
            step: told the page and how many there are, before each; what it raises ends the painting.
            pages: the first and the last one that are wanted, from 1; all without.

        Returns:
            how many pages were painted.

        Raises:
            OSError: the device takes nothing.
        """
        painter = QPainter()
        if not painter.begin(device):
            raise OSError(tr("it takes nothing: there is no such folder, no room, or the printer is off"))
        try:
            return self._pages(painter, device, step, pages)
        finally:
            painter.end()

    def _pages(self, painter: QPainter, device: QPagedPaintDevice, step: Callable[[int, int], None] | None,
               pages: tuple[int, int] | None) -> int:
        self.document.documentLayout().setPaintDevice(device)
        size = QSizeF(device.width(), device.height())
        self.document.setPageSize(size)
        many = self.document.pageCount()
        first, last = pages or (1, many)
        for number in range(max(first, 1), min(last, many) + 1):
            if step:
                step(number, many)
            if number > max(first, 1):
                device.newPage()
            self._paint_page(painter, size, number, many)
        return min(last, many) - max(first, 1) + 1

    def _paint_page(self, painter: QPainter, size: QSizeF, number: int, many: int) -> None:
        top = (number - 1) * size.height()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self._theme.ink)
        context.clip = QRectF(0, top + 1, size.width(), size.height() - 2)  # else a line at the edge is on both pages
        painter.save()
        painter.translate(0, -top)
        painter.setClipRect(context.clip)
        self.document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setPen(self._theme.muted)
        painter.setFont(_font(_SMALL, sans=True))
        line = painter.fontMetrics().height()
        foot = QRectF(0, size.height() + line * 0.7, size.width(), line * 1.3)
        said = f"{number} / {many}"
        room = int(size.width() - painter.fontMetrics().horizontalAdvance(said) - 2 * line)
        footer = painter.fontMetrics().elidedText(self._page.footer, Qt.TextElideMode.ElideRight, room)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, footer)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, said)

    # --- the head ---

    def _head(self) -> None:
        article = self._page.article
        self._cursor.setBlockFormat(_block(line=115, after=2))
        self._cursor.insertText(article.title or tr("Untitled"), self._ink(_font(_TITLE, bold=True)))
        about = [article.outlet, readable(article.published), ", ".join(article.byline)]
        for said in (" · ".join(filter(None, about)), article.url):
            if said:
                self._cursor.insertBlock(_block(line=125, after=2))
                self._cursor.insertText(said, self._ink(_font(_SMALL, sans=True), self._theme.muted))

    # --- the text ---

    def _body(self) -> None:
        marks = _Marks(self._page.annotations)
        start, first = 0, True
        for line in self._page.text.split("\n"):
            end = start + len(line)
            if line.strip():
                self._cursor.insertBlock(_block(before=12 if first else 0))
                self._paragraph(start, end, marks)
                first = False
            start = end + 1

    def _paragraph(self, start: int, end: int, marks: _Marks) -> None:
        quiet = any(p.start <= start and end <= p.end and p.role in ("boilerplate", "debris")
                    for p in self._page.passages)
        ink = self._ink(_font(_TEXT), self._theme.faint if quiet else None)
        for left, right, over, begun in marks.pieces(start, end):
            for annotation in begun:
                self._chip(annotation)
            form = QTextCharFormat(ink)
            if over is not None:
                self._wear(form, self._colours(over))
            self._cursor.insertText(self._page.text[left:right], form)

    def _wear(self, form: QTextCharFormat, colours: KindColours) -> None:
        form.setBackground(QBrush(colours.tint))
        form.setForeground(QBrush(colours.on_tint))
        form.setUnderlineStyle(_UNDERLINES.get(colours.pattern, QTextCharFormat.UnderlineStyle.SingleUnderline))
        form.setUnderlineColor(colours.stroke)

    def _chip(self, annotation: Annotation) -> None:
        form = self._ink(_font(_CHIP, bold=True, sans=True), self._colours(annotation).stroke)
        form.setBaselineOffset(_RAISED)
        self._cursor.insertText(f"{self._names[annotation.id]}\u202f", form)

    def _colours(self, annotation: Annotation) -> KindColours:
        kind = self._page.codebook.kind(annotation.kind)
        return self._theme.kind(kind.id, kind.colour)

    # --- what is said of each ---

    def _cards(self) -> None:
        for annotation in self._page.annotations:
            self._card(annotation)

    def _card(self, annotation: Annotation) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(3)
        form.setTopMargin(6)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 8),
                                        QTextLength(QTextLength.Type.PercentageLength, 92)])
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_Auto)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        end = QTextCursor(self.document)
        end.movePosition(QTextCursor.MoveOperation.End)
        table = end.insertTable(1, 2, form)
        colours = self._colours(annotation)
        name = table.cellAt(0, 0).firstCursorPosition()
        name.insertText(self._names[annotation.id], self._ink(_font(_SMALL, bold=True, sans=True), colours.stroke))
        self._said(annotation, table.cellAt(0, 1).firstCursorPosition())

    def _said(self, annotation: Annotation, cell: QTextCursor) -> None:
        small, muted = _font(_SMALL, sans=True), self._theme.muted
        kind = self._page.codebook.kind(annotation.kind)
        cell.setBlockFormat(_block(line=130, after=1))
        cell.insertText(kind.label, self._ink(_font(_SMALL, bold=True, sans=True)))
        behind = attribution(cited_annotation(annotation, self._page.article, self._page.text), self._page.sources)
        if behind:
            cell.insertText(f"  {behind}", self._ink(small))
        cell.insertBlock(_block(line=130, after=1))
        form = self._ink(_font(_SMALL))
        cell.insertText(annotation.words(self._page.text), form)
        for words in self._lines(annotation):
            cell.insertBlock(_block(line=130, after=1))
            cell.insertText(words, self._ink(small, muted))

    def _lines(self, annotation: Annotation) -> Iterator[str]:
        kind = self._page.codebook.kind(annotation.kind)
        if figure := figure_text(annotation.quantity):
            yield figure
        answers = []
        for key, value in annotation.attributes.items():
            attribute = kind.attribute(key)
            answers.append(tr("{question}: {answer}", question=attribute.title if attribute else key,
                              answer=value_words(value)))
        if answers:
            yield " · ".join(answers)
        if annotation.note:
            yield annotation.note

    def _ink(self, font: QFont, colour: QColor | None = None) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QBrush(colour or self._theme.ink))
        return form


class _Marks:
    """The segments of the content of all annotations, asked for by paragraph."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        found = [(start, end, annotation, number == 0) for annotation in annotations
                 for number, (start, end) in enumerate(annotation.content)]
        self._found = sorted(found, key=lambda each: (each[0], -each[1], each[2].id))
        self._starts = [each[0] for each in self._found]
        self._longest = max((each[1] - each[0] for each in self._found), default=0)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, Annotation | None, list[Annotation]]]:
        """A paragraph in stretches: from, to, the innermost annotation over it, and those that begin there."""
        low, high = bisect_left(self._starts, start - self._longest), bisect_right(self._starts, end)
        near = [each for each in self._found[low:high] if each[0] < end and each[1] > start]
        borders = sorted({start, end, *(place for each in near for place in each[:2] if start < place < end)})
        for left, right in pairwise(borders):
            over = [each for each in near if each[0] <= left and right <= each[1]]
            innermost = min(over, key=lambda each: each[1] - each[0])[2] if over else None
            yield left, right, innermost, [each[2] for each in over if each[0] == left and each[3]]


def _block(*, line: float = _LINE, before: float = 0, after: float = _GAP) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setTopMargin(before)
    form.setBottomMargin(after)
    return form


def _font(points: float, *, bold: bool = False, sans: bool = False) -> QFont:
    font = QFont()
    if not sans:
        font.setFamilies(list(FACES))
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
