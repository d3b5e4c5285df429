"""A sentence inside a form with what can be done about it: an offer, a refusal, a preview. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain import plain


class Offer(QFrame):
    """Hidden until something is said; the first button is the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row, gap=6)
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self._row)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, empty while hidden."""
        return self._label.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """The buttons that are shown."""
        return tuple(self._buttons)

    def say(self, text: str, actions: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Say this, with a button for each action (its words, what it calls)."""
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(words, call, first=not place) for place, (words, call) in enumerate(actions)]
        self._row.setVisible(bool(actions))
        self._label.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()
        self._label.clear()

    def _button(self, words: str, call: Callable[[], None], *, first: bool) -> QPushButton:
        button = QPushButton(plain(words), self._row)
        button.setProperty("primary", first)
        button.setAccessibleName(words)
        button.setAutoDefault(True)  # outside of dialogs, Enter presses no button else
        button.clicked.connect(Call(call, button).run)
        self._flow.addWidget(button)
        button.show()
        return button
