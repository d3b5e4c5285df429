"""What an action did, thing by thing: each field before and after, and the way back to that state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import DELETED
from annotator.language import tr
from annotator.project.copies import MERGE
from annotator.project.restore import LEFT_ALONE
from annotator.project.timeline import Step
from annotator.ui.bridge import Bridge
from annotator.ui.models.past_names import names_for, thing_title
from annotator.ui.models.past_words import NOTHING, field_words, value_words
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.tab_order import visit_in_reading_order

MOST = 12
"""Things of one action that are told; an import has thousands."""

_UNTOLD = frozenset({"codebook", "merge", "purge", "undo"})
"""Kinds whose fields are for the program to read."""

_PROVENANCE = frozenset({"creator", "created", "modified", "modified_by", "revision"})
"""What an import brought of who and when: the list above says it."""


class PastSteps(QScrollArea):
    """A card for each thing.

    Signals:
        restore_wanted: a `Step` whose thing shall be as it was after it.
        merge_wanted: the id of a merge of which one wants to see what came with it.
    """

    restore_wanted = Signal(object)
    merge_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What it did"))
        self.buttons: list[QPushButton] = []
        self.show_steps(())

    def show_steps(self, steps: Sequence[Step], *, more: bool = False) -> None:
        """Show these; `more`: the action touched things that are not among them."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        self.buttons = []
        for step in steps:
            column.addWidget(self._card(step))
        if more:
            column.addWidget(plain_label(tr("The first {number} things that it touched; there are more.", number=MOST),
                                         "muted"))
        column.addStretch(1)
        self.setWidget(content)
        visit_in_reading_order(self)

    def words(self) -> list[str]:
        """All that is said, line by line."""
        content = self.widget()
        return [label.text() for label in content.findChildren(QLabel)] if content is not None else []

    def _card(self, step: Step) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        title = thing_title(self._bridge, step.kind, step.entity, step.article)
        head.addWidget(plain_label(title), 1)
        if step.kind not in LEFT_ALONE and not step.purged:
            button = self._button(tr("Restore this state"), partial(self.restore_wanted.emit, step))
            button.setAccessibleName(tr("Restore this state of {title}", title=title))
            button.setToolTip(tr("Make it as it was after this; one undo takes it back"))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        elif step.kind == MERGE:
            button = self._button(tr("Show what came with it"), partial(self.merge_wanted.emit, step.entity))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if step.purged:
            column.addWidget(plain_label(tr("Its contents were taken away for good"), "muted"))
        elif step.kind not in _UNTOLD:
            column.addLayout(self._fields(step))
        return card

    def _button(self, words: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(True)
        button.setMinimumWidth(_wide(button))
        button.setAccessibleName(words)
        button.clicked.connect(Call(call, button).run)
        self.buttons.append(button)
        return button

    def _fields(self, step: Step) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        names = names_for(self._bridge, step.article or (step.entity if step.kind == "article" else ""),
                          self._owner(step))
        told = ((field, said) for field, said in step.fields.items() if field not in _PROVENANCE)
        for row, (field, (before, after)) in enumerate(told):
            was, now = value_words(field, before, names), value_words(field, after, names)
            caption = plain_label(field_words(field, names), "caption")
            caption.setWordWrap(False)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            alone = step.new or (was == NOTHING and field != DELETED)
            grid.addWidget(plain_label(now if alone else f"{was}  →  {now}", selectable=True), row, 1)
        return grid

    def _owner(self, step: Step) -> str:
        if step.kind != "annotation":
            return step.kind
        catalogue = self._bridge.session.catalogue
        found = catalogue.annotation(step.entity) or catalogue.removed_annotation(step.entity)
        return found.kind if found else ""


def _wide(button: QPushButton) -> int:
    """Pixels that a button takes while Enter would press it: its words are bold then."""
    bold = button.font()
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance(button.text()) + 36
