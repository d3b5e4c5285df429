"""The quiet line under a field: what is wrong with the entry, or that somebody else has changed the value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.ui.widgets.announce import announce


class Remark(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        asked: “Show” was pressed: the other value is wanted in place of what is typed.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._show = QToolButton(self)
        self._show.setText("Show")
        self._show.setProperty("role", "link")
        self._show.setAccessibleName("Show the changed value")
        self._show.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self._show)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.text()

    def complain(self, words: str) -> None:
        """Say what is wrong with an entry; empty says that nothing is."""
        self._say(words, "danger", offer=False)

    def tell_changed(self, who: str) -> None:
        """Say that somebody else has changed the value while it is being written here."""
        self._say(f"{who} changed this", "muted", offer=True)

    def clear(self) -> None:
        """Say nothing."""
        self._say("", "muted", offer=False)

    def _say(self, words: str, role: str, *, offer: bool) -> None:
        if words == self._words.text() and (not words or self._words.property("role") == role):
            return
        self._words.setText(words)
        self._words.setProperty("role", role)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._show.setVisible(offer)
        self.setVisible(bool(words))
        self.setAccessibleName(words)
        if words:
            announce(self, words)
