"""The hits of a search as rows: a heading for each article, its hits below, read as far as there is time."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.kinds import Codebook
from annotator.corpus.listing import all_of
from annotator.corpus.query import Query
from annotator.language import counted, tr
from annotator.project.search import NO_FILTERS, Filters, Found, Hit, Search
from annotator.ui.models.dates import readable_date

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
TICK = Qt.ItemDataRole.UserRole + 1

MOST = 10_000
"""Hits that are listed; of more only their number is estimated."""

_PAGE, _BATCH = 60, 600
"""Rows that fill the list, given to the view as they come; and how many come at once below, unseen: each time the
view lays all of its rows out."""

_AT_ONCE = 0.01
"""Seconds in which hits that were just marked show it at once; the others follow with `work`."""

_TRIED = 8
"""Roughly chosen places without a hit, beyond as many as have one, after which one chooses better."""

_AFRESH = 80
"""Places that a change may add among those that are shown; for more the list is begun again."""


@dataclass(slots=True)
class Group:
    """An article with its hits. One object is one heading for as long as it is listed."""

    article: str
    title: str
    outlet: str
    published: str
    places: list[int] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @property
    def detail(self) -> str:
        """Outlet and date, for the right end of the heading."""
        return " · ".join(part for part in (self.outlet, readable_date(self.published, short=True)) if part)


Row = Group | Hit


class HitModel(QAbstractListModel):
    """Rows come with `work`; a change of the project exchanges those that it touches and leaves the others alone.

    `ticks` is None, or, while one looks through what would be marked, the hits that are chosen.
    """

    def __init__(self, search: Search, codebook: Codebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.codebook = codebook
        self.query, self.filters = Query(), NO_FILTERS
        self.ticks: set[tuple[str, int]] | None = None
        self._places: list[int] = []
        self._next = 0
        self._rough, self._missed = False, 0
        self._groups: list[Group] = []
        self._rows: list[Row] = []
        self._waiting: list[Row] = []
        self._outdated: set[str] = set()
        self._hits = 0

    # --- reading ---

    def begin(self, query: Query, filters: Filters) -> None:
        """Look for something else; the rows come with `work`.

        Raises:
            Fault: the replica cannot be read.
        """
        rough = self._search.can_be_rough(query)
        places = self._search.places(query, filters, rough=rough)
        self.beginResetModel()
        self._rough, self._missed = rough, 0
        self.query, self.filters, self.ticks = query, filters, None
        self._places, self._next, self._hits = places, 0, 0
        self._groups, self._rows, self._waiting = [], [], []
        self._outdated.clear()
        self.endResetModel()

    def work(self, milliseconds: float) -> bool:
        """Read on for about so long; True when there is more.

        Raises:
            Fault: the replica cannot be read.
        """
        end = time.perf_counter() + milliseconds / 1000
        self._mark_again(end)
        if len(self._rows) >= 2 * _PAGE:
            self._choose_well()
        while self.more:
            k = self._places[self._next]
            self._next += 1
            if found := self._search.look(k, self.query, self.filters):
                self._waiting += self._add(self._groups, k, found)
                self._hits += len(found.hits)
            else:
                self._missed += 1
            if self._missed > _TRIED + len(self._groups):
                self._choose_well()
            if time.perf_counter() >= end:
                break
        if len(self._rows) < _PAGE or len(self._waiting) >= _BATCH or not self.more:
            self._append()
        return self.more or bool(self._outdated)

    def _choose_well(self) -> None:
        """Have only the places that the index is sure of: the first screen is filled, or roughly chosen ones are poor.

        A phrase of common words costs ten milliseconds in ten thousand articles; until then texts do that have its
        words anywhere.
        """
        if self._rough and self.more:
            self._rough = False
            self.refresh(())

    def _append(self) -> None:
        """Give the view the rows that wait."""
        if self._waiting:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(self._waiting) - 1)
            self._rows += self._waiting
            self._waiting = []
            self.endInsertRows()

    @staticmethod
    def _add(groups: list[Group], k: int, found: Found) -> Iterator[Row]:
        """Put what was found into its article's group; gives the rows that are new."""
        if not groups or groups[-1].article != found.article:
            groups.append(Group(found.article, found.title, found.outlet, found.published))
            yield groups[-1]
        groups[-1].places.append(k)
        groups[-1].hits += found.hits
        yield from found.hits

    # --- following ---

    def refresh(self, touched: Collection[str]) -> bool:
        """Follow a change of the project that touched these articles; False when the list has to be begun again.

        Raises:
            Fault: the replica cannot be read.
        """
        self._append()
        places = self._search.places(self.query, self.filters)
        upto = self._boundary(places)
        known = set(self._places[:self._next])
        again = set(touched) if self.filters.by_annotation else set()
        if sum(k not in known or self._search.article(k) in again for k in places[:upto]) > _AFRESH:
            return False
        groups = self._again(places[:upto], known, again)
        for group in groups:
            if group.article in touched:
                group.title, group.outlet, group.published = self._search.card(group.article)
        self._places, self._next, self._groups, self._rough = places, upto, groups, False
        self._outdated |= set(touched)
        self._exchange(self._flat())
        self._mark_again(time.perf_counter() + _AT_ONCE)
        return True

    def _flat(self) -> list[Row]:
        rows: list[Row] = []
        for group in self._groups:
            rows += (group, *group.hits)
        return rows

    def _mark_again(self, end: float) -> None:
        """Read anew by which kinds the hits of touched articles are marked, as far as there is time."""
        known = {group.article: group for group in self._groups} if self._outdated else {}
        self._outdated &= known.keys()
        if not self._outdated:
            return
        self._append()
        while self._outdated and time.perf_counter() < end:
            group = known[self._outdated.pop()]
            group.hits = self._search.marked(group.hits, group.article)
        self._exchange(self._flat())

    def _boundary(self, places: list[int]) -> int:
        """How many of the new places lie where has been looked already."""
        if self._next >= len(self._places):
            return len(places)
        at = {k: n for n, k in enumerate(places, start=1)}
        return next((at[k] for k in reversed(self._places[:self._next]) if k in at), 0)

    def _again(self, places: list[int], known: set[int], touched: Collection[str]) -> list[Group]:
        old = {group.article: group for group in self._groups}
        groups: list[Group] = []
        kept: set[str] = set()
        for k in places:
            name = self._search.article(k)
            before = old.get(name)
            if name not in touched and k in known:
                if before is not None and name not in kept:
                    kept.add(name)
                    groups.append(before)
            elif name not in kept and (found := self._search.look(k, self.query, self.filters)):
                list(self._add(groups, k, found))
        return groups

    def _exchange(self, rows: list[Row]) -> None:
        """Show other rows; those at both ends that are the same do not move."""
        old = self._rows
        head = 0
        while head < min(len(old), len(rows)) and _same(old[head], rows[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(rows)) - head and _same(old[-1 - tail], rows[-1 - tail]):
            tail += 1
        if len(old) == len(rows):
            self._rows = rows
            if head < len(rows):
                self.dataChanged.emit(self.index(head), self.index(len(rows) - tail - 1))
        else:
            if head < len(old) - tail:
                self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
                self._rows = old[:head] + old[len(old) - tail:]
                self.endRemoveRows()
            if head < len(rows) - tail:
                self.beginInsertRows(QModelIndex(), head, len(rows) - tail - 1)
                self._rows = rows
                self.endInsertRows()
            self._rows = rows
        self._hits = sum(isinstance(row, Hit) for row in rows)

    # --- asking ---

    @property
    def more(self) -> bool:
        """Whether there are places that nobody has looked into, and room for their hits."""
        return self._next < len(self._places) and self._hits < MOST

    @property
    def hits(self) -> int:
        """How many are listed, or will be in a moment."""
        return self._hits

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are listed."""
        return self._next < len(self._places) and self._hits >= MOST

    def total(self) -> str:
        """“134 hits in 41 articles”, “about 120,000 hits in 9,400 articles”, “12 hits so far”."""
        if self.is_cut:
            share = self._next / len(self._places)
            about = round(self._hits / share, -3)
            return tr("About {hits:,.0f} hits in {articles:,.0f} articles", hits=about,
                      articles=round(len(self._groups) / share, -1))
        if not self._hits:
            return "" if self.more else tr("No hit")
        hits, articles = counted(self._hits, "hit"), counted(len(self._groups), "article")
        if self.more:
            return tr("{hits} in {articles} so far", hits=hits, articles=articles)
        return tr("{hits} in {articles}", hits=hits, articles=articles)

    def hit(self, row: int) -> Hit | None:
        """The hit in a row; None for a heading and outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def all_hits(self) -> list[Hit]:
        """Every hit that is listed."""
        return [row for row in self._rows if isinstance(row, Hit)]

    def row_of(self, article: str, start: int) -> int:
        """The row of a hit, -1 when it is not listed."""
        return next((at for at, row in enumerate(self._rows)
                     if isinstance(row, Hit) and row.article == article and row.start == start), -1)

    def row_of_heading(self, article: str) -> int:
        """The row of an article's heading, -1 when it is not listed."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Group) and row.article == article), -1)

    def beside(self, row: int, step: int) -> int:
        """The row of the next (1) or previous (-1) hit, -1 at the ends."""
        at = row + step
        while 0 <= at < len(self._rows):
            if isinstance(self._rows[at], Hit):
                return at
            at += step
        return -1

    # --- choosing ---

    def tick(self, hits: Iterable[Hit] | None) -> None:
        """Show boxes before the hits, with these ticked; None takes the boxes away."""
        self.ticks = None if hits is None else {(hit.article, hit.start) for hit in hits}
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def toggle(self, row: int) -> None:
        """Tick a hit, or take its tick away."""
        hit = self.hit(row)
        if hit is not None and self.ticks is not None:
            self.ticks ^= {(hit.article, hit.start)}
            self.dataChanged.emit(self.index(row), self.index(row))

    def ticked(self) -> list[Hit]:
        """The hits that are ticked and still listed."""
        ticks = self.ticks or set()
        return [hit for hit in self.all_hits() if (hit.article, hit.start) in ticks]

    # --- Qt's questions ---

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, whether it is ticked (None without boxes), and its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == TICK:
            ticks = self.ticks
            return None if ticks is None or isinstance(row, Group) else (row.article, row.start) in ticks
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, Group):
            said = (row.title or tr("Untitled"), row.detail, counted(len(row.hits), "hit"))
            return ", ".join(part for part in said if part)
        return self._spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else row.before + row.words + row.after

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only read: the arrow keys pass them over."""
        if not index.isValid() or isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _spoken(self, hit: Hit) -> str:
        kinds = [self.codebook.kind(kind).label for kind in hit.kinds]
        said = [f"{hit.words}: {hit.before}{hit.words}{hit.after}"]
        if kinds:
            said.append(tr("marked as {kinds}", kinds=all_of(kinds)))
        if self.ticks is not None:
            said.append(tr("ticked") if (hit.article, hit.start) in self.ticks else tr("not ticked"))
        return ", ".join(said)


def _same(one: Row, other: Row) -> bool:
    """Whether two rows are one: headings are their objects, hits their places with what marks them."""
    return one is other or (isinstance(one, Hit) and one == other)
