"""A question that must be asked: what would happen, and buttons that say what they do. It halts nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.ui.widgets.plain import plain_label

WIDTH = 460
"""Pixels for the words."""


class Question(QDialog):
    """A title, some sentences, one way to go and one way back.

    Args:
        go: what the button says that does it; `then` is called.
        typed: what has to be typed first, where much would be lost; nothing as a rule.
    """

    def __init__(self, parent: QWidget, title: str, sentences: str, *, go: str, then: Callable[[], None],
                 typed: str = "") -> None:
        super().__init__(parent)
        self._then, self._typed = then, typed
        self.setWindowTitle(title)
        self.setAccessibleName(f"{title} {sentences}")
        self.go, self.back = QPushButton(go), QPushButton(tr("Cancel"))
        self.line = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for words, role in ((title, "title"), (sentences, "")):
            label = plain_label(words, role, selectable=True)
            label.setMinimumWidth(WIDTH)
            column.addWidget(label)
        if typed:
            label = plain_label(tr("Type “{typed}” to go on:", typed=typed), "muted")
            column.addWidget(label)
            self.line.setAccessibleName(label.text())
            self.line.textChanged.connect(self._weigh)
            column.addWidget(self.line)
        self._add_buttons(column)
        self._weigh()

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.back, self.go):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        self.back.clicked.connect(self.reject)
        self.go.clicked.connect(self._do)
        self.go.setAutoDefault(False)
        self.back.setDefault(True)
        column.addSpacing(8)
        column.addLayout(row)
        (self.line if self._typed else self.back).setFocus()

    def _weigh(self) -> None:
        self.go.setEnabled(self.line.text().strip() == self._typed)

    def _do(self) -> None:
        self.accept()
        self.deleteLater()
        self._then()
