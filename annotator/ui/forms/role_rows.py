"""What a source was when: a row for each role, and an empty one to add the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.edtf import bounds
from annotator.corpus.hands import NOBODY, UNDO, Hand
from annotator.corpus.roles import Role, in_order, is_day_or_more
from annotator.language import tr, trc
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.problem_label import ProblemLabel

_DATE = 74
"""Width of a date, in device-independent pixels: `2026-03-14` fits."""
PARTS = ("text", "from", "to")


class RoleRow(QWidget):
    """One role: its words, since when, until when.

    Signals:
        changed: one of them was written.
        dropped: the cross was pressed.
    """

    changed = Signal()
    dropped = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (tr("Role {number}", number=number), tr("Role {number}, from", number=number),
                 tr("Role {number}, to", number=number))
        self.lines = {part: CommitLine(name, hint=hint) for part, name, hint in zip(
            PARTS, names, (tr("Add a role…"), trc("since", "from"), trc("until", "to")), strict=True)}
        self.cross = QToolButton(self)
        self.cross.setText("×")
        self.cross.setProperty("role", "close")
        self.cross.setToolTip(tr("Take this role away"))
        self.cross.setAccessibleName(tr("Take role {number} away", number=number))
        self.cross.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part, line in self.lines.items():
            line.committed.connect(self.changed)
            if part != "text":
                line.setFixedWidth(_DATE)
                line.setProperty("role", "date")
                line.setToolTip(tr("A date, as much of it as is known: 2024, 2024-03, 2024-03-14"))
            row.addWidget(line, int(part == "text"))
        row.addWidget(self.cross)

    def show_role(self, role: Role) -> None:
        """Show a stored role; what is being written stays."""
        for part, line in self.lines.items():
            line.show_value(role.get(part, ""))
        empty = not role
        policy = self.cross.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.cross.setSizePolicy(policy)
        self.cross.setVisible(not empty)
        self.lines["text"].setPlaceholderText(tr("Add a role…") if empty else "")

    def written(self) -> dict[str, str]:
        """What stands in it."""
        return {part: text for part, line in self.lines.items() if (text := " ".join(line.text().split()))}

    def writing(self) -> bool:
        """Whether somebody writes in it what is not stored yet."""
        return any(line.writing() for line in self.lines.values())


class RoleRows(QWidget):
    """All roles in the order of time: one value, so that while somebody writes in a row nothing comes into the others.

    Signals:
        given: the roles to store.
        overtaken: the `Hand` of whoever has changed the roles while somebody writes here.
        caught_up: that is so no more.
    """

    given = Signal(object)
    overtaken = Signal(object)
    caught_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Roles over time"))
        self.rows: list[RoleRow] = []
        self._stored: list[dict[str, str]] = []
        self._overtaken = self._giving = False
        self._problem = ProblemLabel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._problem)
        self.show_roles(())

    @property
    def problem(self) -> str:
        """Why what is written was not stored."""
        return self._problem.text()

    def show_roles(self, roles: Sequence[Role], *, who: Hand = NOBODY) -> None:
        """Show what is stored, and an empty row; while somebody writes in one, all stay.

        Args:
            who: who changed them elsewhere.
        """
        stored = [dict(role) for role in roles]
        news, self._stored = stored != self._stored, stored
        if (news or self._overtaken) and self.writing() and not self._giving:
            if news:
                self._overtaken = True
                self.overtaken.emit(who or UNDO)
            return
        self._show(stored)
        self._catch_up()

    def _show(self, roles: Sequence[Role]) -> None:
        while len(self.rows) < len(roles) + 1:
            self._add_row()
        while len(self.rows) > len(roles) + 1:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, role in zip(self.rows, [*roles, {}], strict=True):
            row.show_role(role)

    def _catch_up(self) -> None:
        if self._overtaken:
            self._overtaken = False
            self.caught_up.emit()

    def commit(self) -> None:
        """Store what is being written, before something else is shown."""
        for line in [line for row in self.rows for line in row.lines.values()]:
            line.commit()

    @Slot()
    def restore(self) -> None:
        """Forget what is written and not stored."""
        self._complain("")
        for line in [line for row in self.rows for line in row.lines.values()]:
            line.restore()
        if self._overtaken:
            self._show(self._stored)
            self._catch_up()

    @Slot()
    def _look_whether_left(self) -> None:
        """Whoever has written nothing after all sees what somebody else has."""
        if self._overtaken and not self._giving and not self.writing():
            self.restore()

    def writing(self) -> bool:
        """Whether somebody writes what is not stored yet."""
        return any(row.writing() for row in self.rows)

    def not_stored(self) -> None:
        """The disk refused: the next try counts."""
        for line in [line for row in self.rows for line in row.lines.values()]:
            line.not_stored()

    @Slot()
    def _give(self) -> None:
        written = [row.written() for row in self.rows]
        focus = self._focused(written)
        if self._store(written):
            self._follow(focus)

    def _store(self, written: Sequence[dict[str, str]]) -> bool:
        problem = next((said for role in written if (said := problem_of(role))), "")
        self._complain(problem)
        if problem:
            self.not_stored()
            return False
        self._giving = True
        try:
            self.given.emit([role for role in written if role.get("text")])
        finally:
            self._giving = False
        return True

    def _drop(self, row: RoleRow) -> None:
        if self._store([other.written() for other in self.rows if other is not row]):
            self.rows[-1].lines["text"].setFocus()

    def _focused(self, written: Sequence[dict[str, str]]) -> tuple[dict[str, str], str] | None:
        """The role and the part in which somebody is writing: storing may put it into another row."""
        focus = QApplication.focusWidget()
        return next(((written[at], part) for at, row in enumerate(self.rows) for part, line in row.lines.items()
                     if line is focus), None)

    def _follow(self, focus: tuple[dict[str, str], str] | None) -> None:
        if focus is None or not focus[0].get("text"):
            return
        wanted = in_order([focus[0]])[0]
        row = next((row for row in self.rows if row.written() == wanted), None)
        if row is not None and not row.lines[focus[1]].hasFocus():
            row.lines[focus[1]].setFocus()

    def _complain(self, words: str) -> None:
        self._problem.complain(words, self)

    def _add_row(self) -> None:
        row = RoleRow(len(self.rows) + 1, self)
        row.changed.connect(self._give)
        row.dropped.connect(self._drop_sender)
        for line in row.lines.values():
            line.editingFinished.connect(self._look_whether_left)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.show()

    @Slot()
    def _drop_sender(self) -> None:
        row = self.sender()
        if isinstance(row, RoleRow):
            self._drop(row)


def problem_of(role: Mapping[str, str]) -> str:
    """What is wrong with a role that was written; empty when nothing is."""
    for part in ("from", "to"):
        if (text := role.get(part, "")) and not is_day_or_more(text):
            return tr("“{text}” is not a date. Write 2024-03-14, or as much of it as is known: 2024-03, 2024",
                      text=text)
    if role.get("from") and role.get("to") and bounds(role["to"])[1] < bounds(role["from"])[0]:
        return tr("It ends ({end}) before it begins ({start})", end=role["to"], start=role["from"])
    return ""
