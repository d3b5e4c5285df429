"""What is to settle on an annotation: both values in words, who set them and when; a key picks one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.annotation import Annotation
from annotator.corpus.change import DELETED
from annotator.corpus.team import utc
from annotator.project.settle import Conflict, Side, conflicts, settled
from annotator.ui.bridge import Bridge
from annotator.ui.commands.keys import digit_of
from annotator.ui.models.past_names import coder_name, names_for
from annotator.ui.models.past_words import Names, choices, field_words, removal_words, value_words
from annotator.ui.models.times import when
from annotator.ui.widgets.announce import announce
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.tab_order import visit_in_reading_order

_MOST = 9
"""Values that have a key."""


class SettleStrip(QFrame):
    """A group for each field that is to settle; hidden while there is none. Nothing else waits for an answer.

    Signals:
        done: the last one is settled, or Esc: the focus may go back to the text.
    """

    done = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName("To settle")
        self._bridge = bridge
        self.conflicts: Sequence[Conflict] = ()
        self._groups: list[_Group] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(10)
        self._head = plain_label("To settle: changed by several people unseen of each other")
        font = self._head.font()
        font.setBold(True)
        self._head.setFont(font)
        self._column.addWidget(self._head)
        self.hide()

    @property
    def groups(self) -> Sequence[_Group]:
        """What is asked, a group for each field."""
        return tuple(self._groups)

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show what is to settle on this one; what is shown already stays, and the focus in it."""
        asked = annotation is not None and annotation.conflicts
        found = tuple(conflicts(self._bridge.session.replica, [annotation.id])) if asked and annotation else ()
        if found == self.conflicts:
            return
        had_focus = self._has_focus()
        self.conflicts = found
        for group in self._groups:
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        names = names_for(self._bridge, annotation.article, annotation.kind) if found and annotation else None
        self._groups = [_Group(conflict, names, self) for conflict in found] if names else []
        for group in self._groups:
            self._column.addWidget(group)
            group.show()
        self.setVisible(bool(found))
        if found:
            visit_in_reading_order(self)
            announce(self, f"To settle: {', '.join(group.title for group in self._groups)}")
        if had_focus and found:
            self.begin()

    def begin(self) -> None:
        """Put the focus on the first choice."""
        if self._groups:
            self._groups[0].buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def coder(self, name: str) -> str:
        """What a coder is called."""
        return coder_name(self._bridge, name)

    def settle(self, conflict: Conflict, value: object) -> None:
        """Set one of the values with both before the eyes: one action, taken back by one undo."""
        had_focus = self._has_focus()
        if self._bridge.do(settled(conflict, value), say="Settled") is not None and had_focus:
            self.begin() if self._groups else self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 pick in the group that has the focus, Enter the one that has it; Esc leads back to the text."""
        digit = digit_of(event) or (event.text() if event.text() in tuple("123456789") else "")
        group = next((each for each in self._groups if each.isAncestorOf(self.focusWidget() or self)), None)
        if digit and group is not None and int(digit) <= len(group.buttons):
            group.buttons[int(digit) - 1].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and group is not None:
            next((button for button in group.buttons if button.hasFocus()), group.buttons[0]).click()
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)


class _Group(QWidget):
    """One field: its name, and a row for each value."""

    def __init__(self, conflict: Conflict, names: Names, strip: SettleStrip) -> None:
        super().__init__(strip)
        self._conflict, self._names, self._strip = conflict, names, strip
        removal = conflict.field == DELETED
        self.title = (removal_words(conflict.sides, strip.coder) if removal
                      else field_words(conflict.field, names))
        self.buttons: list[QToolButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(plain_label(self.title, "" if removal else "caption"), 0, 0, 1, 2)
        if removal:
            self._add(0, "Keep", "")
            self._add(1, "Remove", "")
            return
        offered = choices(conflict.sides)[-_MOST:]
        for value, sides in offered:
            shown = " · shows now" if value == offered[-1][0] else ""
            self._add(value, value_words(conflict.field, value, names), self._whose(sides) + shown)

    def _add(self, value: object, words: str, whose: str) -> None:
        number, row = len(self.buttons) + 1, self._grid.rowCount()
        button = QToolButton(self)
        button.setText(str(number))
        button.setProperty("role", "segment")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumWidth(30)
        button.setAccessibleName(f"{self.title}: {number}, {words}{', ' + whose if whose else ''}")
        button.setToolTip(f"Take this one ({number})")
        button.clicked.connect(Call(partial(self._strip.settle, self._conflict, value), button).run)
        self.buttons.append(button)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.setContentsMargins(0, 5, 0, 0)
        said.addWidget(plain_label(words))
        if whose:
            said.addWidget(plain_label(whose, "caption"))
        self._grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(said, row, 1)

    def _whose(self, sides: Sequence[Side]) -> str:
        return "; ".join(f"{self._strip.coder(side.coder)}, {when(utc(side.time))}" for side in sides)
