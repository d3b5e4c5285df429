"""A caption above an editor; below it why a value was not taken, and who has changed it while one writes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.corpus.hands import Hand
from annotator.ui.widgets.problem_label import ProblemLabel
from annotator.ui.widgets.remark import Overtaken, Remark


class FormField(QWidget):
    """One line of a form.

    Args:
        writes: what is written in, where that only stands in the editor.
    """

    def __init__(self, caption: str, editor: QWidget, parent: QWidget | None = None, *,
                 writes: Overtaken | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        label = QLabel(caption, self)
        label.setProperty("role", "caption")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(editor)
        self._problem = ProblemLabel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        for widget in (label, editor, self._problem):
            self._column.addWidget(widget)
        if not editor.accessibleName():
            editor.setAccessibleName(caption)
        self._remark: Remark | None = None
        self._writes = writes or (editor if isinstance(editor, Overtaken) else None)
        if self._writes is not None:
            self._writes.overtaken.connect(self._tell_changed)

    @property
    def problem(self) -> str:
        """Why the value was not taken, empty when all is well."""
        return self._problem.text()

    @property
    def remark(self) -> str:
        """What is said of somebody else's change, empty while there is none."""
        return self._remark.text if self._remark else ""

    def show_problem(self, text: str) -> None:
        """Say why the value is not stored; empty takes the words away."""
        self.editor.setAccessibleDescription(text)
        self._problem.complain(text, self.editor)

    @Slot(object)
    def _tell_changed(self, who: Hand) -> None:
        """Most fields are never overtaken: the line is made when it is needed first."""
        if self._remark is None and self._writes is not None:
            self._remark = Remark(self)
            self._remark.attend(self._writes)
            self._column.addWidget(self._remark)
            self._remark.tell_changed(who)
