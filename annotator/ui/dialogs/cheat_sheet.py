"""The sheet of keys that act here and now: `?` in the text, F1 anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.ui.commands import COMMANDS, Command, letter_key, menu_title
from annotator.ui.letters import stretched
from annotator.ui.theme import Theme
from annotator.ui.widgets.keycaps import KeyCaps

PLACES = {
    "reader": tr("Keys in the text"),
    "panel": tr("Keys in the side panel"),
    "library": tr("Keys in the list of articles"),
    "source": tr("Keys in the source line"),
    "suggestion": tr("Keys on a suggestion"),
    "anywhere": tr("Keys everywhere"),
}
_COLUMNS = 3
_HEIGHT = 700
_LARGE = 120
"""Hundredths; letters larger than that leave room for a column less."""
_SCROLL_BAR = 14
_HEADING_ROWS = 2


def sheet(context: str, known: Iterable[Command] = COMMANDS) -> list[tuple[str, list[Command]]]:
    """What the sheet lists: by menu, the commands whose keys act in that context; the context's own keys first.

    Commands without a key are the palette's, not the sheet's.
    """
    acting = [one for one in known if acting_keys(one, context)]
    own = [one for one in acting if one.context == context != "anywhere"]
    general = sorted((one for one in acting if one not in own), key=_rank)
    found: dict[str, list[Command]] = {}
    for one in (*own, *general):
        found.setdefault(menu_title(one.menu), []).append(one)
    return list(found.items())


def acting_keys(one: Command, context: str) -> tuple[str, ...]:
    """The command's keys that act in that context: outside the text, letters and signs are only written."""
    if one.context not in (context, "anywhere", *(("reader",) if context == "suggestion" else ())):
        return ()
    written = context not in ("reader", "suggestion", one.context)
    return tuple(key for key in one.keys if not (written and letter_key(key)))


class CheatSheet(QDialog):
    """Keys in columns. `?`, F1 and Esc close it.

    Args:
        commands: the table with the keys that act on this computer.
    """

    def __init__(self, parent: QWidget | None, context: str, *, theme: Theme,
                 commands: Iterable[Command] = COMMANDS) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("sheet")
        self.setWindowTitle(PLACES[context])
        self.setAccessibleName(self.windowTitle())
        self._theme = theme
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAccessibleName(tr("Keys"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = self._columns(sheet(context, commands))
        area.setWidget(page)
        column.addWidget(area)
        wanted = page.sizeHint()
        area.setMinimumWidth(wanted.width() + _SCROLL_BAR)
        self.resize(wanted.width() + _SCROLL_BAR, min(_HEIGHT, wanted.height() + 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that opened it close it."""
        if event.key() == Qt.Key.Key_F1 or event.text() == "?":
            self.reject()
        else:
            super().keyPressEvent(event)

    def _columns(self, sections: list[tuple[str, list[Command]]]) -> QWidget:
        page = QWidget(self)
        page.setObjectName("columns")
        outer = QVBoxLayout(page)
        outer.setContentsMargins(28, 22, 28, 24)
        outer.setSpacing(14)
        title = QLabel(self.windowTitle(), page)
        title.setProperty("role", "title")
        outer.addWidget(title)
        row = QHBoxLayout()
        row.setSpacing(40)
        outer.addLayout(row)
        for sections_of_column in _spread(sections):
            row.addLayout(self._column(page, sections_of_column), 1)
        outer.addStretch()
        return page

    def _column(self, page: QWidget, sections: Iterable[tuple[str, list[Command]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for name, commands in sections:
            heading = QLabel(name, page)
            heading.setProperty("role", "heading")
            line = QFrame(page)
            line.setProperty("role", "line")
            column.addWidget(heading)
            column.addWidget(line)
            for one in commands:
                column.addLayout(self._line(page, one))
            column.addSpacing(16)
        column.addStretch()
        return column

    def _line(self, page: QWidget, one: Command) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QLabel(one.title.rstrip("…"), page)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setToolTip(one.help)
        row.addWidget(words, 1)
        row.addWidget(KeyCaps(acting_keys(one, self._context), self._theme, page))
        return row


def _rank(one: Command) -> int:
    """What is done all day before what is done once a day."""
    return ("Annotate", "Go", "Edit", "View", "File", "Help").index(one.menu.partition("/")[0])


def _spread(sections: list[tuple[str, list[Command]]]) -> list[list[tuple[str, list[Command]]]]:
    """Share the sections out over columns, each section whole and in order, so that the longest column is shortest."""
    count = min(_COLUMNS if stretched(100) < _LARGE else _COLUMNS - 1, len(sections))
    cuts = combinations(range(1, len(sections)), count - 1)
    shares = [[sections[a:b] for a, b in pairwise((0, *cut, len(sections)))] for cut in cuts]
    return min(shares, key=_longest)


def _longest(columns: list[list[tuple[str, list[Command]]]]) -> int:
    return max(sum(len(commands) + _HEADING_ROWS for _, commands in column) for column in columns)
