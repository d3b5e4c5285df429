"""Names as chips: each can be taken away, a last line adds one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.language import tr
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.flow_layout import FlowLayout


class Chips(QWidget):
    """A set of names.

    Signals:
        added, removed: a name.
    """

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, name: str, *, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chips: list[QFrame] = []
        self._flow = FlowLayout(self, gap=4)
        self.line = CommitLine(hint, hint=hint, parent=self)
        self.line.setMinimumWidth(120)
        self.line.committed.connect(self._add)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self._flow.addWidget(self.line)

    @property
    def names(self) -> list[str]:
        """The names that are shown."""
        return [chip.accessibleName() for chip in self._chips]

    def show_names(self, names: Sequence[str]) -> None:
        """Show these, in this order."""
        if self.names == list(names):
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.line)
        self._chips = [self._chip(name) for name in names]
        for widget in (*self._chips, self.line):
            self._flow.addWidget(widget)
            widget.show()
        self.updateGeometry()

    def _chip(self, name: str) -> QFrame:
        chip = QFrame(self)
        chip.setProperty("role", "chip")
        chip.setAccessibleName(name)
        row = QHBoxLayout(chip)
        row.setContentsMargins(9, 0, 1, 0)
        row.setSpacing(0)
        label = QLabel(chip)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(label.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 240))
        button = QToolButton(chip)
        button.setText("×")
        button.setAccessibleName(tr("Remove {name}", name=name))
        button.setToolTip(tr("Remove this name"))
        button.clicked.connect(partial(self.removed.emit, name))
        row.addWidget(label)
        row.addWidget(button)
        return chip

    @Slot(str)
    def _add(self, name: str) -> None:
        self.line.show_value("")
        self.line.clear()
        if name:
            self.added.emit(name)
