"""What a source says: every annotation that it stands behind, article by article. Rows are made when looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.corpus.annotation import Annotation
from annotator.corpus.source import family
from annotator.language import counted, tr, trc
from annotator.project.statements import Cell, Heading, Statement, cells, headings, statements
from annotator.ui.bridge import Bridge
from annotator.ui.models.dates import readable_date

Index = QModelIndex | QPersistentModelIndex

LINE = Qt.ItemDataRole.UserRole
_LONGEST = 240
_AT_ONCE = 200
"""Rows that the view is told of at a time: it lays all out that it knows, and asks for more at the end."""
_KEPT = 400
"""Rows and texts that stay in memory; more than a screen shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (the article, no annotation) or the words of one annotation.

    `beside` says more: of an article where and when, of an annotation that the source only passed it on.
    """

    words: str
    annotation: Annotation | None = None
    beside: str = ""


class Shown(NamedTuple):
    """What is listed: a kind, an outlet; "" for all."""

    kind: str = ""
    outlet: str = ""


class _Section(NamedTuple):
    start: int
    heading: Heading
    number: int


class BehindModel(QAbstractListModel):
    """Headings and annotations in library order; only annotations can be chosen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._family: set[str] = set()
        self._cells: list[Cell] = []
        self._headings: list[Heading] = []
        self._sections: list[_Section] = []
        self._starts: list[int] = []
        self._headed: frozenset[int] = frozenset()
        self._inside: dict[str, list[Statement]] = {}
        self._lines: dict[int, Line] = {}
        self._texts: dict[str, str] = {}
        self._rows = self._known = 0
        self.count = 0
        self.shown = Shown()

    def show_source(self, source: str, *, shown: Shown | None = None) -> None:
        """Show what a source, and what is merged into it, stands behind."""
        self.beginResetModel()
        catalogue = self._bridge.session.catalogue
        self._family = family(source, catalogue.merged()) if source else set()
        self._cells = cells(catalogue, self._family) if source else []
        self._headings = headings(catalogue, {cell.article for cell in self._cells}) if self._cells else []
        self.count = sum(cell.number for cell in self._cells)
        self.shown = self.shown if shown is None else shown
        self._arrange(least=self._known if shown is None else 0)
        self.endResetModel()

    def show_only(self, shown: Shown) -> None:
        """List only these."""
        self.beginResetModel()
        self.shown = shown
        self._arrange()
        self.endResetModel()

    def kinds(self) -> Mapping[str, int]:
        """Kind → how many of the outlet that is shown."""
        outlets = {heading.article: heading.outlet for heading in self._headings}
        found: Counter[str] = Counter()
        for cell in self._cells:
            if self.shown.outlet in ("", outlets.get(cell.article, "")):
                found[cell.kind] += cell.number
        return found

    def outlets(self) -> Mapping[str, int]:
        """Outlet → how many of the kind that is shown, the most frequent first; articles without one are left out."""
        outlets = {heading.article: heading.outlet for heading in self._headings}
        found: Counter[str] = Counter()
        for cell in self._cells:
            if self.shown.kind in ("", cell.kind) and outlets.get(cell.article):
                found[outlets[cell.article]] += cell.number
        return dict(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))

    @property
    def articles(self) -> int:
        """In how many articles it says something."""
        return len({cell.article for cell in self._cells})

    @property
    def passed_on(self) -> int:
        """How many of them it only passed on."""
        return sum(cell.via for cell in self._cells)

    # --- rows ---

    def line(self, row: int) -> Line:
        """What stands in a row."""
        found = self._lines.get(row)
        if found is None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            found = self._lines[row] = self._made(row)
        return found

    @property
    def total(self) -> int:
        """How many rows there are, whether or not the view has been told of them."""
        return self._rows

    def lines(self) -> list[Line]:
        """All rows, made now: for what is small."""
        return [self.line(row) for row in range(self._rows)]

    def row_of(self, annotation: str) -> int:
        """The row of an annotation, which the view knows then; -1 when it is not listed."""
        row = self._row_of(annotation)
        self._make_known(row + 1)
        return row

    def _row_of(self, annotation: str) -> int:
        known = self._bridge.session.catalogue.annotation(annotation)
        for section in self._sections:
            if known is not None and section.heading.article == known.article:
                ids = [statement.annotation for statement in self._statements(section)]
                return section.start + 1 + ids.index(annotation) if annotation in ids else -1
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else self._known

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are rows that the view has not been told of."""
        return not parent.isValid() and self._known < self._rows

    def fetchMore(self, parent: Index) -> None:
        """Tell the view of the next rows: it has come to the end."""
        if not parent.isValid():
            self._make_known(self._known + _AT_ONCE)

    def _make_known(self, rows: int) -> None:
        wanted = min(self._rows, rows)
        if wanted > self._known:
            self.beginInsertRows(QModelIndex(), self._known, wanted - 1)
            self._known = wanted
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, and its words."""
        if not index.isValid() or role not in (LINE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = self._bridge.session.catalogue.codebook().kind(line.annotation.kind).label if line.annotation else ""
            return ", ".join(part for part in (f"{kind}: {line.words}" if kind else line.words, line.beside) if part)
        return line.words

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only read."""
        if index.isValid() and index.row() in self._headed:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arrange(self, *, least: int = 0) -> None:
        counts: Counter[str] = Counter()
        for cell in self._cells:
            if self.shown.kind in ("", cell.kind):
                counts[cell.article] += cell.number
        self._sections, self._inside, self._texts, at = [], {}, {}, 0
        self._lines.clear()
        for heading in self._headings:
            if counts[heading.article] and self.shown.outlet in ("", heading.outlet):
                self._sections.append(_Section(at, heading, counts[heading.article]))
                at += 1 + counts[heading.article]
        self._starts = [section.start for section in self._sections]
        self._headed = frozenset(self._starts)
        self._rows, self._known = at, min(at, max(_AT_ONCE, least))

    def _made(self, row: int) -> Line:
        section = self._sections[bisect_right(self._starts, row) - 1]
        heading, place = section.heading, row - section.start - 1
        if place < 0:
            number = counted(section.number, "annotation")
            parts = (heading.outlet, readable_date(heading.published, short=True), number)
            return Line(heading.title or tr("Untitled"), None, " · ".join(part for part in parts if part))
        inside = self._statements(section)
        statement = inside[place] if place < len(inside) else None
        annotation = self._bridge.session.catalogue.annotation(statement.annotation) if statement else None
        if statement is None or annotation is None:
            return Line("")
        words = " ".join(annotation.words(self._text(heading.article)).split())
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        return Line(shown, annotation, trc("source", "via") if statement.level else "")

    def _statements(self, section: _Section) -> list[Statement]:
        article = section.heading.article
        if article not in self._inside:
            found = statements(self._bridge.session.catalogue, self._family, article)
            self._inside[article] = [each for each in found if self.shown.kind in ("", each.kind)]
        return self._inside[article]

    def _text(self, article: str) -> str:
        if article not in self._texts:
            if len(self._texts) >= 4:
                self._texts.clear()
            self._texts[article] = self._bridge.session.catalogue.text(article)
        return self._texts[article]
