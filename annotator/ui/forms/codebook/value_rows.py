"""The values of an attribute: each in a line of its own, with its count, its place and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.kinds import Attribute
from annotator.corpus.usage import Use, counted_value
from annotator.language import tr
from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.add_line import AddLine
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.stored_field import StoredField
from annotator.ui.widgets.text_editor import TextEditor

OFFERED, RETIRED, STRAY = "offered", "retired", "stray"
_TITLES = {OFFERED: "", RETIRED: tr("Kept for what is coded, offered no more"),
           STRAY: tr("Coded, but not in the codebook")}


class Value(NamedTuple):
    """A value as a row shows it."""

    value: str
    state: str


def listed(attribute: Attribute, uses: dict[str, Use]) -> list[Value]:
    """The values that are offered, those that are retired, then those that are coded and stand in no list."""
    stray = sorted(key for key in uses if isinstance(counted_value(key), str) and key not in attribute.known)
    return [*(Value(v, OFFERED) for v in attribute.values), *(Value(v, RETIRED) for v in attribute.retired),
            *(Value(v, STRAY) for v in stray)]


class ValueRows(QWidget):
    """Stores nothing: it says what is wanted.

    Signals:
        renamed: old and new; added: a value; removed: a value; offered: a value that is to be offered (again);
        mapped: a value whose answers are to become another; moved: a value and the step.
        left: Esc: the focus may go back.
    """

    renamed = Signal(str, str)
    added = Signal(str)
    removed = Signal(str)
    offered = Signal(str)
    mapped = Signal(str)
    moved = Signal(str, int)
    begun = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[Value] | None = None
        self._rows: dict[str, _Row] = {}
        self.add = AddLine(tr("New value"), self)
        self._place = QVBoxLayout()
        self._place.setSpacing(4)
        self._list = QWidget(self)
        self._list.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._list)
        column.addWidget(self.add)
        self.add.entered.connect(self.added)
        self.add.left.connect(self.left)

    def show_values(self, attribute: Attribute, uses: dict[str, Use]) -> None:
        """Show the values with their counts; a line that is being written in stays."""
        wanted = listed(attribute, uses)
        if wanted != self._shown:
            self._build(wanted)
        for value, row in self._rows.items():
            row.show_use(uses.get(value, Use()))

    def values_shown(self) -> list[str]:
        """The values that have a row."""
        return list(self._rows)

    def row(self, value: str) -> _Row:
        """The row of a value.

        Raises:
            KeyError: there is none.
        """
        return self._rows[value]

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        for row in self._rows.values():
            row.set_theme(theme)

    def _build(self, wanted: list[Value]) -> None:
        place, part = self._focus()
        typed = {value: row.line.text() for value, row in self._rows.items() if row.line.dirty()}
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows, state = {}, OFFERED
        offered = sum(each.state == OFFERED for each in wanted)
        for at, each in enumerate(wanted):
            if each.state != state:
                state = each.state
                self._place.addWidget(plain_label(_TITLES[state], "caption"))
            row = _Row(each, self._theme, first=at == 0, last=at == offered - 1)
            self._rows[each.value] = row
            self._place.addWidget(row)
            self._connect(each.value, row)
            if each.value in typed:
                row.line.retype(typed[each.value])
        self._shown = wanted
        if place >= 0 and self._rows:
            row = list(self._rows.values())[min(place, len(self._rows) - 1)]
            row.show()
            row.part(part).setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, value: str, row: _Row) -> None:
        row.field.given.connect(partial(self._rename, value))
        row.field.begun.connect(self.begun)
        row.field.left.connect(self.left)
        for button, signal in ((row.remove, self.removed), (row.offer, self.offered), (row.map, self.mapped)):
            button.clicked.connect(Call(partial(signal.emit, value), button).run)
        for button, step in ((row.up, -1), (row.down, 1)):
            button.clicked.connect(Call(partial(self.moved.emit, value, step), button).run)
        row.moved.connect(partial(self.moved.emit, value))

    def _rename(self, value: str, new: Any) -> None:
        if new is None:
            self._rows[value].field.not_stored(value)
            self._rows[value].field.show_value(value, fresh=True)
            self.removed.emit(value)
        elif new != value:
            self._rows[value].field.not_stored(value)
            self.renamed.emit(value, str(new))

    def _focus(self) -> tuple[int, str]:
        """The place of the row with the focus, and its part; -1 when the focus is elsewhere."""
        focus = QApplication.focusWidget()
        for at, row in enumerate(self._rows.values()):
            if focus is not None and row.isAncestorOf(focus):
                return at, row.part_of(focus)
        return -1, "line"


class _Row(QWidget):
    moved = Signal(int)

    def __init__(self, value: Value, theme: Theme, *, first: bool, last: bool) -> None:
        super().__init__()
        self.value = value
        self.line = TextEditor()
        self.field = StoredField(tr("Value {value}", value=value.value), self.line, label=False)
        self.field.show_value(value.value, fresh=True)
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setMinimumWidth(26)
        self.up, self.down = QToolButton(self), QToolButton(self)
        self.remove, self.offer, self.map = QToolButton(self), QToolButton(self), QToolButton(self)
        for button, words in ((self.up, tr("Move up")), (self.down, tr("Move down")), (self.remove, tr("Remove"))):
            button.setAccessibleName(f"{words}: {value.value}")
            button.setToolTip(words)
        self.offer.setText(tr("Offer") if value.state == STRAY else tr("Offer again"))
        self.map.setText(tr("Map to…"))
        for button in (self.offer, self.map):
            button.setProperty("role", "link")
            button.setAccessibleName(f"{button.text()}: {value.value}")
        for button in (self.up, self.down, self.remove):
            button.setFixedSize(26, 28)
        for button in (self.up, self.down, self.remove, self.offer, self.map):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        offered = value.state == OFFERED
        self.up.setVisible(offered)
        self.down.setVisible(offered)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.remove.setVisible(value.state != STRAY)
        self.offer.setVisible(not offered)
        self.map.setVisible(value.state == STRAY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        for part in (self.count, self.offer, self.map, self.up, self.down, self.remove):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.line.control.installEventFilter(self)
        self.set_theme(theme)

    def show_use(self, use: Use) -> None:
        """Say how often it is used."""
        self.count.setText(f"{use.times:,}" if use else "–")
        self.count.setFixedHeight(30)
        self.count.setToolTip(tr("Used {words}", words=use.words()) if use else tr("Not used yet"))
        self.line.control.setAccessibleDescription(tr("Used {words}", words=use.words()) if use else tr("Not used yet"))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        for button, icon in ((self.up, "up"), (self.down, "down"), (self.remove, "close")):
            set_icon(button, icon, theme.muted)

    def part(self, name: str) -> QWidget:
        """The line, or a button that can be pressed now."""
        found = {"up": self.up, "down": self.down, "remove": self.remove}.get(name)
        return found if found is not None and found.isEnabled() and not found.isHidden() else self.line.control

    def part_of(self, widget: QWidget) -> str:
        """Which part a widget is."""
        parts = {"up": self.up, "down": self.down, "remove": self.remove}
        return next((name for name, part in parts.items() if part is widget), "line")

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the value."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(step)
                return True
        return super().eventFilter(watched, event)
