"""The page of one question: how it is asked, what may be answered, and what that does to what is coded."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from annotator.actions import codebook as edit
from annotator.corpus.hands import NO_HANDS, Hand, Hands
from annotator.corpus.kinds import ATTRIBUTE_TYPES, Attribute
from annotator.language import tr
from annotator.ui.forms.codebook.desk import CodebookDesk
from annotator.ui.forms.codebook.effects import Effects
from annotator.ui.forms.codebook.sheet import Sheet
from annotator.ui.forms.codebook.value_rows import ValueRows
from annotator.ui.models.codebook_words import TYPE_WORDS
from annotator.ui.theme import Theme
from annotator.ui.widgets.colour_chips import ColourChips
from annotator.ui.widgets.editors import Choice, Segments
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.questions import editor_of
from annotator.ui.widgets.stored_field import StoredField
from annotator.ui.widgets.text_editor import TextEditor

_YES_NO = ((True, tr("Yes")), (False, tr("No")))
_FLAGS = ("required", "hidden")


class AttributePage(Sheet):
    """Values are edited below the fields; the default is chosen with the question's own editor."""

    def __init__(self, desk: CodebookDesk, owner: str, name: str) -> None:
        super().__init__(desk, tr("Attribute"))
        self.owner, self.attribute = owner, name
        self.effects = Effects(desk)
        self.values = ValueRows(desk.bridge.theme, self)
        self.use = plain_label("", "muted")
        self._default_place = QVBoxLayout()
        self._default_of: object = None
        self._values_title = plain_label(tr("Values"), "heading")
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self, hands: Hands = NO_HANDS) -> bool:
        """Show what is stored now; False when the question is there no more. One with another id is the same one."""
        attribute = self.desk.attribute(self.owner, self.attribute)
        if attribute is None:
            return False
        self.attribute = attribute.id
        self.setAccessibleName(tr("Attribute {title}", title=attribute.title))
        for name in ("label", "help", "key", "colour", "type", "id"):
            shown = attribute.title if name == "label" else getattr(attribute, name)
            self.fields[name].show_value(shown or None, who=self._hand(hands, name))
        for name in _FLAGS:
            self.fields[name].show_value(getattr(attribute, name), who=self._hand(hands, name))
        self._show_default(attribute, self._hand(hands, "default"))
        use = self.desk.usage.attribute(self.owner, attribute.id)
        self.use.setText(tr("Answered {words}", words=use.words()) if use else tr("Not answered yet"))
        listed = attribute.type in ("choice", "multi")
        self.values.setVisible(listed)
        self._values_title.setVisible(listed)
        if listed:
            self.values.show_values(attribute, dict(self.desk.usage.values.get((self.owner, attribute.id), {})))
        return True

    def take_focus(self) -> None:
        """Begin at the name."""
        self.fields["label"].editor.take_focus()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.values.set_theme(theme)
        for chips in self.findChildren(ColourChips):
            chips.set_theme(theme)

    def stored(self, name: str, given: Any) -> Any:
        """What is stored of a field of the question."""
        attribute = self.desk.attribute(self.owner, self.attribute)
        return given if attribute is None else attribute.title if name == "label" else getattr(attribute, name, given)

    # --- building ---

    def _lay_out(self) -> None:
        self.add_field("label", tr("Name"), TextEditor(), partial(self._set, "label"))
        self.column.addWidget(self.use)
        self.add_field("help", tr("Help"), TextEditor(long=True), partial(self._set, "help"),
                       help_=tr("Shown when the pointer rests on the question"))
        types = Choice([(name, TYPE_WORDS[name].capitalize()) for name in ATTRIBUTE_TYPES], without="")
        self.add_field("type", tr("Answered by"), types, self._set_type)
        self.column.addWidget(self._values_title)
        self.column.addWidget(self.values)
        self.add_field("required", tr("Required"), Segments(_YES_NO), partial(self._set_flag, "required"),
                       help_=tr("An annotation without an answer is listed as incomplete"))
        self.add_field("hidden", tr("Asked"), Segments([(False, tr("Yes")), (True, tr("No"))]),
                       partial(self._set_flag, "hidden"))
        self.column.addLayout(self._default_place)
        self.add_field("key", tr("Key"), TextEditor(), partial(self._set, "key"),
                       help_=tr("One letter or digit; acts in the side panel, where nothing is written"))
        chips = ColourChips(edit.COLOURS, self.desk.bridge.theme, free=True)
        self.add_field("colour", tr("Colour"), chips, partial(self._set, "colour"),
                       help_=tr("A bar beside the question"))
        self.add_field("id", tr("In the dataset"), TextEditor(), self._set_id,
                       help_=tr("The id by which the dataset names it"))
        self.add_buttons(((tr("Move up"), tr("Move the attribute up"), partial(self._move, -1)),
                          (tr("Move down"), tr("Move the attribute down"), partial(self._move, 1)),
                          (tr("Remove…"), tr("Remove the attribute"), self._remove)))
        self.column.addStretch(1)

    def _connect(self) -> None:
        rows = self.values
        rows.added.connect(self._add_value)
        rows.renamed.connect(self._rename_value)
        rows.removed.connect(self._remove_value)
        rows.offered.connect(self._offer_value)
        rows.mapped.connect(self._map_value)
        rows.moved.connect(self._move_value)
        rows.begun.connect(self.desk.begin)
        rows.left.connect(self.left)

    def _show_default(self, attribute: Attribute, who: Hand) -> None:
        """The default has the editor of the question; built anew when that asks something else."""
        of = (attribute.type, attribute.values)
        if of != self._default_of:
            self._default_of = of
            while (item := self._default_place.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            field = self.add_field("default", tr("Default"), editor_of(attribute, self.fontMetrics()),
                                   partial(self._set, "default"),
                                   help_=tr("The answer that a new annotation begins with"))
            self.column.removeWidget(field)
            self._default_place.addWidget(field)
        self.fields["default"].show_value(attribute.default, who=who)

    def _hand(self, hands: Hands, name: str) -> Hand:
        return hands.of(f"attribute.{name}:{self.owner}/{self.attribute}")

    # --- doing ---

    def _set(self, name: str, value: Any) -> str:
        given = value if name == "default" else value or ""
        return self.desk.do(lambda book: edit.change_attribute(book, self.owner, self.attribute, **{name: given}))

    def _set_flag(self, name: str, value: Any) -> str:
        return self.desk.do(lambda book: edit.change_attribute(book, self.owner, self.attribute, **{name: bool(value)}))

    def _set_type(self, value: Any) -> str:
        self.effects.change_type(self.owner, self.attribute, str(value))
        self._show_stored("type")
        return ""

    def _set_id(self, value: Any) -> str:
        old, new = self.attribute, str(value or "")
        return self.effects.rename_attribute(self.owner, old, new)

    def _show_stored(self, name: str) -> None:
        field: StoredField = self.fields[name]
        field.not_stored(self.stored(name, field.stored))
        field.show_value(self.stored(name, field.stored), fresh=True)

    @Slot(str)
    def _add_value(self, value: str) -> None:
        self.values.add.answer(self.desk.do(lambda book: edit.add_value(book, self.owner, self.attribute, value)))

    @Slot(str, str)
    def _rename_value(self, value: str, new: str) -> None:
        if problem := self.effects.rename_value(self.owner, self.attribute, value, new):
            self.values.row(value).field.remark.complain(problem)
        elif value in self.values.values_shown():
            self.values.row(value).field.show_value(value, fresh=True)

    @Slot(str)
    def _remove_value(self, value: str) -> None:
        self.effects.remove_value(self.owner, self.attribute, value)

    @Slot(str)
    def _offer_value(self, value: str) -> None:
        if problem := self.desk.do(lambda book: edit.add_value(book, self.owner, self.attribute, value)):
            self.values.row(value).field.remark.complain(problem)

    @Slot(str)
    def _map_value(self, value: str) -> None:
        self.effects.map_value(self.owner, self.attribute, value)

    @Slot(str, int)
    def _move_value(self, value: str, step: int) -> None:
        self.desk.do(lambda book: edit.move_value(book, self.owner, self.attribute, value, step))

    def _move(self, step: int) -> None:
        self.desk.do(lambda book: edit.move_attribute(book, self.owner, self.attribute, step))

    def _remove(self) -> None:
        self.effects.remove_attribute(self.owner, self.attribute)
