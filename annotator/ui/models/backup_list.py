"""The backups of a project as a table: when, why, and what is in each, which is looked up one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.errors import Fault
from annotator.language import tr
from annotator.ui.models import copy_words

if TYPE_CHECKING:
    from annotator.project.backup import Backup, Held

Index = QModelIndex | QPersistentModelIndex

COLUMNS = (tr("Made"), tr("Why"), tr("Articles"), tr("Annotations"), tr("Changes since"))
_NUMBERS = 2
"""The first column that holds numbers."""


class BackupModel(QAbstractTableModel):
    """A row for each backup, newest first."""

    def __init__(self, backups: Sequence[Backup], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.backups = list(backups)
        self._held: dict[int, Held | Fault] = {}

    def show_held(self, row: int, held: Held | Fault) -> None:
        """Say what is in a backup, or that it cannot be read."""
        self._held[row] = held
        self.dataChanged.emit(self.index(row, _NUMBERS), self.index(row, len(COLUMNS) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are backups."""
        return 0 if parent is not None and parent.isValid() else len(self.backups)

    def columnCount(self, parent: Index | None = None) -> int:
        """Those of `COLUMNS`."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a column holds."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()]}: {self._words(index.row())[index.column()]}"
        return None

    def _words(self, row: int) -> tuple[str, ...]:
        backup, held = self.backups[row], self._held.get(row)
        made = f"{copy_words.day(backup.made)} {backup.made:%H:%M}"
        inside = ("…", "…", "…") if held is None else (tr("unreadable"), "", "") if isinstance(held, Fault) else (
            copy_words.contents(held))
        return (made[:1].upper() + made[1:], copy_words.why(backup.reason), *inside)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
