"""The questions that the codebook asks of an annotation, each with an editor of its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions.annotate import set_attribute
from annotator.corpus.annotation import Annotation
from annotator.corpus.edtf import is_edtf
from annotator.corpus.kinds import Attribute, Kind, answer_to
from annotator.corpus.usage import fits
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.editors import CheckChips, Choice, Editor, Segments, in_words
from annotator.ui.widgets.offer import Offer
from annotator.ui.widgets.stored_field import StoredField
from annotator.ui.widgets.text_editor import TextEditor

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_STRICT = ("boolean", "number", "date")
"""The types whose editors cannot show an answer of another one."""
_BAR = 3
"""Device-independent pixels of the bar beside a question with a colour."""
_SEGMENTS = 4
_SEGMENTS_WIDTH = 196
"""Device-independent pixels that segments may take beside the labels of a panel of 320."""


def decimal_text(typed: str) -> str:
    """A decimal as it was typed, with all its digits.

    Raises:
        ValueError: it is none; the words say how to write one.
    """
    if not _DECIMAL.fullmatch(typed):
        raise ValueError(f"“{typed}” is not a number. Write digits, with a point: 1300 or 0.2")
    return typed


def number(typed: str) -> int | float | str:
    """A number as the dataset writes it; one that a float would round stays text.

    Raises:
        ValueError: it is none.
    """
    text = decimal_text(typed)
    if "." not in text:
        return int(text)
    return float(text) if Decimal(repr(float(text))) == Decimal(text) else text


def edtf_text(typed: str) -> str:
    """A date, as much of it as is known.

    Raises:
        ValueError: it is none; the words say how to write one.
    """
    if not is_edtf(typed):
        raise ValueError(f"“{typed}” is not a date. Write 2025-03-14, 2025-03, 2025, 202X, or 2019/2024 for a span")
    return typed


class AttributeForm(QWidget):
    """Draws what the codebook asks of a kind: required questions first, hidden ones not at all.

    When the codebook changes under an open form, what is being typed goes with its question; what has no question
    any more is shown with a sentence.

    Signals:
        left: Esc in an editor: the focus may go back to the text.

    Args:
        place: the widget in which the questions' own keys act, where no text is written.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, place: QWidget) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self._annotation: Annotation | None = None
        self._pages: dict[str, _Page] = {}
        self._page: _Page | None = None
        self._seen: dict[StoredField, tuple[int, ...]] = {}
        self.orphans = Offer()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.orphans)
        self.setAccessibleName("Attributes")
        bridge.theme_changed.connect(self.update)

    def show_annotation(self, annotation: Annotation | None, *, who: str = "") -> None:
        """Show the answers of an annotation.

        Args:
            who: the name of somebody else who changed it just now; an editor in use is left alone then.
        """
        fresh = annotation is None or self._annotation is None or annotation.id != self._annotation.id
        if fresh:
            self._leave()
            self.orphans.clear()
        self._annotation = annotation
        page = self._page_for(self._bridge.session.catalogue.codebook().kind(annotation.kind)) if annotation else None
        if page is not self._page:
            fresh = True
            if self._page is not None:
                self._page.set_shown(False)
            self._page = page
            if page is not None:
                page.set_shown(True)
        if annotation is not None and page is not None:
            for attribute in page.asked:
                page.show_answer(attribute, annotation, fresh=fresh, who=who)
        self.setVisible(page is not None and (bool(page.fields) or not self.orphans.isHidden()))

    def _leave(self) -> None:
        """Store what is being typed, unless its annotation has gone."""
        if self._annotation is not None and self._bridge.session.catalogue.annotation(self._annotation.id) is not None:
            for field in self._page.fields.values() if self._page else ():
                if field.editor.dirty():
                    field.editor.commit()

    def field(self, name: str) -> StoredField:
        """The field of an attribute.

        Raises:
            KeyError: it is not asked of the annotation that is shown.
        """
        if self._page is None:
            raise KeyError(name)
        return self._page.fields[name]

    def take_focus(self) -> bool:
        """Begin at the first question; False when there is none."""
        for field in self._page.fields.values() if self._page else ():
            field.editor.take_focus()
            return True
        return False

    def _page_for(self, kind: Kind) -> _Page:
        """The questions of a kind; when the codebook asks something else, those that stay keep what is typed."""
        asked = tuple(sorted((a for a in kind.attributes if not a.hidden), key=_optional))
        page = self._pages.get(kind.id)
        if page is None:
            page = self._pages[kind.id] = _Page(self._bridge, self._place)
            self._column.addWidget(page)
        if page.asked != asked:
            new, orphans = page.ask(asked)
            for field in new:
                field.given.connect(partial(self._store, field))
                field.begun.connect(partial(self._begin, field))
                field.left.connect(self.left)
            if orphans and page is self._page:
                self._show_orphans(orphans)
        return page

    def _show_orphans(self, orphans: Mapping[str, str]) -> None:
        """Say what was typed for questions that are not asked any more."""
        typed = "; ".join(f"“{title}”: {words}" for title, words in orphans.items())
        copy = partial(QGuiApplication.clipboard().setText, "\n".join(orphans.values()))
        self.orphans.say(f"The codebook has changed and does not ask this any more. You had typed for {typed}",
                         [("Copy", copy), ("Understood", self.orphans.clear)])

    def _begin(self, field: StoredField) -> None:
        if self._annotation is not None:
            self._seen[field] = self._bridge.session.heads(self._annotation.id)

    def _store(self, field: StoredField, value: Any) -> None:
        annotation, page = self._annotation, self._page
        attribute = page.attribute_of(field) if page else None
        if annotation is None or attribute is None:
            return
        change = set_attribute(annotation, attribute.id, value, former=attribute.former,
                               seen=self._seen.pop(field, None))
        if self._bridge.do(change) is None:
            field.not_stored(answer_to(attribute, annotation.attributes))
        if page is self._page and field.editor.busy():
            self._begin(field)


class _Page(QWidget):
    """The questions of one kind, in order."""

    def __init__(self, bridge: Bridge, place: QWidget) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self.asked: tuple[Attribute, ...] = ()
        self.fields: dict[str, StoredField] = {}
        self._shortcuts: list[QShortcut] = []
        self._shown = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def ask(self, asked: tuple[Attribute, ...]) -> tuple[list[StoredField], dict[str, str]]:
        """Ask these questions; one that is only called otherwise keeps its field, with what is typed there.

        Returns:
            The fields that are new, and by title what was typed for questions that are gone.
        """
        old = {attribute.id: (attribute, self.fields[attribute.id]) for attribute in self.asked}
        self.fields, new = {}, []
        for attribute in asked:
            was = next((old[name] for name in (attribute.id, *attribute.former) if name in old), None)
            help_ = _help(attribute)
            if was and (was[0].type, was[0].values) == (attribute.type, attribute.values):
                field = old.pop(was[0].id)[1]
                field.ask_as(attribute.title, help_=help_, required=attribute.required)
            else:
                field = StoredField(attribute.title, editor_for(attribute, self.fontMetrics()), help_=help_,
                                    required=attribute.required)
                new.append(field)
            self.fields[attribute.id] = field
        self.asked = asked
        for place, field in enumerate(self.fields.values()):
            self._column.removeWidget(field)
            self._column.insertWidget(place, field)
        orphans = self._part_with(old)
        coloured = any(attribute.colour for attribute in asked)
        self._column.setContentsMargins(_BAR + 4 if coloured else 0, 0, 0, 0)
        self._set_keys()
        return new, orphans

    def show_answer(self, attribute: Attribute, annotation: Annotation, *, fresh: bool, who: str) -> None:
        """Show an answer; one that the question cannot have is said, and kept."""
        field, value = self.fields[attribute.id], answer_to(attribute, annotation.attributes)
        field.show_value(value, fresh=fresh, who=who)
        if value is not None and attribute.type in _STRICT and not fits(attribute.type, (), value):
            said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
            field.remark.complain(f"“{in_words(said)}” was answered before the question changed. It is kept until you"
                                  " answer anew")

    def attribute_of(self, field: StoredField) -> Attribute | None:
        """The question that a field asks."""
        return next((a for a in self.asked if self.fields[a.id] is field), None)

    def set_shown(self, shown: bool) -> None:
        """Show the questions, and let their keys act."""
        self._shown = shown
        self.setVisible(shown)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar beside each question that has a colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            for attribute in self.asked:
                if attribute.colour:
                    colours, box = self._bridge.theme.kind("", attribute.colour), self.fields[attribute.id].geometry()
                    painter.setPen(QPen(colours.stroke, _BAR, colours.pattern, Qt.PenCapStyle.FlatCap))
                    painter.drawLine(QPointF(_BAR / 2, box.top()), QPointF(_BAR / 2, box.bottom()))
        finally:
            painter.end()

    def _part_with(self, old: Mapping[str, tuple[Attribute, StoredField]]) -> dict[str, str]:
        """Take fields away. What is typed there goes to the question that takes the place of theirs, if words fit."""
        orphans = {}
        for name, (attribute, field) in old.items():
            heir = next((self.fields[a.id] for a in self.asked if name in (a.id, *a.former)), None)
            editor = field.editor
            if isinstance(editor, TextEditor) and editor.dirty():
                if heir is not None and isinstance(heir.editor, TextEditor):
                    heir.show_value(field.stored, fresh=True)
                    heir.editor.retype(editor.text())
                    if editor.busy():
                        heir.show()
                        heir.editor.take_focus()
                else:
                    orphans[attribute.title] = editor.text()
            editor.blockSignals(True)  # what it has to say on going is said already
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        return orphans

    def _set_keys(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for attribute in self.asked:
            if attribute.key:
                shortcut = QShortcut(QKeySequence(attribute.key), self._place)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(Call(self.fields[attribute.id].editor.answer, shortcut).run)
                shortcut.setEnabled(self._shown)
                self._shortcuts.append(shortcut)


def editor_for(attribute: Attribute, metrics: QFontMetrics) -> Editor:
    """The editor of a question's type."""
    values = [(value, in_words(value)) for value in attribute.values]
    if attribute.type == "boolean":
        return Segments([(True, "Yes"), (False, "No")])
    if attribute.type == "multi" and values:
        return CheckChips(attribute.values)
    if attribute.type in ("choice", "multi") and values:
        return Segments(values) if _fit(values, metrics) else Choice(values)
    if attribute.type == "number":
        return TextEditor(number)
    if attribute.type == "date":
        editor = TextEditor(edtf_text)
        editor.set_placeholder("2025-03-14, 2025-03, 2025…")
        return editor
    return TextEditor(long=True)


def _fit(values: list[tuple[str, str]], metrics: QFontMetrics) -> bool:
    """Whether the values are few and short enough to stand side by side."""
    return len(values) <= _SEGMENTS and sum(metrics.horizontalAdvance(w) + 22 for _, w in values) <= _SEGMENTS_WIDTH


def _optional(attribute: Attribute) -> bool:
    return not attribute.required


def _help(attribute: Attribute) -> str:
    return f"{attribute.help} (key {attribute.key})".strip() if attribute.key else attribute.help
