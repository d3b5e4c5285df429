"""What teams agree on differently: each convention a plain choice, with what the program itself makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions.codebook import set_convention
from annotator.corpus.article import PASSAGES
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.models.codebook_words import convention
from annotator.ui.theme import Theme
from annotator.ui.widgets.editors import CheckChips, Editor, Segments
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.stored_field import StoredField


class Question(NamedTuple):
    """A convention with two answers: its id, what is asked, the answers, and what the program makes of it."""

    name: str
    title: str
    answers: Sequence[tuple[bool, str]]
    note: str = ""


QUESTIONS = (
    Question("marks_inside_quote", tr("Quotation marks"), ((True, tr("Inside the quote")), (False, tr("Outside"))),
             tr("A double click on a mark takes the quotation accordingly.")),
    Question("split_quote_is_one", tr("A quote broken by its speaker"),
             ((True, tr("One annotation")), (False, tr("Two"))),
             tr("As one, the other half is offered as an outline, and + joins it.")),
    Question("leading_that_in", tr("A leading “that”"), ((False, tr("Stays out")), (True, tr("Belongs to it")))),
    Question("indirect_speech_is_quote", tr("Indirect speech"), ((True, tr("A quote")), (False, tr("A claim")))),
)
PASSAGES_CONVENTION = "annotated_passages"


class ConventionsPage(QWidget):
    """A press on the chosen answer takes it back: not agreed.

    Signals:
        left: Esc in a choice.
    """

    left = Signal()

    def __init__(self, desk: CodebookDesk) -> None:
        super().__init__()
        self._desk = desk
        self.fields: dict[str, StoredField] = {}
        self._others = plain_label("", "muted", selectable=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 16)
        self._column.setSpacing(4)
        for question in QUESTIONS:
            self._add(question.name, question.title, Segments(question.answers), question.note)
        self._add(PASSAGES_CONVENTION, tr("What is annotated"), CheckChips(PASSAGES), tr("The rest is left alone."))
        self._column.addWidget(self._others)
        self._column.addStretch(1)
        self.refresh()

    def refresh(self, hands: Hands = NO_HANDS) -> bool:
        """Show what is agreed now."""
        agreed = self._desk.book.conventions
        for name, field in self.fields.items():
            field.show_value(agreed.get(name), who=hands.of(f"convention:{name}"))
        others = [convention(name, value) for name, value in sorted(agreed.items()) if name not in self.fields]
        self._others.setText("\n".join(others))
        self._others.setVisible(bool(others))
        return True

    def take_focus(self) -> None:
        """Begin at the first."""
        next(iter(self.fields.values())).editor.take_focus()

    def set_theme(self, _theme: Theme) -> None:
        """The style sheet does it all."""

    def commit(self) -> None:
        """A choice is stored when it is made."""

    def _add(self, name: str, title: str, editor: Editor, note: str) -> None:
        self._column.addWidget(plain_label(title, "heading"))
        field = StoredField(title, editor, help_=note, label=False)
        self.fields[name] = field
        field.begun.connect(self._desk.begin)
        field.left.connect(self.left)
        field.given.connect(partial(self._store, name))
        self._column.addWidget(field)
        if note:
            self._column.addWidget(plain_label(note, "caption"))
        self._column.addSpacing(10)

    def _store(self, name: str, value: Any) -> None:
        before = self._desk.book.conventions.get(name)
        if self._desk.do(lambda book: set_convention(book, name, value)):
            self.fields[name].not_stored(before)
