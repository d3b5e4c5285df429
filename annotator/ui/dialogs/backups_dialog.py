"""The backups of this computer: what is in each, and going back to one as a single change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.errors import Fault
from annotator.language import tr, trn
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.models import copy_words
from annotator.ui.models.backup_list import BackupModel
from annotator.ui.widgets.busy import Busy
from annotator.ui.widgets.plain import plain_label

if TYPE_CHECKING:
    from annotator.project.backup import Held
    from annotator.project.restore import Return

_SIZE = (720, 480)


class BackupsDialog(QDialog):
    """A table, and below it what going back to the chosen backup would do."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._keeping = bridge, bridge.session.keeping()
        self._looking: Background | None = None
        self._found: Return | None = None
        self._going = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Backups"))
        self.setAccessibleName(tr("Backups of this project"))
        self.resize(*_SIZE)
        self.model = BackupModel(self._keeping.backups(), self)
        self.table = QTableView(self)
        self.words = plain_label("", parent=self)
        self._busy = Busy(bridge.theme, self)
        self.restore, self._folder, self._close = (
            QPushButton(tr("Restore…")), QPushButton(tr("Show in folder")), QPushButton(tr("Close")))
        self._lay_out()
        if self.model.backups:
            self.table.selectRow(0)
            self._look_into(0)
        else:
            self._choose()
        self.table.setFocus()

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAccessibleName(tr("Backups, newest first"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        table.selectionModel().selectionChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(8)
        column.addWidget(plain_label(tr("Backups"), "title"))
        column.addWidget(plain_label(tr("One is made here at the first opening of a day and before each merge; "
                                        "of older ones, fewer are kept."), "muted"))
        column.addWidget(table, 1)
        self.words.setMinimumHeight(self.words.fontMetrics().lineSpacing() * 2)
        column.addWidget(self.words)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder)
        row.addWidget(self._busy)
        row.addStretch(1)
        for button in (self._close, self.restore):
            row.addWidget(button)
        self.restore.setProperty("primary", True)
        calls = ((self._folder, self._show_folder), (self._close, self.reject), (self.restore, self._go_back))
        for button, call in calls:
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            button.clicked.connect(call)
        return row

    # --- what is in them ---

    def _look_into(self, row: int) -> None:
        """Look into a backup, then into the next one."""
        looking = Background(partial(self._keeping.held, self.model.backups[row]), self, name="backup")
        looking.finished.connect(partial(self._show_held, row))
        looking.start()

    def _show_held(self, row: int, held: Held | Fault) -> None:
        self.model.show_held(row, held)
        if row + 1 < len(self.model.backups):
            self._look_into(row + 1)

    def _choose(self, _: QItemSelection | None = None, __: QItemSelection | None = None) -> None:
        self._found = None
        self.restore.setEnabled(False)
        self._folder.setEnabled(bool(self.model.backups))
        rows = self.table.selectionModel().selectedRows()
        if not rows:
            self.words.setText(tr("Choose a backup to see what going back to it would do.") if self.model.backups else
                               tr("There is no backup yet. The first is made once the project is in its file."))
            return
        if self._looking is not None:
            self._looking.forget()
        self.words.setText(tr("Looking what going back to it would do…"))
        self._looking = Background(partial(self._keeping.going_back, self.model.backups[rows[0].row()]), self,
                                   name="going back")
        self._looking.finished.connect(self._show_return)
        self._looking.start()

    def _show_return(self, found: Return | Fault) -> None:
        self._looking = None
        if isinstance(found, Fault):
            self.words.setText(str(found))
            return
        self._found = found
        self.words.setText(copy_words.goes_back(found))
        self.restore.setEnabled(bool(found.changes))

    # --- doing ---

    def reject(self) -> None:
        """Close it; not in the middle of going back, which lets the window live."""
        if not self._going:
            super().reject()

    def _go_back(self) -> None:
        found = self._found
        if found is None or self._going:
            return
        self._going = True
        self.restore.setEnabled(False)
        self._busy.begin(tr("Going back…"), total=found.changes)
        changed = self._bridge.do(iter(found.parts), progress=self._step)
        self._busy.end()
        self._going = False
        if changed is not None:
            words = trn("Gone back: {number:,} thing as in the backup", "Gone back: {number:,} things as in the backup",
                        found.changes)
            self._bridge.said.emit(Said(words, undoable=True))
            self.accept()

    def _step(self, done: int) -> None:
        self._busy.step(done)
        QApplication.processEvents()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._keeping.folder)))
