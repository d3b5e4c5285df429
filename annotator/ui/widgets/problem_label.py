"""Why something was not stored: red words below the editor, read aloud when they come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.widgets.announce import announce


class ProblemLabel(QLabel):
    """Hidden as long as all is well."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "danger")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def complain(self, words: str, about: QWidget) -> None:
        """Say what is wrong with an editor; empty words take the label away."""
        self.setText(words)
        self.setVisible(bool(words))
        if words:
            announce(about, words)
