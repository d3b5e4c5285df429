"""A statistic's value: read from the words, corrected by hand, never invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.actions.annotate import replace_quantity, set_marks, set_quantity
from annotator.corpus.annotation import Annotation, Segment
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.figure_words import SIGNS, grouped
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.numbers.figure import COMPARATORS, MEASURES, Figure
from annotator.language import tr, trc
from annotator.ui.bridge import Bridge, Said
from annotator.ui.widgets.editors import Choice, Editor, Segments, in_words
from annotator.ui.widgets.questions import decimal_text, edtf_text
from annotator.ui.widgets.remark import Remark
from annotator.ui.widgets.source_level import LABEL
from annotator.ui.widgets.stored_field import StoredField
from annotator.ui.widgets.text_editor import TextEditor

_SIGNS = [(sign, SIGNS[sign]) for sign in COMPARATORS]
_YES_NO = [(True, tr("Yes")), (False, tr("No"))]
_MEASURES = [(measure, in_words(measure)) for measure in MEASURES]
_DIRECTIONS = [("increase", tr("Increase")), ("decrease", tr("Decrease"))]

_PLAIN: Sequence[tuple[str, str, Callable[[], Editor], str]] = (
    ("measure", tr("Measure"), lambda: Choice(_MEASURES), tr("What sort of figure it is")),
    ("measuredEntity", tr("Of what"), lambda: TextEditor(), tr("Who or what is counted or measured: homes, the plan")),
    ("measuredProperty", tr("Which property"), lambda: TextEditor(),
     tr("What of it is measured: cost, age, number of beds")),
)
_MORE: Sequence[tuple[str, str, Callable[[], Editor], str]] = (
    ("direction", trc("figure", "Change"), lambda: Segments(_DIRECTIONS),
     tr("Whether the figure tells of a rise or a fall")),
    ("from", trc("figure", "From"), lambda: TextEditor(decimal_text, rest=grouped), tr("The value before the change")),
    ("to", trc("figure", "To"), lambda: TextEditor(decimal_text, rest=grouped), tr("The value after the change")),
    ("population", tr("Population"), lambda: TextEditor(),
     tr("The whole that a share is a part of: adults in the north")),
    ("qualifier", tr("Qualifier"), lambda: TextEditor(), tr("What restricts the figure: at current prices, so far")),
    ("period", tr("Period"), lambda: TextEditor(edtf_text), tr("When it holds: 2025, 2025-03, 2019/2024")),
    ("geo", trc("figure", "Place"), lambda: TextEditor(), tr("Where it holds")),
    ("aggregate", tr("Aggregate"), lambda: TextEditor(), tr("Mean, median, total, maximum…")),
    ("margin", tr("Margin"), lambda: TextEditor(decimal_text), tr("Give or take: 3 for ±3")),
    ("vague", tr("Vague"), lambda: Segments(_YES_NO), tr("An amount without a number: dozens, the majority")),
    ("projection", tr("Projection"), lambda: Segments(_YES_NO), tr("The figure is of the future")),
    ("raw", tr("As written"), lambda: TextEditor(), tr("The words of the article")),
)
_CHANGE = ("direction", "from", "to")
_BY_HAND = ("measuredProperty", "population", "qualifier", "period", "geo", "aggregate", "margin", "projection")
"""What no reading of the words fills in; reading again leaves it alone."""


class QuantityForm(QWidget):
    """Value, unit and what is measured, with the rarer parts behind “More”.

    Signals:
        left: Esc in an editor: the focus may go back to the text.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._annotation: Annotation | None = None
        self._fields: dict[str, StoredField] = {}
        self._seen: dict[str, tuple[int, ...]] = {}
        self._lay_out()
        self.setAccessibleName(tr("Figure"))

    # --- showing ---

    def show_annotation(self, annotation: Annotation | None, *, hands: Hands = NO_HANDS) -> None:
        """Show the figure of an annotation.

        Args:
            hands: who changed it elsewhere just now; an editor in use is left alone then.
        """
        fresh = annotation is None or self._annotation is None or annotation.id != self._annotation.id
        if fresh:
            self._leave()
        self._annotation = annotation
        if annotation is None:
            return
        values = _flat(annotation.quantity)
        for name, field in self._fields.items():
            field.show_value(values.get(name), fresh=fresh, who=hands.of(_in_journal(name)))
        self._top.setVisible(annotation.quantity.get("comparator") == "range" or "valueMax" in annotation.quantity)
        self._assumed.setVisible(bool(annotation.quantity.get("unitInferred")))
        if fresh:
            self._set_more(any(values.get(name) is not None for name, *_ in _MORE if name != "raw"))

    def _leave(self) -> None:
        """Store what is being typed, unless its annotation has gone."""
        if self._annotation is not None and self._bridge.session.catalogue.annotation(self._annotation.id) is not None:
            for field in self._fields.values():
                if field.editor.dirty():
                    field.editor.commit()

    def field(self, name: str) -> StoredField:
        """The field of a part: its name in the dataset, or direction, from, to of a change."""
        return self._fields[name]

    def take_focus(self) -> None:
        """Begin at the value."""
        self._fields["value"].editor.take_focus()

    # --- building ---

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._add_value_rows()
        for part in _PLAIN:
            self._column.addWidget(self._add(*part))
        self._more = _small(tr("More"), tr("Show the rarer parts of the figure"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._set_more)
        again = _small(tr("Read again"), tr("Read value, unit and the rest anew from the marked words"))
        again.clicked.connect(self.read_again)
        row = QHBoxLayout()
        row.setContentsMargins(LABEL + 2, 0, 0, 0)
        row.addWidget(again)
        row.addStretch(1)
        row.addWidget(self._more)
        self._column.addLayout(row)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(6)
        for part in _MORE:
            rest.addWidget(self._add(*part))
        self._column.addWidget(self._rest)
        self._set_more(False)

    def _add_value_rows(self) -> None:
        remark = Remark()
        comparator = self._add("comparator", tr("Value"), lambda: Choice(_SIGNS, without="", ask="="),
                               tr("How the figure is meant: exactly, about, less than, at least, from … to"),
                               remark=remark)
        value = self._add("value", tr("Value"), lambda: TextEditor(decimal_text, rest=grouped),
                          tr("Digits, with a point: 0.2"),
                          label=False, remark=remark)
        unit = self._add("unit", tr("Unit"), TextEditor, tr("USD, %, km, or the counted noun"), label=False,
                         remark=remark)
        comparator.editor.setFixedWidth(46)
        comparator.editor.control.setProperty("role", "sign")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(comparator)
        row.addWidget(value, 7)
        row.addWidget(unit, 3)
        self._column.addLayout(row)
        self._top = self._add("valueMax", "to", lambda: TextEditor(decimal_text, rest=grouped),
                              tr("The upper end of the range"))
        self._column.addWidget(self._top)
        self._assumed = QLabel(tr("The unit is assumed from the sign"))
        self._assumed.setProperty("role", "muted")
        self._assumed.setWordWrap(True)
        below = QVBoxLayout()
        below.setContentsMargins(LABEL + 6, 0, 0, 0)
        below.addWidget(remark)
        below.addWidget(self._assumed)
        self._column.addLayout(below)

    def _add(self, name: str, title: str, make: Callable[[], Editor], help_: str, *, label: bool = True,
             remark: Remark | None = None) -> StoredField:
        field = StoredField(title, make(), help_=help_, label=label, remark=remark)
        if name == "comparator":
            field.editor.name(tr("Comparator"), help_)
        field.given.connect(partial(self._store, name))
        field.begun.connect(partial(self._begin, name))
        field.left.connect(self.left)
        self._fields[name] = field
        return field

    def _set_more(self, shown: bool) -> None:
        self._more.setChecked(shown)
        self._more.setText(tr("Less") if shown else tr("More"))
        self._rest.setVisible(shown)

    # --- storing ---

    def _begin(self, name: str) -> None:
        if self._annotation is not None:
            self._seen[name] = self._bridge.session.heads(self._annotation.id)

    def _store(self, name: str, value: Any) -> None:
        annotation = self._annotation
        if annotation is None:
            return
        patch: dict[str, Any] = {name: value}
        if name in _CHANGE:
            problem = self._change_problem(name, value)
            if problem:
                self._fields[name].not_stored(None)
                self._fields[name].remark.complain(problem)
                return
            patch = {"change": self._change(name, value)}
        elif name == "unit" and annotation.quantity.get("unitInferred"):
            patch["unitInferred"] = None
        elif name == "comparator" and value != "range" and "valueMax" in annotation.quantity:
            patch["valueMax"] = None
        if self._bridge.do(set_quantity(annotation, patch, seen=self._seen.pop(name, None))) is None:
            self._fields[name].not_stored(_flat(annotation.quantity).get(name))
        if self._fields[name].editor.busy():
            self._begin(name)

    def _change_problem(self, name: str, value: Any) -> str:
        """A change without a direction cannot be exported: it is asked for first."""
        known = dict((self._annotation.quantity.get("change") if self._annotation else None) or {})
        free = name == "direction" or value is None or known.get("direction")
        return "" if free else tr("Say first: increase or decrease")

    def _change(self, name: str, value: Any) -> dict[str, Any] | None:
        known = dict((self._annotation.quantity.get("change") if self._annotation else None) or {})
        known[name] = value
        known = {key: each for key, each in known.items() if each is not None}
        return known if "direction" in known else None

    @Slot()
    def read_again(self) -> None:
        """Read the figure anew from the words, and mark where value and unit stand."""
        annotation = self._annotation
        if annotation is None:
            return
        figure = self._read(annotation)
        if figure is None:
            self._bridge.said.emit(Said(tr("No figure was found in these words; nothing was changed")))
            return
        change_set = _read_anew(annotation, figure, self._bridge.text)
        if change_set:
            self._bridge.do(change_set)
        else:
            self._bridge.said.emit(Said(tr("The words say what is there already")))

    def _read(self, annotation: Annotation) -> Figure | None:
        from annotator.corpus.figures import read_figure  # its tables cost 50 ms: not before the first paint

        article = self._bridge.session.catalogue.article(annotation.article)
        language = (article.language or "en")[:2] if article else "en"
        found = (read_figure(self._bridge.text, *span, language=language) for span in annotation.content)
        return next((figure for figure in found if figure), None)


def _in_journal(name: str) -> str:
    return f"quantity:{'change' if name in _CHANGE else name}"


def _flat(quantity: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a quantity, those of its change among them."""
    return {**{k: v for k, v in quantity.items() if k != "change"}, **(quantity.get("change") or {})}


def _read_anew(annotation: Annotation, figure: Figure, text: str) -> ChangeSet:
    """One change with the quantity and the marks that differ."""
    fields: dict[str, Any] = {}
    by_hand = {key: value for key, value in annotation.quantity.items() if key in _BY_HAND}
    parts = [replace_quantity(annotation, {**by_hand, **figure.fields()})]
    for role, span in (("value", figure.value_span), ("unit", figure.unit_span)):
        spans = [span] if span and span[0] < span[1] else []
        if spans != [(s.start, s.end) for s in annotation.marks if s.role == role]:
            parts.append(set_marks(annotation, role, spans, text))
            stored = parts[-1].changes[0].fields["segments"]
            annotation = replace(annotation, segments=tuple(Segment(*row) for row in stored))
    for part in parts:
        for change in part.changes:
            fields |= change.fields
    return ChangeSet([Change("annotation", annotation.id, fields, annotation.article)] if fields else [])


def _small(words: str, help_: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolTip(help_)
    button.setProperty("role", "link")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(words)
    return button
