"""What the project holds, read from the replica's rows as the words of the corpus."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.corpus.annotation import Annotation, annotation_from_fields
from annotator.corpus.article import Article, Passage, passages_from_fields
from annotator.corpus.change import CODEBOOK_ID, PROJECT_ID, Changed, dismissals_id, passages_id
from annotator.corpus.codebook_fields import codebook_from_fields, revised
from annotator.corpus.dismissals import Dismissal, dismissals_from_fields
from annotator.corpus.ids import pack, unpack
from annotator.corpus.joining import joined_coders, joined_reviews, joined_values
from annotator.corpus.kinds import Codebook
from annotator.corpus.link import Link, Tie, in_rings, unfollowed
from annotator.corpus.names import folded
from annotator.corpus.people import People
from annotator.corpus.source import family
from annotator.corpus.team import PROJECT_FIELDS, PROJECT_SWITCHES, ArticleValues, Coder, Project, Review, Shelf, utc
from annotator.language import tr
from annotator.project.library import AT_ONCE, FIRST, SHOWN, Library, Place
from annotator.project.links import link_of, removed, ties
from annotator.project.operation import Operation, decode_fields, encode_fields
from annotator.project.replica import Replica
from annotator.project.sources import WHO, SourceCounts, Sources, facts
from annotator.project.versions import newer, with_text

if TYPE_CHECKING:
    from annotator.corpus.contents import ArticleContents, Standing
    from annotator.corpus.usage import Usage
    from annotator.corpus.verdicts import Verdict
    from annotator.project.unsettled import Matter
    from annotator.project.verdicts import Counted

CREATOR = "coalesce(nullif(json_extract(fields,'$.creator'),''), born_by)"
"""Who made an entity: what an import brought as text, else the packed id."""
ENDS = "l.start IN (SELECT id FROM annotation) AND l.end IN (SELECT id FROM annotation)"
"""A link whose end is removed is hidden, and back when the end comes back."""
_EDITS = ("SELECT count(*) FROM op WHERE entity=? AND hlc>(SELECT max(hlc) FROM op WHERE entity=?"
          " AND json_extract(patch,'$.version') IS NOT NULL)")
"""How often the codebook was edited since it was given a version: every replica counts the same."""


class Catalogue:
    """Reads of one project. Everything that is removed is left out."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self.library = Library(replica, self.codebook, self.people)
        self._sources = Sources(replica)
        self._counts = SourceCounts(replica)
        self._codebook: Codebook | None = None
        self._people: People | None = None
        self._ringed: bool | None = None
        self._newer: dict[str, str] | None = None
        self._unfollowed: frozenset[str] | None = None
        self._unsettled: tuple[tuple[int, bytes], tuple[Matter, ...]] | None = None

    def forget(self, changed: Changed) -> None:
        """Drop what is kept in memory of what has changed."""
        touched = changed.kinds()
        self._unsettled = None
        if not touched.isdisjoint(("source", "annotation", "article")):
            self._counts.forget(changed.of_kind("annotation"))
        if "source" in touched:
            self._sources.forget(changed.of_kind("source"))
        if "article" in touched:
            self._newer = None
        if "codebook" in touched:
            self._codebook = None
        if not touched.isdisjoint(("coder", "purge")):
            self._people = None
        if "link" in touched:
            self._ringed = None
        if touched & {"link", "annotation"}:
            self._unfollowed = None

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, read under the replica's lock."""
        return self._replica.rows(query, values)

    # --- articles ---

    def shelves(self, coder: str, *, title: str = "") -> list[Shelf]:
        """All articles in library order, or those that have these words in title, outlet or byline."""
        fits = set(self.library.with_words(folded(title).split())) if title else None
        found: list[Shelf] = []
        after: Place | None = FIRST
        while after:
            page, after = self.library.page(coder, after, AT_ONCE)
            found += self.library.shelves([one.row for one in page if fits is None or one.row in fits], coder)
        return found

    def article_ids(self) -> list[str]:
        """The ids of all articles in library order."""
        return [name for page in self.library.pages(AT_ONCE) for name in page]

    def article(self, name: str) -> Article | None:
        """What is known of an article, unless it is removed."""
        rows = self.rows(f"SELECT c.fields FROM card c WHERE c.id=? AND {SHOWN}", (pack(name),))
        return Article.from_fields(name, decode_fields(rows[0][0])) if rows else None

    def outlets(self) -> list[str]:
        """The outlets that the project has articles of, in order."""
        return [row[0] for row in self.rows(
            f"SELECT DISTINCT c.outlet FROM card c WHERE c.outlet<>'' AND {SHOWN} ORDER BY c.outlet")]

    def text(self, name: str) -> str:
        """An article's text; empty when it has not arrived or was purged."""
        return next((row[0] or "" for row in self.rows("SELECT body FROM article WHERE id=?", (pack(name),))), "")

    def with_text(self, digests: Iterable[bytes]) -> dict[bytes, str]:
        """SHA-256 of a text → the article that has it already."""
        return with_text(self, digests)

    def titles_and_addresses(self) -> list[tuple[str, str, str]]:
        """Id, title and address of every article that is shown and that no newer version replaces."""
        return [(name, title or "", url or "") for raw, title, url in self.rows(
            f"SELECT id, title, url FROM card c WHERE {SHOWN}") if (name := unpack(raw)) not in self.newer()]

    def newer(self) -> Mapping[str, str]:
        """Article → the version that replaces it."""
        if self._newer is None:
            self._newer = newer(self)
        return self._newer

    def passages(self, article: str) -> tuple[Passage, ...]:
        """The marked passages of an article, in order."""
        fields = self._fields(passages_id(article))
        return passages_from_fields(fields) if fields else ()

    def dismissed(self, article: str) -> dict[Dismissal, str]:
        """The suggestions for an article that somebody has dismissed, with the rules that proposed them."""
        fields = self._fields(dismissals_id(article))
        return dismissals_from_fields(fields) if fields else {}

    def verdicts(self, article: str) -> Mapping[Verdict, int]:
        """How often each verdict on suggestions was given in an article, by everybody."""
        from annotator.project.verdicts import verdicts_of
        return verdicts_of(self, article)

    def all_verdicts(self) -> Iterator[list[Counted]]:
        """The verdicts of every article, a few articles at a time; may be read on another thread."""
        from annotator.project.verdicts import all_verdicts
        return all_verdicts(self)

    def reviews(self, article: str) -> tuple[Review, ...]:
        """Everybody's mark on an article, by the id that a person counts by."""
        rows = self.rows("SELECT fields, last_ms, born_ms FROM review WHERE article=? ORDER BY coder", (pack(article),))
        return joined_reviews((self.review(article, *row) for row in rows), self.people())

    def status(self, article: str, coder: str) -> str:
        """A person's own mark on an article, whichever of their ids set it."""
        person = self.people().one(coder)
        return next((each.status for each in self.reviews(article) if each.coder == person), "todo")

    def review(self, article: str, stored: str, last: int | None, born: int) -> Review:
        """A mark from its row: what an import brought keeps its time until it is set again."""
        fields = decode_fields(stored)
        changed = fields.get("changed") if last is None and "changed" in fields else None
        return Review(fields.get("coder") or "", article, fields.get("status") or "todo", bool(fields.get("assigned")),
                      changed if changed is not None else utc(last or born), fields.get("note") or "")

    def values(self, article: str) -> tuple[ArticleValues, ...]:
        """Everybody's values of an article's variables, by the id that a person counts by."""
        rows = self.rows("SELECT coalesce(last_ms,born_ms), fields FROM entity WHERE kind='values' AND article=?",
                         (pack(article),))
        return joined_values(article, ((time, decode_fields(stored)) for time, stored in rows), self.people())

    # --- annotations ---

    def annotations(self, article: str) -> list[Annotation]:
        """The annotations of an article in the order of its text."""
        rows = self.rows(f"SELECT id,article,{WHO} FROM annotation WHERE article=?", (pack(article),))
        return sorted((_annotation(row) for row in rows), key=reading_order)

    def annotation_ids(self, article: str) -> list[str]:
        """The ids of an article's annotations, in no order."""
        return [unpack(row[0]) for row in self.rows("SELECT id FROM annotation WHERE article=?", (pack(article),))]

    def annotation(self, name: str) -> Annotation | None:
        """One annotation, unless it is removed."""
        rows = self.rows(f"SELECT id,article,{WHO} FROM annotation WHERE id=?", (pack(name),))
        return _annotation(rows[0]) if rows else None

    def some_annotations(self, names: Sequence[str]) -> list[Annotation]:
        """Those of these annotations that are not removed, in no order; not more ids than one query takes (1,000)."""
        marks = ",".join("?" * len(names))
        return [_annotation(row) for row in self.rows(
            f"SELECT id,article,{WHO} FROM annotation WHERE id IN ({marks})", tuple(map(pack, names)))]

    def behind(self, source: str) -> list[Annotation]:
        """Every annotation that a source (or one merged into it) stands behind, article by article."""
        found: dict[bytes, Annotation] = {}
        for member in sorted(family(source, self.merged())):
            for row in self.rows(f"SELECT a.id,a.article,{WHO} FROM attribution t"
                                 " JOIN annotation a ON a.id=t.annotation WHERE t.source=?", (pack(member),)):
                found[row[0]] = _annotation(row)
        return sorted(found.values(), key=lambda a: (a.article, *reading_order(a)))

    def with_value(self, kind: str, value: str) -> list[Annotation]:
        """Every annotation of a kind that states this value, as it is stored; none for an empty one."""
        if not value:
            return []
        stored = encode_fields({"quantity:value": value})[1:-1]
        rows = self.rows(
            f"SELECT id,article,{WHO} FROM annotation WHERE kind=? AND instr(fields, ?) ORDER BY id", (kind, stored))
        return [_annotation(row) for row in rows]

    def links(self, article: str) -> list[Link]:
        """The links drawn from annotations of an article, both ends of which are there."""
        rows = self.rows(
            f"SELECT id,article,fields FROM link l WHERE l.article=? AND {ENDS} ORDER BY id", (pack(article),))
        return [link_of(row[0], row[1], row[2], self.unfollowed()) for row in rows]

    def all_links(self) -> Iterator[Link]:
        """Every link of the project both ends of which are there."""
        return (link_of(row[0], row[1], row[2], self.unfollowed()) for row in self.rows(
            f"SELECT id,article,fields FROM link l WHERE {ENDS} ORDER BY id"))

    def parts(self) -> list[tuple[str, str, str]]:
        """Every `part_of` link (id, start, end) both ends of which are there, the oldest first."""
        return [(unpack(row[0]), unpack(row[1]), unpack(row[2])) for row in self.rows(
            f"SELECT l.id,l.start,l.end FROM link l WHERE l.type='part_of' AND {ENDS} ORDER BY l.arrived, l.id")]

    def unfollowed(self) -> frozenset[str]:
        """The `part_of` links that close a ring: kept, not followed, to settle.

        Whether an end is removed matters only where there is a ring, which is seldom.
        """
        if self._ringed is None:
            self._ringed = bool(in_rings(self.rows("SELECT start,end FROM main.link WHERE type='part_of'")))
        if self._unfollowed is None:
            self._unfollowed = unfollowed(self.parts()) if self._ringed else frozenset()
        return self._unfollowed

    def ties(self, article: str) -> dict[str, list[Tie]]:
        """Annotation → its ties in both directions, for those of an article that have some."""
        return ties(self, article)

    def removed_annotation(self, name: str) -> Annotation | None:
        """What an annotation was that is removed; None for one that is there or was never known."""
        return removed(self, name)

    # --- what the project shares ---

    def sources(self) -> Sources:
        """All sources by id, merged ones too; each is read when it is asked for."""
        return self._sources

    def merged(self) -> Mapping[str, str]:
        """Source → the source that it is merged into."""
        return self._sources.merged()

    def source_counts(self) -> SourceCounts:
        """How many attributions each source has, under its own id."""
        return self._counts

    def codebook(self) -> Codebook:
        """The team's codebook."""
        if self._codebook is None:
            book = codebook_from_fields(self._fields(CODEBOOK_ID) or {})
            edits = self.rows(_EDITS, (pack(CODEBOOK_ID),) * 2)[0][0]
            self._codebook = replace(book, version=revised(book.version, edits))
        return self._codebook

    def usage(self) -> Usage:
        """How often each kind, attribute and value is used, and by whom."""
        from annotator.project.usage import usage

        return usage(self)

    def project(self) -> Project:
        """What the project says of itself."""
        fields = self._fields(PROJECT_ID) or {}
        said: dict[str, Any] = {key: fields.get(key) or "" for key in PROJECT_FIELDS}
        said |= {key: bool(fields.get(key)) for key in PROJECT_SWITCHES}
        return Project(**said)

    def coders(self) -> dict[str, Coder]:
        """All coders who are known here, by id."""
        return {unpack(row[0]): Coder.from_fields(unpack(row[0]), decode_fields(row[1]))
                for row in self.rows("SELECT id,fields FROM entity WHERE kind='coder' ORDER BY id")}

    def people(self) -> People:
        """The persons behind the coders' ids, with their marks."""
        if self._people is None:
            self._people = People(Coder.from_fields(unpack(row[0]), decode_fields(row[1])) for row in self.rows(
                "SELECT id,fields FROM entity WHERE kind='coder' ORDER BY born_ms, id"))
        return self._people

    def named_coders(self) -> dict[str, Coder]:
        """The persons whom the data names or an import brought, not whoever only made the file or ran the import."""
        known = self.coders()
        named = {name for name, coder in known.items() if coder.brought}
        for what, said in self.rows("SELECT what, said FROM tally WHERE what IN ('coder','brought')"):
            named.add(unpack(said) if what == "coder" else said.decode())
        named |= {unpack(row[0]) for row in self.rows("SELECT DISTINCT coder FROM review")}
        for row in self.rows("SELECT fields FROM entity WHERE kind='values'"):
            said = ArticleValues.from_fields("", decode_fields(row[0]))
            named |= {said.coder} if said.values else set()
        return joined_coders({name: known.get(name) or Coder(name, name) for name in sorted(named - {""})}, known,
                             self.people())

    def to_settle(self) -> int:
        """How many things there are to settle for whoever works here."""
        return len(self.unsettled())

    def unsettled(self) -> tuple[Matter, ...]:
        """Everything that is to settle for whoever works here, in the order in which it is walked."""
        from annotator.project.unsettled import unsettled

        now = (self._replica.last("op"), self.coder)
        if self._unsettled is None or self._unsettled[0] != now:
            self._unsettled = now, unsettled(self)
        return self._unsettled[1]

    @property
    def coder(self) -> bytes:
        """Packed id of who works here."""
        return self._replica.coder

    def counts(self) -> dict[str, Any]:
        """What there is, as `annotator info` says it; nothing that is removed."""
        by_kind = self._by_kind()
        return {
            "articles": self.library.count(),
            "annotations": {kind.id: by_kind.pop(kind.id, 0) for kind in self.codebook().kinds} | by_kind,
            "sources": self.rows("SELECT count(*) FROM source")[0][0],
            "links": self.rows(f"SELECT count(*) FROM link l WHERE {ENDS}")[0][0],
            "coders": len(self.named_coders()),
            "operations": self.rows("SELECT count(*) FROM op")[0][0],
            "conflicts": self.to_settle(),
        }

    def _by_kind(self) -> dict[str, int]:
        """The annotations of each kind; those whose article has not arrived are no part of the project yet."""
        found = {said.decode(): number for said, number in self.rows(
            "SELECT said, number FROM tally WHERE what='kind' ORDER BY said")}
        if sum(found.values()) != self.rows("SELECT total(annotations) FROM card")[0][0]:
            found = dict(self.rows("SELECT kind, count(*) FROM annotation WHERE article IN (SELECT id FROM card)"
                                   " GROUP BY kind ORDER BY kind"))
        return found

    # --- the whole of it ---

    def contents(self) -> Iterator[ArticleContents]:
        """Every article with everything in it, in library order, in bounded memory."""
        from annotator.project.contents import contents  # for exports: not to open a project
        return contents(self)

    def history(self) -> Iterator[dict[str, Any]]:
        """Every action that may be told, the oldest first, as exports have it."""
        from annotator.project.chronicle import chronicle
        return chronicle(self)

    def standing(self, names: Collection[str]) -> Mapping[str, Standing]:
        """What the journal says of those of these ids that it knows, also of what is removed."""
        from annotator.project.contents import standing
        return standing(self, names)

    def operations(self, where: str, values: tuple[Any, ...]) -> list[Operation]:
        """The operations that a condition selects, read under the replica's lock."""
        return self._replica.operations(where, values)

    def changes_so_far(self) -> int:
        """A number that grows with every change: equal before and after means that nothing came between."""
        return self._replica.last("op")

    def left_out(self) -> str:
        """What whoever works may not see and an export lacks, in words; empty when that is nothing."""
        return tr("others' annotations were left out, for they are hidden from you") if self._replica.limited else ""

    def kinds_used(self) -> list[str]:
        """The kinds that some annotation has, also those that the codebook has lost."""
        return [row[0].decode() for row in self.rows("SELECT said FROM tally WHERE what='kind' ORDER BY said")]

    def latest(self) -> str:
        """The latest `created` or `modified` of annotations and sources, empty when there is none."""
        from annotator.project.contents import latest
        return latest(self)

    def _fields(self, entity: str) -> dict[str, Any] | None:
        rows = self.rows("SELECT fields FROM entity WHERE id=?", (pack(entity),))
        return decode_fields(rows[0][0]) if rows else None


def reading_order(annotation: Annotation) -> tuple[int, int, str]:
    """By first character, the longer one first, then by id."""
    content = annotation.content
    return (content[0][0], -max(end for _, end in content), annotation.id) if content else (0, 0, annotation.id)


def _annotation(row: tuple[Any, ...]) -> Annotation:
    fields = decode_fields(row[-1])
    conflicts = tuple(row[-2].split(",")) if row[-2] else ()
    return annotation_from_fields(unpack(row[0]), unpack(row[1]), fields, **facts(row[2:-2], fields),
                                  conflicts=conflicts)
