"""The fields of one source: everything known of it, edited in place, and the names that count as it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from annotator.actions import sources
from annotator.corpus.change import ChangeSet, counted
from annotator.corpus.hands import NO_HANDS, Hands
from annotator.corpus.merging import differences
from annotator.corpus.names import Context, Match, ranked
from annotator.corpus.source import Source
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.forms.identifier_rows import SAME_AS, IdentifierRows
from annotator.ui.forms.merged_rows import MergedRows
from annotator.ui.forms.role_rows import RoleRows
from annotator.ui.forms.source_answers import SourceAnswers
from annotator.ui.forms.source_note import SourceNote
from annotator.ui.models.source_list import ANONYMITY_WORDS, TYPE_WORDS
from annotator.ui.widgets.chips import Chips
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.name_line import NameLine
from annotator.ui.widgets.offer import Offer
from annotator.ui.widgets.remark import Remark

_BODIES = ("organisation", "group")
_CUT = 30
"""Letters of a name that surely fit; a longer one is in the tooltip, too."""


class SourceForm(QWidget):
    """Each field is stored when one leaves it; what a name already means is offered to be merged.

    `name`, `name_remark` and `offer` are the card's to place: they stay in view whatever else is shown.

    Signals:
        moved: id of the source that should be shown now, "" when this one is gone.
        merge_wanted: ids of sources to merge, and the one to keep ("" when that is open), after a look at it.
    """

    moved = Signal(str)
    merge_wanted = Signal(object, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._source: Source | None = None
        self._seen: tuple[int, ...] = ()
        self.name = CommitLine(tr("Name"), parent=self)
        self.name.setProperty("role", "name")
        self.name.setTextMargins(-4, 0, 0, 0)
        self.name_remark, self.offer = Remark(self), Offer(self)
        self.name_remark.attend(self.name)
        self.type = _choice(tr("Type"), TYPE_WORDS)
        self.anonymity = _choice(tr("Named how"), {"": "–", **ANONYMITY_WORDS})
        self.job = CommitLine(tr("Job title"), hint=tr("Minister, spokeswoman, baker …"))
        self.affiliation = NameLine(tr("Affiliation"), self._bodies, creates="organisation")
        self.affiliation.setPlaceholderText(tr("Organisation or group"))
        self.roles = RoleRows()
        self.answers = SourceAnswers(bridge, self)
        self.aliases = Chips(tr("Other names"), hint=tr("Add a name…"))
        self.identifiers = IdentifierRows()
        self.note = SourceNote(bridge)
        self.merged = MergedRows(bridge, self.offer)
        self._lay_out()
        self._connect()

    def show_source(self, source: Source, *, hands: Hands = NO_HANDS) -> None:
        """Show a source as it is now. What is being written stays; it goes to the source that it was written for.

        Args:
            hands: who changed it elsewhere just now.
        """
        if self._source is None or self._source.id != source.id:
            self.leave()
        self._source = source
        self.name.show_value(source.name, who=hands.of("name"))
        self.name.setToolTip(f"<p>{escape(source.name)}</p>" if len(source.name) > _CUT else "")
        _select(self.type, source.type)
        _select(self.anonymity, source.anonymity)
        self.job.show_value(source.job_title, who=hands.of("job_title"))
        belongs = self._bridge.source(source.affiliation)
        self.affiliation.show_value(belongs.name if belongs else "", who=hands.of("affiliation"))
        self.roles.show_roles(source.roles, who=hands.of("roles"))
        self.answers.show_source(source, hands=hands)
        self.aliases.show_names(source.aliases)
        self.identifiers.show_identifiers(source.identifiers, source.same_as)
        self.note.show_source(source, hands=hands)
        self._see()
        self.merged.show_source(source)

    def leave(self) -> None:
        """Store what is being written, before something else is shown; what cannot be stored goes."""
        for line in self._editors().values():
            line.commit()
            line.restore()
        self.affiliation.restore()
        self.answers.commit()
        self.note.commit()
        self.offer.clear()

    @Slot()
    def _see(self) -> None:
        """What stands there is what is stored, unless somebody is writing: a change builds on what was seen."""
        lines = (*self._editors().values(), self.affiliation)
        if self._source is not None and not any(line.writing() for line in lines):
            self._seen = self._bridge.session.heads(self._source.id)

    def _editors(self) -> dict[str, CommitLine | RoleRows]:
        return {"name": self.name, "job_title": self.job, "roles": self.roles}

    # --- building ---

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        kinds.addWidget(FormField(tr("Type"), self.type), 1)
        kinds.addWidget(FormField(tr("Named how"), self.anonymity), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(kinds)
        self.note.setAccessibleName(tr("Note"))
        for caption, editor in ((tr("Other names"), self.aliases), (tr("Job title"), self.job),
                                (tr("Affiliation"), self.affiliation), (tr("Roles over time"), self.roles)):
            column.addWidget(FormField(caption, editor))
        column.addWidget(self.answers)
        column.addWidget(FormField(tr("Identifiers"), self.identifiers))
        column.addWidget(FormField(tr("Note"), self.note))
        column.addWidget(self.merged)

    def _connect(self) -> None:
        for editor in (*self._editors().values(), self.affiliation):
            editor.caught_up.connect(self._see)
        self.name.committed.connect(self._rename)
        self.name.restored.connect(self.offer.clear)
        self.type.activated.connect(partial(self._store_choice, self.type, "type"))
        self.anonymity.activated.connect(partial(self._store_choice, self.anonymity, "anonymity"))
        self.job.committed.connect(partial(self._store, "job_title"))
        self.affiliation.chosen.connect(partial(self._store, "affiliation"))
        self.affiliation.wanted.connect(self._make_body)
        self.roles.given.connect(self._store_roles)
        self.aliases.added.connect(self._add_alias)
        self.aliases.removed.connect(self._remove_alias)
        self.identifiers.added.connect(self._add_identifier)
        self.identifiers.removed.connect(self._remove_identifier)

    # --- storing ---

    def _store(self, field: str, value: Any) -> None:
        if self._source is not None:
            self._do(field, sources.edit(self._source, {field: value}, seen=self._seen))

    def _do(self, field: str, change_set: ChangeSet, *, say: str = "") -> None:
        source, editor = self._source, self._editors().get(field)
        if change_set and self._bridge.do(change_set, say=say) is None:
            if editor is not None:
                editor.not_stored()
        elif not change_set and isinstance(editor, CommitLine):
            editor.restore()
        elif source is not None:
            self._seen = self._bridge.session.heads(source.id)

    def _store_choice(self, box: QComboBox, field: str, _row: int) -> None:
        self._store(field, box.currentData())

    @Slot(object)
    def _store_roles(self, roles: list[dict[str, str]]) -> None:
        if self._source is not None:
            self._do("roles", sources.set_roles(self._source, roles, seen=self._seen))

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
            said = tr("Renamed; “{name}” stays as another name", name=source.name)
            self._do("name", sources.rename(source, name, seen=self._seen), say=said)
            return
        self.name.refuse()
        used = self._bridge.session.catalogue.source_counts().get(there.id, 0)
        self.offer.say(tr("{name} is a source already, with {annotations}.", name=there.name,
                          annotations=counted(used, 'annotation')), [
            (tr("Merge, keep as alias"), partial(self._merge, source.id, there.id)),
            (tr("Keep the old name"), self._keep_name)])

    def _keep_name(self) -> None:
        self.offer.clear()
        self.name.restore()
        self.name.setFocus()

    def _merge(self, name: str, into: str) -> None:
        """Merge at once what leaves nothing to decide; else look at it first."""
        self.offer.clear()
        known, merged = self._bridge.session.catalogue.sources(), self._bridge.session.catalogue.merged()
        if name not in known or into not in known:
            return
        if differences(known[into], [known[name]]):
            self.merge_wanted.emit([name, into], into)
        elif self._bridge.do(sources.merge(known[name], known[into], merged),
                             say=tr("{source} merged into {into}", source=known[name].name, into=known[into].name)):
            self.moved.emit(into)

    @Slot(str)
    def _add_alias(self, alias: str) -> None:
        source = self._source
        if source is None:
            return
        there = self._bridge.existing(alias, but=source.id)
        if there is not None:
            self.offer.say(tr("{name} bears that name already. Merge the two?", name=there.name), [
                (tr("Merge {name} into this", name=there.name), partial(self._merge, there.id, source.id)),
                (tr("No"), self.offer.clear)])
            return
        self.offer.clear()
        self._bridge.do(sources.set_alias(source, alias))

    @Slot(str)
    def _remove_alias(self, alias: str) -> None:
        if self._source is not None:
            self._bridge.do(sources.set_alias(self._source, alias, present=False),
                            say=tr("“{alias}” taken away", alias=alias))

    @Slot(str)
    def _make_body(self, name: str) -> None:
        """Make an organisation and say that the source belongs to it, in one step."""
        if self._source is not None:
            made, change_set = sources.create(name, "organisation")
            self._bridge.do(change_set + sources.edit(self._source, {"affiliation": made.id}, seen=self._seen))

    @Slot(str, str)
    def _add_identifier(self, scheme: str, value: str) -> None:
        if self._source is not None:
            self._bridge.do(sources.set_identifier(self._source, scheme, value))

    @Slot(str, str)
    def _remove_identifier(self, scheme: str, value: str) -> None:
        if self._source is not None:
            change = (sources.drop_address(self._source, value) if scheme == SAME_AS
                      else sources.set_identifier(self._source, scheme, None))
            self._bridge.do(change, say=tr("{value} taken away", value=value))

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
