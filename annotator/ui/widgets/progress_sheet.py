"""How far each coder is: a table over the window that goes by Esc and can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.errors import Fault
from annotator.corpus.team import STATUSES, utc
from annotator.language import counted, number_text, tr
from annotator.project.progress import Progress, progress
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.models.shelves import STATUS_WORDS
from annotator.ui.models.times import when

_WIDEST = 1_200
"""Pixels that the sheet takes at most, as all sizes here."""
_ROW = 30


class ProgressSheet(QFrame):
    """Counted on another thread; drawn anew whenever something changes while it is open.

    Signals:
        left: it has gone: the focus may go back to the text.
    """

    left = Signal()

    def __init__(self, window: QWidget, bridge: Bridge) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._asked: Background | None = None
        self._rows: list[list[str]] = []
        self.setObjectName("progress")
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Progress"))
        self.table = QTableWidget(self)
        self._note = QLabel(tr("Counting…"), self)
        self._copy = QPushButton(tr("Copy as a table"), self)
        self._close = QToolButton(self)
        self._lay_out()
        self._copy.clicked.connect(self.copy)
        self._close.clicked.connect(self.leave)
        bridge.changed.connect(self.count)
        window.installEventFilter(self)
        self.hide()

    def turn(self) -> None:
        """Show it, or let it go when it is there."""
        if self.isVisible():
            self.leave()
            return
        self._place()
        self.show()
        self.count()
        self.raise_()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def leave(self) -> None:
        """Go."""
        self.hide()
        self.left.emit()

    # --- counting ---

    @Slot()
    def count(self) -> None:
        """Count anew, elsewhere than on the window's thread: a large project takes a second."""
        if not self.isVisible():
            return
        if self._asked is not None:
            self._asked.forget()
        catalogue, me = self._bridge.session.catalogue, self._bridge.session.coder.id
        self._asked = Background(_Counting(catalogue, me).run, self, name="progress")
        self._asked.finished.connect(self._show)
        self._asked.start()

    @Slot(object)
    def _show(self, found: list[Progress] | Fault) -> None:
        self._asked = None
        if isinstance(found, Fault):
            self._note.setText(str(found))
            return
        codebook = self._bridge.session.catalogue.codebook()
        used = {kind for each in found for kind in each.kinds}
        kinds = [kind.id for kind in codebook.kinds if kind.id in used or not kind.hidden]
        kinds += sorted(used - set(kinds))
        asks = bool(codebook.article_attributes)
        head = [tr("Coder"), *(STATUS_WORDS[status] for status in STATUSES),
                *(codebook.kind(k).label + "s" for k in kinds),
                tr("Needs source"), tr("Incomplete"), *([tr("To answer")] if asks else []), tr("Last worked")]
        me = self._bridge.session.coder.id
        self._rows = [head, *([
            tr("{name} (you)", name=each.name) if each.coder == me else each.name,
            *(number_text(each.statuses.get(status, 0)) for status in STATUSES),
            *(number_text(each.kinds.get(kind, 0)) for kind in kinds), number_text(each.unsourced),
            number_text(each.incomplete), *([number_text(each.unanswered)] if asks else []),
            when(utc(each.worked)) if each.worked else "–",
        ] for each in found)]
        self._fill()
        self._place()

    def _fill(self) -> None:
        head, *rows = self._rows
        current = self.table.currentRow(), self.table.currentColumn()
        self.table.setColumnCount(len(head))
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels(head)
        for column in range(len(head)):
            heading = self.table.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(_alignment(column, len(head)))
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setTextAlignment(_alignment(column, len(row)))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row[0]}, {head[column]}: {words}")
                self.table.setItem(at, column, item)
        self.table.setCurrentCell(*(current if current[0] >= 0 else (0, 0)))
        self._note.setText(tr("{coders} · articles by status, annotations by kind",
                              coders=counted(len(rows), "coder")))

    # --- copying ---

    @Slot()
    def copy(self) -> None:
        """Put the table into the clipboard, with tabs between the columns, as spreadsheets read it."""
        lines = ("\t".join(_cell(words) for words in row) for row in self._rows)
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n" if self._rows else "")
        self._bridge.said.emit(Said(tr("The table is in the clipboard")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes, Ctrl+C copies all of it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    # --- where it lies ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sheet stays in the middle of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        room = self._window.size()
        wanted = self.table.horizontalHeader().length() + 2 * 16 + 6
        width = min(max(wanted, 460), _WIDEST, room.width() - 48)
        height = min(self.table.rowCount() * _ROW + 150, room.height() - 120)
        self.setGeometry(QRect((room.width() - width) // 2, max(60, (room.height() - height) // 3), width, height))

    def _lay_out(self) -> None:
        title = QLabel(tr("Progress"), self)
        title.setProperty("role", "heading")
        self._note.setProperty("role", "muted")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._close.setText("×")
        self._close.setProperty("role", "close")
        self._close.setAccessibleName(tr("Close progress"))
        self._close.setToolTip(tr("Close (Esc)"))
        self.table.setAccessibleName(tr("Progress of each coder"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setProperty("role", "table")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(56)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self._note, 1)
        head.addWidget(self._close)
        foot.addWidget(self._copy)
        foot.addStretch(1)
        head.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


class _Counting:
    """The work of the other thread."""

    def __init__(self, catalogue: object, me: str) -> None:
        self._catalogue, self._me = catalogue, me

    def run(self) -> Sequence[Progress]:
        """Count."""
        return progress(self._catalogue, self._me)  # type: ignore[arg-type]


def _alignment(column: int, columns: int) -> Qt.AlignmentFlag:
    """Numbers stand at the right, names and times at the left."""
    side = Qt.AlignmentFlag.AlignRight if 0 < column < columns - 1 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(words: str) -> str:
    """A name with a tab or a line end must not make a column of its own; numbers go without separators."""
    plain = " ".join(words.split())
    return plain.replace(",", "") if plain.replace(",", "").isdigit() else plain
