"""Searching the texts of a project: which articles, in library order, and where in them the words stand."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

from annotator.corpus.annotation import Span
from annotator.corpus.bulk import uncollected
from annotator.corpus.ids import pack, unpack
from annotator.corpus.query import Group, Query, Term, is_indexed
from annotator.corpus.source import family
from annotator.project.catalogue import Catalogue
from annotator.project.derive import UNDATED
from annotator.project.library import ORDER, SHOWN
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

_DATED = ("SELECT id FROM card WHERE shelved<>?1 AND substr(shelved,1,length(?2))>=substr(?2,1,length(shelved))"
          " AND (?3='' OR substr(shelved,1,length(?3))<=substr(?3,1,length(shelved)))")
"""The articles whose date lies between two others, each compared as far as both go; without a date it does not."""


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
        self._order: array[int] | None = None
        self._grown = -1
        self._passing: dict[tuple[str, ...], set[bytes]] = {}
        self._families: dict[str, set[str]] = {}

    def forget(self, kinds: Collection[str] = ("article", "source")) -> None:
        """Read anew what hangs on these kinds: articles that have come, gone or moved, sources that were merged."""
        if "article" in kinds:
            self._order = None
            self._passing.clear()
        if "source" in kinds:
            self._families.clear()

    # --- which articles ---

    def places(self, query: Query, filters: Filters = NO_FILTERS, *, rough: bool = False) -> list[int]:
        """The pieces of texts (rows of the index) that may have hits, in library order; `look` says whether they do.

        Args:
            rough: a phrase's words may stand apart; it costs a tenth where they are in most texts (`can_be_rough`).

        Raises:
            Fault: the replica cannot be read.
        """
        if not query:
            return []
        order = self.order()
        rows = self._rows(query, rough)
        found = list(order) if rows is None else list(compress(order, map(rows.__contains__, order)))
        articles = self.index.articles()
        for named, wanted in self._narrowings(filters):
            found = [k for k in found if (articles[k - 1] in named) is wanted]
        return found

    def can_be_rough(self, query: Query) -> bool:
        """Whether `places` are found faster when their phrases are not yet looked at."""
        return any(_expression(group) != _expression(group, rough=True) for group in query.groups)

    def order(self) -> array[int]:
        """Every piece of every article that is in the index, in library order."""
        if self._order is None or self._grown != self.index.grown:
            self._grown = self.index.grown
            self._order = self._read_order()
        return self._order

    def _read_order(self) -> array[int]:
        """Pieces of one article stand one after the other in the index: only the first is looked up."""
        with uncollected():
            articles, found = self.index.articles(), array("q")
            first = dict(zip(reversed(articles), range(len(articles), 0, -1), strict=True))
            for (article,) in self._replica.rows(f"SELECT c.id FROM card c WHERE {SHOWN} ORDER BY {ORDER}"):
                k = first.get(article, 0)
                while k:
                    found.append(k)
                    k = k + 1 if k < len(articles) and articles[k] == article else 0
        return found

    def article(self, k: int) -> str:
        """The article that a piece belongs to."""
        return unpack(self.index.articles()[k - 1])

    def card(self, article: str) -> tuple[str, str, str]:
        """Title, outlet and date of an article, for its heading; "" for what is not known."""
        rows = self._replica.rows("SELECT coalesce(title,''),coalesce(outlet,''),coalesce(published,'') FROM card"
                                  " WHERE id=?", (pack(article),))
        return rows[0] if rows else ("", "", "")

    def _rows(self, query: Query, rough: bool) -> set[int] | None:
        """The rows of the index that fit; None when the index cannot tell."""
        found: set[int] = set()
        for group in query.groups:
            expression = _expression(group, rough=rough)
            if not expression:
                return None
            fitting = self.index.rows("SELECT json_group_array(rowid) FROM words WHERE words MATCH ?", (expression,))
            found.update(json.loads(fitting[0][0]) if fitting else ())  # a row each costs up to five times as much
        return found

    def _narrowings(self, filters: Filters) -> Iterator[tuple[set[bytes], bool]]:
        """For each filter that a query answers: articles, and whether these pass or all others."""
        if filters.outlet:
            yield self._kept("SELECT id FROM card WHERE outlet=?", filters.outlet), True
        if filters.since or filters.until:
            yield self._kept(_DATED, UNDATED, filters.since, filters.until), True
        if filters.status:
            others = filters.status == "todo"
            wanted = "status IS NOT NULL AND status<>?" if others else "status=?"
            ids = [pack(name) for name in sorted(self._catalogue.people().ids(self._coder))]
            mine = f"SELECT article FROM review WHERE coder IN ({','.join('?' * len(ids))}) AND {wanted}"
            yield self._ids(mine, *ids, filters.status), not others
        if filters.source:
            marks = ",".join("?" * len(members := sorted(self._family(filters.source))))
            yield self._ids(f"SELECT article FROM attribution WHERE source IN ({marks})", *map(pack, members)), True
        if filters.kind:
            yield self._ids("SELECT DISTINCT article FROM annotation WHERE kind=?", filters.kind), True

    def _kept(self, query: str, *values: str) -> set[bytes]:
        """Ids that only a change of articles changes, until then."""
        if (query, *values) not in self._passing:
            self._passing[query, *values] = self._ids(query, *values)
        return self._passing[query, *values]

    def _ids(self, query: str, *values: Any) -> set[bytes]:
        return {row[0] for row in self._replica.rows(query, values)}

    def _family(self, source: str) -> set[str]:
        """All ids that count as this source."""
        if source and source not in self._families:
            self._families[source] = family(source, self._catalogue.merged())
        return self._families[source] if source else set()

    # --- where in them ---

    def look(self, k: int, query: Query, filters: Filters = NO_FILTERS) -> Found | None:
        """The hits in a piece of a text; None when there is none that the filters let through.

        Raises:
            Fault: the replica cannot be read.
        """
        text, spans = self._spans(k, query)
        if not spans:
            return None
        article, at = self.index.articles()[k - 1], self.index.start(k)
        name, marks, passes = unpack(article), self.marks(article), self._pass(filters)
        kept = [span for span in ((start + at, end + at) for start, end in spans)
                if passes is None or passes([mark for mark in marks if mark.touches(span)])]
        hits = tuple(_hit(name, text, span, at, marks) for span in kept)
        return Found(name, *self.card(name), hits) if hits else None

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
        members, one = self._family(filters.source), self._catalogue.people().one
        wanted = one(filters.coder) if filters.coder else ""

        def passes(touching: list[Mark]) -> bool:
            return any(filters.kind in ("", mark.kind) and wanted in ("", one(mark.coder))
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


def _expression(group: Group, *, rough: bool = False) -> str:
    """A group as SQLite's full-text search takes it; each term is a string, so that no sign is an operator."""
    wanted = [_literal(word) for term in group.wanted if term.kind != "letters"
              for word in _apart(term, rough)]
    if not wanted:
        return ""
    unwanted = [_literal(term) for term in group.unwanted if term.kind != "letters"]
    without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
    return f"({' AND '.join(wanted)}){without}"


def _apart(term: Term, rough: bool) -> list[Term]:
    """The words of a phrase, where it is enough that a text has them all."""
    if not rough or term.kind != "phrase":
        return [term]
    return [Term(words) for words in term.words.split() if any(map(is_indexed, words))]


def _literal(term: Term) -> str:
    quoted = term.words.replace('"', '""').replace("\0", " ")
    return f'"{quoted}"' + ("*" if term.kind == "beginning" else "")


def _marked(marked: str) -> tuple[str, list[Span]]:
    """The text without the marks, and the spans between them."""
    outside, *parts = marked.replace(CLOSE, OPEN).split(OPEN)
    found, at = [], len(outside)
    for inside, after in zip(parts[::2], parts[1::2], strict=False):
        found.append((at, at + len(inside)))
        at += len(inside) + len(after)
    return "".join((outside, *parts)), found


def _none(touching: list[Mark]) -> bool:
    return not touching


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
