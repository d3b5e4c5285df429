"""Merging a copy: what it would bring, shown first; then it is added, after a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.ui.background import Background
from annotator.ui.bridge import Bridge, Said
from annotator.ui.models import copy_words
from annotator.ui.widgets.busy import Busy
from annotator.ui.widgets.plain import plain_label

if TYPE_CHECKING:
    from annotator.project.copies import Merged, Preview

_WIDTH = 440


class MergeDialog(QDialog):
    """Looks, says, adds; each on a thread of its own.

    Signals:
        merged: a `Merged`, when it is done.
    """

    merged = Signal(object)

    def __init__(self, bridge: Bridge, copy: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._copy, self._adding = bridge, copy, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Merge a copy"))
        self.setAccessibleName(tr("Merge {file}", file=copy.name))
        self.words = plain_label(tr("Looking into it…"))
        self.words.setMinimumWidth(_WIDTH)
        self._note = plain_label(tr("A backup is made first. A merge is not undone, as it brings other people’s work; "
                                    "to go back, use File › Backups."), "muted")
        self._busy = Busy(bridge.theme, self)
        self.cancel, self.accept_button = QPushButton(tr("Cancel")), QPushButton(tr("Add them"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(8)
        for label in (plain_label(copy.name, "title"), self.words, self._note):
            column.addWidget(label)
        column.addSpacing(6)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._busy)
        row.addStretch(1)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.add)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        for button in (self.cancel, self.accept_button):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    def look(self) -> None:
        """Say what the copy would bring."""
        self._busy.begin(tr("Looking into it…"))
        looking = Background(lambda: self._bridge.session.keeping().preview(self._copy), self, name="preview")
        looking.finished.connect(self._show)
        looking.start()

    def _show(self, found: Preview | Fault) -> None:
        self._busy.end()
        if isinstance(found, Fault):
            self._refuse(found)
            return
        new = bool(found.changes or found.articles)
        self.words.setText(tr("It has {things}.", things=copy_words.brings(found)))
        self._note.setVisible(new)
        self.accept_button.setVisible(new)
        self.accept_button.setEnabled(new)
        (self.accept_button if new else self.cancel).setFocus()
        if not new:
            self.cancel.setText(tr("Close"))
            self.cancel.setAccessibleName(tr("Close"))

    def reject(self) -> None:
        """Leave it; not in the middle of adding, of which the window has to hear."""
        if not self._adding:
            super().reject()

    def add(self) -> None:
        """Add it; then say what came, and close."""
        self._adding = True
        self.cancel.setEnabled(False)
        self.accept_button.setEnabled(False)
        self.words.setText(tr("Adding what it has…"))
        self._busy.begin(tr("Adding…"))
        adding = Background(lambda: self._bridge.session.keeping().merge(self._copy), self, name="merge")
        adding.finished.connect(self._tell)
        adding.start()

    def _tell(self, found: Merged | Fault) -> None:
        self._adding = False
        self._busy.end()
        self._bridge.session.catch_up()
        self._bridge.exchange_now()
        if isinstance(found, Fault):
            self._refuse(found)
            return
        self._bridge.said.emit(Said(copy_words.came([found])))
        self.merged.emit(found)
        self.accept()

    def _refuse(self, fault: Fault) -> None:
        self._bridge.failed.emit(fault)
        self.reject()
