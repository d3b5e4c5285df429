"""The commands with their keys, as a list that one searches by words or by keys."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.language import tr
from annotator.ui.commands import Command, Keymap, keys_text, menu_path
from annotator.ui.models.entries import ENTRY, PLACES, Entry

Index = QModelIndex | QPersistentModelIndex


class KeyList(QAbstractListModel):
    """Every command whose keys can be chosen, in the table's order."""

    def __init__(self, keymap: Keymap, parent: QObject) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._words = ""
        self._rows = self._fitting()

    def show_keymap(self, keymap: Keymap) -> None:
        """Show these keys; the rows stay as they are."""
        self._keymap = keymap
        self._rows = [keymap.command(one.id) for one in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def search(self, words: str) -> None:
        """List what has all these words in its title, menu, help or keys."""
        self.beginResetModel()
        self._words = words
        self._rows = self._fitting()
        self.endResetModel()

    def command(self, row: int) -> Command:
        """The command in that row."""
        return self._rows[row]

    def row_of(self, id: str) -> int:
        """Where a command is listed; -1 when it is not."""
        return next((row for row, one in enumerate(self._rows) if one.id == id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the row's delegate draws, and what a screen reader says."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title.rstrip("…")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title.rstrip('…')}, {keys_text(one.keys) or tr('no key')}{self._own(one, ', ')}"
        if role == ENTRY:
            detail = f"{menu_path(one.menu)}{self._own(one, ' · ')}"
            return Entry(one.title.rstrip("…"), detail, _nothing, one.keys)
        return () if role == PLACES else None

    def _own(self, one: Command, between: str) -> str:
        return f"{between}yours" if one.id in self._keymap.own else ""

    def _fitting(self) -> list[Command]:
        words = self._words.casefold().split()
        return [one for one in self._keymap.commands() if not one.by_widget and not one.submenu
                and all(word in _searched(one) for word in words)]


def _searched(one: Command) -> str:
    return f"{one.title} {menu_path(one.menu)} {one.help} {keys_text(one.keys)} {' '.join(one.keys)}".casefold()


def _nothing() -> None:
    """A row of keys runs nothing."""
