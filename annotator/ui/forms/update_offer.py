"""“Already there, but not like this”: leave it as the project has it, or take over what differs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.formats.doors import SHARED, Edit
from annotator.language import tr, trn
from annotator.ui.bridge import Bridge
from annotator.ui.models.arrival_edits import edit_lines
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.plain import plain_label

LEAVE, UPDATE = "leave", "update"


class UpdateOffer(QFrame):
    """Says what differs, and offers both. Hidden for articles that are new, or there just like this.

    Signals:
        chosen: `LEAVE` or `UPDATE`, pressed by a person, for what is shown.
        for_all: the choice that shows, for everything that differs.
    """

    chosen = Signal(str)
    for_all = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = plain_label("", parent=self)
        self.lines = plain_label("", "caption", parent=self)
        self.choice = ChoiceRow({LEAVE: tr("Leave it"), UPDATE: tr("Update it")},
                                name=tr("What becomes of it"), parent=self)
        self.choice.chosen.connect(self.chosen)
        self.all_button = QPushButton(self)
        self.all_button.clicked.connect(self._choose_for_all)
        self.setProperty("role", "card")
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self.lines)
        column.addLayout(row)
        self.hide()

    def show_edits(self, name: str, edits: Sequence[Edit], choice: str, *, others: int) -> None:
        """Show what differs in an article, or in what articles share.

        Args:
            others: how many there are in all that differ.
        """
        self.setVisible(bool(edits))
        if not edits:
            return
        many = sum(edit.many for edit in edits)
        said = trn("{number:,} thing differs from what the project has.",
                   "{number:,} things differ from what the project has.", many)
        self._words.setText(said)
        self.setAccessibleName(said)
        lines = "\n".join(edit_lines(self._bridge, "" if name == SHARED else name, edits))
        self.lines.setText(lines)
        self.setAccessibleDescription(lines)
        self.choice.show_choice(choice)
        self.all_button.setText(tr("The same for all {others:,}", others=others))
        self.all_button.setAccessibleName(tr("The same for all {others:,} that differ", others=others))
        self.all_button.setVisible(others > 1)

    @Slot()
    def _choose_for_all(self) -> None:
        self.for_all.emit(self.choice.choice)
