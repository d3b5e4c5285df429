"""Repeats as rows: what is said, and below it every place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.drafting.repeats import Repeated, Spot
from annotator.language import counted, tr, trn
from annotator.project.catalogue import Catalogue
from annotator.ui.models.dates import readable_date

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """One row; `spot` is None for the heading. `words` and `beside` are as shown, `detail` the second line."""

    repeated: Repeated
    spot: Spot | None
    words: str
    detail: str


class RepeatListModel(QAbstractListModel):
    """The groups in their order, those that are hidden left out."""

    def __init__(self, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.groups: list[Repeated] = []
        self._rows: list[tuple[Repeated, Spot | None]] = []

    def show_groups(self, groups: Iterable[Repeated]) -> None:
        """Show these."""
        self.beginResetModel()
        self.groups = list(groups)
        self._rows = [
            row for group in self.groups for row in ((group, None), *((group, spot) for spot in group.spots))
        ]
        self.endResetModel()

    def drop(self, group: Repeated) -> int:
        """Take a group out; gives the row at which it began."""
        first = next((at for at, (one, _) in enumerate(self._rows) if one is group), -1)
        if first < 0:
            return 0
        last = first + len(group.spots)
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._rows[first : last + 1]
        self.groups.remove(group)
        self.endRemoveRows()
        return first

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Headings and places."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, at: int) -> tuple[Repeated, Spot | None]:
        """The group of a row, and its place, None for the heading."""
        return self._rows[at]

    def row_of(self, spots: Sequence[Spot]) -> int:
        """The heading of the group that has one of these places; -1 where none has."""
        wanted = set(spots)
        heads = (at for at, (group, spot) in enumerate(self._rows) if spot is None and wanted & set(group.spots))
        return next(heads, -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A `RepeatRow`, or what is read out."""
        if not index.isValid():
            return None
        group, spot = self._rows[index.row()]
        if role == ROW:
            return self._shown(group, spot)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = self._shown(group, spot)
            return f"{shown.words}. {shown.detail}" if shown.detail else shown.words
        if role == Qt.ItemDataRole.ToolTipRole and spot is not None:
            return self._context(spot)
        return None

    def _shown(self, group: Repeated, spot: Spot | None) -> RepeatRow:
        if spot is None:
            unmarked = trn("{number:,} not marked", "{number:,} not marked", group.unmarked) if group.unmarked else ""
            parts = [each for each in (counted(group.articles, "article"), unmarked, group.why) if each]
            return RepeatRow(group, None, group.words, " · ".join(parts))
        card = self._catalogue.article(spot.article)
        known = (card.outlet, readable_date(card.published, short=True)) if card else ()
        state = "" if spot.annotation else tr("not marked")
        detail = " · ".join(part for part in (*known, state) if part)
        return RepeatRow(group, spot, (card.title if card else "") or tr("Untitled"), detail)

    def _context(self, spot: Spot) -> str:
        text = self._catalogue.text(spot.article)
        before, after = text[max(0, spot.start - 60) : spot.start], text[spot.end : spot.end + 60]
        return " ".join(f"…{before}{text[spot.start : spot.end]}{after}…".split())
