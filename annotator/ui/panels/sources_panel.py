"""The sources: who says something, how often, under which names, and what exactly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import Changed
from annotator.language import tr, trn
from annotator.ui.bridge import Bridge
from annotator.ui.forms.likeness_strip import LikenessStrip
from annotator.ui.forms.merge_page import MergePage
from annotator.ui.forms.source_card import SourceCard
from annotator.ui.models.source_list import ATTENTION, SORTS, TYPE_WORDS, SourceListModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_box import ChoiceBox
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.row_list import RowList
from annotator.ui.widgets.search_line import SearchLine
from annotator.ui.widgets.source_rows import SourceRows
from annotator.ui.widgets.tab_order import visit_in_reading_order

LIST, CARD, MERGE = range(3)
_TOUCHING = ("source", "annotation", "article", "codebook")


class SourcesPanel(QWidget):
    """The list of all sources; choosing one shows its card, Esc or “All sources” leads back.

    Signals:
        looked_at: the card of another source is shown, or the list again.
    """

    looked_at = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.source = ""
        self.model = SourceListModel(bridge, self)
        self.search = SearchLine(tr("Search names"), theme=bridge.theme, parent=self)
        self.type, self.attention, self.sort = (ChoiceBox(self) for _ in range(3))
        self.alike = LikenessStrip(bridge, self)
        self.list = RowList(tr("Sources"), self, several=True)
        self._rows = SourceRows(bridge.theme, self)
        self.card, self.merging = SourceCard(bridge), MergePage(bridge)
        self.form, self.behind, self.behind_list = self.card.form, self.card.says.model, self.card.says.list
        self._selected = QWidget(self)
        self._selected_words, self.merge_selected = QLabel(self._selected), QPushButton(tr("Merge…"), self._selected)
        self._empty = EmptyState(bridge.theme, self)
        self._pages, self._lists = QStackedWidget(self), QStackedWidget(self)
        self._waiting = QTimer(self, interval=120, singleShot=True)
        self._stale = self._list_stale = self._names_stale = False
        self._lay_out()
        self._connect()
        self._show_page()
        self.alike.look()

    def show_source(self, source: str) -> None:
        """Show a source's card; "" shows the list again."""
        shown = self._bridge.source(source)
        self.source = shown.id if shown else ""
        if shown is None:
            self.form.leave()
            self.card.source = ""
            self._show_list()
            self._show_current(source)
        else:
            self.card.show_source(shown)
            self._pages.setCurrentIndex(CARD)
        self.looked_at.emit()

    # --- building ---

    def _lay_out(self) -> None:
        for box, name, choices in ((self.type, tr("Type of source"), {"": tr("All types"), **TYPE_WORDS}),
                                   (self.attention, tr("What needs attention"), ATTENTION),
                                   (self.sort, tr("Order"), SORTS)):
            box.fill(name, choices)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._rows)
        choices_row = QHBoxLayout()
        choices_row.setContentsMargins(10, 0, 10, 0)
        choices_row.setSpacing(4)
        for box in (self.type, self.attention, self.sort):
            choices_row.addWidget(box, 1)
        searching = QHBoxLayout()
        searching.setContentsMargins(10, 0, 10, 0)
        searching.addWidget(self.search)
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._empty)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.alike)
        column.addLayout(searching)
        column.addLayout(choices_row)
        column.addWidget(self._lists, 1)
        column.addWidget(self._selected)
        self._lay_out_selected()
        for each in (page, self.card, self.merging):
            self._pages.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        visit_in_reading_order(self)
        self._wear(self._bridge.theme)

    def _lay_out_selected(self) -> None:
        self.merge_selected.setProperty("primary", True)
        self.merge_selected.setAutoDefault(True)
        self.merge_selected.setAccessibleName(tr("Merge the selected sources"))
        row = QHBoxLayout(self._selected)
        row.setContentsMargins(12, 6, 12, 10)
        row.addWidget(self._selected_words, 1)
        row.addWidget(self.merge_selected)
        self._selected.hide()

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self._bridge.theme_changed.connect(self._wear)
        self.search.textChanged.connect(self._waiting.start)
        self.search.list_wanted.connect(self._enter_list)
        self._waiting.timeout.connect(self._search)
        for box, narrow in ((self.type, self.model.show_only), (self.attention, self.model.show_attention),
                            (self.sort, self.model.order_by)):
            box.activated.connect(partial(self._narrow, box, narrow))
        self.list.chosen.connect(self._choose)
        self.list.selectionModel().selectionChanged.connect(self._show_selected)
        self.merge_selected.clicked.connect(self._merge_selected)
        self.alike.found.connect(self._show_doubtful)
        self.alike.merge_wanted.connect(self._merge_alike)
        self.card.left.connect(self._go_back)
        self.card.moved.connect(self._move)
        self.card.merge_wanted.connect(self.begin_merge)
        self.merging.merged.connect(self._show_merged)
        self.merging.closed.connect(self._leave_merging)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = theme
        self.search.set_theme(theme)
        self._empty.set_theme(theme)
        self.card.set_theme(theme)
        self.list.viewport().update()

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if changed.kinds().isdisjoint(_TOUCHING):
            return
        if not self.isVisible():
            self._stale = True
            return
        self._reload(changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while nobody looked."""
        super().showEvent(event)
        self.alike.look_at_article()
        if self._stale:
            self._reload(Changed({}, from_elsewhere=True))

    def _reload(self, changed: Changed) -> None:
        self._stale, self._list_stale = False, True
        self._names_stale |= "source" in changed.kinds() or changed.from_elsewhere
        if self._pages.currentIndex() != CARD:
            self._reload_list()
        if "source" in changed.kinds() or changed.from_elsewhere:
            self.alike.look()
        if self.source:
            self._show_card_again(changed)
        if self._pages.currentIndex() == MERGE:
            self.merging.follow(changed)

    def _reload_list(self) -> None:
        """Not while a card covers it: a list of ten thousand costs more than an edit may."""
        self._list_stale = False
        place, current = self.list.verticalScrollBar().value(), self._current()
        selected = {self.model.listed(row).source.id for row in self.list.rows()}
        self.model.reload(names=self._names_stale)
        self._names_stale = False
        self._select_again(selected, current)
        self.list.verticalScrollBar().setValue(place)
        self._show_page()

    def _show_card_again(self, changed: Changed) -> None:
        shown, before = self._bridge.source(self.source), self._bridge.session.catalogue.sources().get(self.source)
        if shown is None:
            self.source = ""
            if self._pages.currentIndex() == CARD:
                self._show_list()
            return
        moved = shown.id != self.source
        self.source = shown.id
        self.card.show_source(shown, changed=changed)
        if moved and before is not None and changed.from_elsewhere:
            self.card.tell_merged(before, shown)

    def _select_again(self, selected: Collection[str], current: str) -> None:
        model, chosen = self.list.selectionModel(), QItemSelection()
        for name in selected:
            if (row := self.model.row_of(name)) >= 0:
                chosen.select(self.model.index(row), self.model.index(row))
        if (row := self.model.row_of(current)) >= 0:
            model.setCurrentIndex(self.model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_list(self) -> None:
        self._pages.setCurrentIndex(LIST)
        if self._list_stale:
            self._reload_list()

    def _current(self) -> str:
        index = self.list.currentIndex()
        return self.model.listed(index.row()).source.id if index.isValid() else ""

    def _show_current(self, source: str) -> None:
        row = self.model.row_of(source)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def _show_page(self) -> None:
        if not self.model.total:
            self._empty.show_state("source", tr("No sources yet"),
                                   sentence=tr("Mark words, then say who stands behind them."))
        elif not self.model.rowCount():
            self._empty.show_state("search", tr("No source fits"), buttons=[(tr("Show all"), self._forget_filters)])
        self._lists.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._show_selected()

    @Slot(object)
    def _show_doubtful(self, doubtful: Collection[str]) -> None:
        self.model.set_doubtful(doubtful)
        self._show_page()

    # --- what a person does ---

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.show_source(self.model.listed(index.row()).source.id)
        self.card.back.setFocus()

    @Slot(str)
    def _move(self, source: str) -> None:
        self.show_source(source)
        if not source:
            self.list.setFocus()

    @Slot()
    def _go_back(self) -> None:
        self.form.leave()
        source, self.source = self.source, ""
        self.card.source = ""
        self._show_list()
        self._show_current(source)
        self.list.setFocus()
        self.looked_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the card back to the list, and lets go of what is selected there."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pages.currentIndex() == CARD:
            self._go_back()
        elif len(self.list.rows()) > 1:
            self.list.clearSelection()
        else:
            super().keyPressEvent(event)

    # --- merging ---

    @Slot(object, str)
    def begin_merge(self, ids: Sequence[str], into: str = "", *, doubtful: bool = False) -> None:
        """Look at what merging these would do; of one alone it is asked into which."""
        self._pages.setCurrentIndex(MERGE)
        self.merging.begin(ids, into=into, ask=len(ids) < 2, doubtful=doubtful)

    @Slot()
    def _merge_selected(self) -> None:
        self.begin_merge([self.model.listed(row).source.id for row in self.list.rows()])

    @Slot(object)
    def _merge_alike(self, ids: Sequence[str]) -> None:
        self.begin_merge(ids, doubtful=True)

    @Slot(str)
    def _show_merged(self, into: str) -> None:
        if self.source:
            self.show_source(into)
            self.card.back.setFocus()
            return
        self._show_list()
        self.list.clearSelection()
        self._show_current(into)
        self.list.setFocus()

    @Slot()
    def _leave_merging(self) -> None:
        if self.source:
            self._pages.setCurrentIndex(CARD)
        else:
            self._show_list()
        (self.card.back if self.source else self.list).setFocus()

    @Slot()
    def _show_selected(self) -> None:
        count = len(self.list.rows())
        self._selected_words.setText(trn("{number} source selected", "{number} sources selected", count))
        self._selected.setVisible(count > 1)

    # --- filters ---

    @Slot()
    def _search(self) -> None:
        self.model.search(self.search.text())
        self._show_page()

    def _narrow(self, box: ChoiceBox, narrow: Callable[[str], None], _row: int) -> None:
        narrow(box.currentData())
        self._show_page()

    @Slot()
    def _enter_list(self) -> None:
        self._waiting.stop()
        self._search()
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def _forget_filters(self) -> None:
        self.search.clear()
        self._waiting.stop()
        self.type.setCurrentIndex(0)
        self.attention.setCurrentIndex(0)
        self.model.show_only("")
        self.model.show_attention("")
        self.model.search("")
        self._show_page()
