"""A row of small buttons of which one is pressed: filters with their counts."""

from __future__ import annotations

from collections.abc import Container, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton, QWidget

from annotator.language import number_text
from annotator.ui.widgets.flow_layout import FlowLayout


class ChoiceRow(QWidget):
    """Exactly one choice at a time; it wraps where a panel is narrow.

    Args:
        choices: id → words; the first is pressed at the beginning.
        name: what the row is, for screen readers.

    Signals:
        chosen: the id of the choice that a person pressed.
    """

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._words = dict(choices)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = FlowLayout(self, gap=2)
        for id, words in choices.items():
            button = QToolButton(self)
            button.setObjectName(id)
            button.setText(words)
            button.setAccessibleName(words)
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            self._buttons[id] = button
            row.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        self._group.buttonClicked.connect(self._tell)

    @property
    def choice(self) -> str:
        """The id of what is pressed."""
        return next(id for id, button in self._buttons.items() if button.isChecked())

    @property
    def ids(self) -> tuple[str, ...]:
        """All that can be chosen."""
        return tuple(self._buttons)

    def button(self, id: str) -> QToolButton:
        """The button of a choice."""
        return self._buttons[id]

    def choose(self, id: str) -> None:
        """Press one as if a person had.

        Raises:
            KeyError: there is no such choice.
        """
        self._buttons[id].click()

    def show_choice(self, id: str) -> None:
        """Show one as pressed; nobody is told.

        Raises:
            KeyError: there is no such choice.
        """
        self._buttons[id].setChecked(True)

    def offer(self, ids: Container[str]) -> None:
        """Let only these be chosen."""
        for id, button in self._buttons.items():
            button.setVisible(id in ids)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the numbers behind the words."""
        for id, button in self._buttons.items():
            button.setText(f"{self._words[id]} {number_text(counts[id])}" if id in counts else self._words[id])
            button.setAccessibleName(button.text())

    @Slot(QAbstractButton)
    def _tell(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.objectName())
