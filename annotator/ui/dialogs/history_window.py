"""The history: who did what when, of one annotation, an article or the project; and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListView,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import Changed, awaited
from annotator.corpus.people import Person
from annotator.language import tr
from annotator.project.restore import as_it_was
from annotator.project.timeline import Event, Step
from annotator.ui.bridge import Bridge, Said
from annotator.ui.forms.history_filters import HistoryFilters
from annotator.ui.models.past_list import Deed, PastModel
from annotator.ui.models.past_names import annotation_words
from annotator.ui.models.times import moment
from annotator.ui.theme import Theme
from annotator.ui.widgets.past_rows import PastRows
from annotator.ui.widgets.past_steps import MOST, PastSteps
from annotator.ui.widgets.plain import plain_label

SCOPES = (("annotation", tr("This annotation")), ("article", tr("This article")), ("project", tr("Project")))
_SETTLED_MS = 150
"""After changes it waits so long, so that a hundred of them are read once."""


class HistoryWindow(QDialog):
    """A window beside the window: it follows what is open and in focus there, and stops nobody from working."""

    def __init__(self, parent: QWidget | None, bridge: Bridge) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History"))
        self.setAccessibleName(tr("History"))
        self.resize(760, 620)
        self._bridge = bridge
        self.scope = ""
        self.model = PastModel(self._coder, self._place, self)
        self.list = QListView(self)
        self.steps = PastSteps(bridge, self)
        self.filters = HistoryFilters(bridge, self)
        self._scopes: dict[str, QToolButton] = {}
        self._afresh = False
        self._nothing = plain_label(tr("Nothing was done here yet."), "muted")
        self._awaited = plain_label("", "muted")
        self._timer = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.show_scope("annotation" if bridge.annotation else "article" if bridge.article else "project")

    # --- what is listed ---

    def show_scope(self, scope: str) -> None:
        """List the history of this: one of `SCOPES`."""
        self.scope = scope
        self._scopes[scope].setChecked(True)
        self._read()

    @Slot()
    def _read(self) -> None:
        """Read (again); the row that is chosen stays so."""
        bridge = self._bridge
        kept = self.model.deed(self.list.currentIndex().row())
        self._scopes["annotation"].setEnabled(bool(bridge.annotation) or self.scope == "annotation")
        self._scopes["article"].setEnabled(bool(bridge.article) or self.scope == "article")
        timeline, filters = bridge.session.timeline(), self.filters
        filters.show_those_for(self.scope)
        if self.scope == "annotation":
            self.model.show_steps(timeline.of(bridge.annotation, filters.wanted()) if bridge.annotation else [])
        elif self.scope == "article" and not bridge.article:
            self.model.show_steps([])
        else:
            article = bridge.article if self.scope == "article" else ""
            self.model.show_events(timeline, filters.wanted(article))
        self._nothing.setText(tr("No annotation is in focus.") if self.scope == "annotation" and not bridge.annotation
                              else tr("Nothing fits these filters.") if filters.is_set
                              else tr("Nothing was done here yet."))
        shown = {"annotation": bridge.annotation, "article": bridge.article}.get(self.scope, "")
        self._awaited.setText(awaited(timeline.awaited(shown)) if shown else "")
        self._awaited.setVisible(bool(self._awaited.text()))
        self._choose(self.model.row_of(kept.key if kept else None))

    def _choose(self, row: int) -> None:
        """Choose a row, where there is one, and show what it did."""
        index = self.model.index(row) if 0 <= row < self.model.rowCount() else QModelIndex()
        self.list.setCurrentIndex(index)
        self._nothing.setVisible(not index.isValid())
        self._show_steps()

    @Slot()
    def _show_steps(self) -> None:
        """Show what the chosen action did."""
        deed = self.model.deed(self.list.currentIndex().row())
        if deed is None:
            self.steps.show_steps(())
        elif deed.step is not None:
            self.steps.show_steps((deed.step,))
        elif deed.event is not None:
            event = deed.event
            some = dict(list(event.entities.items())[:MOST])
            told = self._bridge.session.timeline().steps(replace(event, entities=some))
            self.steps.show_steps(told, more=len(event.entities) > len(some))

    # --- what is done ---

    @Slot(object)
    def restore(self, step: Step) -> None:
        """Make one thing as it was after a step: one action."""
        session = self._bridge.session
        change_set = as_it_was(session.replica, step.entity, (step.session, step.n))
        if not change_set:
            self._bridge.said.emit(Said(tr("It is so already")))
            return
        self._bridge.do(change_set, say=_restored(step.time))

    def go(self) -> None:
        """Go to the annotation of the chosen action, else to its article; of a merge, to what came with it."""
        deed = self.model.deed(self.list.currentIndex().row())
        things = self._things(deed) if deed is not None else {}
        if merge := next((name for name, (kind, _) in things.items() if kind == "merge"), ""):
            self.show_merge(merge)
            return
        catalogue = self._bridge.session.catalogue
        for name, (kind, _) in things.items():
            if kind == "annotation" and catalogue.annotation(name) is not None:
                self._bridge.jump(name)
                return
        article = next((article or name for name, (kind, article) in things.items() if article or kind == "article"),
                       "")
        if article and catalogue.article(article) is not None:
            if article != self._bridge.article:
                self._bridge.jumping.emit()
                self._bridge.show_article(article)
            if any(kind == "annotation" for kind, _ in things.values()):
                self._bridge.said.emit(Said(tr("The annotation is removed; Restore this state brings it back")))

    @Slot(str)
    def show_merge(self, name: str) -> None:
        """List what came with a merge."""
        self.filters.show_merge(name)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.go()
        else:
            super().keyPressEvent(event)

    # --- words ---

    @staticmethod
    def _things(deed: Deed) -> dict[str, tuple[str, str]]:
        if deed.step is not None:
            return {deed.step.entity: (deed.step.kind, deed.step.article)}
        return dict(deed.event.entities) if deed.event is not None else {}

    def _coder(self, name: str) -> str:
        return self._person(name).name

    def _person(self, name: str) -> Person:
        return self._bridge.session.catalogue.people().person(name)

    def _place(self, event: Event) -> str:
        """The words of the one annotation, in an article; the title of the one article, in the project."""
        if self.scope == "article":
            names = [name for name, (kind, _) in event.entities.items() if kind == "annotation"]
            return " ".join(annotation_words(self._bridge, names[0]).split()) if len(names) == 1 else ""
        articles = {article or name for name, (kind, article) in event.entities.items() if article or kind == "article"}
        found = self._bridge.session.catalogue.article(articles.pop()) if len(articles) == 1 else None
        return (found.title or tr("Untitled")) if found else ""

    # --- building ---

    def _connect(self) -> None:
        bridge = self._bridge
        self.list.selectionModel().currentChanged.connect(self._show_steps)
        self.list.doubleClicked.connect(self.go)
        self.steps.restore_wanted.connect(self.restore)
        self.steps.merge_wanted.connect(self.show_merge)
        self.filters.changed.connect(self._read)
        self._timer.timeout.connect(self._catch_up)
        bridge.changed.connect(self._follow)
        bridge.focused.connect(self._read_soon)
        bridge.article_shown.connect(self._read_soon)
        bridge.theme_changed.connect(self._wear)

    @Slot()
    def _catch_up(self) -> None:
        """Others' actions may belong between those that are listed; one's own come first."""
        afresh, self._afresh = self._afresh, False
        if afresh or self.scope == "annotation":
            self._read()
        else:
            self.model.add_newest()
            self._choose(max(0, self.list.currentIndex().row()))

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        self._afresh |= changed.from_elsewhere
        if "coder" in changed.kinds():
            self.list.viewport().update()
        self._timer.start()

    @Slot(str)
    def _read_soon(self, _name: str) -> None:
        self._afresh = True
        self._timer.start()

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = theme
        self.filters.set_theme(theme)
        self.list.viewport().update()


    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 12, 14, 10)
        top.setSpacing(2)
        group = QButtonGroup(self)
        for scope, words in SCOPES:
            button = QToolButton(self)
            button.setText(words)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setAccessibleName(tr("History of: {scope}", scope=words.lower()))
            button.clicked.connect(self._choose_scope)
            button.setObjectName(scope)
            group.addButton(button)
            self._scopes[scope] = button
            top.addWidget(button)
        top.addStretch(1)
        self._rows = PastRows(self._bridge.theme, self._person, self)
        self.list.setItemDelegate(self._rows)
        self.list.setModel(self.model)
        self.list.setAccessibleName(tr("What was done, the latest first"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for label in (self._nothing, self._awaited):
            label.setContentsMargins(16, 4, 16, 10)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.steps)
        parts.setSizes([320, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        self.filters.setContentsMargins(14, 0, 14, 8)
        column.addWidget(self.filters)
        column.addWidget(self._nothing)
        column.addWidget(self._awaited)
        column.addWidget(parts, 1)
        self.list.setFocus()

    @Slot()
    def _choose_scope(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.show_scope(sender.objectName())


def _restored(time: int) -> str:
    """“Restored as it was at 12:04”, “Restored as it was on 14 Mar 2025 12:04”."""
    words = moment(time)
    if datetime.fromtimestamp(time / 1000).date() == datetime.now().date():
        return tr("Restored as it was at {time}", time=words)
    return tr("Restored as it was on {date}", date=words)
