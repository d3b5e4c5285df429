"""Searching the texts of a project: which articles, in library order, and where in them the words stand."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from annotator.corpus.annotation import Span
from annotator.corpus.bulk import uncollected
from annotator.corpus.ids import pack, unpack
from annotator.corpus.query import Group, Query, Term
from annotator.corpus.source import family
from annotator.project.catalogue import Catalogue
from annotator.project.library import SHOWN
from annotator.project.operation import decode_fields
from annotator.project.replica import Replica
from annotator.project.word_index import CLOSE, OPEN, WordIndex

CONTEXT = 90
"""Code points that are given on both sides of a hit."""

@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search; "" where it does not.

    Attributes:
        outlet, status: of the article; the status is one's own.
        since, until: first and last date of publication, partial dates as far as they go.
        kind, coder, source: of an annotation that covers the hit, all of the same one.
        unmarked: only hits that no annotation touches.
    """

    outlet: str = ""
    since: str = ""
    until: str = ""
    status: str = ""
    kind: str = ""
    coder: str = ""
    source: str = ""
    unmarked: bool = False

    @property
    def by_annotation(self) -> bool:
        """Whether an annotation that comes or goes changes what is found."""
        return bool(self.kind or self.coder or self.source or self.unmarked)


NO_FILTERS = Filters()

class Place(NamedTuple):
    """A text that may have hits: row of the index, article (packed id), its first code point there, its card."""

    k: int
    article: bytes
    start: int
    title: str
    outlet: str
    published: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as far as a search asks: kind, what it covers (code points), who made it, who says it."""

    kind: str
    spans: tuple[Span, ...]
    coder: str
    sources: tuple[str, ...]

    def touches(self, span: Span) -> bool:
        """Whether it covers any of these characters."""
        return any(start < span[1] and span[0] < end for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search stands in a text (code points of the article), with its surroundings as one line.

    `kinds` are the kinds of the annotations that touch it, each once.
    """

    article: str
    start: int
    end: int
    before: str
    words: str
    after: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits in one article, or one piece of it."""

    article: str
    title: str
    outlet: str
    published: str
    hits: tuple[Hit, ...]


class Search:
    """Searches one project for one coder."""

    def __init__(self, replica: Replica, catalogue: Catalogue, coder: str) -> None:
        self._replica, self._catalogue, self._coder = replica, catalogue, coder
        self.index = WordIndex(replica)
        self._order: list[Place] | None = None
        self._grown = -1
        self._families: dict[str, set[str]] = {}

    def forget(self) -> None:
        """Articles have come, gone or moved, or sources were merged: read them anew."""
        self._order = None
        self._families.clear()

    # --- which articles ---

    def places(self, query: Query, filters: Filters = NO_FILTERS) -> list[Place]:
        """Where there may be hits, in library order. Each still has to be looked into (`look`).

        Raises:
            Fault: the replica cannot be read.
        """
        if not query:
            return []
        found = self.order()
        rows = self._rows(query)
        if rows is not None:
            found = [place for place in found if place.k in rows]
        if filters.outlet:
            found = [place for place in found if place.outlet == filters.outlet]
        if filters.since or filters.until:
            found = [place for place in found if _within(place.published, filters.since, filters.until)]
        for allowed in self._allowed(filters):
            found = [place for place in found if place.article in allowed]
        return found

    def order(self) -> list[Place]:
        """Every piece of every article that is in the index, in library order."""
        if self._order is None or self._grown != self.index.grown:
            with uncollected():
                self._order = self._read_order()
            self._grown = self.index.grown
        return self._order

    def _read_order(self) -> list[Place]:
        pieces: dict[bytes, list[tuple[int, int]]] = {}
        for k, article, start in self.index.rows("SELECT k,article,start FROM piece ORDER BY k"):
            pieces.setdefault(article, []).append((k, start))
        cards = self._replica.rows(
            f"SELECT c.id,coalesce(c.title,''),coalesce(c.outlet,''),coalesce(c.published,'') FROM card c WHERE {SHOWN}"
            " ORDER BY c.published IS NULL OR c.published='', c.published, c.arrived, c.id")
        return [Place(k, card[0], start, *card[1:]) for card in cards for k, start in pieces.get(card[0], ())]

    def _rows(self, query: Query) -> set[int] | None:
        """The rows of the index that fit; None when the index cannot tell."""
        found: set[int] = set()
        for group in query.groups:
            expression = _expression(group)
            if not expression:
                return None
            fitting = self.index.rows("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
            found.update(row[0] for row in fitting)
        return found

    def _allowed(self, filters: Filters) -> Iterable[Container[bytes]]:
        """For each filter that a query answers, the articles that pass it."""
        if filters.status:
            others = filters.status == "todo"
            wanted = "status IS NOT NULL AND status<>?" if others else "status=?"
            mine = f"SELECT article FROM review WHERE coder=? AND {wanted}"
            found = self._ids(mine, pack(self._coder), filters.status)
            yield {place.article for place in self.order()} - found if others else found
        if filters.source:
            marks = ",".join("?" * len(members := sorted(self._family(filters.source))))
            yield self._ids(f"SELECT article FROM attribution WHERE source IN ({marks})", *map(pack, members))
        if filters.kind:
            yield self._ids("SELECT DISTINCT article FROM annotation WHERE kind=?", filters.kind)

    def _ids(self, query: str, *values: Any) -> set[bytes]:
        return {row[0] for row in self._replica.rows(query, values)}

    def _family(self, source: str) -> set[str]:
        """All ids that count as this source."""
        if source and source not in self._families:
            self._families[source] = family(source, self._catalogue.merged())
        return self._families[source] if source else set()

    # --- where in them ---

    def look(self, place: Place, query: Query, filters: Filters = NO_FILTERS) -> Found | None:
        """The hits at a place; None when there is none that the filters let through.

        Raises:
            Fault: the replica cannot be read.
        """
        text, spans = self._spans(place.k, query)
        if not spans:
            return None
        marks = self.marks(place.article)
        passes = self._pass(filters)
        kept = [span for span in ((start + place.start, end + place.start) for start, end in spans)
                if passes is None or passes([mark for mark in marks if mark.touches(span)])]
        name = unpack(place.article)
        hits = tuple(_hit(name, text, span, place.start, marks) for span in kept)
        return Found(name, place.title, place.outlet, place.published, hits) if hits else None

    def marked(self, hits: Iterable[Hit], article: str) -> list[Hit]:
        """The hits of an article with the kinds that mark them now."""
        marks = self.marks(pack(article))
        return [replace(hit, kinds=_kinds(marks, (hit.start, hit.end))) for hit in hits]

    def marks(self, article: bytes) -> list[Mark]:
        """The annotations of an article (packed id)."""
        rows = self._replica.rows("SELECT kind,born_by,fields FROM annotation WHERE article=?", (article,))
        return [_mark(kind, by, decode_fields(stored)) for kind, by, stored in rows]

    def _pass(self, filters: Filters) -> Callable[[list[Mark]], bool] | None:
        """What the annotations that touch a hit must be like; None when nothing is asked of them."""
        if filters.unmarked:
            return _none
        if not filters.by_annotation:
            return None
        members = self._family(filters.source)

        def passes(touching: list[Mark]) -> bool:
            return any(filters.kind in ("", mark.kind) and filters.coder in ("", mark.coder)
                       and (not members or not members.isdisjoint(mark.sources)) for mark in touching)

        return passes

    def _spans(self, k: int, query: Query) -> tuple[str, list[Span]]:
        """The text of a row, and where the wanted terms of the groups that fit stand there, ordered and disjoint."""
        whole, found = "", list[Span]()
        for group in query.groups:
            expression = _expression(group)
            text, spans = self._highlighted(k, expression) if expression else (self._text(k, group), [])
            places = {term: _all(text, term.words) for term in (*group.wanted, *group.unwanted)
                      if term.kind == "letters"}
            fits = all((term in group.wanted) == bool(spans_of) for term, spans_of in places.items())
            if text and fits and (spans or not expression):
                found += spans
                found += [span for term in group.wanted for span in places.get(term, ())]
                whole = text
        return whole, joined(whole, found, across=len(query.wanted) > 1)

    def _highlighted(self, k: int, expression: str) -> tuple[str, list[Span]]:
        rows = self.index.rows("SELECT highlight(words,0,?,?) FROM words WHERE words MATCH ? AND rowid=?",
                               (OPEN, CLOSE, expression, k))
        return _marked(rows[0][0]) if rows else ("", [])

    def _text(self, k: int, group: Group) -> str:
        """The text of a row, unless a word that must not be there is: the index could not choose by the others."""
        unwanted = " OR ".join(_literal(term) for term in group.unwanted if term.kind != "letters")
        if unwanted and self.index.rows("SELECT 1 FROM words WHERE words MATCH ? AND rowid=?", (unwanted, k)):
            return ""
        rows = self.index.rows("SELECT body FROM words WHERE rowid=?", (k,))
        return rows[0][0] if rows else ""


def joined(text: str, spans: Iterable[Span], *, across: bool = True) -> list[Span]:
    """Spans in order, those that overlap as one; `across`: also those with nothing but space between them.

    Two words that were looked for and stand together are one hit, as whoever typed them means them.
    """
    found: list[list[int]] = []
    for start, end in sorted(spans):
        if found and (start < found[-1][1] or (across and not text[found[-1][1]:start].strip())):
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return [(start, end) for start, end in found]


def _expression(group: Group) -> str:
    """A group as SQLite's full-text search takes it; each term is a string, so that no sign is an operator."""
    wanted = [_literal(term) for term in group.wanted if term.kind != "letters"]
    if not wanted:
        return ""
    unwanted = [_literal(term) for term in group.unwanted if term.kind != "letters"]
    without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
    return f"({' AND '.join(wanted)}){without}"


def _literal(term: Term) -> str:
    quoted = term.words.replace('"', '""').replace("\0", " ")
    return f'"{quoted}"' + ("*" if term.kind == "beginning" else "")


def _marked(marked: str) -> tuple[str, list[Span]]:
    """The text without the marks, and the spans between them."""
    text, *parts = marked.split(OPEN)
    found, at = [], len(text)
    for part in parts:
        inside, _, outside = part.partition(CLOSE)
        found.append((at, at + len(inside)))
        at += len(inside) + len(outside)
    return marked.replace(OPEN, "").replace(CLOSE, ""), found


def _none(touching: list[Mark]) -> bool:
    return not touching


def _within(published: str, since: str, until: str) -> bool:
    """Whether a date lies between two others, each as far as both go; without a date it does not."""
    return bool(published) and _cut(published, since) >= _cut(since, published) and (
        not until or _cut(published, until) <= _cut(until, published))


def _cut(date: str, other: str) -> str:
    return date[:len(other)]


def _all(text: str, words: str) -> list[Span]:
    """Every place of these characters, one after the other."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return found


def _hit(article: str, body: str, span: Span, offset: int, marks: Sequence[Mark]) -> Hit:
    start, end = span[0] - offset, span[1] - offset
    before, after = body[max(0, start - CONTEXT):start], body[end:end + CONTEXT]
    return Hit(article, span[0], span[1], _line(before), _line(body[start:end]), _line(after),
               _kinds(marks, span))


def _kinds(marks: Sequence[Mark], span: Span) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.kind for mark in marks if mark.touches(span)))


def _line(text: str) -> str:
    """Text on one line; the space at its ends stays, because words meet there."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")


def _mark(kind: str, by: bytes, fields: dict[str, Any]) -> Mark:
    spans = tuple((start, end) for role, start, end in fields.get("segments") or () if role == "content")
    sources = tuple(link[0] for link in fields.get("chain") or () if link[0])
    return Mark(kind or "", spans, fields.get("creator") or unpack(by), sources)
