"""What a change of many would do, said before it is done: Enter does it, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.ui.widgets.announce import announce


class Proposal(QFrame):
    """A card with a sentence and two buttons; hidden while nothing is proposed.

    Signals:
        taken: do it.
        dropped: leave everything as it is.
    """

    taken = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(tr("What would change"))
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._do, self._leave = QPushButton(self), QPushButton(tr("Not now"), self)
        self._do.setProperty("primary", True)
        self._leave.setProperty("quiet", True)
        self._do.clicked.connect(self.taken)
        self._leave.clicked.connect(self.dropped)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._do)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def propose(self, sentence: str, button: str, *, possible: bool) -> None:
        """Say what would happen, and wait at the button that does it.

        Args:
            possible: there is something to do; else only “Not now” is there.
        """
        self.say(sentence)
        self._do.setText(button)
        self._do.setAccessibleName(f"{button}: {sentence}")
        self._do.setVisible(possible)
        self._leave.setText(tr("Not now") if possible else tr("All right"))
        self.show()
        (self._do if possible else self._leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Exchange the sentence: how far it is, or that it would be something else by now."""
        self._words.setText(sentence)
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
