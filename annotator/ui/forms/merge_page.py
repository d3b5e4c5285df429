"""Merging, looked at before it is done: which names, how many annotations, and which facts differ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.actions import sources
from annotator.corpus.change import Changed, counted
from annotator.corpus.errors import Fault
from annotator.corpus.merging import Difference, differences, new_spellings
from annotator.corpus.names import Match
from annotator.corpus.source import Source, family
from annotator.language import tr, trn
from annotator.project.statements import reach
from annotator.ui.bridge import Bridge, Said
from annotator.ui.forms.source_words import field_in_words, listed, value_in_words
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.name_line import NameLine
from annotator.ui.widgets.pick_row import ElidedRadio, PickRow
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.tab_order import visit_in_reading_order


class MergePage(QWidget):
    """Two or more sources, which of them is kept, and what will be. Nothing is stored before *Merge*.

    Signals:
        merged: id of the source that all count as now.
        closed: nothing (more) is to be merged.
    """

    merged = Signal(str)
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ids: list[str] = []
        self._into = ""
        self._picked: dict[str, Any] = {}
        self._asks = False
        self._shown: list[tuple[Source | None, tuple[int, int]]] = []
        self.line = NameLine(tr("Merge into"), self._others)
        self._field = FormField(tr("Merge into"), self.line, self)
        self.heading = QLabel(self)
        self.preview = QWidget(self)
        self.picks: list[PickRow] = []
        self.keeps: list[ElidedRadio] = []
        self._members, self._group = QWidget(self), QButtonGroup(self)
        self.merge, self.differ, self.cancel = (QPushButton(words, self) for words in (
            tr("Merge"), tr("Not the same"), tr("Cancel")))
        self._lay_out()
        self._connect()

    def begin(self, ids: Sequence[str], *, into: str = "", ask: bool = False, doubtful: bool = False) -> None:
        """Show what merging these would do.

        Args:
            into: the one that is kept; without it the one used most.
            ask: it is not said yet into which; a line asks.
            doubtful: they were proposed, so that one may also say that they are not the same.
        """
        known = self._bridge.session.catalogue.sources()
        self._ids, self._picked, self._asks = [name for name in ids if name in known], {}, ask
        self._into = into or self._likeliest()
        self.line.setPlaceholderText(tr("Name of the other source"))
        self.line.show_value("")
        self.line.clear()
        self._field.setVisible(ask)
        self.differ.setVisible(doubtful)
        self._show_all()
        (self.line if ask else self.merge).setFocus()

    @property
    def sentences(self) -> list[str]:
        """What the preview says."""
        return [label.text() for label in self.preview.findChildren(QLabel)
                if label.property("sentence") and not label.isHidden()]

    def keep(self, source: str) -> None:
        """Keep this one, and have the others count as it."""
        self._into, self._picked = source, {}
        self._show_preview()

    def leave_out(self, source: str) -> None:
        """Merge the others without this one."""
        self._ids = [name for name in self._ids if name != source]
        self._into = self._into if self._into in self._ids else self._likeliest()
        self._picked = {}
        self._show_all()

    @Slot(object)
    def follow(self, changed: Changed) -> None:
        """Show what it would do now; end when a colleague has merged them meanwhile."""
        if "source" not in changed.kinds() and "annotation" not in changed.kinds():
            return
        known = [self._bridge.source(name) for name in self._ids]
        ids = list(dict.fromkeys(source.id for source in known if source is not None))
        if len(ids) < len(self._ids) and len(ids) < 2 and not self._asks:
            self._bridge.said.emit(Said(tr("They are one source already") if ids else tr("The sources are gone")))
            self.closed.emit()
            return
        self._ids = ids
        self._into = self._into if self._into in ids else self._likeliest()
        if self._facts() != self._shown:  # else the focus would be lost for nothing
            self._show_all()

    # --- showing ---

    def _facts(self) -> list[tuple[Source | None, tuple[int, int]]]:
        """What the page says anything of."""
        catalogue = self._bridge.session.catalogue
        known, merged = catalogue.sources(), catalogue.merged()
        return [(known.get(name), reach(catalogue, family(name, merged))) for name in self._ids]

    def _sources(self) -> tuple[Source | None, list[Source]]:
        known = self._bridge.session.catalogue.sources()
        return known.get(self._into), [known[name] for name in self._ids if name != self._into and name in known]

    def _likeliest(self) -> str:
        """The one to keep: the most used, of these the one with the longest name."""
        catalogue = self._bridge.session.catalogue
        counts, merged, known = catalogue.source_counts(), catalogue.merged(), catalogue.sources()
        return max(self._ids, key=lambda name: (sum(counts.get(each, 0) for each in family(name, merged)),
                                                len(known[name].name)), default="")

    def _show_all(self) -> None:
        _empty(self._members)
        self.keeps, self._shown = [], self._facts()
        known = self._bridge.session.catalogue.sources()
        for name in self._ids:
            layout = self._members.layout()
            assert layout is not None
            layout.addWidget(self._member(known[name]))
        several = len(self._ids) > 1
        self._members.setVisible(several)
        self._caption.setVisible(several)
        self.heading.setText(tr("Merge {number} sources", number=len(self._ids)) if several else
                             tr("Merge {name}", name=known[self._ids[0]].name) if self._ids else "")
        self._show_preview()

    def _member(self, source: Source) -> QWidget:
        row = QWidget(self._members)
        annotations, articles = reach(self._bridge.session.catalogue,
                                      family(source.id, self._bridge.session.catalogue.merged()))
        radio = ElidedRadio(source.name, row)
        radio.setChecked(source.id == self._into)
        radio.setAccessibleName(tr("Keep {name}", name=source.name))
        radio.entered.connect(self.do_merge)
        radio.clicked.connect(partial(self.keep, source.id))
        self._group.addButton(radio)
        self.keeps.append(radio)
        says = f"{counted(annotations, 'annotation')}, {counted(articles, 'article')}" if annotations else tr("unused")
        used = QLabel(says, row)
        used.setProperty("role", "caption")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(radio, 1)
        line.addWidget(used)
        if len(self._ids) > 2:
            cross = QToolButton(row)
            cross.setText("×")
            cross.setProperty("role", "close")
            cross.setToolTip(tr("Leave this one out"))
            cross.setAccessibleName(tr("Leave {name} out", name=source.name))
            cross.clicked.connect(partial(self.leave_out, source.id))
            line.addWidget(cross)
        return row

    def _show_preview(self) -> None:
        _empty(self.preview)
        self.picks = []
        into, others = self._sources()
        ready = into is not None and bool(others)
        self.preview.setVisible(ready)
        self.merge.setEnabled(ready)
        self.merge.setText(tr("Merge {number}", number=len(self._ids)) if len(self._ids) > 2 else tr("Merge"))
        if into is None or not others:
            return
        catalogue = self._bridge.session.catalogue
        moving = set().union(*(family(other.id, catalogue.merged()) for other in others))
        annotations, articles = reach(catalogue, moving)
        many = counted(annotations, "annotation")
        self._say(tr("{annotations} from {articles} will count as {name}.", annotations=many,
                     articles=counted(articles, "article"), name=into.name) if annotations else
                  tr("{annotations} will count as {name}.", annotations=many, name=into.name))
        if names := new_spellings(into, others):
            quoted = listed([tr("“{words}”", words=name) for name in names])
            self._say(trn("{names} becomes another name of it.", "{names} become other names of it.", len(names),
                          names=quoted))
        for difference in differences(into, others):
            self._add(self._pick(difference))
        if len({source.note.strip() for source in (into, *others)} - {""}) > 1:
            self._say(tr("The notes stay, one below the other."))
        if any(other.roles for other in others):
            self._say(tr("Roles over time are put together."))
        self._say(tr("One undo takes all of it back; later each can be split off again."), muted=True)
        visit_in_reading_order(self)

    def _pick(self, difference: Difference) -> PickRow:
        words = [(value, value_in_words(self._bridge, difference.field, value)) for value in difference.values]
        picked = self._picked.get(difference.field, difference.values[0])
        at = difference.values.index(picked) if picked in difference.values else 0
        row = PickRow(field_in_words(self._bridge, difference.field), words, at=at)
        row.picked.connect(partial(self._picked.__setitem__, difference.field))
        row.entered.connect(self.do_merge)
        self.picks.append(row)
        return row

    def _say(self, words: str, *, muted: bool = False) -> None:
        label = plain_label(words, "muted" if muted else "")
        label.setProperty("sentence", True)
        self._add(label)

    def _add(self, widget: QWidget) -> None:
        layout = self.preview.layout()
        assert layout is not None
        layout.addWidget(widget)
        widget.show()

    # --- doing ---

    @Slot()
    def do_merge(self) -> None:
        """Merge them, as one action."""
        into, others = self._sources()
        if into is None or not others:
            return
        try:
            change = sources.merge_all(others, into, self._bridge.session.catalogue.merged(), picked=self._picked)
        except Fault as fault:
            self._bridge.failed.emit(fault)
            return
        what = others[0].name if len(others) == 1 else tr("{number} sources", number=len(others))
        if self._bridge.do(change, say=tr("{source} merged into {into}", source=what, into=into.name)):
            self.merged.emit(into.id)

    @Slot()
    def _dismiss(self) -> None:
        known = self._bridge.session.catalogue.sources()
        members = [known[name] for name in self._ids if name in known]
        if self._bridge.do(sources.not_the_same(members), say=tr("{members} are not the same", members=len(members))):
            self.closed.emit()

    @Slot(str)
    def _choose(self, other: str) -> None:
        into = self._bridge.source(other)
        if into is not None and into.id not in self._ids:
            self._ids = [*self._ids[:1], into.id]
            self.line.show_value(into.name)
            self._into, self._picked = into.id, {}
            self._show_all()
            self.merge.setFocus()

    def _others(self, typed: str) -> list[Match]:
        merged = self._bridge.session.catalogue.merged()
        own = set().union(*(family(name, merged) for name in self._ids[:1]))
        return self._bridge.matches(typed, None, without=own)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads out, merging nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # --- building ---

    def _lay_out(self) -> None:
        self.heading.setProperty("role", "name")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self._caption = plain_label(tr("Which one is kept? The others count as it, and their names still find it."),
                                    "caption", parent=self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(10)
        for part in (self.heading, self._field, self._caption, self._members, self.preview):
            column.addWidget(part)
        column.addStretch(1)
        for part in (self._members, self.preview):
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(2 if part is self._members else 10)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.merge.setProperty("primary", True)
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 12)
        row.setSpacing(6)
        for button in (self.merge, self.differ, self.cancel):
            button.setAccessibleName(button.text())
            button.setAutoDefault(True)  # outside of dialogs, Enter presses no button else
            row.addWidget(button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(row)

    def _connect(self) -> None:
        self.line.chosen.connect(self._choose)
        self.merge.clicked.connect(self.do_merge)
        self.differ.clicked.connect(self._dismiss)
        self.cancel.clicked.connect(self.closed)


def _empty(part: QWidget) -> None:
    layout = part.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.setParent(None)
            old.deleteLater()
