"""Rows that name something to do and its keys: in the palette, and where keys are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.theme import Theme
from annotator.ui.widgets.keycaps import caps_width, paint_caps

ROW = 38
"""Pixels of a row's height."""
ENTRY = Qt.ItemDataRole.UserRole
PLACES = Qt.ItemDataRole.UserRole + 1
_AIR = 18
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a command, or a place to go to such as an article.

    Attributes:
        title: what is searched and shown.
        detail: quiet words after it: the menu, or the outlet of an article.
        run: what Enter does; called after the palette has closed.
    """

    title: str
    detail: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    enabled: bool = True


class EntryRows(QStyledItemDelegate):
    """Title with the fitting letters bold, detail in quiet ink, keys as caps at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows, more where the desktop's letters are large."""
        return QSize(100, max(ROW, option.fontMetrics.height() + _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry: Entry = index.data(ENTRY)
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(self._theme.outline)
            painter.setBrush(self._theme.selection)
            painter.drawRoundedRect(QRectF(box).adjusted(0, 1, 0, -1), 6, 6)
        room = box.adjusted(12, 0, -12, 0)
        width = caps_width(entry.keys, painter.font()) if entry.keys else 0.0
        painter.setOpacity(1.0 if entry.enabled else 0.45)
        paint_caps(painter, entry.keys, left=room.right() - width, middle=box.center().y() + 0.5, theme=self._theme)
        room.setRight(round(room.right() - width - 16))
        self._paint_title(painter, room, entry, index.data(PLACES))
        painter.restore()

    def _paint_title(self, painter: QPainter, room: QRect, entry: Entry, places: tuple[int, ...]) -> None:
        metrics = painter.fontMetrics()
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        layout = _laid_out(title, painter.font(), [place for place in places if place < len(title)])
        top = room.top() + (room.height() - layout.boundingRect().height()) / 2
        painter.setPen(self._theme.ink)
        layout.draw(painter, QPointF(room.left(), top))
        left = round(layout.lineAt(0).naturalTextWidth()) + 12
        rest = room.adjusted(left, 0, 0, 0)
        if entry.detail and rest.width() > 40:
            painter.setPen(self._theme.muted)
            detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), detail)


def _laid_out(title: str, font: QFont, places: Iterable[int]) -> QTextLayout:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_format_range(place, title, bold) for place in places])
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _format_range(place: int, title: str, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = len(title[:place].encode("utf-16-le")) // 2
    found.length = len(title[place].encode("utf-16-le")) // 2
    found.format = form
    return found
