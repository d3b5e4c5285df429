"""The sheet of keys that act here and now: `?` in the text, F1 anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.commands import COMMANDS, Command
from annotator.ui.theme import Theme
from annotator.ui.widgets.keycaps import KeyCaps

PLACES = {
    "reader": "in the text",
    "panel": "in the side panel",
    "library": "in the list of articles",
    "source": "in the source line",
    "anywhere": "everywhere",
}
_COLUMNS = 3
_WIDTH = 1010
_HEIGHT = 660
_HEADING_ROWS = 2


def sheet(context: str) -> list[tuple[str, list[Command]]]:
    """What the sheet lists: by menu, the commands whose keys act in that context; its own keys first.

    Commands that only a widget answers stand under "Here". Commands without a key are the palette's, not the sheet's.
    """
    acting = [one for one in COMMANDS if one.keys and one.context in (context, "anywhere")]
    own = [one for one in acting if one.context == context and context != "anywhere"]
    general = [one for one in acting if one.context == "anywhere"]
    found: dict[str, list[Command]] = {}
    for one in (*own, *general):
        found.setdefault(one.menu.rpartition("/")[2] or "Here", []).append(one)
    return list(found.items())


class CheatSheet(QDialog):
    """Keys in columns. `?`, F1 and Esc close it."""

    def __init__(self, parent: QWidget, context: str, *, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Keys {PLACES[context]}")
        self.setAccessibleName(self.windowTitle())
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAccessibleName("Keys")
        page = self._columns(sheet(context))
        area.setWidget(page)
        column.addWidget(area)
        wanted = page.sizeHint()
        self.resize(min(_WIDTH, max(wanted.width(), 560)), min(_HEIGHT, wanted.height() + 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that opened it close it."""
        if event.key() == Qt.Key.Key_F1 or event.text() == "?":
            self.reject()
        else:
            super().keyPressEvent(event)

    def _columns(self, sections: list[tuple[str, list[Command]]]) -> QWidget:
        page = QWidget(self)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(28, 22, 28, 24)
        outer.setSpacing(16)
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
        column.setSpacing(5)
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
        row.addWidget(KeyCaps(one.keys, self._theme, page))
        return row


def _spread(sections: list[tuple[str, list[Command]]]) -> list[list[tuple[str, list[Command]]]]:
    """Share the sections out over columns of about equal length, each section whole and in order."""
    total = sum(len(commands) + _HEADING_ROWS for _, commands in sections)
    count = min(_COLUMNS, len(sections), max(1, -(-total // 12)))
    columns: list[list[tuple[str, list[Command]]]] = [[] for _ in range(count)]
    filled = 0
    for name, commands in sections:
        middle = filled + (len(commands) + _HEADING_ROWS) / 2
        columns[min(count - 1, int(middle * count / total))].append((name, commands))
        filled += len(commands) + _HEADING_ROWS
    return [column for column in columns if column]
