"""How an article looks in the library: status, title in two lines, outlet and date, annotations, colleagues."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.people import People
from annotator.corpus.team import Shelf
from annotator.language import number_text, tr
from annotator.ui.models.dates import readable_date
from annotator.ui.models.shelves import OPEN, SHELF, WAITING, Index
from annotator.ui.theme import Theme
from annotator.ui.widgets.coder_mark import paint_mark
from annotator.ui.widgets.status_glyph import paint_status

_GLYPH = 14.0
_LEFT = 12.0
_GAP = 10.0
_RIGHT = 12.0
_AIR = 9.0
_DOT = 16.0
"""Width of a colleague's mark."""
_MOST_DOTS = 5


class ShelfRows(QStyledItemDelegate):
    """Draws the library's rows, all of one height, so that ten thousand are as quick as ten."""

    def __init__(self, theme: Theme, people: Callable[[], People], parent: QObject) -> None:
        super().__init__(parent)
        self.theme, self._people = theme, people

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of title and one below."""
        title, fine = QFontMetricsF(option.font), QFontMetricsF(small(option.font))
        return QSize(160, round(2 * _AIR + 2 * title.height() + 3 + fine.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        shelf: Shelf = index.data(SHELF)
        box, font = QRectF(option.rect), QFont(option.font)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, option.state, opened=bool(index.data(OPEN)))
        layout = title_layout(shelf.title or tr("Untitled"), font, self._text_width(box, font, shelf))
        fine = small(font)
        line, detail = QFontMetricsF(font).height(), QFontMetricsF(fine).height()
        top = box.top() + (box.height() - layout.lineCount() * line - 3 - detail) / 2
        left = box.left() + _LEFT + _GLYPH + _GAP
        paint_status(painter, QRectF(box.left() + _LEFT, top + (line - _GLYPH) / 2, _GLYPH, _GLYPH), shelf.mine,
                     theme=self.theme)
        painter.setPen(self.theme.muted if shelf.mine == "skipped" else self.theme.chrome_ink)
        layout.draw(painter, QPointF(left, top))
        self._paint_count(painter, QRectF(box.left(), top, box.width() - _RIGHT, line), shelf, fine)
        below = QRectF(left, top + layout.lineCount() * line + 3, box.right() - _RIGHT - left, detail)
        self._paint_detail(painter, below, shelf, fine, waiting=int(index.data(WAITING) or 0))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, opened: bool) -> None:
        inner = box.adjusted(4, 1, -4, -1)
        painter.setPen(self.theme.outline)
        if opened:
            painter.setBrush(self.theme.selection)
            painter.drawRoundedRect(inner, 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.accent)
            painter.drawRoundedRect(QRectF(inner.left(), inner.top() + 8, 3, inner.height() - 16), 1.5, 1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self.theme.hover)
            painter.drawRoundedRect(inner, 6, 6)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.theme.ring)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 5, 5)

    def _text_width(self, box: QRectF, font: QFont, shelf: Shelf) -> float:
        count = QFontMetricsF(small(font)).horizontalAdvance(_count(shelf)) + 14 if shelf.annotations else 0
        return max(40.0, box.width() - _LEFT - _GLYPH - _GAP - _RIGHT - count)

    def _paint_count(self, painter: QPainter, line: QRectF, shelf: Shelf, font: QFont) -> None:
        """The number of annotations; “2/7” in a hollow frame while two of them need a source or an answer."""
        if not shelf.annotations:
            return
        painter.setFont(font)
        words = _count(shelf)
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(words), max(16.0, metrics.height())
        if shelf.open:
            chip = QRectF(line.right() - width - 8, line.center().y() - height / 2, width + 10, height)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.warning, 1.0))
            painter.drawRoundedRect(chip, 5, 5)
            painter.setPen(self.theme.warning)
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
        else:
            painter.setPen(self.theme.muted)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line.adjusted(0, 0, -3, 0), int(flags), words)

    def _paint_detail(self, painter: QPainter, line: QRectF, shelf: Shelf, font: QFont, *, waiting: int) -> None:
        people = self._people()
        dots = [(people.person(who), status) for who, status in zip(shelf.colleagues, shelf.others, strict=True)
                if status != "todo"][:_MOST_DOTS]
        for place, (person, status) in enumerate(reversed(dots)):
            disc = QRectF(line.right() - _DOT - place * (_DOT + 2), line.center().y() - _DOT / 2, _DOT, _DOT)
            paint_mark(painter, disc, person, theme=self.theme, status=status)
        room = line.adjusted(0, 0, -len(dots) * (_DOT + 2) - (4 if dots else 0), 0)
        painter.setFont(font)
        if shelf.unanswered:
            said = tr("{count} to answer", count=shelf.unanswered)
            painter.setPen(self.theme.warning)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(said) - 8, 0)
        painter.setPen(self.theme.muted)
        if waiting:
            said = tr("{count:,} waiting", count=waiting)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(said) - 8, 0)
        parts = (tr("earlier version") if shelf.replaced else "", shelf.outlet,
                 readable_date(shelf.published, short=True))
        words = " · ".join(part for part in parts if part)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _count(shelf: Shelf) -> str:
    all_ = number_text(shelf.annotations)
    return f"{number_text(shelf.open)}/{all_}" if shelf.open else all_


def title_layout(title: str, font: QFont, width: float) -> QTextLayout:
    """The title in at most two lines; the second ends in “…” where it does not fit."""
    metrics = QFontMetricsF(font)
    first = _laid_out(" ".join(title.split()), font, width)
    if first.lineCount() <= 2:
        return first
    line = first.lineAt(1)
    units = first.text().encode("utf-16-le")
    head, rest = units[: 2 * line.textStart()].decode("utf-16-le"), units[2 * line.textStart() :].decode("utf-16-le")
    return _laid_out(head + metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width - 2), font, width)


def _laid_out(title: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += QFontMetricsF(font).height()
        if layout.lineCount() == 3:
            break
    layout.endLayout()
    return layout


def small(font: QFont) -> QFont:
    """The font of details: a tenth smaller."""
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(max(7.0, font.pointSizeF() * 0.9))
    else:
        smaller.setPixelSize(max(10, round(font.pixelSize() * 0.9)))
    return smaller
