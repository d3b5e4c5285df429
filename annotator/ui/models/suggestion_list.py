"""The suggestions of the open article as rows; one is put into words when it is looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.finders import Suggestion
from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.models import suggestion_words
from annotator.ui.suggestion_steps import order

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows."""

    kind: str
    label: str
    words: str
    detail: str
    why: str
    score: str

    def spoken(self) -> str:
        """The row as a sentence."""
        return ", ".join(part for part in (self.label, self.words, self.detail, self.score, self.why) if part)


class SuggestionModel(QAbstractListModel):
    """The rows, in the order of the text."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[Suggestion] = []

    def show_now(self) -> None:
        """List what is shown in the text."""
        self.beginResetModel()
        self._rows = list(self._bridge.suggestions.shown)
        self.endResetModel()

    def drop(self, gone: Iterable[Suggestion]) -> None:
        """List some no more."""
        for each in gone:
            row = self.place(each)
            if row >= 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()

    def at(self, row: int) -> Suggestion | None:
        """The suggestion of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place(self, suggestion: Suggestion | None) -> int:
        """The row of a suggestion, -1 when it is not listed."""
        if suggestion is None:
            return -1
        wanted = order(suggestion)
        return next((row for row in self._near(suggestion.start) if order(self._rows[row]) == wanted), -1)

    def _near(self, start: int) -> range:
        return range(bisect_left(self._rows, start, key=_start), bisect_right(self._rows, start, key=_start))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """A flat list."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the painter, its words for everybody else."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ROW:
            return self._row(self._rows[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._row(self._rows[index.row()]).spoken()
        return self._rows[index.row()].why if role == Qt.ItemDataRole.ToolTipRole else None

    def _row(self, each: Suggestion) -> Row:
        text, codebook = self._bridge.text, self._bridge.session.catalogue.codebook()
        named = list(filter(None, each.names)) or [" ".join(text[slice(*span)].split()) for span in each.mentions]
        said = tr("↳ nobody is named") if each.names else ""
        if named:
            said = tr("↳ “{words}”", words=suggestion_words.told_by(named))
        parts = (suggestion_words.value(each), said)
        return Row(each.kind, suggestion_words.label(each.kind, codebook), suggestion_words.words(each, text),
                   " · ".join(part for part in parts if part), each.why, suggestion_words.sureness(each))


def _start(each: Suggestion) -> int:
    return each.start
