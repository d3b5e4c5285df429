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
from annotator.corpus.kinds import Attribute, Kind
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
        self._pages: dict[str, Questions] = {}
        self._page: Questions | None = None
        self._seen: dict[str, tuple[int, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Attributes")

    def show_annotation(self, annotation: Annotation | None, *, who: str = "") -> None:
        """Show the answers of an annotation.

        Args:
            who: the name of somebody else who changed it just now; an editor in use is left alone then.
        """
        fresh = annotation is None or self._annotation is None or annotation.id != self._annotation.id
        if fresh:
            self._leave()
        self._annotation = annotation
        page = self._page_for(self._bridge.session.catalogue.codebook().kind(annotation.kind)) if annotation else None
        if page is not self._page:
            fresh = True
            if self._page is not None and self._page in self._pages.values():
                self._page.set_shown(False)
            self._page = page
            if page is not None:
                page.set_shown(True)
        if annotation is not None and page is not None:
            for name, field in page.fields.items():
                field.show_value(annotation.attributes.get(name), fresh=fresh, who=who)
        self.setVisible(page is not None and bool(page.fields))

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

    def _page_for(self, kind: Kind) -> Questions:
        """The questions of a kind; built once, and again when the codebook asks something else."""
        asked = tuple(sorted((a for a in kind.attributes if not a.hidden), key=_optional))
        page = self._pages.get(kind.id)
        if page is None or page.asked != asked:
            if page is not None:
                self._column.removeWidget(page)
                page.end()
            page = self._pages[kind.id] = Questions(asked, self._place)
            self._column.addWidget(page)
            for name, field in page.fields.items():
                field.given.connect(partial(self._store, name))
                field.begun.connect(partial(self._begin, name))
                field.left.connect(self.left)
        return page

    def _begin(self, name: str) -> None:
        if self._annotation is not None:
            self._seen[name] = self._bridge.session.heads(self._annotation.id)

    def _store(self, name: str, value: Any) -> None:
        annotation = self._annotation
        if annotation is None:
            return
        change = set_attribute(annotation, name, value, seen=self._seen.pop(name, None))
        page = self._page
        if self._bridge.do(change) is None and page is not None:
            page.fields[name].not_stored(annotation.attributes.get(name))
        if page is not None and page is self._page and page.fields[name].editor.busy():
            self._begin(name)


class Questions(QWidget):
    """The questions of one kind, in order.

    Args:
        place: the widget in which their own keys act, where no text is written.
    """

    def __init__(self, asked: tuple[Attribute, ...], place: QWidget) -> None:
        super().__init__()
        self.asked = asked
        self.fields: dict[str, StoredField] = {}
        self._shortcuts: list[QShortcut] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for attribute in asked:
            field = StoredField(attribute.title, _editor(attribute, self.fontMetrics()), help_=_help(attribute),
                                required=attribute.required)
            self.fields[attribute.id] = field
            column.addWidget(field)
            if attribute.key:
                self._add_key(attribute.key, field, place)

    def set_shown(self, shown: bool) -> None:
        """Show the questions, and let their keys act."""
        self.setVisible(shown)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(shown)

    def end(self) -> None:
        """Go, with the keys."""
        self.hide()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self.deleteLater()

    def _add_key(self, key: str, field: StoredField, place: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(key), place)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(Call(field.editor.answer, shortcut).run)
        self._shortcuts.append(shortcut)


def _editor(attribute: Attribute, metrics: QFontMetrics) -> Editor:
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
