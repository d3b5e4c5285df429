"""The list under the link line: the annotations that the typed words may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.kinds import Codebook
from annotator.corpus.linkable import Linkable
from annotator.language import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.lines import smaller

Index = QModelIndex | QPersistentModelIndex

MOST = 6
_CHIP = 36
_PAD = 8
_HINT = tr("Enter links · ↓ others · Alt+↓ kind of link · Esc back")


class LinkableModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Linkable] = ()

    def show_rows(self, rows: Sequence[Linkable]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row; the annotation itself for the painter."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join(part for part in (row.chip, row.words, row.figure, row.source, row.title) if part)
        return row if role == Qt.ItemDataRole.UserRole else None


class LinkableDelegate(QStyledItemDelegate):
    """Paints a row: the chip, the words, and below them who says it, its value, and the article of another one."""

    def __init__(self, theme: Theme, codebook: Codebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.codebook = theme, codebook

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        height = QFontMetricsF(option.font).lineSpacing() + QFontMetricsF(smaller(option.font)).lineSpacing()
        return QSize(0, round(height) + _PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Linkable = index.data(Qt.ItemDataRole.UserRole)
        font: QFont = option.font
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(3, 1, -3, -1)
        self._paint_ground(painter, box, option.state)
        self._paint_chip(painter, row, box, font)
        room = box.adjusted(_PAD + _CHIP + 8, _PAD / 2, -_PAD, -_PAD / 2)
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        _draw(painter, room, row.words, Qt.AlignmentFlag.AlignTop)
        painter.setFont(smaller(font))
        painter.setPen(self.theme.muted)
        below = " · ".join(part for part in (row.title, row.figure, row.source) if part) or tr("needs a source")
        _draw(painter, room, below, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self.theme.focus, 1.5))
            painter.setBrush(self.theme.selection)
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.hover)
            painter.drawRoundedRect(box, 6, 6)

    def _paint_chip(self, painter: QPainter, row: Linkable, box: QRectF, font: QFont) -> None:
        kind = self.codebook.kind(row.kind)
        colours = self.theme.kind(kind.id, kind.colour)
        bold = smaller(font)
        bold.setBold(True)
        height = QFontMetricsF(font).lineSpacing() + 2
        chip = QRectF(box.left() + _PAD, box.top() + _PAD / 2, _CHIP, height)
        painter.setPen(QPen(colours.stroke, 1.0))
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(bold)
        painter.setPen(colours.on_tint)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, row.chip)


class LinkPopup(QFrame):
    """The list, lying over the window below the line that asks. It never takes the focus.

    Signals:
        chosen: the `Linkable` that was clicked.
        moved: another row is selected.
    """

    chosen = Signal(object)
    moved = Signal()

    def __init__(self, theme: Theme, codebook: Codebook, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Annotations that fit"))
        self.model_ = LinkableModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model_)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("Annotations that fit"))
        self._delegate = LinkableDelegate(theme, codebook, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(self._click)
        self._hint = QLabel(_HINT, self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setFont(smaller(self.font()))
        self._hint.setContentsMargins(8, 2, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 3, 2, 3)
        column.setSpacing(2)
        column.addWidget(self.view)
        column.addWidget(self._hint)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """The kinds and their colours as they are now."""
        self._delegate.codebook = codebook

    def show_rows(self, rows: Sequence[Linkable], *, below: QWidget, empty: str) -> None:
        """Show these under a widget, the first selected; or `empty`, which says what to do."""
        self.model_.show_rows(rows)
        self.say("" if rows else empty)
        self.view.setVisible(bool(rows))
        if rows:
            self._select(0)
        self._place(below)
        self.show()
        self.raise_()

    def say(self, words: str) -> None:
        """Show why it did not work instead of the keys; "" for the keys."""
        self._hint.setText(words or _HINT)
        self._hint.setProperty("role", "danger" if words and self.model_.rows else "muted")
        self._hint.style().unpolish(self._hint)
        self._hint.style().polish(self._hint)
        if words:
            announce(self, words)

    def hint(self) -> str:
        """What the last line says."""
        return self._hint.text()

    def current(self) -> Linkable | None:
        """The selected row."""
        index = self.view.currentIndex()
        return self.model_.rows[index.row()] if self.isVisible() and index.isValid() else None

    def step(self, by: int) -> None:
        """Select the next row (1) or the one before (-1), round and round."""
        if count := len(self.model_.rows):
            self._select((self.view.currentIndex().row() + by) % count)

    def select(self, row: Linkable) -> None:
        """Select a row, if it is listed."""
        if row in self.model_.rows:
            self._select(self.model_.rows.index(row))

    def texts(self) -> list[str]:
        """What the rows say."""
        return [str(self.model_.index(row).data()) for row in range(len(self.model_.rows))]

    def _select(self, at: int) -> None:
        index = self.model_.index(at)
        self.view.setCurrentIndex(index)
        announce(self.view, str(index.data()))
        self.moved.emit()

    def _click(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))

    def _place(self, below: QWidget) -> None:
        window = self.parentWidget()
        assert window is not None
        width = min(max(below.width(), 320), window.width() - 8)
        rows = len(self.model_.rows)
        tall = rows * (self.view.sizeHintForRow(0) + 1) + 2 if rows else 0
        self.view.setFixedHeight(tall)
        layout = self.layout()
        assert layout is not None
        height = layout.totalHeightForWidth(width)
        corner = below.mapTo(window, QPoint(0, below.height() + 3))
        top = corner.y()
        if top + height > window.height():
            top = max(4, corner.y() - height - below.height() - 6)
        left = min(corner.x(), corner.x() + below.width() - width)
        self.setGeometry(max(4, min(left, window.width() - width - 4)), top, width, height)


def _draw(painter: QPainter, room: QRectF, words: str, place: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | place), shown)
