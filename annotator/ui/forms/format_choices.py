"""The questions that a format has of its own, each with its answers in a list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from annotator.formats import Format
from annotator.formats.choices import Choice
from annotator.ui.widgets.plain import plain_label


class FormatChoices(QWidget):
    """A row for each question; what was answered for one format is proposed for the next that asks the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: dict[str, str] = {}
        self._asked: dict[str, tuple[Choice, QComboBox]] = {}
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)

    def show_for(self, format_: Format) -> None:
        """Ask what this format asks."""
        self._said |= self._all()
        self._asked.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, choice in enumerate(format_.choices):
            box = self._box(choice)
            caption = plain_label(choice.label)
            caption.setWordWrap(False)
            caption.setBuddy(box)
            self._rows.addWidget(caption, row, 0)
            self._rows.addWidget(box, row, 1)
            self._asked[choice.name] = choice, box
        self.setVisible(bool(format_.choices))

    def answers(self) -> dict[str, str]:
        """What is chosen, by the name of the question; only what is not usual."""
        return {name: answer for name, answer in self._all().items() if answer != self._asked[name][0].usual}

    def _all(self) -> dict[str, str]:
        return {name: _answer(choice, box) for name, (choice, box) in self._asked.items()}

    def answer(self, answers: Mapping[str, str]) -> None:
        """Have these be the answers, and the usual ones to all that is asked besides."""
        for name, (choice, _) in self._asked.items():
            self.choose(name, answers.get(name, choice.usual))

    def choose(self, name: str, answer: str) -> None:
        """Answer a question."""
        choice, box = self._asked[name]
        row = box.findData(answer)
        if row >= 0:
            box.setCurrentIndex(row)
        elif choice.free:
            box.setEditText(answer)

    def _box(self, choice: Choice) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(choice.label)
        box.setEditable(choice.free)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for answer, label in choice.answers:
            box.addItem(label, answer)
        self._asked[choice.name] = choice, box
        if choice.name in self._said:
            self.choose(choice.name, self._said[choice.name])
        return box


def _answer(choice: Choice, box: QComboBox) -> str:
    """The answer that is chosen, or the words of one's own."""
    text = box.currentText().strip()
    row = box.findText(text)
    return str(box.itemData(row)) if row >= 0 else text or choice.usual
