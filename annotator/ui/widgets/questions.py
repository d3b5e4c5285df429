"""Questions of the codebook in a column, each with the editor of its type: of an annotation, of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.corpus.edtf import is_edtf
from annotator.corpus.kinds import Attribute
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


def shown_first_required(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    """The questions in the order in which they are asked: required ones first, hidden ones not at all."""
    return tuple(sorted((a for a in attributes if not a.hidden), key=_optional))


class Questions(QWidget):
    """The questions that were given, in order; who makes them connects the fields.

    Args:
        place: the widget in which the questions' own keys act, where no text is written.
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
            field = StoredField(attribute.title, editor_of(attribute, self.fontMetrics()), help_=_help(attribute),
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

    def take_focus(self, name: str = "") -> bool:
        """Begin at a question, else at the first; False when there is none."""
        field = self.fields.get(name) or next(iter(self.fields.values()), None)
        if field is not None:
            field.editor.take_focus()
        return field is not None

    def typed(self) -> dict[str, tuple[str, bool]]:
        """What is typed and not stored: question → text, and whether the caret is in it."""
        return {name: (field.editor.text(), field.editor.busy()) for name, field in self.fields.items()
                if isinstance(field.editor, TextEditor) and field.editor.dirty()}

    def resume(self, typed: dict[str, tuple[str, bool]]) -> None:
        """Go on with what was typed before the codebook asked differently."""
        for name, (text, busy) in typed.items():
            editor = self.fields[name].editor if name in self.fields else None
            if isinstance(editor, TextEditor):
                editor.resume(text, focus=busy)

    def end(self) -> None:
        """Go, with the keys, and store nothing on the way."""
        for field in self.fields.values():
            field.blockSignals(True)
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


def editor_of(attribute: Attribute, metrics: QFontMetrics) -> Editor:
    """The editor of a question: segments for a few short choices, a list for many, chips for several at once."""
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
