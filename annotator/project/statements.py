"""What sources say, counted and listed by SQL: a source may stand behind twenty thousand annotations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.corpus.ids import pack, unpack

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue

_MOST = 10_000
"""Ids that one query takes; SQLite allows 32,766 parameters."""


class Cell(NamedTuple):
    """How many annotations of a kind a source stands behind in an article; `via` of them it only passed on."""

    article: str
    kind: str
    number: int
    via: int


class Heading(NamedTuple):
    """An article as the list of statements names it."""

    article: str
    title: str
    outlet: str
    published: str


class Statement(NamedTuple):
    """An annotation and the level of its chain at which the source stands."""

    annotation: str
    kind: str
    level: int


def cells(catalogue: Catalogue, sources: Collection[str]) -> list[Cell]:
    """The counts of these sources together; an annotation that several of them stand behind counts once."""
    family = _packed(sources)
    rows = catalogue.rows(
        "SELECT t.article, a.kind, count(DISTINCT t.annotation),"
        " count(DISTINCT CASE WHEN t.level=0 THEN t.annotation END) FROM attribution t"
        f" JOIN annotation a ON a.id=t.annotation WHERE t.source IN ({_marks(family)}) GROUP BY 1, 2", family)
    return [Cell(unpack(article), kind or "", count, count - first) for article, kind, count, first in rows]


def headings(catalogue: Catalogue, articles: Collection[str]) -> list[Heading]:
    """These articles in library order: by date, undated last, then as they came."""
    wanted = {pack(name) for name in articles}
    rows = catalogue.rows("SELECT id, title, outlet, published FROM card"
                          " ORDER BY published IS NULL OR published='', published, arrived, id")
    return [Heading(unpack(row[0]), row[1] or "", row[2] or "", row[3] or "") for row in rows if row[0] in wanted]


def statements(catalogue: Catalogue, sources: Collection[str], article: str) -> list[Statement]:
    """What these sources say in one article, in the order of its text."""
    family = _packed(sources)
    rows = catalogue.rows(
        f"SELECT a.id, a.kind, min(t.level) FROM annotation a JOIN attribution t ON t.annotation=a.id"
        f" WHERE a.article=? AND t.source IN ({_marks(family)}) GROUP BY a.id ORDER BY a.start, a.id",
        (pack(article), *family))
    return [Statement(unpack(name), kind or "", level) for name, kind, level in rows]


def reach(catalogue: Catalogue, sources: Collection[str]) -> tuple[int, int]:
    """How many annotations these sources stand behind, in how many articles."""
    found = cells(catalogue, sources)
    return sum(cell.number for cell in found), len({cell.article for cell in found})


def _packed(sources: Collection[str]) -> tuple[bytes, ...]:
    return tuple(sorted(map(pack, sources)))[:_MOST]


def _marks(packed: Sequence[bytes]) -> str:
    return ",".join("?" * len(packed))
