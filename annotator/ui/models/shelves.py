"""The library's rows: all articles, filtered by status and words, changed one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.change import counted
from annotator.corpus.names import folded
from annotator.corpus.team import STATUSES, Shelf
from annotator.ui.bridge import Bridge
from annotator.ui.models.dates import readable_date
from annotator.ui.models.open_counts import unanswered, with_open_counts

Index = QModelIndex | QPersistentModelIndex

SHELF = Qt.ItemDataRole.UserRole
OPEN = Qt.ItemDataRole.UserRole + 1

FILTERS: Mapping[str, str] = MappingProxyType(
    {"all": "All", "todo": "To do", "doing": "Doing", "done": "Done", "needs_source": "Needs source",
     "incomplete": "Incomplete"})

STATUS_WORDS: Mapping[str, str] = MappingProxyType(
    dict(zip(STATUSES, ("To do", "Doing", "Done", "Skipped"), strict=True)))

_FITS: Mapping[str, Callable[[Shelf], bool]] = MappingProxyType({
    "all": bool,
    "todo": lambda shelf: shelf.mine == "todo",
    "doing": lambda shelf: shelf.mine == "doing",
    "done": lambda shelf: shelf.mine == "done",
    "needs_source": lambda shelf: shelf.unsourced > 0,
    "incomplete": lambda shelf: shelf.incomplete > 0 or shelf.unanswered > 0,
})


class ShelfModel(QAbstractListModel):
    """The articles in library order; `filter` and `words` say which are shown.

    Rows are exchanged one by one when an annotation or a mark changes, so that the list neither jumps nor blinks.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._all: list[Shelf] = []
        self._place: dict[str, int] = {}
        self._shown: list[int] = []
        self._searched: list[str] | None = None
        self._words: tuple[str, ...] = ()
        self.filter = "all"
        self.reload()

    # --- what is shown ---

    def reload(self) -> None:
        """Read everything anew: articles have come, gone or been renamed."""
        self.beginResetModel()
        session = self._bridge.session
        self._all = session.catalogue.shelves(session.coder.id)
        self._place = {shelf.id: place for place, shelf in enumerate(self._all)}
        self._counts = {name: sum(map(fits, self._all)) for name, fits in _FITS.items()}
        self._searched = None
        self._choose()
        self.endResetModel()

    def show_only(self, filter: str) -> None:
        """Show one of `FILTERS`."""
        self.beginResetModel()
        self.filter = filter
        self._choose()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only what has all these words in title, outlet or byline."""
        self.beginResetModel()
        self._words = tuple(folded(text).split())
        self._choose()
        self.endResetModel()

    def refresh(self, article: str) -> None:
        """Read one article's status and counts anew."""
        place = self._place.get(article)
        if place is None:
            return
        before, after = self._all[place], self._read(self._all[place])
        self._all[place] = after
        for name, holds in _FITS.items():
            self._counts[name] += holds(after) - holds(before)
        row = bisect_left(self._shown, place)
        here = row < len(self._shown) and self._shown[row] == place
        fits = self._fits(place)
        if here and fits:
            self.dataChanged.emit(self.index(row), self.index(row))
        elif here:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()
        elif fits:
            self.beginInsertRows(QModelIndex(), row, row)
            self._shown.insert(row, place)
            self.endInsertRows()

    # --- asking ---

    def shelf(self, row: int) -> Shelf:
        """The article in a row."""
        return self._all[self._shown[row]]

    def row_of(self, article: str) -> int:
        """The row of an article, -1 when it is not shown."""
        place = self._place.get(article, -1)
        row = bisect_left(self._shown, place)
        return row if row < len(self._shown) and self._shown[row] == place else -1

    def ids(self) -> list[str]:
        """The articles that are shown, in order."""
        return [self._all[place].id for place in self._shown]

    def beside(self, article: str, step: int) -> str:
        """The shown article after (1) or before (-1) another, also when that one is filtered out; "" at the ends."""
        if not self._shown:
            return ""
        place = self._place.get(article)
        if place is None:
            return self.shelf(0 if step > 0 else len(self._shown) - 1).id
        row = bisect_left(self._shown, place)
        here = row < len(self._shown) and self._shown[row] == place
        row += step if step < 0 or here else step - 1
        return self.shelf(row).id if 0 <= row < len(self._shown) else ""

    def counts(self) -> dict[str, int]:
        """Filter → how many articles it would show, whatever is searched for."""
        return dict(self._counts)

    @property
    def total(self) -> int:
        """How many articles the project has."""
        return len(self._all)

    # --- Qt's questions ---

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The shelf, whether it is open, and its words for tooltips and screen readers."""
        if not index.isValid():
            return None
        shelf = self.shelf(index.row())
        if role == SHELF:
            return shelf
        if role == OPEN:
            return shelf.id == self._bridge.article
        if role == Qt.ItemDataRole.DisplayRole:
            return shelf.title or "Untitled"
        return spoken(shelf) if role == Qt.ItemDataRole.AccessibleTextRole else None

    # --- inside ---

    def _choose(self) -> None:
        fits = _FITS[self.filter]
        self._shown = [place for place, shelf in enumerate(self._all) if fits(shelf)]
        if self._words:
            texts = self._texts()
            self._shown = [place for place in self._shown if all(word in texts[place] for word in self._words)]

    def _fits(self, place: int) -> bool:
        if not _FITS[self.filter](self._all[place]):
            return False
        return not self._words or all(word in self._texts()[place] for word in self._words)

    def _texts(self) -> list[str]:
        if self._searched is None:
            bylines = self._bridge.session.catalogue.bylines()
            texts = (f"{s.title} {s.outlet} {bylines.get(s.id, '')}" for s in self._all)
            self._searched = [text.lower() if text.isascii() else folded(text) for text in texts]
        return self._searched

    def _read(self, old: Shelf) -> Shelf:
        session = self._bridge.session
        annotations = (self._bridge.annotations() if old.id == self._bridge.article
                       else session.catalogue.annotations(old.id))
        marks = {review.coder: review.status for review in session.catalogue.reviews(old.id)}
        mine = marks.pop(session.coder.id, "todo")
        new = replace(old, annotations=len(annotations), mine=mine, others=tuple(marks.values()),
                      unanswered=unanswered(session.catalogue, session.coder.id, mine, old.id))
        return with_open_counts(new, annotations, session.catalogue.codebook())


def spoken(shelf: Shelf) -> str:
    """An article's row as a sentence: “What the audit found, Politico, 14 March 2025, doing, 7 annotations, …”."""
    parts = [shelf.title or "Untitled", shelf.outlet, readable_date(shelf.published), STATUS_WORDS[shelf.mine].lower(),
             counted(shelf.annotations, "annotation")]
    if shelf.unsourced:
        parts.append(f"{shelf.unsourced} without a source")
    if shelf.incomplete:
        parts.append(f"{shelf.incomplete} incomplete")
    if shelf.unanswered:
        parts.append(f"{counted(shelf.unanswered, 'question')} to answer")
    for status in STATUSES[1:]:
        if others := shelf.others.count(status):
            parts.append(f"{counted(others, 'colleague')}: {STATUS_WORDS[status].lower()}")
    return ", ".join(part for part in parts if part)
