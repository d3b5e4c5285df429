"""The list of hits: arrows walk, Enter and a click jump, digits mark, Space ticks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from annotator.language import tr
from annotator.project.search import Hit
from annotator.ui.commands.keys import digit_of
from annotator.ui.models.hits import HitModel, Row


class HitList(QListView):
    """Several hits may be selected (Shift, Ctrl); the current one is where one is.

    Signals:
        jumped: a row was clicked (False) or Enter was pressed on it (True: the focus belongs to the text).
        digit: a digit was pressed, whatever the keyboard prints on it unshifted.
        ticked: Space, or a click on a box.
        left: Esc.
        up: ↑ on the first hit: back to the line.
    """

    jumped = Signal(int, bool)
    digit = Signal(str)
    ticked = Signal(int)
    left = Signal()
    up = Signal()

    def __init__(self, model: HitModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits = model
        self.setModel(model)
        self.setAccessibleName(tr("Hits"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter jumps; digits, Space and Esc are told; the rest is the list's own."""
        key, row = event.key(), self.currentIndex().row()
        digit = digit_of(event) or (event.text() if event.text() in tuple("123456789") else "")
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.jumped.emit(row, True)
        elif digit and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.digit.emit(digit)
        elif key == Qt.Key.Key_Space and self.hits.ticks is not None:
            self.ticked.emit(row)
        elif key == Qt.Key.Key_Escape and self.hits.ticks is not None:
            self.left.emit()
        elif key == Qt.Key.Key_Up and self.hits.beside(row, -1) < 0:
            self.up.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not jump about in sentences."""

    def selected_hits(self) -> list[Hit]:
        """The hits that are selected, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [hit for row in rows if (hit := self.hits.hit(row))]

    def current_hit(self) -> Hit | None:
        """Where one is."""
        return self.hits.hit(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Make a row the current one, and bring it into sight."""
        index = self.hits.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def anchor(self) -> tuple[Row, int] | None:
        """The row at the upper edge and how far it is from there, to be held while rows come and go above it."""
        index = self.indexAt(self.viewport().rect().topLeft())
        if not index.isValid():
            return None
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return row, self.visualRect(index).top()

    def hold(self, anchor: tuple[Row, int] | None) -> None:
        """Put the row back to where it was; when it is gone the list stays where it is."""
        if anchor is None:
            return
        row, top = anchor
        start = row.start if isinstance(row, Hit) else None
        at = self.hits.row_of_heading(row.article) if start is None else self.hits.row_of(row.article, start)
        if at >= 0:
            moved = self.visualRect(self.hits.index(at)).top() - top
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        place = self.viewport().mapFromGlobal(self.cursor().pos())
        if self.hits.ticks is not None and place.x() < 36:
            self.ticked.emit(index.row())
        elif len(self.selectionModel().selectedIndexes()) <= 1:
            self.jumped.emit(index.row(), False)
