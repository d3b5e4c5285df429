"""The library's rows: a window onto the project, filtered by status and words, changed one by one."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import compress
from operator import and_
from types import MappingProxyType

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from annotator.corpus.names import folded
from annotator.corpus.team import STATUSES, Shelf
from annotator.language import counted, tr
from annotator.project.library import FIRST, Listed, Place
from annotator.ui.bridge import Bridge
from annotator.ui.models.dates import readable_date
from annotator.ui.models.waiting_counts import WaitingCounts

Index = QModelIndex | QPersistentModelIndex

SHELF = Qt.ItemDataRole.UserRole
OPEN = Qt.ItemDataRole.UserRole + 1
WAITING = Qt.ItemDataRole.UserRole + 2

FILTERS: Mapping[str, str] = MappingProxyType(
    {"all": tr("All"), "todo": tr("To do"), "doing": tr("Doing"), "done": tr("Done"),
     "needs_source": tr("Needs source"),
     "incomplete": tr("Incomplete")})

STATUS_WORDS: Mapping[str, str] = MappingProxyType(
    dict(zip(STATUSES, (tr("To do"), tr("Doing"), tr("Done"), tr("Skipped")), strict=True)))

_FITS: Mapping[str, Callable[[Listed], bool]] = MappingProxyType({
    "all": lambda listed: True,
    "todo": lambda listed: listed.mine == "todo",
    "doing": lambda listed: listed.mine == "doing",
    "done": lambda listed: listed.mine == "done",
    "needs_source": lambda listed: listed.unsourced,
    "incomplete": lambda listed: listed.incomplete,
})
_BIT: Mapping[str, int] = MappingProxyType({name: 1 << place for place, name in enumerate(_FITS)})

AT_ONCE = 1_000
"""Articles that are looked through at once: some 15 ms. The window lives while a larger library is."""

_PATIENCE = 0.01
"""Seconds in which words are looked for at once; the window lives before it goes on."""

_PAGE = 64
"""Rows that are read together when one of them is painted."""

_KEPT = 16 * _PAGE
"""Rows that stay in memory once they were painted."""


class ShelfModel(QAbstractListModel):
    """The articles in library order; `filter` and `words` say which are shown.

    Of each article only its row in the project and a bit for each filter are held, nine bytes; what is painted is read
    when it comes into sight. Rows are exchanged one by one when something changes, so that the list neither jumps nor
    blinks.

    Signals:
        about_to_fill, filled: all of a large library has been looked through, and is (about to be) listed.
        found: what was searched for is listed.
    """

    about_to_fill, filled, found = Signal(), Signal(), Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None, *, at_once: int = AT_ONCE,
                 patience: float = _PATIENCE) -> None:
        super().__init__(parent)
        self._bridge, self._at_once, self._patience = bridge, at_once, patience
        self._library = bridge.session.catalogue.library
        self._rows, self._bits = array("q"), bytearray()
        self._coming_rows, self._coming_bits = array("q"), bytearray()
        self._shown = array("q")
        self._places: dict[int, int] = {}
        self._read: dict[int, Shelf] = {}
        self._words: tuple[str, ...] = ()
        self._found: bytearray | None = None
        self._coming_found = bytearray()
        self._parts: Iterator[list[int]] = iter(())
        self._after: Place | None = None
        self._filling = QTimer(self, interval=0, singleShot=True)
        self._filling.timeout.connect(self._fill)
        self._looking = QTimer(self, interval=0, singleShot=True)
        self._looking.timeout.connect(self._look_on)
        self.filter = "all"
        self.waiting = WaitingCounts(bridge, self)
        self.reload()

    # --- what is shown ---

    def reload(self) -> None:
        """Look through everything anew: many articles have come, gone or been changed.

        Of a large library what is listed now stays, or its beginning is listed, until `filled`.
        """
        self._read.clear()
        self._coming_rows, self._coming_bits, self._after = array("q"), bytearray(), FIRST
        self._take_page()
        if not self._after or not self._rows:
            self._exchange()
        if self._after:
            self._filling.start()

    def show_only(self, filter: str) -> None:
        """Show one of `FILTERS`."""
        self.beginResetModel()
        self.filter = filter
        self._choose()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only what has all these words in title, outlet or byline.

        In a large library what is listed now stays until all of it has been looked through (`found`); what is searched
        for next takes the place of what was not found yet.
        """
        self._words = tuple(folded(text).split())
        self._coming_found = bytearray()
        self._parts = self._library.parts_with_words(self._words, self._at_once) if self._words else iter(())
        self._look_on()

    def finish(self) -> None:
        """Have what was searched for listed now."""
        if self.is_looking:
            self._look_on(all_of_it=True)

    @property
    def is_looking(self) -> bool:
        """Whether what is searched for is not listed yet."""
        return self._looking.isActive()

    def refresh(self, article: str) -> None:
        """Read one article anew: it may look different, fit no longer, have come, gone or moved."""
        listed, place = self._library.listed(article, self._bridge.session.coder.id), self._place_of(article)
        if place >= 0 and (listed is None or not self._library.follow(self._rows[max(0, place - 1):place + 2])):
            self._take_out(place)
            place = -1
        if listed is not None:
            self._read.pop(listed.row, None)
            place = place if place >= 0 else self._make_room(listed.row)
            self._bits[place] = _bits(listed.unsourced, listed.incomplete, listed.mine)
            if self._words:
                fits = self._library.has_words(listed.row, self._words)
                for found in (self._found, self._coming_found):
                    if found is not None:
                        _note(found, [listed.row], fits=fits)
            self._show(place, fits=self._fits(place))
        if self._after:
            self.reload()

    def _show(self, place: int, *, fits: bool) -> None:
        row = bisect_left(self._shown, place)
        here = row < len(self._shown) and self._shown[row] == place
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

    def _take_out(self, place: int) -> None:
        self._show(place, fits=False)
        del self._rows[place], self._bits[place]
        self._shift(place, -1)

    def _make_room(self, number: int) -> int:
        """Put a row, shown by no filter yet, where it belongs."""
        place = bisect_left(self._rows, self._library.where(number), key=self._library.where)
        self._rows.insert(place, number)
        self._bits.insert(place, 0)
        self._shift(place, 1)
        return place

    def _shift(self, place: int, step: int) -> None:
        self._places.clear()
        row = bisect_left(self._shown, place)
        self._shown[row:] = array("q", (shown + step for shown in self._shown[row:]))

    # --- asking ---

    def shelf(self, row: int) -> Shelf:
        """The article in a row."""
        number = self._rows[self._shown[row]]
        if number not in self._read:
            self._fetch(row - row % _PAGE)
        return self._read[number]

    def row_of(self, article: str) -> int:
        """The row of an article, -1 when it is not shown."""
        place = self._place_of(article)
        row = bisect_left(self._shown, place)
        return row if place >= 0 and row < len(self._shown) and self._shown[row] == place else -1

    def ids(self) -> list[str]:
        """The articles that are shown, in order."""
        return [self.shelf(row).id for row in range(len(self._shown))]

    def beside(self, article: str, step: int) -> str:
        """The shown article after (1) or before (-1) another, also when that one is filtered out; "" at the ends."""
        if not self._shown:
            return ""
        place = self._place_of(article)
        if place < 0:
            return self.shelf(0 if step > 0 else len(self._shown) - 1).id
        row = bisect_left(self._shown, place)
        here = row < len(self._shown) and self._shown[row] == place
        row += step if step < 0 or here else step - 1
        return self.shelf(row).id if 0 <= row < len(self._shown) else ""

    def counts(self) -> dict[str, int]:
        """Filter → how many articles it would show, whatever is searched for."""
        alike = {bits: self._bits.count(bits) for bits in set(self._bits)}
        return {name: sum(n for bits, n in alike.items() if bits & bit) for name, bit in _BIT.items()}

    def place(self, article: str) -> tuple[int, int]:
        """Which article of how many it is, whatever is shown: (3, 40); 0 when that is not known (yet)."""
        return (0, 0) if self._after else (self._place_of(article) + 1, len(self._rows))

    @property
    def total(self) -> int:
        """How many articles the project has; of a large one, how many have been looked through."""
        return len(self._rows)

    # --- Qt's questions ---

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The shelf, whether it is open, and its words for tooltips and screen readers."""
        if not index.isValid():
            return None
        shelf = self.shelf(index.row())
        if shelf.id in self._bridge.session.catalogue.newer():
            shelf = replace(shelf, replaced=True)
        if role == SHELF:
            return shelf
        if role == OPEN:
            return shelf.id == self._bridge.article
        if role == WAITING:
            return self.waiting.of(shelf)
        if role == Qt.ItemDataRole.DisplayRole:
            return shelf.title or tr("Untitled")
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        waiting = self.waiting.of(shelf)
        if not waiting:
            return spoken(shelf)
        return tr("{article}, {suggestions} waiting", article=spoken(shelf), suggestions=counted(waiting, "suggestion"))

    # --- inside ---

    def _fill(self) -> None:
        """Look through the next part of a large library."""
        self._take_page()
        if self._after:
            self._filling.start()
        else:
            self.about_to_fill.emit()
            self._exchange()
            self.filled.emit()

    def _take_page(self) -> None:
        if self._after:
            page, self._after = self._library.page(self._bridge.session.coder.id, self._after, self._at_once)
            self._coming_rows.extend(listed.row for listed in page)
            self._coming_bits.extend(_bits(listed.unsourced, listed.incomplete, listed.mine) for listed in page)

    def _exchange(self) -> None:
        self.beginResetModel()
        self._rows, self._bits = self._coming_rows[:], self._coming_bits[:]
        self._places.clear()
        self._find()
        self._choose()
        self.endResetModel()

    def _find(self) -> None:
        self._looking.stop()
        self._coming_found = bytearray()
        if self._words:
            _note(self._coming_found, self._library.with_words(self._words))
        self._found = self._coming_found if self._words else None

    def _look_on(self, *, all_of_it: bool = False) -> None:
        """Look for the words in the next part of the library; the list follows when there is no more."""
        self._looking.stop()
        end = time.perf_counter() + self._patience
        for part in self._parts:
            _note(self._coming_found, part)
            if not all_of_it and time.perf_counter() >= end:
                self._looking.start()
                return
        self.beginResetModel()
        self._found = self._coming_found if self._words else None
        self._choose()
        self.endResetModel()
        self.found.emit()

    def _choose(self) -> None:
        bit = _BIT[self.filter]
        fits: Iterable[int] = self._bits.translate(bytes(bool(value & bit) for value in range(256)))
        if self._found is not None:
            _reach(self._found, max(self._rows, default=0))
            fits = map(and_, fits, map(self._found.__getitem__, self._rows))
        self._shown = array("q", compress(range(len(self._rows)), fits))

    def _fits(self, place: int) -> bool:
        row, found = self._rows[place], self._found
        has_words = found is None or (row < len(found) and found[row])
        return bool(has_words and self._bits[place] & _BIT[self.filter])

    def _fetch(self, first: int) -> None:
        if len(self._read) >= _KEPT:
            self._read.clear()
        rows = [row for place in self._shown[first:first + _PAGE] if (row := self._rows[place]) not in self._read]
        self._read |= zip(rows, self._library.shelves(rows, self._bridge.session.coder.id), strict=True)

    def _place_of(self, article: str) -> int:
        number = self._library.number(article) if article else 0
        if number not in self._places:
            self._places[number] = self._rows.index(number) if number in self._rows else -1
        return self._places[number]


def _note(found: bytearray, rows: list[int], *, fits: bool = True) -> None:
    """Write down of rows whether they have the words that are looked for: a byte each, at the number of the row."""
    _reach(found, max(rows, default=0))
    for row in rows:
        found[row] = fits


def _reach(found: bytearray, row: int) -> None:
    found.extend(bytes(max(0, row + 1 - len(found))))


@cache
def _bits(unsourced: bool, incomplete: bool, mine: str) -> int:
    listed = Listed(0, unsourced, incomplete, mine)
    return sum(_BIT[name] for name, holds in _FITS.items() if holds(listed))


def spoken(shelf: Shelf) -> str:
    """An article's row as a sentence: “What the audit found, Politico, 14 March 2025, doing, 7 annotations, …”."""
    parts = [shelf.title or tr("Untitled"), shelf.outlet, readable_date(shelf.published),
             STATUS_WORDS[shelf.mine].lower(),
             counted(shelf.annotations, "annotation")]
    if shelf.replaced:
        parts.append(tr("an earlier version"))
    if shelf.unsourced:
        parts.append(tr("{number} without a source", number=shelf.unsourced))
    if shelf.incomplete:
        parts.append(tr("{number} incomplete", number=shelf.incomplete))
    if shelf.unanswered:
        parts.append(tr("{questions} to answer", questions=counted(shelf.unanswered, 'question')))
    for status in STATUSES[1:]:
        if others := shelf.others.count(status):
            parts.append(f"{counted(others, 'colleague')}: {STATUS_WORDS[status].lower()}")
    return ", ".join(part for part in parts if part)
