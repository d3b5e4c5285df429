"""The line at the end of a list in which one more is typed; Enter adds it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.ui.widgets.editors import ENTER
from annotator.ui.widgets.remark import Remark


class _Line(QLineEdit):
    entered, escaped = Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class AddLine(QWidget):
    """Nothing is added by leaving it: a name half typed is none.

    Signals:
        entered: the words, with Enter.
        left: Esc while it is empty.
    """

    entered = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.remark = _Line(self), Remark(self)
        self.line.setPlaceholderText(tr("{name}… (Enter adds it)", name=name))
        self.line.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.remark)
        self.setFocusProxy(self.line)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.left)

    def answer(self, problem: str) -> None:
        """Say why it was not added; empty when it was."""
        self.remark.complain(problem)
        if not problem:
            self.line.clear()

    @Slot()
    def _enter(self) -> None:
        if self.line.text().strip():
            self.entered.emit(self.line.text().strip())
