"""Searching the texts of a project: which articles, in library order, and where in them the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.corpus.annotation import Span
from annotator.corpus.ids import pack, unpack
from annotator.corpus.query import Group, Query, Term
from annotator.project.catalogue import SHOWN, Catalogue
from annotator.project.operation import decode_fields
from annotator.project.replica import Replica
from annotator.project.word_index import WordIndex

CONTEXT = 90
"""Code points that are given on both sides of a hit."""

MOST_IN_ONE = 500
"""Hits that are given of one article (or piece of a very long one)."""

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""What marks a hit while SQLite hands it over: noncharacters, which no text of ours contains."""


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


class Place(NamedTuple):
    """A text that may have hits: row of the index, article (packed id), its first code point there."""

    k: int
    article: bytes
    start: int


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
    """The hits in one article, or one piece of it; `cut` when there are more than are given."""

    article: str
    title: str
    outlet: str
    published: str
    hits: tuple[Hit, ...]
    cut: bool = False


class Search:
    """Searches one project for one coder."""

    def __init__(self, replica: Replica, catalogue: Catalogue, coder: str) -> None:
        self._replica, self._catalogue, self._coder = replica, catalogue, coder
        self.index = WordIndex(replica)
        self._order: list[Place] | None = None
        self._families: dict[str, frozenset[str]] = {}

    def forget(self) -> None:
        """Articles have come, gone or moved, sources were merged, or the index has grown: read what is kept anew."""
        self._order = None
        self._families.clear()

    # --- which articles ---

    def places(self, query: Query, filters: Filters = Filters()) -> list[Place]:
        """Where there may be hits, in library order. Each still has to be looked into (`look`).

        Raises:
            Fault: the replica cannot be read.
        """
        if not query or not self.index.exists():
            return []
        order = self.order()
        rows = self._rows(query)
        if rows is not None:
            order = [place for place in order if place.k in rows]
        for allowed in self._allowed(filters):
            order = [place for place in order if place.article in allowed]
        return order

    def order(self) -> list[Place]:
        """Every piece of every article, in library order."""
        if self._order is None:
            self._order = [Place(*row) for row in self._replica.rows(
                "SELECT p.k, c.id, p.start FROM card c JOIN article a ON a.id=c.id JOIN piece p ON p.article=a.k"
                f" WHERE {SHOWN} ORDER BY c.published IS NULL OR c.published='', c.published, c.arrived, c.id, p.k")]
        return self._order

    def _rows(self, query: Query) -> set[int] | None:
        """The rows of the index that fit; None when the index cannot tell."""
        found: set[int] = set()
        for group in query.groups:
            expression = _expression(group)
            if not expression:
                return None
            found.update(row[0] for row in self._replica.rows(
                "SELECT rowid FROM words WHERE words MATCH ?", (expression,)))
        return found

    def _allowed(self, filters: Filters) -> Iterable[set[bytes]]:
        """For each filter that is set, the articles that pass it."""
        if filters.outlet:
            yield self._ids("SELECT id FROM card WHERE outlet=?", filters.outlet)
        for date, sign in ((filters.since, ">="), (filters.until, "<=")):
            if date:
                compared = "substr(published,1,min(length(published),length(?1)))"
                yield self._ids(f"SELECT id FROM card WHERE published<>'' AND {compared}{sign}"
                                "substr(?1,1,min(length(published),length(?1)))", date)
        if filters.status:
            not_ = "NOT " if filters.status == "todo" else ""
            wanted = "status IS NOT NULL AND status<>'todo'" if not_ else "status=?2"
            yield self._ids(f"SELECT id FROM card WHERE id {not_}IN (SELECT article FROM review WHERE coder=?1 AND"
                            f" {wanted})", pack(self._coder), *(() if not_ else (filters.status,)))
        if filters.source:
            marks = ",".join("?" * len(members := sorted(self._family(filters.source))))
            yield self._ids(f"SELECT article FROM attribution WHERE source IN ({marks})", *map(pack, members))
        if filters.kind:
            yield self._ids("SELECT DISTINCT article FROM annotation WHERE kind=?", filters.kind)

    def _ids(self, query: str, *values: Any) -> set[bytes]:
        return {row[0] for row in self._replica.rows(query, values)}

    def _family(self, source: str) -> frozenset[str]:
        from annotator.corpus.source import family

        if source not in self._families:
            self._families[source] = frozenset(family(source, self._catalogue.merged()))
        return self._families[source]

    # --- where in them ---

    def look(self, place: Place, query: Query, filters: Filters = Filters()) -> Found | None:
        """The hits at a place; None when there is none that the filters let through.

        Raises:
            Fault: the replica cannot be read.
        """
        text = self._replica.rows("SELECT body FROM piece_text WHERE k=?", (place.k,))
        card = self._replica.rows("SELECT title,outlet,published FROM card WHERE id=?", (place.article,))
        if not text or not text[0][0] or not card:
            return None
        body: str = text[0][0]
        spans = self._spans(place.k, body, query)
        if not spans:
            return None
        marks = self.marks(place.article)
        shifted = [(start + place.start, end + place.start) for start, end in spans]
        kept = [span for span in shifted if self._passes(span, marks, filters)]
        hits = tuple(_hit(unpack(place.article), body, span, place.start, marks) for span in kept[:MOST_IN_ONE])
        title, outlet, published = (value or "" for value in card[0])
        return Found(unpack(place.article), title, outlet, published, hits, len(kept) > MOST_IN_ONE) if hits else None

    def marks(self, article: bytes) -> list[Mark]:
        """The annotations of an article (packed id)."""
        rows = self._replica.rows("SELECT kind,born_by,fields FROM annotation WHERE article=?", (article,))
        return [_mark(kind, by, decode_fields(stored)) for kind, by, stored in rows]

    def _passes(self, span: Span, marks: Sequence[Mark], filters: Filters) -> bool:
        touching = [mark for mark in marks if mark.touches(span)]
        if filters.unmarked and touching:
            return False
        if not (filters.kind or filters.coder or filters.source):
            return True
        family = self._family(filters.source) if filters.source else frozenset()
        return any(filters.kind in ("", mark.kind) and filters.coder in ("", mark.coder)
                   and (not filters.source or not family.isdisjoint(mark.sources)) for mark in touching)

    def _spans(self, k: int, body: str, query: Query) -> list[Span]:
        """Where the wanted terms of the groups that fit stand in the text of a row (code points), ordered, disjoint."""
        found: list[Span] = []
        for group in query.groups:
            letters = {term: _all(body, term.words) for term in (*group.wanted, *group.unwanted)
                       if term.kind == "letters"}
            if not all(spans for term, spans in letters.items() if term in group.wanted):
                continue
            if any(spans for term, spans in letters.items() if term not in group.wanted):
                continue
            expression = _expression(group)
            if expression:
                inside = self._highlighted(k, body, expression)
                if not inside:
                    continue
                found += inside
            elif self._has_unwanted(k, group):
                continue
            found += [span for term in group.wanted for span in letters.get(term, ())]
        return joined(body, found, across=len(query.wanted) > 1)

    def _highlighted(self, k: int, body: str, expression: str) -> list[Span]:
        rows = self._replica.rows(
            "SELECT highlight(words,0,?,?) FROM words WHERE words MATCH ? AND rowid=?", (_OPEN, _CLOSE, expression, k))
        if not rows or rows[0][0] is None:
            return []
        return _marked(rows[0][0], body)

    def _has_unwanted(self, k: int, group: Group) -> bool:
        """Whether a word that must not be there is, in a group that the index could not choose by."""
        return any(self._replica.rows("SELECT 1 FROM words WHERE words MATCH ? AND rowid=?", (_literal(term), k))
                   for term in group.unwanted if term.kind != "letters")


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


_CUTS = re.compile(f"[{_OPEN}{_CLOSE}]")


def _marked(marked: str, body: str) -> list[Span]:
    """The spans between the marks; none when what is left without the marks is not the text (it had some itself)."""
    parts = _CUTS.split(marked)
    if len(parts) % 2 == 0 or "".join(parts) != body:
        return []
    found, at = [], 0
    for inside, part in enumerate(parts):
        if inside % 2:
            found.append((at, at + len(part)))
        at += len(part)
    return found


def _all(text: str, words: str) -> list[Span]:
    """Every place of these characters, one after the other."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return found


def _hit(article: str, body: str, span: Span, offset: int, marks: Sequence[Mark]) -> Hit:
    start, end = span[0] - offset, span[1] - offset
    kinds = tuple(dict.fromkeys(mark.kind for mark in marks if mark.touches(span)))
    before, after = body[max(0, start - CONTEXT):start], body[end:end + CONTEXT]
    return Hit(article, span[0], span[1], _line(before), _line(body[start:end]), _line(after), kinds)


def _line(text: str) -> str:
    """Text on one line; the space at its ends stays, because words meet there."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")


def _mark(kind: str, by: bytes, fields: dict[str, Any]) -> Mark:
    spans = tuple((start, end) for role, start, end in fields.get("segments") or () if role == "content")
    sources = tuple(link[0] for link in fields.get("chain") or () if link[0])
    return Mark(kind or "", spans, fields.get("creator") or unpack(by), sources)
