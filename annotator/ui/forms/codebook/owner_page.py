"""A kind's page: what it is called, means, and looks like, and what is asked of it. Also of articles and sources."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from annotator.actions import codebook as edit
from annotator.corpus.change import counted
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.kinds import BUILT_IN, OF_ARTICLE, OF_SOURCE, Attribute, Codebook, Kind
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.forms.codebook.effects import Effects
from annotator.ui.forms.codebook.sheet import Sheet
from annotator.ui.models.codebook_words import answers
from annotator.ui.theme import Theme
from annotator.ui.widgets.add_line import AddLine
from annotator.ui.widgets.book_row import BookRow
from annotator.ui.widgets.colour_chips import ColourChips
from annotator.ui.widgets.editors import Choice, Segments
from annotator.ui.widgets.kind_heading import KindHeading
from annotator.ui.widgets.text_editor import TextEditor

_ASKED = {OF_ARTICLE: tr("What is asked of each article. Every coder answers for themselves."),
          OF_SOURCE: tr("What is asked of each source. The team shares the answers.")}


class OwnerPage(Sheet):
    """The page of one owner of attributes."""

    def __init__(self, desk: CodebookDesk, owner: str) -> None:
        super().__init__(desk, edit.owner_words(desk.book, owner))
        self.owner = owner
        self.add = AddLine(tr("New attribute"), self)
        self.rows: dict[str, BookRow] = {}
        self._shown: object = None
        self._heading: KindHeading | None = None
        self._head = QVBoxLayout()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._lay_out()
        self.add.entered.connect(self._add)
        self.add.left.connect(self.left)
        self.refresh()

    def refresh(self, hands: Hands = NO_HANDS) -> bool:
        """Show what is stored now; False when the kind is there no more."""
        book = self.desk.book
        if not self._is_general and not any(kind.id == self.owner for kind in book.kinds):
            return False
        self._show_fields(book, hands)
        asked, usage = book.asked(self.owner), self.desk.usage
        shown = [(a, usage.attribute(self.owner, a.id)) for a in asked]
        if shown != self._shown:
            self._shown = shown
            self._show_rows(asked)
        return True

    def take_focus(self) -> None:
        """Begin at the first field, or where the first question is to be added."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.editor.take_focus()
        else:
            (next(iter(self.rows.values()), None) or self.add).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        for part in (self._heading, *self.rows.values(), *self.findChildren(ColourChips)):
            if part is not None:
                part.set_theme(theme)

    def stored(self, name: str, given: Any) -> Any:
        """What is stored of a field of the kind."""
        return self.owner if name == "id" else getattr(self.desk.book.kind(self.owner), name, given)

    # --- building ---

    @property
    def _is_general(self) -> bool:
        return self.owner in _ASKED

    def _lay_out(self) -> None:
        self.column.addLayout(self._head)
        if self._is_general:
            self.add_heading(edit.owner_words(self.desk.book, self.owner))
            self.add_words(_ASKED[self.owner])
        else:
            self._add_fields()
            self.add_heading(tr("Attributes"))
        self.column.addLayout(self._rows)
        self.column.addWidget(self.add)
        if not self._is_general:
            self.add_buttons(((tr("Move up"), tr("Move the kind up"), partial(self._move, -1)),
                              (tr("Move down"), tr("Move the kind down"), partial(self._move, 1)),
                              (tr("Remove…"), tr("Remove the kind"), self._remove)))
        self.column.addStretch(1)

    def _add_fields(self) -> None:
        own = self.owner not in BUILT_IN
        self.add_field("label", tr("Name"), TextEditor(), partial(self._set, "label"))
        self.add_field("definition", tr("Means"), TextEditor(long=True), partial(self._set, "definition"),
                       help_=tr("What is such an annotation, and what is not"))
        if own:
            keys = Choice([(key, key) for key in edit.KIND_KEYS], without=tr("No key"), ask=tr("No key"))
            self.add_field("key", tr("Key"), keys, partial(self._set, "key"),
                           help_=tr("The digit that marks selected words"))
            chips = ColourChips(edit.COLOURS, self.desk.bridge.theme)
            self.add_field("colour", tr("Looks like"), chips, partial(self._set, "colour"),
                           help_=tr("Wash and line in the text, light and dark"))
        self.add_field("hidden", tr("Can be marked"), Segments([(False, tr("Yes")), (True, tr("No"))]),
                       self._set_hidden)
        if own:
            self.add_field("id", tr("In the dataset"), TextEditor(), self._set_id,
                           help_=tr("The id by which the dataset names it"))

    def _show_fields(self, book: Codebook, hands: Hands) -> None:
        if self._is_general:
            return
        kind = book.kind(self.owner)
        for name, field in self.fields.items():
            stored = getattr(kind, name) or (False if name == "hidden" else None)
            field.show_value(stored, who=hands.of(f"kind.{name}:{self.owner}"))
        heading = (kind.label, kind.key, kind.colour)
        if self._heading is None or heading != self._headed:
            self._headed = heading
            self._show_heading(kind)

    _headed: tuple[str, str, str] = ("", "", "")

    def _show_heading(self, kind: Kind) -> None:
        if self._heading is not None:
            self._head.removeWidget(self._heading)
            self._heading.deleteLater()
        self._heading = KindHeading(kind.id, kind.label, key=kind.key, theme=self.desk.bridge.theme, colour=kind.colour)
        self._head.addWidget(self._heading)

    def _show_rows(self, asked: tuple[Attribute, ...]) -> None:
        focused = next((name for name, row in self.rows.items() if row.hasFocus()), "")
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = {}
        for attribute in asked:
            row = BookRow(attribute.title, self._lines(attribute), theme=self.desk.bridge.theme, key=attribute.key)
            row.clicked.connect(partial(self._open, attribute.id))
            row.moved.connect(partial(self._move_attribute, attribute.id))
            self.rows[attribute.id] = row
            self._rows.addWidget(row)
        if focused in self.rows:
            self.rows[focused].show()
            self.rows[focused].setFocus()

    def _lines(self, attribute: Attribute) -> list[str]:
        use = self.desk.usage.attribute(self.owner, attribute.id)
        facts = [tr("required")] * attribute.required + [tr("not asked")] * attribute.hidden
        facts += [counted(use.times, "answer")] if use else []
        return [answers(attribute), attribute.help, " · ".join(facts)]

    # --- doing ---

    def _set(self, name: str, value: Any) -> str:
        return self.desk.do(lambda book: edit.change_kind(book, self.owner, **{name: value or ""}))

    def _set_hidden(self, value: Any) -> str:
        return self.desk.do(lambda book: edit.change_kind(book, self.owner, hidden=bool(value)))

    def _set_id(self, value: Any) -> str:
        old, self.owner = self.owner, str(value or "")
        problem = Effects(self.desk).rename_kind(old, self.owner)
        if problem:
            self.owner = old
        return problem

    @Slot(str)
    def _add(self, label: str) -> None:
        made: list[str] = []

        def added(book: Codebook) -> Codebook:
            after, attribute = edit.add_attribute(book, self.owner, label)
            made.append(attribute.id)
            return after

        problem = self.desk.do(added)
        self.add.answer(problem)
        if not problem:
            self._open(made[0])

    def _open(self, name: str, _checked: bool = False) -> None:
        self.desk.opened.emit(("attribute", self.owner, name))

    def _move_attribute(self, name: str, step: int) -> None:
        self.desk.do(lambda book: edit.move_attribute(book, self.owner, name, step))

    def _move(self, step: int) -> None:
        self.desk.do(lambda book: edit.move_kind(book, self.owner, step))

    def _remove(self) -> None:
        Effects(self.desk).remove_kind(self.owner)
