"""One level of a source chain: its type-ahead line, and below it what is known of this level."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from annotator.corpus.annotation import BASES, ROLES, Attribution, Span
from annotator.corpus.vocabulary import in_words
from annotator.language import tr, trc
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.lines import smaller
from annotator.ui.widgets.plain import plain
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.source_edit import SourceEdit

LABEL = 92
"""Width of the labels at the left of every field of the panel, in device-independent pixels."""

_PLACES = {"reporter": trc("source", "via"), "addressee": trc("source", "to"), "publisher": tr("Publisher"),
           "document": tr("Document"), "speaker": tr("Speaker")}
_BASES = {"": tr("Basis not said"), "explicit": tr("Said in so many words (explicit)"),
          "inferred": tr("Inferred by the coder"),
          "narrator": tr("In the reporter’s own voice (narrator)")}  # fmt: skip
_LONGEST = 24


class RelationButton(QToolButton):
    """What a level is to the annotation, in front of its name; it opens the list of roles and bases.

    Signals:
        role_picked, basis_picked: the value that was chosen, "" for no basis.
    """

    role_picked = Signal(str)
    basis_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "small")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(tr("Role of this source, and what the attribution rests on"))
        menu = QMenu(self)
        self._roles, self._bases = QActionGroup(self), QActionGroup(self)
        for role in ROLES:
            _add(menu, self._roles, in_words(role).capitalize(), role)
        menu.addSeparator()
        for basis in ("", *BASES):
            _add(menu, self._bases, _BASES[basis], basis)
        self._roles.triggered.connect(self._pick_role)
        self._bases.triggered.connect(self._pick_basis)
        self.setMenu(menu)

    def show_relation(self, words: str, role: str, basis: str) -> None:
        """Show what is stored: `words` stand on the button."""
        self.setText(f"{words} ▾")
        self.setAccessibleName(tr("Role: {role}. Basis: {basis}", role=in_words(role),
                                  basis=in_words(basis) or tr("not said")))
        for group, value in ((self._roles, role), (self._bases, basis)):
            for action in group.actions():
                action.setChecked(action.data() == value)

    @Slot(QAction)
    def _pick_role(self, action: QAction) -> None:
        self.role_picked.emit(str(action.data()))

    @Slot(QAction)
    def _pick_basis(self, action: QAction) -> None:
        self.basis_picked.emit(str(action.data()))


def _add(menu: QMenu, group: QActionGroup, words: str, value: str) -> None:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setData(value)
    group.addAction(action)


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
        self.setText(plain(f"“{shown}”  ×" if role == "mention" else f"{shown}  ×"))
        if role == "mention":
            self.setToolTip(tr("These words name the source. Click to take the mark away"))
            self.setAccessibleName(tr("Mention {words}: take away", words=words))
        else:
            self.setToolTip(tr("These words attribute. Click to take the mark away"))
            self.setAccessibleName(tr("Cue {words}: take away", words=words))
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
        self._label = QLabel(tr("Source"))
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "muted")
        self._remove = QToolButton()
        self._remove.setText("×")
        self._remove.setProperty("role", "close")
        self._remove.clicked.connect(self.removed)
        self._relation, self._basis = RelationButton(), QLabel()
        self._relation.role_picked.connect(self.role_picked)
        self._relation.basis_picked.connect(self.basis_picked)
        self._basis.setProperty("role", "muted")
        self._basis.setFont(smaller(self._basis.font()))
        self._basis.setMinimumHeight(24)
        self._details = QWidget()
        self._flow = FlowLayout(self._details, gap=2)
        self._held, self._role = QLabel(), ""
        self._held.setTextFormat(Qt.TextFormat.PlainText)
        self._held.setProperty("role", "muted")
        self._held.setFont(smaller(self._held.font()))
        self._held.setMinimumHeight(24)
        self._held.hide()
        self._flow.addWidget(self._held)
        self._flow.addWidget(self._basis)
        self._chips: list[MarkChip] = []
        self._lay_out()

    def show_level(self, at: int, link: Attribution | None, name: str) -> None:
        """Show a level that is stored, or (None) one that waits for its source."""
        self._label.setText(tr("Source") if at == 0 else trc("source", "via"))
        self._label.setVisible(link is None)
        self._relation.setVisible(link is not None)
        self.edit.setAccessibleName(tr("Source") if at == 0 else tr("Source, level {number}", number=at + 1))
        self._basis.setText(f"{in_words(link.basis)} " if link and link.basis else "")
        self._part()
        self._basis.setVisible(bool(link and link.basis))
        self._details.setVisible(bool(link and (link.basis or link.mention or link.cue)))
        self._remove.setVisible(link is not None)
        if link is not None:
            self._relation.show_relation(_place(at, link.role), link.role, link.basis or "")
            self._remove.setAccessibleName(tr("Take {name} out of the chain", name=name))
            self._remove.setToolTip(tr("Take this level out"))

    def show_held(self, role: str) -> None:
        """Show what the source was when the article was published; nothing when that is not known."""
        self._role = role
        self._part()
        self._held.setVisible(bool(role))
        self._details.setVisible(bool(role) or not self._details.isHidden())
        self.edit.setToolTip(f"<p>{escape(role)}</p>" if role else "")

    def _part(self) -> None:
        """A dot between what the source was and the basis, so that the two are not read as one."""
        self._held.setText(f"{self._role} · " if self._role and self._basis.text() else self._role)

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

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab visits here, in order."""
        return self.edit, self._remove, self._relation

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
        grid.addWidget(self._relation, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self._details, 1, 1)
        grid.addWidget(self.remark, 2, 1)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(1, 1)


def _place(at: int, role: str) -> str:
    """How a level is called in front of its name."""
    return tr("Source") if at == 0 and role == "speaker" else _PLACES.get(role, role)
