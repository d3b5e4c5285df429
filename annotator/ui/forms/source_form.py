"""The card of one source: everything known of it, edited in place, and the names that count as it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.change import ChangeSet, counted
from annotator.corpus.errors import Fault
from annotator.corpus.names import Context, Match, ranked
from annotator.corpus.source import Source, family
from annotator.ui.bridge import Bridge
from annotator.ui.forms.merge_form import MergeForm
from annotator.ui.models.source_list import ANONYMITY_WORDS, TYPE_WORDS
from annotator.ui.widgets.chips import Chips
from annotator.ui.widgets.commit_line import CommitLine, CommitText
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.name_line import NameLine
from annotator.ui.widgets.offer import Offer

_BODIES = ("organisation", "group")


class SourceForm(QWidget):
    """Each field is stored when one leaves it; what a name already means is offered to be merged.

    `buttons` (merge, remove) are the panel's to place: they stay in view while the form scrolls.

    Signals:
        moved: id of the source that should be shown now, "" when this one is gone.
        asking: something is said or asked at the top of the form.
    """

    moved = Signal(str)
    asking = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._source: Source | None = None
        self._seen: tuple[int, ...] = ()
        self.name = CommitLine("Name", parent=self)
        self.name.setProperty("role", "name")
        self.offer = Offer(self)
        self.type = _choice("Type", TYPE_WORDS)
        self.anonymity = _choice("Named how", {"": "–", **ANONYMITY_WORDS})
        self.job = CommitLine("Job title", hint="Minister, spokeswoman, baker …")
        self.affiliation = NameLine("Affiliation", self._bodies, creates="organisation")
        self.affiliation.setPlaceholderText("Organisation or group")
        self.aliases = Chips("Other names", hint="Add a name…")
        self.note = CommitText("Note", hint="Markdown")
        self.facts = QLabel(self)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setWordWrap(True)
        self.facts.setProperty("role", "muted")
        self.merge = MergeForm(bridge, self)
        self._merged = QWidget(self)
        self.buttons = QWidget(self)
        self._lay_out()
        self._connect()

    def show_source(self, source: Source) -> None:
        """Show a source as it is now. What is being written stays; it goes to the source that it was written for."""
        if self._source is None or self._source.id != source.id:
            self.leave()
        self._source = source
        self.name.show_value(source.name)
        self.name.setToolTip("")
        _select(self.type, source.type)
        _select(self.anonymity, source.anonymity)
        self.job.show_value(source.job_title)
        belongs = self._bridge.source(source.affiliation)
        self.affiliation.show_value(belongs.name if belongs else "")
        self.aliases.show_names(source.aliases)
        self.note.show_value(source.note)
        if not any(line.writing() for line in self._editors().values()):
            self._seen = self._bridge.session.heads(source.id)
        self._show_facts(source)
        self._show_merged(source)
        self.merge.show_source(source)

    def leave(self) -> None:
        """Store what is being written, before something else is shown; what cannot be stored goes."""
        for line in self._editors().values():
            line.commit()
            line.restore()
        self.offer.clear()
        self.merge.finish()

    def _editors(self) -> dict[str, CommitLine | CommitText]:
        return {"name": self.name, "job_title": self.job, "note": self.note}

    # --- building ---

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        kinds.addWidget(FormField("Type", self.type), 1)
        kinds.addWidget(FormField("Named how", self.anonymity), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.name, self.offer, self.merge):
            column.addWidget(widget)
        column.addLayout(kinds)
        for caption, editor in (("Job title", self.job), ("Affiliation", self.affiliation),
                                ("Other names", self.aliases), ("Note", self.note)):
            column.addWidget(FormField(caption, editor))
        column.addWidget(self.facts)
        column.addWidget(self._merged)
        QVBoxLayout(self._merged).setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for words, call in (("Merge into…", self.begin_merge), ("Remove", self.remove)):
            button = QPushButton(words, self.buttons)
            button.setProperty("quiet", True)
            button.setAccessibleName(words)
            button.clicked.connect(call)
            row.addWidget(button)

    def _connect(self) -> None:
        self.name.committed.connect(self._rename)
        self.name.restored.connect(self.offer.clear)
        self.type.activated.connect(partial(self._store_choice, self.type, "type"))
        self.anonymity.activated.connect(partial(self._store_choice, self.anonymity, "anonymity"))
        self.job.committed.connect(partial(self._store, "job_title"))
        self.affiliation.chosen.connect(partial(self._store, "affiliation"))
        self.affiliation.wanted.connect(self._make_body)
        self.note.committed.connect(partial(self._store, "note"))
        self.aliases.added.connect(self._add_alias)
        self.aliases.removed.connect(self._remove_alias)
        self.merge.merged.connect(self.moved)

    def _show_facts(self, source: Source) -> None:
        lines = [f"{name}: {value}" for name, value in sorted(source.identifiers.items())]
        lines += [f"Same as: {address}" for address in source.same_as]
        lines += [_role(role) for role in source.roles]
        self.facts.setText("\n".join(lines))
        self.facts.setVisible(bool(lines))

    def _show_merged(self, source: Source) -> None:
        """The names that count as this source, each with the way back."""
        layout = self._merged.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        known = self._bridge.session.catalogue.sources()
        inside = [s for s in known.values() if s.merged_into == source.id]
        for other in inside:
            layout.addWidget(self._merged_row(other))
        self._merged.setVisible(bool(inside))

    def _merged_row(self, other: Source) -> QWidget:
        row = QWidget(self._merged)
        label = QLabel(f"also {other.name}", row)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        button = QPushButton("Split again", row)
        button.setProperty("quiet", True)
        button.setAccessibleName(f"Split {other.name} again")
        button.clicked.connect(partial(self._split, other.id))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        line.addWidget(button)
        return row

    # --- storing ---

    def _store(self, field: str, value: str) -> None:
        if self._source is not None:
            self._do(field, sources.edit(self._source, {field: value}, seen=self._seen))

    def _do(self, field: str, change_set: ChangeSet, *, say: str = "") -> None:
        source, editor = self._source, self._editors().get(field)
        if self._bridge.do(change_set, say=say) is None:
            if editor is not None:
                editor.not_stored()
        elif source is not None:
            self._seen = self._bridge.session.heads(source.id)

    def _store_choice(self, box: QComboBox, field: str, _row: int) -> None:
        self._store(field, box.currentData())

    @Slot(str)
    def _rename(self, name: str) -> None:
        source = self._source
        if source is None:
            return
        if not name:
            self.name.restore()
            return
        there = self._bridge.existing(name, but=source.id)
        if there is None:
            self.offer.clear()
            said = f"Renamed; “{source.name}” stays as another name"
            self._do("name", sources.rename(source, name, seen=self._seen), say=said)
            return
        used = self._bridge.session.catalogue.source_counts().get(there.id, 0)
        self.offer.say(f"{there.name} is a source already, with {counted(used, 'annotation')}.", [
            ("Merge, keep as alias", partial(self.merge.merge_into, there.id)), ("Keep the old name", self._keep_name)])

    def _keep_name(self) -> None:
        self.offer.clear()
        self.name.restore()
        self.name.setFocus()

    @Slot(str)
    def _add_alias(self, alias: str) -> None:
        source = self._source
        if source is None:
            return
        there = self._bridge.existing(alias, but=source.id)
        if there is not None:
            self.offer.say(f"{there.name} bears that name already. Merge the two?", [
                (f"Merge {there.name} into this", partial(self._take_in, there.id)), ("No", self.offer.clear)])
            return
        self.offer.clear()
        self._bridge.do(sources.set_alias(source, alias))

    @Slot(str)
    def _remove_alias(self, alias: str) -> None:
        if self._source is not None:
            self._bridge.do(sources.set_alias(self._source, alias, present=False), say=f"“{alias}” taken away")

    @Slot(str)
    def _make_body(self, name: str) -> None:
        """Make an organisation and say that the source belongs to it, in one step."""
        if self._source is not None:
            made, change_set = sources.create(name, "organisation")
            self._bridge.do(change_set + sources.edit(self._source, {"affiliation": made.id}, seen=self._seen))

    def _take_in(self, other: str) -> None:
        self.offer.clear()
        self.merge.take_in(other)

    def _split(self, name: str) -> None:
        known = self._bridge.session.catalogue.sources()
        other, source = known.get(name), self._source
        if other is not None and source is not None:
            self._bridge.do(sources.split(other, source), say=f"{other.name} is a source of its own again")

    @Slot()
    def begin_merge(self) -> None:
        """Ask into which source to merge this one."""
        self.offer.clear()
        self.merge.begin()
        self.asking.emit()

    @Slot()
    def remove(self) -> None:
        """Remove the source, or say why that cannot be."""
        source, catalogue = self._source, self._bridge.session.catalogue
        if source is None:
            return
        counts, merged, known = catalogue.source_counts(), catalogue.merged(), catalogue.sources()
        try:
            gone = ChangeSet([])
            for member in sorted(family(source.id, merged), key=source.id.__ne__):
                gone = gone + sources.remove(known[member], counts, merged)
        except Fault as fault:
            self.offer.say(f"{fault.what}: {fault.why}. {fault.remedy}.", [
                ("Merge into…", self.begin_merge), ("Close", self.offer.clear)])
            self.asking.emit()
            return
        if self._bridge.do(gone, say=f"{source.name} removed"):
            self.moved.emit("")

    def _bodies(self, typed: str) -> list[Match]:
        catalogue = self._bridge.session.catalogue
        own = self._source.id if self._source else ""
        bodies = (s for s in catalogue.sources().values() if s.type in _BODIES and s.id != own)
        return ranked(typed, bodies, Context({}, counts=catalogue.source_counts()))


def _choice(name: str, words: Mapping[str, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in words.items():
        box.addItem(text, value)
    return box


def _select(box: QComboBox, value: str) -> None:
    place = box.findData(value)
    if place < 0:
        box.addItem(value, value)
        place = box.count() - 1
    box.setCurrentIndex(place)


def _role(role: Mapping[str, str]) -> str:
    since = " to ".join(part for part in (role.get("from", ""), role.get("to", "")) if part)
    return f"{role.get('text', '')} ({since})" if since else role.get("text", "")
