"""What a check has found: what was mended already, and what can be done about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain import plain_label

if TYPE_CHECKING:
    from annotator.project.check import Finding


class CheckDialog(QDialog):
    """A line for each finding; Mend is there when a file written afresh would mend something.

    Signals:
        mend_wanted: write the file afresh.
    """

    mend_wanted = Signal()

    def __init__(self, found: Sequence[Finding], parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Check the project"))
        self.setAccessibleName(tr("What the check has found"))
        self.resize(620, 300)
        mended, open_ = [f for f in found if f.mended], [f for f in found if not f.mended]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(8)
        column.addWidget(plain_label(_heading(len(mended), len(open_)), "title"))
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setProperty("role", "lines")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Findings"))
        self.list.addItems([_line(finding) for finding in (*open_, *mended)])
        self.list.setCurrentRow(0)
        column.addWidget(self.list, 1)
        self.mend = QPushButton(tr("Write a fresh project file…"), self)
        self.mend.setVisible(any(finding.by_rewriting for finding in found))
        self._close = QPushButton(tr("Close"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button, call in ((self.mend, self._mend), (self._close, self.reject)):
            button.setAccessibleName(button.text())
            button.clicked.connect(call)
            row.addWidget(button)
        self._close.setDefault(True)
        column.addLayout(row)

    def _mend(self) -> None:
        self.accept()
        self.mend_wanted.emit()


def _heading(mended: int, open_: int) -> str:
    if not open_:
        return trn("{number:,} thing found, and mended", "{number:,} things found, and mended", mended)
    if not mended:
        return trn("{number:,} thing found", "{number:,} things found", open_)
    return trn("{number:,} thing found, {mended:,} more mended", "{number:,} things found, {mended:,} more mended",
               open_, mended=mended)


def _line(finding: Finding) -> str:
    return tr("Mended: {finding}", finding=finding.words) if finding.mended else finding.words
