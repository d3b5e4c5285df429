"""The library: all articles with one's own progress, searched, filtered, opened, marked and removed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.actions import library
from annotator.corpus.change import Changed
from annotator.corpus.team import STATUSES
from annotator.language import counted, number_text, tr
from annotator.project.inside import KINDS, seen_in
from annotator.ui.bridge import Bridge
from annotator.ui.icons import set_icon
from annotator.ui.models.shelves import FILTERS, STATUS_WORDS, ShelfModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.search_line import SearchLine
from annotator.ui.widgets.shelf_rows import ShelfRows
from annotator.ui.widgets.status_glyph import status_icon

_MANY = 30
"""Articles that are read anew one by one when a change touches them; more are read at once."""


class ArticleList(QTableView):
    """The list itself; Enter and a click open, the menu key asks.

    It is a table of one column: a `QListView` asks for every row whenever it lays itself out, and takes half a second
    over a hundred thousand.

    Signals:
        menu_wanted: a row and where on the screen its menu belongs.
    """

    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Articles"))
        self.setProperty("entry", True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setObjectName("articles")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:
        """Have the rows drawn, all of one height."""
        super().setItemDelegate(delegate)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self.verticalHeader().setDefaultSectionSize(self.itemDelegate().sizeHint(option, QModelIndex()).height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, whatever the platform thinks of Enter in lists; Home and End are those of the list."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif event.key() in ends:
            self.setCurrentIndex(self.model().index(ends[Qt.Key(event.key())], 0))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse for the row under it, by key for the current row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit(index, place)

    def reveal(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)


class LibraryPanel(QWidget):
    """All articles of the project.

    Signals:
        files_wanted: a person wants to bring in articles.
    """

    files_wanted = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.model = ShelfModel(bridge, self)
        self.search = SearchLine(tr("Search title, outlet, byline"), theme=bridge.theme, parent=self)
        self.filters = ChoiceRow(FILTERS, name=tr("Which articles"), parent=self)
        self.list = ArticleList(self)
        self._rows = ShelfRows(bridge.theme, bridge.session.catalogue.people, self)
        self.list.setItemDelegate(self._rows)
        self.list.setModel(self.model)
        self._count, self._progress = QLabel(self), QToolButton(self)
        self._bar = QProgressBar(self)
        self._add, self._bin = QToolButton(self), QToolButton(self)
        self._empty = EmptyState(bridge.theme, self)
        self._pages = QStackedWidget(self)
        self._waiting = QTimer(self, interval=120, singleShot=True)
        self._stood = ("", 0)
        self._lay_out()
        self._connect()
        self._show_all()
        self._follow_article(bridge.article)

    # --- what the window asks for ---

    def next_article(self, step: int) -> None:
        """Open the next (1) or previous (-1) article of those shown; nothing happens at the ends."""
        if wanted := self.model.beside(self._bridge.article, step):
            self._bridge.show_article(wanted)

    def set_status(self, article: str, status: str) -> None:
        """Mark an article with one's own status."""
        self._bridge.do(library.set_status(article, self._bridge.session.coder, status))

    def remove(self, article: str) -> None:
        """Remove an article with what is in it; its neighbour opens if it was open."""
        catalogue = self._bridge.session.catalogue
        card, annotations = catalogue.article(article), catalogue.annotations(article)
        if card is None:
            return
        neighbour = self.model.beside(article, 1) or self.model.beside(article, -1)
        title, many = _short(card.title or tr("Untitled")), len(annotations)
        say = tr("“{title}” removed", title=title) if not many else tr(
            "“{title}” removed with {annotations}", title=title, annotations=counted(many, "annotation"))
        was_open = self._bridge.article == article
        removal = library.remove_article(article, annotations, seen_in(self._bridge.session.replica, article))
        if self._bridge.do(removal, say=say) and was_open:
            self._bridge.show_article(neighbour)

    def show_filter(self, name: str) -> None:
        """Choose one of the filters: all, todo, doing, done, needs_source."""
        self.filters.choose(name)

    # --- building ---

    def _lay_out(self) -> None:
        title = QLabel(tr("Articles"), self)
        title.setProperty("role", "heading")
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName(tr("Number of articles"))
        for button, words in ((self._add, tr("Import articles…")), (self._bin, tr("Bin: what was removed…"))):
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setFixedSize(28, 28)
        self._progress.setProperty("role", "count")
        self._progress.setToolTip(tr("Progress of each coder"))
        self._progress.clicked.connect(partial(self._bridge.wanted.emit, "show.progress"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(tr("Articles done"))
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        for widget in (title, self._count):
            head.addWidget(widget)
        head.addStretch()
        for button in (self._bin, self._add):
            head.addWidget(button)
        self._foot = QWidget(self)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(12, 6, 12, 10)
        foot.setSpacing(6)
        foot.addWidget(self._progress)
        foot.addWidget(self._bar)
        self._tools = QWidget(self)
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(8, 0, 8, 2)
        tools.setSpacing(4)
        tools.addWidget(self.search)
        tools.addWidget(self.filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._tools)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)
        self._wear(self._bridge.theme)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._follow)
        self._bridge.article_shown.connect(self._follow_article)
        self._bridge.theme_changed.connect(self._wear)
        self._add.clicked.connect(self.files_wanted)
        self._bin.clicked.connect(partial(self._bridge.wanted.emit, "show.bin"))
        self.search.textChanged.connect(self._waiting.start)
        self.search.list_wanted.connect(self._enter_list)
        self._waiting.timeout.connect(self._search)
        self.filters.chosen.connect(self._filter)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.menu_wanted.connect(self._show_menu)
        self.model.about_to_fill.connect(self._remember)
        self.model.filled.connect(self._return)
        self.model.found.connect(self._show_found)
        self.model.waiting.counted.connect(self.list.viewport().update)

    @Slot(object)
    def _wear(self, theme: Theme) -> None:
        self._rows.theme = theme
        self.search.set_theme(theme)
        self._empty.set_theme(theme)
        set_icon(self._add, "add", theme.chrome_ink)
        set_icon(self._bin, "bin", theme.chrome_ink)
        self.list.viewport().update()

    # --- following ---

    @Slot(object)
    def _follow(self, changed: Changed) -> None:
        kinds = changed.kinds()
        if kinds.isdisjoint(("article", "codebook", "annotation", *KINDS)):
            return
        self._bridge.breathe()
        articles = changed.articles()
        if "codebook" in kinds or len(changed.of_kind("article")) > 1 or len(articles) > _MANY:
            self._reload()
            return
        for article in articles:
            self.model.refresh(article)
        self._show_all()

    @Slot(str)
    def _follow_article(self, article: str) -> None:
        self.list.viewport().update()
        row = self.model.row_of(article)
        if row >= 0:
            self.list.reveal(row)
        else:
            self.list.clearSelection()

    def _reload(self) -> None:
        self._remember()
        self.model.reload()
        self._return()

    @Slot()
    def _remember(self) -> None:
        """Where the list stands, before it is listed anew."""
        self._stood = self._current(), self.list.verticalScrollBar().value()

    @Slot()
    def _return(self) -> None:
        """Stand where it stood; at first by the article that is open."""
        self._show_all()
        current, place = self._stood
        row = self.model.row_of(current or self._bridge.article)
        if row >= 0:
            self.list.reveal(row)
        if current:
            self.list.verticalScrollBar().setValue(place)

    def _current(self) -> str:
        index = self.list.currentIndex()
        return self.model.shelf(index.row()).id if index.isValid() else ""

    def _show_all(self) -> None:
        """Counts, progress, and the page that fits them."""
        total, counts = self.model.total, self.model.counts()
        self._count.setText(number_text(total))
        self.filters.show_counts(counts)
        self._progress.setText(tr("{done:,} of {total:,} done", done=counts["done"], total=total))
        self._progress.setAccessibleName(tr("{articles}: progress of each coder", articles=self._progress.text()))
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(counts["done"])
        self._foot.setVisible(total > 0)
        self._tools.setVisible(total > 0)
        self._count.setVisible(total > 0)
        if not total:
            self._empty.show_state("import", tr("No articles yet"), sentence=tr("They will be listed here."))
        elif not self.model.rowCount():
            self._empty.show_state("search", self._nothing(), buttons=[(tr("Show all"), self._forget_filters)])
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _nothing(self) -> str:
        if self.search.text().strip():
            return tr("No article fits")
        return {"todo": tr("Nothing left to do"), "doing": tr("Nothing begun"), "done": tr("Nothing done yet"),
                "needs_source": tr("Every annotation has its source"),
                "incomplete": tr("Every question is answered")}.get(self.model.filter, tr("No articles"))

    # --- what a person does ---

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        article = self.model.shelf(index.row()).id
        if article and article != self._bridge.article:
            self._bridge.show_article(article)

    @Slot(str)
    def _filter(self, name: str) -> None:
        self.model.show_only(name)
        self._show_all()
        self._follow_article(self._bridge.article)

    @Slot()
    def _search(self) -> None:
        self.model.search(self.search.text())

    @Slot()
    def _show_found(self) -> None:
        self._show_all()
        self._follow_article(self._bridge.article)

    @Slot()
    def _enter_list(self) -> None:
        if self._waiting.isActive():
            self._waiting.stop()
            self._search()
        self.model.finish()
        if self.model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def _forget_filters(self) -> None:
        self.search.clear()
        self._waiting.stop()
        self.model.search("")
        self.filters.choose("all")

    def _details(self, article: str) -> None:
        if article != self._bridge.article:
            self._bridge.show_article(article)
        self._bridge.wanted.emit("article.details")

    @Slot(QModelIndex, QPoint)
    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        self.menu(index.row()).popup(place)

    def menu(self, row: int) -> QMenu:
        """What can be done with the article in a row."""
        shelf = self.model.shelf(row)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in STATUSES:
            action = menu.addAction(STATUS_WORDS[status], partial(self.set_status, shelf.id, status))
            action.setIcon(status_icon(status, theme=self._bridge.theme, ratio=self.devicePixelRatioF()))
            action.setEnabled(status != shelf.mine)
        menu.addSeparator()
        menu.addAction(tr("Details…"), partial(self._details, shelf.id))
        menu.addSeparator()
        menu.addAction(tr("Remove"), partial(self.remove, shelf.id))
        return menu


def _short(title: str, longest: int = 60) -> str:
    return title if len(title) <= longest else f"{title[: longest - 1].rstrip()}…"
