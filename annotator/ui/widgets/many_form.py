"""Edit many: what the selected annotations have in common, changed for all of them at once, with one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.actions import many
from annotator.actions import sources as source_actions
from annotator.actions.many import Plan
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute, Codebook
from annotator.corpus.names import Match, exists
from annotator.corpus.source import Source, display
from annotator.language import counted, tr
from annotator.ui.bridge import Bridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.editors import Choice, Editor
from annotator.ui.widgets.many_row import ManyRow, value_words
from annotator.ui.widgets.proposal import Proposal
from annotator.ui.widgets.questions import editor_of
from annotator.ui.widgets.source_edit import SourceEdit

MANY = 200
"""Annotations up to which a change is stored in one go; more are stored in bites, so that the window lives."""


class ManyForm(QWidget):
    """Every choice first says what it would do; Enter does it for all of them.

    Signals:
        ended: the selection shall end.
        proposed: a widget that has to be in sight.
    """

    ended = Signal()
    proposed = Signal(QWidget)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._ids: frozenset[str] = frozenset()
        self._annotations: list[Annotation] = []
        self._asked: tuple[Attribute, ...] | None = None
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._plan: Callable[[], Plan] | None = None
        self._made = ChangeSet([])
        self._meant: Plan | None = None
        self._beside: QWidget = self
        self._title, self._what = QLabel(), QLabel()
        self._close, self._remove = QToolButton(), QPushButton(tr("Remove them…"))
        self.source = SourceEdit(bridge.theme, self._search, bridge.session.catalogue.source_counts)
        self._source_row = ManyRow(tr("Source"), self.source)
        self.rows: dict[str, ManyRow] = {}
        self._kind_row: ManyRow | None = None
        self.proposal = Proposal(self)
        self._lay_out()
        self._connect()

    # --- showing ---

    def show_many(self, ids: Sequence[str]) -> None:
        """Show what these annotations of the open article have in common."""
        if frozenset(ids) != self._ids:
            self._ids = frozenset(ids)
            self._drop()
        self.refresh()

    def refresh(self, *, all_: bool = True) -> None:
        """Read them again: something has changed.

        Args:
            all_: also the fields that somebody is at.
        """
        self._annotations = [a for a in self._bridge.annotations() if a.id in self._ids]
        codebook = self._bridge.session.catalogue.codebook()
        count = len(self._annotations)
        self._title.setText(tr("{count:,} selected", count=count))
        self._what.setText(tr("{kinds} in this article", kinds=self._kinds_said(codebook)))
        self.setAccessibleName(tr("Edit many: {count:,} selected", count=count))
        self._show_kind(codebook)
        self._show_source()
        self._ask(many.questions(self._annotations, codebook))
        for name, row in self.rows.items():
            if all_ or not row.in_use:
                row.show_answers(many.answers(self._annotations, codebook, name), count)
        if self._plan is not None:
            self._say_again()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.source.set_theme(theme)

    def take_focus(self) -> None:
        """Begin at the source."""
        self.source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _kinds_said(self, codebook: Codebook) -> str:
        """“7 quotes, 5 claims”."""
        found = Counter(a.kind for a in self._annotations).most_common()
        return ", ".join(counted(count, codebook.kind(kind).label.lower()) for kind, count in found)

    def _show_kind(self, codebook: Codebook) -> None:
        kinds = tuple((kind.id, kind.label) for kind in codebook.shown)
        if kinds != self._kinds or self._kind_row is None:
            if self._kind_row is not None:
                self._let_go(self._kind_row)
            editor = Choice(kinds, without="")
            editor.name(tr("Kind"), tr("Make all of them this kind"))
            editor.committed.connect(self._set_kind)
            editor.left.connect(self.ended)
            self._kinds, self._kind_row = kinds, ManyRow(tr("Kind"), editor)
            self._fields.insertWidget(1, self._kind_row)
        found = Counter(a.kind for a in self._annotations).most_common()
        answers = [(kind, count) for kind, count in found]
        self._kind_row.show_answers(answers, len(self._annotations))
        self._kind_row.show_found([])  # the line above says it already

    def _show_source(self) -> None:
        origins = Counter(a.chain[0].source or "" if a.chain else None for a in self._annotations)
        words: Counter[str] = Counter()
        for name, count in origins.items():  # several ids may count as one source
            words["" if name is None else display(self._bridge.source(name or None))] += count
        found = words.most_common()
        if not (self.source.hasFocus() and self.source.isModified()):
            self.source.show_source(found[0][0] if len(found) == 1 else "")
        self._source_row.show_found([(name or tr("none"), count) for name, count in found])

    def _ask(self, asked: tuple[Attribute, ...]) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        for row in self.rows.values():
            self._let_go(row)
        self.rows = {attribute.id: self._row(attribute) for attribute in asked}
        for row in self.rows.values():
            self._questions.addWidget(row)

    def _row(self, attribute: Attribute) -> ManyRow:
        editor = editor_of(attribute, self.fontMetrics())
        editor.name(attribute.title, attribute.help)
        row = ManyRow(attribute.title, editor)
        editor.committed.connect(partial(self._set_attribute, attribute.id))
        editor.left.connect(self.ended)
        row.cleared.connect(partial(self._set_attribute, attribute.id, None))
        return row

    def _let_go(self, row: ManyRow) -> None:
        row.editor.blockSignals(True)
        row.hide()
        row.deleteLater()

    # --- proposing ---

    def _set_attribute(self, name: str, value: Any) -> None:
        words = value_words(value) if value is not None else ""
        self._propose(partial(self._attribute_plan, name, value, words), self.rows[name])

    def _attribute_plan(self, name: str, value: Any, words: str) -> Plan:
        codebook = self._bridge.session.catalogue.codebook()
        return many.set_attribute(self._annotations, codebook, name, value, words=words)

    @Slot(object)
    def _set_kind(self, kind: str) -> None:
        assert self._kind_row is not None
        self._propose(partial(self._kind_plan, kind), self._kind_row)

    def _kind_plan(self, kind: str) -> Plan:
        figure = self._figure if kind == "statistic" else None
        return many.set_kind(self._annotations, kind, self._bridge.session.catalogue.codebook(), figure)

    def _figure(self, annotation: Annotation) -> Mapping[str, Any]:
        """What the words say of the value; nothing is invented where they say nothing."""
        from annotator.corpus.figures import read_figure  # its tables cost 50 ms

        article = self._bridge.session.catalogue.article(self._bridge.article)
        language = (article.language or "en")[:2] if article else "en"
        figure = read_figure(self._bridge.text, *annotation.content[0], language=language)
        return figure.fields() if figure is not None else {}

    @Slot(object)
    def _take(self, source: Source | None) -> None:
        plan = partial(self._source_plan, source.id if source else None, source.name if source else "")
        self._propose(plan, self._source_row)

    @Slot(str, str)
    def _create(self, name: str, type_: str) -> None:
        """A source that is to be made; one that bears the name already is meant instead."""
        found = exists(name, self._bridge.session.catalogue.sources().values())
        if found is not None:
            self._take(found)
            return
        try:
            source, made = source_actions.create(name, type_)
        except Fault as fault:
            self._bridge.failed.emit(fault)
            return
        self._propose(partial(self._source_plan, source.id, source.name), self._source_row, made)

    def _source_plan(self, source: str | None, name: str) -> Plan:
        return many.set_source(self._annotations, source, name)

    def _search(self, typed: str) -> list[Match]:
        return self._bridge.matches(typed, None)

    @Slot()
    def _propose_removal(self) -> None:
        self._propose(self._removal_plan, self._remove)

    def _removal_plan(self) -> Plan:
        return many.remove(self._annotations)

    def _propose(self, plan: Callable[[], Plan], beside: QWidget, made: ChangeSet | None = None) -> None:
        """Say what would happen, right below the field that was asked."""
        self._plan, self._made, self._meant = plan, made or ChangeSet([]), plan()
        self._beside = beside
        for column in (self._fields, self._questions):
            column.removeWidget(self.proposal)
        layout = self._questions if beside in self.rows.values() else self._fields
        at = layout.indexOf(beside) + 1
        layout.insertWidget(at, self.proposal)
        count = self._meant.count
        self.proposal.propose(self._meant.sentence(), self._do_words(count), possible=bool(count))
        self.proposed.emit(self.proposal)

    def _do_words(self, count: int) -> str:
        return tr("Remove {count:,}", count=count) if self._plan == self._removal_plan else tr(
            "Change {count:,}", count=count)

    def _say_again(self) -> None:
        """Others have changed some of them: what would happen now is something else, perhaps."""
        if self._plan is not None and self._meant is not None:
            self._meant, before = self._plan(), self._meant
            if _touched(self._meant) != _touched(before):
                count = self._meant.count
                self.proposal.propose(self._meant.sentence(), self._do_words(count), possible=bool(count))

    @Slot()
    def _drop(self, *, put_back: bool = True) -> None:
        """Leave everything as it is.

        Args:
            put_back: the fields show what is chosen there and not stored.
        """
        asked = self.proposal.isVisible()
        self._plan, self._meant, self._made = None, None, ChangeSet([])
        if asked and self._ids:
            if put_back:
                self.refresh()
            self._begin_at(self._beside)
        self.proposal.hide()

    def _begin_at(self, beside: QWidget) -> None:
        """Put the focus back to where the change was asked for."""
        field = beside.editor if isinstance(beside, ManyRow) else beside
        if isinstance(field, Editor):
            field.take_focus()
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- doing ---

    @Slot()
    def _do(self) -> None:
        """Do it, unless something has come in between that makes it something else: then say that first."""
        plan, meant, made = self._plan, self._meant, self._made
        if plan is None or meant is None:
            return
        self._bridge.session.catch_up()
        if self._meant is not meant:
            return  # what came in was heard, and the proposal says it
        self._plan = self._meant = None
        progress = self._live if meant.count > MANY else None
        if self._bridge.do(made + meant.change_set, say=meant.told(), progress=progress) is None:
            self._plan, self._meant = plan, meant
            return
        self._drop(put_back=False)
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # there Ctrl+Z takes back letters, not what was done

    def _live(self, done: int) -> None:
        """Say how far it is; the window is painted, and takes keys and clicks when it is done."""
        self.proposal.say(tr("{done:,} stored…", done=done))
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, unless a field or the proposal had a use for it, ends the selection."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    # --- building ---

    def _connect(self) -> None:
        self.source.taken.connect(self._take)
        self.source.wanted.connect(self._create)
        self.source.left.connect(self.ended)
        self.source.onward.connect(self._on_from_source)
        self._close.clicked.connect(self.ended)
        self._remove.clicked.connect(self._propose_removal)
        self.proposal.taken.connect(self._do)
        self.proposal.dropped.connect(self._drop)

    @Slot()
    def _on_from_source(self) -> None:
        if self._kind_row is not None:
            self._kind_row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title.setProperty("role", "heading")
        self._what.setProperty("role", "muted")
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._what.setWordWrap(True)
        self._close.setText("×")
        self._close.setProperty("role", "close")
        self._close.setToolTip(tr("End the selection (Esc)"))
        self._close.setAccessibleName(tr("End the selection"))
        self._remove.setProperty("quiet", True)
        self.source.setAccessibleName(tr("Source of all of them"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._fields, self._questions = QVBoxLayout(), QVBoxLayout()
        for column in (self._fields, self._questions):
            column.setSpacing(8)
        self._fields.addWidget(self._source_row)
        self._fields.addLayout(self._questions)
        self._fields.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._what)
        whole.addSpacing(10)
        whole.addLayout(self._fields)


def _touched(plan: Plan) -> list[str]:
    return [change.entity for change in plan.changes]
