"""A caption above an editor, and below it, in red, why a value was not taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.ui.widgets.problem_label import ProblemLabel


class FormField(QWidget):
    """One line of a form."""

    def __init__(self, caption: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        label = QLabel(caption, self)
        label.setProperty("role", "caption")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(editor)
        self._problem = ProblemLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (label, editor, self._problem):
            column.addWidget(widget)
        if not editor.accessibleName():
            editor.setAccessibleName(caption)

    @property
    def problem(self) -> str:
        """Why the value was not taken, empty when all is well."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """Say why the value is not stored; empty takes the words away."""
        self.editor.setAccessibleDescription(text)
        self._problem.complain(text, self.editor)
