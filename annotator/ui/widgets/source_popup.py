"""The list under the source line: whom the typed letters may mean, nobody, and, last, a source to be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.names import Match
from annotator.corpus.source import TYPES
from annotator.corpus.vocabulary import in_words
from annotator.language import number_text, tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.lines import smaller

Index = QModelIndex | QPersistentModelIndex

LETTERS = {
    "person": "P", "organisation": "O", "group": "G", "document": "D", "dataset": "T", "url": "U", "unknown": "?",
}  # fmt: skip
"""The sign of each type of source: a letter, because colour alone never tells."""

NOBODY = tr("No source named")
MOST = 7
_HEIGHT = 30
_AIR = 10
_BADGE = 18
_KEYS = "Ctrl+⏎"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    Args:
        what: "match", "nobody" or "create".
        match: the source, for a match.
        name: the name that would be made, for "create".
        count: how often the source is used.
    """

    what: str
    match: Match | None = None
    name: str = ""
    count: int = 0

    def text(self, type_: str) -> str:
        """The row in plain words, for screen readers and tests."""
        if self.match is None:
            return NOBODY if self.what == "nobody" else tr("Create “{name}”, {type}", name=self.name,
                                                           type=in_words(type_))
        name, alias = self.match.source.name, self.match.alias
        return tr("{name} (alias {alias})", name=name, alias=alias) if alias else name


class RowModel(QAbstractListModel):
    """The rows, and the type that “Create” would give."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.type = "person"

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row; the row itself for the painter."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text(self.type)
        return row if role == Qt.ItemDataRole.UserRole else None


class RowDelegate(QStyledItemDelegate):
    """Paints a row: badge, name, alias, how often it is used."""

    def __init__(self, theme: Theme, model: RowModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._model = theme, model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line; a little more above those that are no match."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect.adjusted(3, 1, -3, -1)
        state = option.state
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self.theme.outline)
            chosen = state & QStyle.StateFlag.State_Selected
            painter.setBrush(self.theme.selection if chosen else self.theme.hover)
            painter.drawRoundedRect(QRectF(box), 5, 5)
        self._paint_row(painter, row, box)
        painter.restore()

    def _paint_row(self, painter: QPainter, row: Row, box: QRect) -> None:
        right = box.right() - 6
        if row.what == "create":
            pill = self.type_box(box)
            self._paint_type(painter, pill, self._model.type)
            right = self._paint_right(painter, _KEYS, box, pill.left() - 8)
        elif row.count:
            right = self._paint_right(painter, f"{number_text(row.count)} ×", box, right)
        left = box.left() + 5
        self._paint_badge(painter, row, QRect(left, box.center().y() - _BADGE // 2 + 1, _BADGE, _BADGE))
        self._paint_name(painter, row, QRect(left + _BADGE + 8, box.top(), right - left - _BADGE - 8, box.height()))

    def _paint_right(self, painter: QPainter, text: str, box: QRect, right: int) -> int:
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(self.theme.muted)
        painter.drawText(QRect(right - width, box.top(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return right - width - 8

    def _paint_badge(self, painter: QPainter, row: Row, box: QRect) -> None:
        painter.setPen(QPen(self.theme.line, 1.0))
        painter.setBrush(self.theme.chrome)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        letter = LETTERS.get(row.match.source.type, "?") if row.match else "+" if row.what == "create" else "–"
        painter.setPen(self.theme.muted)
        plain = painter.font()
        painter.setFont(smaller(plain))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        painter.setFont(plain)

    def _paint_name(self, painter: QPainter, row: Row, box: QRect) -> None:
        metrics = painter.fontMetrics()
        name = (row.match.source.name if row.match else NOBODY if row.what == "nobody"
                else tr("Create “{name}”", name=row.name))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        painter.setPen(self.theme.ink if row.match else self.theme.muted if row.what == "nobody" else self.theme.accent)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        if row.match and row.match.alias and shown == name:
            box = box.adjusted(metrics.horizontalAdvance(name) + 6, 0, 0, 0)
            alias = metrics.elidedText(tr("alias {alias}", alias=row.match.alias), Qt.TextElideMode.ElideRight,
                                       box.width())
            painter.setPen(self.theme.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, alias)

    def type_box(self, box: QRect) -> QRect:
        """Where the type of the source to be made stands, in the view's pixels."""
        view = self.parent()
        metrics = QFontMetrics(smaller(view.font() if isinstance(view, QWidget) else QFont()))
        width = metrics.horizontalAdvance(f"{in_words(self._model.type)} ▾") + 16
        return QRect(box.right() - width - 2, box.center().y() - 10, width, 21)

    def _paint_type(self, painter: QPainter, box: QRect, type_: str) -> None:
        painter.setPen(QPen(self.theme.line, 1.0))
        painter.setBrush(self.theme.raised)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        plain = painter.font()
        painter.setFont(smaller(plain))
        painter.setPen(self.theme.ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{in_words(type_)} ▾")
        painter.setFont(plain)


class SourcePopup(QFrame):
    """The list, lying over the window below the line that asks. It never takes the focus.

    Signals:
        chosen: the `Row` that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("sources")
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Sources that fit"))
        self.model_ = RowModel(self)
        self.view = QListView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setModel(self.model_)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAccessibleName(tr("Sources that fit"))
        self._delegate = RowDelegate(theme, self.model_, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(self._click)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 3, 2, 3)
        column.addWidget(self.view)
        self.hide()

    @property
    def type(self) -> str:
        """The type that “Create” would give."""
        return self.model_.type

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_rows(self, rows: Sequence[Row], *, below: QWidget, preselect: bool) -> None:
        """Show these under a widget; with `preselect` the first match is selected, never anything else."""
        self.model_.show_rows(rows)
        self._place(below)
        self.show()
        self.raise_()
        if preselect and rows and rows[0].what == "match":
            self._select(0)

    def current(self) -> Row | None:
        """The selected row, None when the list is hidden or nothing is selected."""
        index = self.view.currentIndex()
        return self.model_.rows[index.row()] if self.isVisible() and index.isValid() else None

    def step(self, by: int) -> None:
        """Select the next row (1) or the one before (-1), round and round."""
        count, index = len(self.model_.rows), self.view.currentIndex()
        if count:
            self._select((index.row() + by) % count if index.isValid() else 0 if by > 0 else count - 1)

    def step_type(self, by: int) -> None:
        """Take the next type for “Create”."""
        self.set_type(TYPES[(TYPES.index(self.type) + by) % len(TYPES)])

    def set_type(self, type_: str) -> None:
        """Make “Create” give this type."""
        self.model_.type = type_
        self.view.viewport().update()

    def texts(self) -> list[str]:
        """What the rows say."""
        return [row.text(self.type) for row in self.model_.rows]

    def _select(self, at: int) -> None:
        index = self.model_.index(at)
        self.view.setCurrentIndex(index)
        announce(self.view, str(index.data()))

    def _place(self, below: QWidget) -> None:
        window = self._window
        width = min(max(below.width(), 290), window.width() - 8)
        height = len(self.model_.rows) * _HEIGHT + 8
        corner = below.mapTo(window, QPoint(0, below.height() + 3))
        top = corner.y()
        if top + height > window.height():
            top = max(4, corner.y() - height - below.height() - 6)
        left = min(corner.x(), corner.x() + below.width() - width)
        self.setGeometry(max(4, min(left, window.width() - width - 4)), top, width, height)

    def _click(self, index: QModelIndex) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        at = self.view.viewport().mapFromGlobal(self.cursor().pos())
        box = self._delegate.type_box(self.view.visualRect(index).adjusted(3, 1, -3, -1))
        if row.what == "create" and box.contains(at):
            self._ask_type(self.view.viewport().mapToGlobal(box.bottomLeft()))
        else:
            self.chosen.emit(row)

    def _ask_type(self, place: QPoint) -> None:
        menu = QMenu(self)
        for type_ in TYPES:
            menu.addAction(type_).setData(type_)
        chosen = menu.exec(place)
        if chosen is not None:
            self.set_type(str(chosen.data()))

