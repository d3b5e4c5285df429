"""Searching all articles: words in context, narrowed by filters, jumped to, and marked where they stand."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.corpus.change import Changed
from annotator.corpus.errors import Fault
from annotator.corpus.query import LONGEST, understand
from annotator.language import tr
from annotator.project.inside import KINDS
from annotator.project.search import NO_FILTERS
from annotator.ui.bridge import Bridge
from annotator.ui.forms.hit_marks import HitMarks
from annotator.ui.forms.search_filters import SearchFilters
from annotator.ui.models.hits import HitModel
from annotator.ui.search_memory import SearchMemory, load_memory, save_memory
from annotator.ui.theme import Theme
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.hit_list import HitList
from annotator.ui.widgets.hit_rows import HitRows
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.recent_searches import RecentSearches
from annotator.ui.widgets.search_line import SearchLine

_SLICE, _SAY = 8.0, 0.1
"""Milliseconds that are worked at once, the window lives in between; and seconds between two counts that are shown."""

_FEW = 40
"""Hits that fill the list; and steps of the index after which an emptier list looks again."""

_WAIT_TYPING, _WAIT_CHANGE = 150, 400


class SearchPanel(QWidget):
    """One line, a row of filters, the hits."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._search = bridge.session.search
        self.memory = load_memory(bridge.session.folder)
        codebook = bridge.session.catalogue.codebook()
        self.model = HitModel(self._search, codebook, self)
        self.line = SearchLine(tr("Search all articles"), theme=bridge.theme, parent=self)
        self.line.setMaxLength(20 * LONGEST)
        self.filters = SearchFilters(bridge, self)
        self.understood = plain_label("", "caption", parent=self)
        self.list = HitList(self.model, self)
        self._rows = HitRows(bridge.theme, codebook, self)
        self.list.setItemDelegate(self._rows)
        self.count = QLabel(self)
        self.recent = RecentSearches(self)
        self._empty = EmptyState(bridge.theme, self)
        self._pages = QStackedWidget(self)
        self.marks = HitMarks(bridge, self.list, what=self.memory.marks, parent=self)
        self._touched: set[str] = set()
        self._stale = False
        self._grown = -1
        self._said = 0.0
        self._typing = QTimer(self, interval=_WAIT_TYPING, singleShot=True)
        self._changing = QTimer(self, interval=_WAIT_CHANGE, singleShot=True)
        self._working = QTimer(self, interval=0)
        self._lay_out()
        self._connect()
        self._show_all()

    # --- building ---

    def _lay_out(self) -> None:
        self.line.setProperty("entry", True)
        self.count.setProperty("role", "muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        for page in (self.list, self._empty, self.recent):
            self._pages.addWidget(page)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(6)
        for widget in (self.line, self.understood, self.filters, self.count):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.marks)
        self._wear(self._bridge.theme)

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.changed.connect(self._follow)
        bridge.theme_changed.connect(self._wear)
        self.line.textChanged.connect(self._typing.start)
        self.line.list_wanted.connect(self._enter_list)
        self._typing.timeout.connect(self.search_now)
        self._changing.timeout.connect(self._catch_up)
        self._working.timeout.connect(self._work)
        self.filters.changed.connect(self.search_now)
        self.list.jumped.connect(self._jump)
        self.list.up.connect(self.take_focus)
        self.recent.chosen.connect(self.look_for)
        self.marks.what_chosen.connect(self._choose_what)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = theme
        for part in (self.line, self._empty, self.marks, self.filters):
            part.set_theme(theme)
        self.list.viewport().update()

    # --- what the window asks for ---

    @Slot()
    def take_focus(self) -> None:
        """Ready to type; what is written is selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @Slot(str)
    def look_for(self, words: str) -> None:
        """Search for this now."""
        self.line.setText(words)
        self.search_now()
        self.take_focus()

    def step(self, step: int) -> None:
        """Jump to the next (1) or previous (-1) hit; the focus stays where it is."""
        row = self.list.currentIndex().row()
        wanted = self.model.beside(row, step) if row >= 0 or step > 0 else -1
        if wanted >= 0:
            self.list.go_to(wanted)
            self._jump(wanted, False)

    # --- searching ---

    @Slot()
    def search_now(self) -> None:
        """Look for what the line and the filters say, from the beginning."""
        self._typing.stop()
        query = understand(self.line.text())
        self.understood.setText(query.understood)
        self._grown = self._search.index.grown
        self._guarded(partial(self.model.begin, query, self.filters.filters))
        self.marks.leave()
        self.list.scrollToTop()
        self._guarded(partial(self.model.work, _SLICE))
        self._working.start()
        self._show_all()

    @Slot()
    def _work(self) -> None:
        """Read hits, then take articles into the index: a little at a time, until all is done."""
        if not self.isVisible():
            self._working.stop()
            return
        if self._bridge.session.replica.in_transaction:
            return
        if not self._guarded(partial(self.model.work, _SLICE)):
            growing, grown = self._search.index.step(), self._search.index.grown - self._grown
            if grown and (not growing or (self.model.hits < _FEW and grown > _FEW)):
                self._again(())
            elif not growing:
                self._working.stop()
        if not self._working.isActive() or time.monotonic() - self._said > _SAY:
            self._show_all()

    def _again(self, touched: Collection[str]) -> None:
        """Follow what has changed, without moving what one is looking at; begin again where that is too much."""
        self._grown = self._search.index.grown
        if not self.model.query:
            return
        anchor, current = self.list.anchor(), self.list.current_hit()
        if self._guarded(partial(self.model.refresh, touched)) is False:
            self._guarded(partial(self.model.begin, self.model.query, self.filters.filters))
        row = self.model.row_of(current.article, current.start) if current else -1
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))
        self.list.hold(anchor)

    def _guarded(self, step: Callable[[], object]) -> object:
        try:
            return step()
        except Fault as fault:
            self._working.stop()
            self._bridge.failed.emit(fault)
            return None

    def _forget_filters(self) -> None:
        self.filters.clear()
        self.take_focus()

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        kinds = changed.kinds()
        heard = {"article", "annotation", "review", "source", "codebook"} | (KINDS if changed.from_elsewhere else set())
        if kinds.isdisjoint(heard):
            return
        # somebody else's work brings back the article that it is in
        self._search.forget(kinds | {"article"} if changed.from_elsewhere else kinds)
        if "codebook" in kinds:
            self.model.codebook = self._rows.codebook = self._bridge.session.catalogue.codebook()
        self._touched |= changed.articles()
        if self.isVisible():
            many = changed.from_elsewhere or len(changed.articles()) > _FEW
            self._changing.start() if many else self._catch_up()
        else:
            self._stale = True

    @Slot()
    def _catch_up(self) -> None:
        """Show what has changed."""
        touched, self._touched, self._stale = self._touched, set(), False
        self._again(touched)
        self._working.start()
        self._show_all()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with the index, and catch up on what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._catch_up()
        self._working.start()

    def _show_all(self) -> None:
        """Count, marking tools, and the page that fits."""
        self._said = time.monotonic()
        model, typed = self.model, bool(self.line.text().strip())
        done, total = self._search.index.progress() if self._working.isActive() else (0, 0)
        indexing = tr("Indexing {done:,} of {total:,}", done=done, total=total) if done < total else ""
        self.count.setText(" · ".join(part for part in (model.total() if model.query else "", indexing) if part))
        self.count.setVisible(bool(self.count.text()))
        self.understood.setVisible(bool(self.understood.text() and model.query))
        self.marks.show_all()
        if not typed:
            self.recent.show_searches(self.memory.recent)
            self._pages.setCurrentWidget(self.recent)
        elif model.hits or model.more or self._typing.isActive():
            self._pages.setCurrentWidget(self.list)
        else:
            self._show_nothing(indexing)

    def _show_nothing(self, indexing: str) -> None:
        narrowed = self.filters.filters != NO_FILTERS
        if not self.model.query:
            title, sentence = tr("Nothing to look for"), self.understood.text()
        elif indexing:
            title, sentence = tr("No hit yet"), tr("The other articles are being taken into the index.")
        else:
            title = tr("No hit")
            sentence = tr("Fewer words find more, and so does a star: econ*") if not narrowed else ""
        buttons = [(tr("Search without filters"), self._forget_filters)] if narrowed and self.model.query else []
        if (self._empty.title, self._pages.currentWidget()) != (title, self._empty):
            self._empty.show_state("search", title, sentence=sentence, buttons=buttons)
            self._pages.setCurrentWidget(self._empty)

    @Slot(str)
    def _choose_what(self, what: str) -> None:
        self._keep(replace(self.memory, marks=what))

    # --- going to hits ---

    @Slot()
    def _enter_list(self) -> None:
        if self._typing.isActive():
            self.search_now()
        self._remember()
        first = self.list.currentIndex().row() if self.list.currentIndex().isValid() else self.model.beside(-1, 1)
        if first >= 0:
            self.list.setFocus()
            self.list.go_to(first)

    @Slot(int, bool)
    def _jump(self, row: int, leave: bool) -> None:
        hit = self.model.hit(row)
        if hit is not None:
            self._remember()
            self._bridge.passage_wanted.emit(hit.article, hit.start, hit.end, leave)

    def _remember(self) -> None:
        if self.model.query and self.model.hits:
            self._keep(self.memory.searched(self.line.text()))

    def _keep(self, memory: SearchMemory) -> None:
        if memory != self.memory:
            self.memory = memory
            save_memory(self._bridge.session.folder, memory)
