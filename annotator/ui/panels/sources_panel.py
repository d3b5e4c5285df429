"""The sources: who says something, how often, under which names, and what exactly."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.change import Changed, counted
from annotator.ui.bridge import Bridge
from annotator.ui.forms.source_form import SourceForm
from annotator.ui.icons import set_icon
from annotator.ui.models.behind import BehindModel
from annotator.ui.models.source_list import TYPE_WORDS, SourceListModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.search_line import SearchLine
from annotator.ui.widgets.source_rows import BehindRows, SourceRows


class RowList(QListView):
    """A list in which Enter and a click do the same."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the row, whatever the platform thinks of Enter in lists."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class SourcesPanel(QWidget):
    """The list of all sources; choosing one shows its card, Esc or “All sources” leads back."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.source = ""
        self.model, self.behind = SourceListModel(bridge, self), BehindModel(bridge)
        self.search = SearchLine("Search names", theme=bridge.theme, parent=self)
        self.type = QComboBox(self)
        self.list, self.behind_list = RowList("Sources", self), RowList("Stands behind", self)
        self._rows, self._behind_rows = SourceRows(bridge.theme, self), BehindRows(bridge.theme, self)
        self.form = SourceForm(bridge)
        self._back = QPushButton("All sources", self)
        self._behind_title = QLabel(self)
        self._empty = EmptyState(bridge.theme, self)
        self._pages, self._lists = QStackedWidget(self), QStackedWidget(self)
        self._waiting = QTimer(self, interval=120, singleShot=True)
        self._stale = False
        self._lay_out()
        self._connect()
        self._show_page()

    def show_source(self, source: str) -> None:
        """Show a source's card; "" shows the list again."""
        shown = self._bridge.source(source)
        self.source = shown.id if shown else ""
        if shown is None:
            self._pages.setCurrentIndex(0)
            row = self.model.row_of(source)
            if row >= 0:
                self.list.setCurrentIndex(self.model.index(row))
            return
        self.form.show_source(shown)
        self._show_behind()
        self._pages.setCurrentIndex(1)
        self._scroll.verticalScrollBar().setValue(0)

    # --- building ---

    def _lay_out(self) -> None:
        self.type.setAccessibleName("Type of source")
        self.type.addItem("All types", "")
        for name, words in TYPE_WORDS.items():
            self.type.addItem(words, name)
        self.list.setUniformItemSizes(True)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._rows)
        self.behind_list.setModel(self.behind)
        self.behind_list.setItemDelegate(self._behind_rows)
        self.behind_list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tools = QHBoxLayout()
        tools.setContentsMargins(10, 0, 10, 0)
        tools.setSpacing(6)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.type)
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._empty)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self._lists, 1)
        self._pages.addWidget(page)
        self._pages.addWidget(self._card_page())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._wear(self._bridge.theme)

    def _card_page(self) -> QWidget:
        self._back.setProperty("quiet", True)
        self._back.setAccessibleName("All sources")
        self._behind_title.setProperty("role", "heading")
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(0)
        form = QVBoxLayout()
        form.setContentsMargins(12, 0, 12, 0)
        form.setSpacing(16)
        form.addWidget(self.form)
        form.addWidget(self._behind_title)
        column.addLayout(form)
        column.addSpacing(2)
        column.addWidget(self.behind_list)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(card)
        page = QWidget(self)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self._back)
        head.addStretch()
        head.addWidget(self.form.buttons)
        rows.addLayout(head)
        rows.addWidget(self._scroll, 1)
        return page

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self._bridge.theme_changed.connect(self._wear)
        self.search.textChanged.connect(self._waiting.start)
        self.search.list_wanted.connect(self._enter_list)
        self._waiting.timeout.connect(self._search)
        self.type.activated.connect(self._filter)
        self.list.clicked.connect(self._choose)
        self.behind_list.clicked.connect(self._jump)
        self.form.moved.connect(self._move)
        self.form.asking.connect(self._show_top)
        self._back.clicked.connect(self._go_back)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = self._behind_rows.theme = theme
        self.search.set_theme(theme)
        self._empty.set_theme(theme)
        set_icon(self._back, "back", theme.chrome_ink)
        self.list.viewport().update()
        self.behind_list.viewport().update()

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        if changed.kinds().isdisjoint(("source", "annotation", "article")):
            return
        if not self.isVisible():
            self._stale = True
            return
        self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        place, current = self.list.verticalScrollBar().value(), self._current()
        self.model.reload()
        row = self.model.row_of(current)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.verticalScrollBar().setValue(place)
        self._show_page()
        if self.source:
            shown = self._bridge.source(self.source)
            if shown is None:
                self.show_source("")
            else:
                self.source = shown.id
                self.form.show_source(shown)
                self._show_behind()

    def _current(self) -> str:
        index = self.list.currentIndex()
        return self.model.listed(index.row()).source.id if index.isValid() else ""

    def _show_page(self) -> None:
        if not self.model.total:
            self._empty.show_state("source", "No sources yet", sentence="Mark words, then say who stands behind them.")
        elif not self.model.rowCount():
            self._empty.show_state("search", "No source fits", buttons=[("Show all", self._forget_filters)])
        self._lists.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _show_behind(self) -> None:
        self.behind.show_source(self.source)
        count = self.behind.count
        words = f"Stands behind {counted(count, 'annotation')}"
        self._behind_title.setText(words if count else "Stands behind nothing yet")
        heights = (self.behind_list.sizeHintForRow(row) for row in range(self.behind.rowCount()))
        self.behind_list.setFixedHeight(sum(heights) + 4)
        self.behind_list.setVisible(count > 0)

    # --- what a person does ---

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.show_source(self.model.listed(index.row()).source.id)
        self._back.setFocus()

    @Slot(QModelIndex)
    def _jump(self, index: QModelIndex) -> None:
        annotation = self.behind.line(index.row()).annotation
        if annotation is None:
            return
        if annotation.article == self._bridge.article:
            self._bridge.focus(annotation.id)
        else:
            self._bridge.show_article(annotation.article, annotation=annotation.id)

    @Slot()
    def _show_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    @Slot(str)
    def _move(self, source: str) -> None:
        self.show_source(source)
        if not source:
            self.list.setFocus()

    @Slot()
    def _go_back(self) -> None:
        source, self.source = self.source, ""
        self._pages.setCurrentIndex(0)
        row = self.model.row_of(source)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the card back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 1:
            self._go_back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _search(self) -> None:
        self.model.search(self.search.text())
        self._show_page()

    @Slot(int)
    def _filter(self, _row: int) -> None:
        self.model.show_only(self.type.currentData())
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
        self.model.show_only("")
        self.model.search("")
        self._show_page()
