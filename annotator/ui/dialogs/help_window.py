"""The help: pages at the left, the page at the right, one search over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr
from annotator.settings import localised
from annotator.ui.commands import COMMANDS, MENUS, Command, keys_text, menu_title
from annotator.ui.theme import Theme
from annotator.ui.widgets.markdown_view import MarkdownView
from annotator.ui.widgets.search_line import add_cross

PAGES = ("start-here", "importing", "codebook", "suggestions", "links", "sources", "search", "words", "reading", "keys",
         "team", "sharing", "dataset", "file")
_COMMANDS_LINE = "<!-- commands -->"
_LARGER = 1.12
_LEFT, _AIR = 230, 76
_PAGE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the help: its file's name without `.md`, its title, its Markdown."""

    name: str
    title: str
    text: str


def load_pages(commands: Iterable[Command] = COMMANDS) -> tuple[Page, ...]:
    """Read `resources/help/*.md` in their order; the keys' page gets its table of commands."""
    return tuple(_page(name, commands) for name in PAGES)


def commands_markdown(commands: Iterable[Command] = COMMANDS) -> str:
    """The command table as Markdown: a table for each menu, the commands that have keys."""
    return "\n\n".join(_menu_markdown(menu, commands) for menu in MENUS)


class HelpWindow(QDialog):
    """A window beside the window: reading it stops nobody from working."""

    def __init__(self, parent: QWidget | None, *, theme: Theme, page: str = "start-here",
                 commands: Iterable[Command] = COMMANDS) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Help"))
        self.setAccessibleName(tr("Help"))
        self.resize(900, 640)
        self._pages: Sequence[Page] = load_pages(tuple(commands))
        self._search = QLineEdit(self)
        self._list = QListWidget(self)
        self._nothing = QLabel(tr("No page says that."), self)
        self._view = MarkdownView(theme, self)
        self._lay_out()
        self._list.currentItemChanged.connect(self._turn)
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._next_hit)
        self._search.installEventFilter(self)
        self._view.page_asked.connect(self.show_page)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._go_to_search)
        self._fill("")
        self.show_page(page)

    @Slot(str)
    def show_page(self, link: str) -> None:
        """Turn to a page by its name, or by a link such as “words.md#source”."""
        name = link.partition("#")[0].removesuffix(".md")
        for row in range(self._list.count()):
            if self._list.item(row).data(_PAGE) == name:
                self._list.setCurrentRow(row)
                return
        if self._search.text() and name in PAGES:
            self._search.clear()
            self.show_page(name)

    def set_theme(self, theme: Theme) -> None:
        """Show the page in this theme."""
        self._view.set_theme(theme)

    @property
    def page(self) -> str:
        """The name of the page that is open, empty when the search found none."""
        item = self._list.currentItem()
        return str(item.data(_PAGE)) if item is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search line choose the page."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._list.count():
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return False

    def _lay_out(self) -> None:
        self._search.setPlaceholderText(tr("Search the help"))
        self._search.setAccessibleName(tr("Search the help"))
        add_cross(self._search)
        self._list.setAccessibleName(tr("Pages"))
        self._nothing.setProperty("role", "muted")
        left = QVBoxLayout()
        left.setContentsMargins(14, 16, 14, 14)
        left.setSpacing(10)
        for widget in (self._search, self._list, self._nothing):
            left.addWidget(widget)
        titles = [page.title for page in self._pages]
        side = QWidget(self)
        side.setLayout(left)
        side.setFixedWidth(max(_LEFT, max(map(self._list.fontMetrics().horizontalAdvance, titles)) + _AIR))
        paper = QFrame(self)
        paper.setProperty("role", "paper")
        sheet = QVBoxLayout(paper)
        sheet.setContentsMargins(34, 18, 10, 10)
        sheet.addWidget(self._view)
        self._view.setProperty("role", "paper")
        font = self._view.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self._view.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(paper, 1)

    def _fill(self, query: str) -> None:
        before = self.page
        self._list.clear()
        for page in self._pages:
            if query.casefold() in f"{page.title}\n{page.text}".casefold():
                item = QListWidgetItem(page.title, self._list)
                item.setData(_PAGE, page.name)
        found = self._list.count() > 0
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        names = [self._list.item(row).data(_PAGE) for row in range(self._list.count())]
        self._list.setCurrentRow(names.index(before) if before in names else 0 if names else -1)

    @Slot(str)
    def _find(self, query: str) -> None:
        self._fill(query.strip())
        self._view.moveCursor(QTextCursor.MoveOperation.Start)
        self._next_hit()

    @Slot()
    def _next_hit(self) -> None:
        query = self._search.text().strip()
        if query and not self._view.find(query):
            self._view.moveCursor(QTextCursor.MoveOperation.Start)
            self._view.find(query)

    @Slot()
    def _go_to_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @Slot(QListWidgetItem)
    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self._view.set_markdown("")
            return
        page = next(page for page in self._pages if page.name == item.data(_PAGE))
        self._view.set_markdown(page.text)
        self._view.setAccessibleName(page.title)
        self._next_hit()


def _page(name: str, commands: Iterable[Command]) -> Page:
    text = localised("help", f"{name}.md").read_text("utf-8")
    heading = next((line for line in text.splitlines() if line.startswith("# ")), f"# {name}")
    return Page(name, heading.removeprefix("# ").strip(), text.replace(_COMMANDS_LINE, commands_markdown(commands)))


def _menu_markdown(menu: str, commands: Iterable[Command]) -> str:
    rows = [_row(one) for one in commands if one.keys and one.menu.partition("/")[0] == menu]
    return "\n".join([f"### {menu_title(menu)}", "", f"| {tr('Keys')} | {tr('Command')} | |", "|---|---|---|", *rows])


def _row(one: Command) -> str:
    keys = keys_text(one.keys).replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")
    return f"| {keys} | {one.title.rstrip('…')} | {one.help} |"
