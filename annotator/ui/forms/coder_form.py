"""Who works: name, ORCID and e-mail; who else works on this computer; who worked here last."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.actions import team
from annotator.corpus.change import Changed
from annotator.corpus.errors import Fault
from annotator.corpus.identifiers import checked
from annotator.corpus.sight import identities
from annotator.corpus.team import Coder
from annotator.language import tr
from annotator.settings import coder_named, coders, remember_coder
from annotator.ui.bridge import Bridge
from annotator.ui.forms.last_work import LastWorkList
from annotator.ui.letters import stretched
from annotator.ui.widgets.coder_mark import CoderMark
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.form_field import FormField
from annotator.ui.widgets.plain import plain_label

_MOST = 3
"""Colleagues whose last work is listed; all of them have a sheet of their own."""
_WIDTH = 340


class CoderForm(QWidget):
    """A person's own settings; they act at once.

    Signals:
        resized: it has become taller or shorter.
        renamed: somebody has another name, or somebody else works.
        chosen: id of an article that a colleague worked in last.
        all_wanted: everybody's last work shall be listed.
    """

    resized = Signal()
    renamed = Signal()
    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.lines = {"name": CommitLine(tr("Name")),
                      "orcid": CommitLine("ORCID", hint=tr("0000-0002-1825-0097 (optional)")),
                      "email": CommitLine(tr("E-mail"), hint=tr("Optional"))}
        self.blind = QCheckBox(tr("Hide others' annotations from me"))
        self.others, self.somebody = QComboBox(self), CommitLine(tr("Somebody else"), hint=tr("Name of somebody new"))
        self.also = QComboBox(self)
        self._fields = {key: FormField(line.accessibleName(), line) for key, line in self.lines.items()}
        self._also_field = FormField(tr("I am also"), self.also)
        self.last, self.everybody = LastWorkList(bridge, self, most=_MOST), QToolButton(self)
        self._mark, self.title = QHBoxLayout(), plain_label(tr("You"), "heading")
        self._lay_out()
        for key, line in self.lines.items():
            line.committed.connect(partial(self._store, key))
            line.restored.connect(partial(self._fields[key].show_problem, ""))
        self.blind.clicked.connect(self._be_blind)
        self.others.activated.connect(self._switch)
        self.somebody.committed.connect(self._switch_to_new)
        self.also.activated.connect(self._join)
        self.last.chosen.connect(self.chosen)
        self.everybody.clicked.connect(self.all_wanted)
        bridge.changed.connect(self._follow)
        self.setFixedWidth(stretched(_WIDTH))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(9)
        self._mark.setSpacing(8)
        self._mark.addWidget(self.title, 1)
        column.addLayout(self._mark)
        for field in self._fields.values():
            column.addWidget(field)
        column.addWidget(self.blind)
        column.addWidget(self._also_field)
        column.addWidget(plain_label(tr("On this computer works"), "heading"))
        column.addWidget(self.others)
        column.addWidget(self.somebody)
        self._heading = plain_label(tr("Last work of others"), "heading")
        self.everybody.setText(tr("Everybody…"))
        self.everybody.setProperty("role", "link")
        self.everybody.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.everybody.setAccessibleName(tr("Everybody who worked here last"))
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.everybody)
        column.addLayout(head)
        column.addWidget(self.last)
        self.others.setAccessibleName(tr("Who works on this computer"))
        self.also.setToolTip(tr("Join two identities of one person; both count as one"))

    def show_coder(self) -> None:
        """Show what is stored now."""
        session = self._bridge.session
        settings, known = self._bridge.settings, session.catalogue.coders()
        me = known.get(session.coder.id, session.coder)
        self.lines["name"].show_value(session.coder.name)
        self.lines["orcid"].show_value(settings.orcid or me.orcid)
        self.lines["email"].show_value(settings.email or me.email)
        self.blind.setChecked(session.eyes.blind)
        mine = identities(session.coder.id, known)
        self.others.clear()
        for name, words in coders().items():
            self.others.addItem(words, name)
        self.others.setCurrentIndex(max(self.others.findData(session.coder.id), 0))
        self.also.clear()
        joined = ", ".join(sorted(known[name].name for name in mine - {session.coder.id} if name in known))
        self.also.addItem(tr("{names}; and …", names=joined) if joined else tr("Nobody else"), "")
        for name, coder in known.items():
            if name not in mine:
                self.also.addItem(coder.name, name)
        self._also_field.setVisible(self.also.count() > 1 or bool(joined))
        self._show_mark()
        self.last.refresh()
        for part in (self._heading, self.last):
            part.setVisible(bool(self.last.rows))
        self.everybody.setVisible(self.last.more)
        self.resized.emit()

    def _show_mark(self) -> None:
        """By what others know one's work; before the first work one has none."""
        while self._mark.count() > 1:
            item = self._mark.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        session = self._bridge.session
        if session.coder.id in session.catalogue.coders():
            person = session.catalogue.people().person(session.coder.id)
            self._mark.insertWidget(0, CoderMark(person, self._bridge.theme, self))

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if self.isVisible() and "coder" in changed.kinds():
            self.show_coder()

    # --- what a person does ---

    def _store(self, key: str, value: str) -> None:
        problem = ""
        if key == "name" and not value:
            problem = tr("A name is needed; any will do")
        if key == "orcid" and value:
            try:
                value = checked("orcid", value)
            except ValueError as error:
                problem = str(error)
        if key == "email" and value and "@" not in value:
            problem = tr("An e-mail address has an @")
        self._fields[key].show_problem(problem)
        self.resized.emit()
        if problem:
            self.lines[key].refuse()
            return
        session = self._bridge.session
        self._bridge.choose(**{key: value})
        said: dict[str, Any] = {key: value}
        session.rename_coder(replace(session.coder, **said))
        known = session.catalogue.coders().get(session.coder.id)
        if known is not None:
            self._bridge.do(team.describe_coder(known, {key: value}))
        self.lines[key].show_value(value)
        self.renamed.emit()

    @Slot(bool)
    def _be_blind(self, blind: bool) -> None:
        self._bridge.session.be_blind(blind)
        self._bridge.choose(blind=blind)
        self.renamed.emit()

    @Slot(int)
    def _switch(self, _row: int) -> None:
        self._become(self.others.currentData(), self.others.currentText())

    @Slot(str)
    def _switch_to_new(self, name: str) -> None:
        if name:
            self._become(coder_named(name), name)
            self.somebody.show_value("")

    def _become(self, coder: str, name: str) -> None:
        session = self._bridge.session
        if coder == session.coder.id:
            return
        try:
            remember_coder(session.coder.id, session.coder.name)
        except OSError as error:
            self._bridge.failed.emit(Fault(tr("The coder was not switched"), str(error), tr("Make room on the disk")))
            return
        known = session.catalogue.coders().get(coder) or Coder(coder, name)
        self._bridge.choose(coder=coder, name=name, orcid=known.orcid, email=known.email)
        session.switch(Coder(coder, name, known.orcid, known.email))
        self.show_coder()
        self.renamed.emit()

    @Slot(int)
    def _join(self, _row: int) -> None:
        session, other = self._bridge.session, self.also.currentData()
        if not other:
            return
        theirs = session.catalogue.coders()[other]
        if self._bridge.do(team.join(session.coder, theirs),
                           say=tr("{name} and {other} are one person now", name=session.coder.name, other=theirs.name)):
            self.show_coder()
