"""Questions of the codebook in a column, each with the editor of its type: of an annotation, of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.corpus.annotation import Annotation
from annotator.corpus.edtf import is_edtf
from annotator.corpus.hands import Hand
from annotator.corpus.kinds import Attribute, answer_to
from annotator.corpus.usage import fits
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.editors import CheckChips, Choice, Editor, Segments, in_words
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
        raise ValueError(tr("“{typed}” is not a number. Write digits, with a point: 1300 or 0.2", typed=typed))
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
        raise ValueError(tr("“{typed}” is not a date. Write 2025-03-14, 2025-03, 2025, 202X, or 2019/2024 for a span",
                            typed=typed))
    return typed


def shown_first_required(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    """The questions in the order in which they are asked: required ones first, hidden ones not at all."""
    return tuple(sorted((a for a in attributes if not a.hidden), key=_optional))


class Questions(QWidget):
    """Questions in a column; when the codebook asks others, those that stay keep what is typed.

    Who makes them connects the fields.

    Args:
        place: the widget in which the questions' own keys act, where no text is written.
        bridge: whose theme paints the colours of questions that have one.
    """

    def __init__(self, asked: tuple[Attribute, ...], place: QWidget, bridge: Bridge | None = None) -> None:
        super().__init__()
        self._bridge, self._place = bridge, place
        self.asked: tuple[Attribute, ...] = ()
        self.fields: dict[str, StoredField] = {}
        self._shortcuts: list[QShortcut] = []
        self._shown = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.ask(asked)

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
                field = StoredField(attribute.title, editor_of(attribute, self.fontMetrics()), help_=help_,
                                    required=attribute.required)
                new.append(field)
            self.fields[attribute.id] = field
        self.asked = asked
        for place, field in enumerate(self.fields.values()):
            self._column.removeWidget(field)
            self._column.insertWidget(place, field)
        orphans = self._part_with(old)
        coloured = self._bridge is not None and any(attribute.colour for attribute in asked)
        self._column.setContentsMargins(_BAR + 4 if coloured else 0, 0, 0, 0)
        self._set_keys()
        return new, orphans

    def show_answer(self, attribute: Attribute, annotation: Annotation, *, fresh: bool, who: Hand) -> None:
        """Show an answer; one that the question cannot have is said, and kept."""
        field, value = self.fields[attribute.id], answer_to(attribute, annotation.attributes)
        field.show_value(value, fresh=fresh, who=who)
        if value is not None and attribute.type in _STRICT and not fits(attribute.type, (), value):
            said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
            field.remark.complain(tr("“{answer}” was answered before the question changed. It is kept until you"
                                     " answer anew", answer=in_words(said)))

    def attribute_of(self, field: StoredField) -> Attribute | None:
        """The question that a field asks."""
        return next((a for a in self.asked if self.fields[a.id] is field), None)

    def set_shown(self, shown: bool) -> None:
        """Show the questions, and let their keys act."""
        self._shown = shown
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar beside each question that has a colour."""
        super().paintEvent(event)
        if self._bridge is None:
            return
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


def editor_of(attribute: Attribute, metrics: QFontMetrics) -> Editor:
    """The editor of a question: segments for a few short choices, a list for many, chips for several at once."""
    values = [(value, in_words(value)) for value in attribute.values]
    if attribute.type == "boolean":
        return Segments([(True, tr("Yes")), (False, tr("No"))])
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
    if not attribute.key:
        return attribute.help
    return tr("{help} (key {key})", help=attribute.help, key=attribute.key).strip()
