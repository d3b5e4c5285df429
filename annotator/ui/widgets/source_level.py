"""One level of a source chain: its type-ahead line, and below it what is known of this level."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from annotator.corpus.annotation import BASES, ROLES, Attribution, Span
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.source_edit import SourceEdit

LABEL = 92
"""Width of the labels at the left of every field of the panel, in device-independent pixels."""

_PLACES = {"reporter": "via", "addressee": "to", "publisher": "Publisher", "document": "Document", "speaker": "Speaker"}
_LONGEST = 24


class MenuButton(QToolButton):
    """A small word that opens a list of others.

    Signals:
        picked: the value that was chosen, "" for none.
    """

    picked = Signal(str)

    def __init__(self, name: str, values: Iterable[str], *, without: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._without = name, without
        self.setProperty("role", "small")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, self._group = QMenu(self), QActionGroup(self)
        for value in (*([""] if without else []), *values):
            action = menu.addAction(value or without)
            action.setCheckable(True)
            action.setData(value)
            self._group.addAction(action)
        self._group.triggered.connect(self._pick)
        self.setMenu(menu)

    def show_value(self, value: str, words: str = "") -> None:
        """Show which one is stored, in words of its own if there are any."""
        self.setText(f"{words or value or self._name.lower()} ▾")
        self.setAccessibleName(f"{self._name}: {value or 'not said'}")
        for action in self._group.actions():
            action.setChecked(action.data() == value)

    @Slot(QAction)
    def _pick(self, action: QAction) -> None:
        self.picked.emit(str(action.data()))


class MarkChip(QToolButton):
    """Words of the text that name the source or attribute; a click takes the mark away.

    Signals:
        dropped: the role ("mention", "cue") and the span.
    """

    dropped = Signal(str, object)

    def __init__(self, role: str, span: Span, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._span = role, span
        shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        self.setProperty("role", "mark")
        self.setFont(smaller(self.font()))
        self.setText(f"“{shown}”  ×" if role == "mention" else f"{shown}  ×")
        what = "names the source" if role == "mention" else "attributes"
        self.setToolTip(f"These words {what}. Click to take the mark away")
        self.setAccessibleName(f"{role.capitalize()} {words}: take away")
        self.clicked.connect(self._drop)

    @Slot()
    def _drop(self) -> None:
        self.dropped.emit(self._role, self._span)


class SourceLevel(QWidget):
    """A row of the source line.

    Signals:
        role_picked, basis_picked: the new value, "" for none.
        removed: the level shall go.
        mark_dropped: role ("mention", "cue") and span.
    """

    role_picked = Signal(str)
    basis_picked = Signal(str)
    removed = Signal()
    mark_dropped = Signal(str, object)

    def __init__(self, edit: SourceEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit, self.remark = edit, Remark()
        self._label = QLabel("Source")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "muted")
        self._remove = QToolButton()
        self._remove.setText("×")
        self._remove.setProperty("role", "small")
        self._remove.clicked.connect(self.removed)
        self._role = MenuButton("Role", ROLES)
        self._basis = MenuButton("Basis", BASES, without="not said")
        self._role.picked.connect(self.role_picked)
        self._basis.setFont(smaller(self._basis.font()))
        self._basis.picked.connect(self.basis_picked)
        self._details = QWidget()
        self._flow = FlowLayout(self._details, gap=2)
        self._flow.addWidget(self._basis)
        self._chips: list[MarkChip] = []
        self._lay_out()

    def show_level(self, at: int, link: Attribution | None, name: str) -> None:
        """Show a level that is stored, or (None) one that waits for its source."""
        self._label.setText("Source" if at == 0 else "via")
        self._label.setVisible(link is None)
        self._role.setVisible(link is not None)
        self.edit.setAccessibleName("Source" if at == 0 else f"Source, level {at + 1}")
        self._details.setVisible(link is not None)
        self._remove.setVisible(link is not None)
        if link is not None:
            self._role.show_value(link.role, _place(at, link.role))
            self._basis.show_value(link.basis or "")
            self._remove.setAccessibleName(f"Take {name} out of the chain")
            self._remove.setToolTip("Take this level out")

    def show_marks(self, marks: Iterable[tuple[str, Span, str]]) -> None:
        """Show the words that name this source and those that attribute: role, span, words."""
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [MarkChip(*mark, parent=self._details) for mark in marks]
        for chip in self._chips:
            chip.dropped.connect(self.mark_dropped)
            self._flow.addWidget(chip)
            chip.show()

    def marks(self) -> list[str]:
        """What the chips say, for tests and screen readers."""
        return [chip.text() for chip in self._chips]


    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.edit, 1)
        line.addWidget(self._remove)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._role, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self._details, 1, 1)
        grid.addWidget(self.remark, 2, 1)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(1, 1)


def _place(at: int, role: str) -> str:
    """How a level is called in front of its name."""
    return "Source" if at == 0 and role == "speaker" else _PLACES.get(role, role)
