"""What is to settle on one thing: the values in words, who set them and when; a key picks one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.change import ChangeSet
from annotator.language import tr
from annotator.ui.commands.keys import digit_of
from annotator.ui.models.settling import Choice, Question
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.tab_order import visit_in_reading_order

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SettleStrip(QWidget):
    """A group for each question.

    Signals:
        picked: the `ChangeSet` of the value that was taken.
        left: Esc.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    @property
    def groups(self) -> Sequence[Group]:
        """What is asked, a group for each question."""
        return tuple(self._groups)

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask these, in place of what was asked."""
        had_focus = self.has_focus()
        for group in self._groups:
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self._groups = [Group(question, self) for question in questions]
        for group in self._groups:
            group.picked.connect(self.picked)
            self._column.addWidget(group)
            group.show()
        visit_in_reading_order(self)
        if had_focus:
            self.begin()

    def begin(self) -> None:
        """Put the focus on the first choice."""
        if self._groups:
            self._groups[0].buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_focus(self) -> bool:
        """Whether one of the choices has the focus."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 pick in the group that has the focus, Enter the one that has it; a key that is held picks once."""
        digit = digit_of(event) or (event.text() if event.text() in tuple("123456789") else "")
        group = next((each for each in self._groups if each.isAncestorOf(self.focusWidget() or self)), None)
        if event.isAutoRepeat():
            return
        if digit and group is not None and int(digit) <= len(group.buttons):
            group.buttons[int(digit) - 1].click()
        elif event.key() in _ENTER and group is not None:
            next((button for button in group.buttons if button.hasFocus()), group.buttons[0]).click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Group(QWidget):
    """One question: what is asked, and a row for each choice.

    Signals:
        picked: the `ChangeSet` of the choice that was taken.
    """

    picked = Signal(object)

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = question.title
        self.buttons: list[QToolButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(plain_label(self.title, "" if question.whole else "caption"), 0, 0, 1, 2)
        for choice in question.choices:
            self._add(choice)

    def _add(self, choice: Choice) -> None:
        number, row = len(self.buttons) + 1, self._grid.rowCount()
        button = QToolButton(self)
        button.setText(str(number))
        button.setProperty("role", "segment")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumWidth(30)
        button.setAccessibleName(f"{self.title}: {number}, {choice.words}{', ' + choice.whose if choice.whose else ''}")
        button.setToolTip(tr("Take this one ({number})", number=number))
        button.clicked.connect(Call(partial(self._take, choice), button).run)
        self.buttons.append(button)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.setContentsMargins(0, 5, 0, 0)
        said.addWidget(plain_label(choice.words))
        if choice.whose:
            said.addWidget(plain_label(choice.whose, "caption"))
        self._grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(said, row, 1)

    def _take(self, choice: Choice) -> None:
        changes: ChangeSet = choice.changes()
        self.picked.emit(changes)
