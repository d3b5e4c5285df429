"""Repeats: the same quotation or figure in several articles, linked as the same with one key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.actions.suggestions import hide_repeat
from annotator.corpus.change import Changed
from annotator.corpus.errors import Fault
from annotator.corpus.sight import Sight
from annotator.drafting.joining import joining
from annotator.drafting.repeats import Reading, Repeated, RepeatMemory
from annotator.language import counted, tr
from annotator.ui.bridge import Bridge
from annotator.ui.models.repeat_list import RepeatListModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.repeat_rows import RepeatRows
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.tab_order import visit_in_reading_order

JOB = "repeats"
_TOUCHING = frozenset(("annotation", "article", "passages", "link", "project", "review", "dismissals"))
_PATIENCE_MS = 600
"""After a change; others may follow."""
_SAME_KEYS = frozenset((Qt.Key.Key_Equal, Qt.Key.Key_E))


class RepeatsList(RowList):
    """Rows that = links and X hides.

    Signals:
        same, hidden: the row that the key was pressed on.
    """

    same = Signal(QModelIndex)
    hidden = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key links, one hides; the others move."""
        if event.key() in _SAME_KEYS:
            self.same.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_X:
            self.hidden.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class RepeatsPanel(QWidget):
    """Looked for only while the panel is in sight, beside the window; what was read is kept as long as it is open."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._memory = RepeatMemory(bridge.session.catalogue)
        self.model = RepeatListModel(bridge.session.catalogue, self)
        self.list = RepeatsList(tr("Repeats"), self)
        self._rows = RepeatRows(bridge.theme, self)
        self.said = plain_label("", "caption", parent=self)
        self.same, self.hidden = QPushButton(tr("Link as the same  ="), self), QPushButton(tr("Hide  X"), self)
        self._empty = EmptyState(bridge.theme, self)
        self._pages = QStackedWidget(self)
        self._soon = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._stale = True
        self._lay_out()
        self._connect()
        self._show_page()

    # --- building ---

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._rows)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self.said.setContentsMargins(12, 8, 12, 2)
        self.same.setProperty("primary", True)
        self.same.setAccessibleName(tr("Mark what is not marked and link all places as the same"))
        self.hidden.setAccessibleName(tr("Hide this repeat, for everybody in the project"))
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 10)
        row.setSpacing(8)
        for button in (self.same, self.hidden):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.said)
        column.addWidget(self._pages, 1)
        column.addLayout(row)
        visit_in_reading_order(self)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self._bridge.theme_changed.connect(self._wear)
        self._soon.timeout.connect(self._look)
        self.list.chosen.connect(self._go)
        self.list.same.connect(self._join)
        self.list.hidden.connect(self._hide)
        self.same.clicked.connect(self._join_current)
        self.hidden.clicked.connect(self._hide_current)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = theme
        self._empty.set_theme(theme)
        self.list.viewport().update()

    # --- looking ---

    def showEvent(self, event: QShowEvent) -> None:
        """Look, if something has changed since."""
        super().showEvent(event)
        if self._stale:
            self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for it any more; what has been read is kept."""
        super().hideEvent(event)
        self._soon.stop()
        if self._bridge.beside.is_at(JOB):
            self._bridge.beside.leave(JOB)
            self._stale = True

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if changed.kinds().isdisjoint(_TOUCHING):
            return
        self._memory.forget(changed)
        self._stale = True
        self._bridge.beside.leave(JOB)
        if self.isVisible():
            self._soon.start()

    @Slot()
    def _look(self) -> None:
        self._stale = False
        session = self._bridge.session
        without = session.eyes.sight is not Sight.ALL or session.catalogue.project().no_suggestions
        self._memory.suggesting = not without and self._bridge.settings.suggestions
        self._bridge.beside.begin(JOB, self._memory.steps, self._take, urgency=-1)
        self._show_page()

    def _take(self, found: Reading | list[Repeated] | Fault) -> None:
        if isinstance(found, Fault):
            self.said.setText(tr("{what}: {why}", what=found.what, why=found.why))
        elif isinstance(found, Reading):
            self.said.setText(tr("{articles} read", articles=counted(found.read, "article")))
        else:
            self._show_groups(found)

    def _show_groups(self, groups: list[Repeated]) -> None:
        if groups == self.model.groups:
            self._show_page(done=True)
            return
        current = self.list.currentIndex()
        spots = self.model.row(current.row())[0].spots if current.isValid() else ()
        place = self.list.verticalScrollBar().value()
        self.model.show_groups(groups)
        row = self.model.row_of(spots)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        self.list.verticalScrollBar().setValue(place)
        self._show_page(done=True)

    def _show_page(self, *, done: bool = False) -> None:
        groups = self.model.groups
        self._pages.setCurrentIndex(0 if groups else 1)
        for button in (self.same, self.hidden):
            button.setVisible(bool(groups))
        if groups:
            self.said.setText(tr("{repeats} across articles", repeats=counted(len(groups), "repeat")))
        elif done:
            self._empty.show_state("link", tr("Nothing is repeated"), sentence=tr(
                "No quotation or figure that stands in two articles is left to be linked."))
            self.said.setText("")
        else:
            self._empty.show_state("link", tr("Looking for repeats"), sentence=tr(
                "The same quotation or the same figure in several articles. You can go on working meanwhile."))

    # --- what a person does ---

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        group, spot = self.model.row(index.row())
        spot = spot or group.spots[0]
        if spot.annotation:
            self._bridge.jump(spot.annotation)
        else:
            self._bridge.jumping.emit()
            self._bridge.passage_wanted.emit(spot.article, spot.start, spot.end, False)

    @Slot(QModelIndex)
    def _join(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        group, _ = self.model.row(index.row())
        try:
            changes = joining(self._bridge.session, group)
        except Fault as fault:
            self._bridge.failed.emit(fault)
            return
        places = counted(len(group.spots), "place")
        if not changes or self._bridge.do(changes, say=tr("{places} linked as the same", places=places)):
            self._drop(group)

    @Slot(QModelIndex)
    def _hide(self, index: QModelIndex) -> None:
        if index.isValid():
            group, _ = self.model.row(index.row())
            changes = hide_repeat((spot.article, spot.kind, (spot.start, spot.end)) for spot in group.spots)
            if self._bridge.do(changes, say=tr("Repeat hidden, for everybody in the project")):
                self._drop(group)

    @Slot()
    def _join_current(self) -> None:
        self._join(self.list.currentIndex())

    @Slot()
    def _hide_current(self) -> None:
        self._hide(self.list.currentIndex())

    def _drop(self, group: Repeated) -> None:
        row = min(self.model.drop(group), self.model.rowCount() - 1)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        self._show_page(done=True)
