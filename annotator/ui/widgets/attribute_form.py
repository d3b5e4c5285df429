"""The questions that the codebook asks of an annotation, each with an editor of its type."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions.annotate import set_attribute
from annotator.corpus.annotation import Annotation
from annotator.corpus.edtf import is_edtf
from annotator.corpus.kinds import Attribute
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.editors import CheckChips, Choice, Editor, Segments, in_words
from annotator.ui.widgets.stored_field import StoredField
from annotator.ui.widgets.text_editor import TextEditor

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
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
        self._asked: tuple[Attribute, ...] = ()
        self._fields: dict[str, StoredField] = {}
        self._shortcuts: list[QShortcut] = []
        self._seen: dict[str, tuple[int, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.setAccessibleName("Attributes")

    def show_annotation(self, annotation: Annotation | None, *, who: str = "") -> None:
        """Show the answers of an annotation.

        Args:
            who: the name of somebody else who changed it just now; an editor in use is left alone then.
        """
        fresh = annotation is None or self._annotation is None or annotation.id != self._annotation.id
        self._annotation = annotation
        kind = self._bridge.session.catalogue.codebook().kind(annotation.kind) if annotation else None
        shown = [a for a in kind.attributes if not a.hidden] if kind else []
        asked = tuple(sorted(shown, key=_optional))
        if asked != self._asked:
            self._build(asked)
            fresh = True
        if annotation is not None:
            for name, field in self._fields.items():
                field.show_value(annotation.attributes.get(name), fresh=fresh, who=who)
        self.setVisible(bool(self._fields))

    def field(self, name: str) -> StoredField:
        """The field of an attribute."""
        return self._fields[name]

    def take_focus(self) -> bool:
        """Begin at the first question; False when there is none."""
        for field in self._fields.values():
            field.editor.take_focus()
            return True
        return False

    def _build(self, asked: tuple[Attribute, ...]) -> None:
        for old in (*self._fields.values(), *self._shortcuts):
            if isinstance(old, StoredField):
                self._column.removeWidget(old)
                old.hide()
            old.deleteLater()
        self._asked, self._fields, self._shortcuts = asked, {}, []
        for attribute in asked:
            field = StoredField(attribute.title, self._editor(attribute), help_=_help(attribute),
                                required=attribute.required)
            field.given.connect(partial(self._store, attribute.id))
            field.begun.connect(partial(self._begin, attribute.id))
            field.left.connect(self.left)
            self._fields[attribute.id] = field
            self._column.addWidget(field)
            if attribute.key:
                self._add_key(attribute.key, field)

    def _add_key(self, key: str, field: StoredField) -> None:
        """The attribute's key goes to its editor from anywhere in the panel."""
        shortcut = QShortcut(QKeySequence(key), self._place)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(Call(field.editor.answer, shortcut).run)
        self._shortcuts.append(shortcut)

    def _editor(self, attribute: Attribute) -> Editor:
        values = [(value, in_words(value)) for value in attribute.values]
        if attribute.type == "boolean":
            return Segments([(True, "Yes"), (False, "No")])
        if attribute.type == "multi" and values:
            return CheckChips(attribute.values)
        if attribute.type in ("choice", "multi") and values:
            return Segments(values) if self._fit(values) else Choice(values)
        if attribute.type == "number":
            return TextEditor(number)
        if attribute.type == "date":
            editor = TextEditor(edtf_text)
            editor.set_placeholder("2025-03-14, 2025-03, 2025…")
            return editor
        return TextEditor(long=True)

    def _fit(self, values: list[tuple[str, str]]) -> bool:
        metrics = QFontMetrics(self.font())
        return len(values) <= _SEGMENTS and sum(metrics.horizontalAdvance(w) + 22 for _, w in values) <= _SEGMENTS_WIDTH

    def _begin(self, name: str) -> None:
        if self._annotation is not None:
            self._seen[name] = self._bridge.session.heads(self._annotation.id)

    def _store(self, name: str, value: Any) -> None:
        annotation = self._annotation
        if annotation is None:
            return
        change = set_attribute(annotation, name, value, seen=self._seen.pop(name, None))
        if self._bridge.do(change) is None:
            self._fields[name].not_stored(annotation.attributes.get(name))
        if self._fields[name].editor.busy():
            self._begin(name)


def _optional(attribute: Attribute) -> bool:
    return not attribute.required


def _help(attribute: Attribute) -> str:
    return f"{attribute.help} (key {attribute.key})".strip() if attribute.key else attribute.help
