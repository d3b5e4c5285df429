"""What the project holds, read from the replica's rows as the words of the corpus."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.corpus.annotation import Annotation, annotation_from_fields
from annotator.corpus.article import Article, Passage, passages_from_fields
from annotator.corpus.change import CODEBOOK_ID, PROJECT_ID, passages_id
from annotator.corpus.codebook_fields import codebook_from_fields, revised
from annotator.corpus.ids import pack, unpack
from annotator.corpus.kinds import Codebook
from annotator.corpus.link import Link
from annotator.corpus.source import Source, family, source_from_fields
from annotator.corpus.team import PROJECT_FIELDS, ArticleValues, Coder, Project, Review, Shelf, utc
from annotator.project.operation import Operation, decode_fields
from annotator.project.replica import Replica

if TYPE_CHECKING:
    from annotator.corpus.contents import ArticleContents, Standing
    from annotator.corpus.usage import Usage

WHO = "born_ms,born_by,last_ms,last_by,changes,conflicts,fields"
SHOWN = "(NOT c.removed OR EXISTS (SELECT 1 FROM annotation a WHERE a.article=c.id))"
"""An article counts as removed only when nothing alive is in it: work that the remover had not seen brings it back."""
CREATOR = "coalesce(nullif(json_extract(fields,'$.creator'),''), born_by)"
MODIFIER = "coalesce(last_by, json_extract(fields,'$.modified_by'))"
"""Who made and last changed an entity: what an import brought as text, else the packed id."""
ENDS = "l.start IN (SELECT id FROM annotation) AND l.end IN (SELECT id FROM annotation)"
"""A link whose end is removed is hidden, and back when the end comes back."""
_EDITS = ("SELECT count(*) FROM op WHERE entity=? AND hlc>(SELECT max(hlc) FROM op WHERE entity=?"
          " AND json_extract(patch,'$.version') IS NOT NULL)")
"""How often the codebook was edited since it was given a version: every replica counts the same."""


class Catalogue:
    """Reads of one project. Everything that is removed is left out."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._sources: dict[str, Source] | None = None
        self._codebook: Codebook | None = None

    def forget(self, kinds: Iterable[str]) -> None:
        """Drop what is kept in memory of these kinds of entity: they have changed."""
        touched = set(kinds)
        if "source" in touched:
            self._sources = None
        if "codebook" in touched:
            self._codebook = None

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, read under the replica's lock."""
        return self._replica.rows(query, values)

    # --- articles ---

    def shelves(self, coder: str, *, title: str = "") -> list[Shelf]:
        """The library's rows in library order: by date of publication, undated last, then as they came."""
        counts = {row[0]: row[1:] for row in self.rows(
            "SELECT article, count(*), sum(NOT sourced) FROM annotation GROUP BY article")}
        marks: dict[bytes, dict[bytes, str]] = {}
        for article, who, status in self.rows("SELECT article, coder, status FROM review ORDER BY coder"):
            marks.setdefault(article, {})[who] = status or "todo"
        me, found = pack(coder), []
        for row in self.rows(
                f"SELECT c.id,c.title,c.outlet,c.published,c.words,c.characters FROM card c WHERE {SHOWN}"
                " AND (?='' OR c.title LIKE '%'||?||'%' OR c.outlet LIKE '%'||?||'%')"
                " ORDER BY c.published IS NULL OR c.published='', c.published, c.arrived, c.id", (title,) * 3):
            here = marks.get(row[0], {})
            mine = here.pop(me, "todo")
            annotations, unsourced = counts.get(row[0], (0, 0))
            found.append(Shelf(unpack(row[0]), row[1] or "", row[2] or "", row[3] or "", row[4], row[5],
                               annotations, unsourced, mine, tuple(here.values())))
        return found

    def article_ids(self) -> list[str]:
        """The ids of all articles in library order."""
        return [unpack(row[0]) for row in self.rows(
            f"SELECT c.id FROM card c WHERE {SHOWN}"
            " ORDER BY c.published IS NULL OR c.published='', c.published, c.arrived, c.id")]

    def article(self, name: str) -> Article | None:
        """What is known of an article, unless it is removed."""
        rows = self.rows(f"SELECT c.fields FROM card c WHERE c.id=? AND {SHOWN}", (pack(name),))
        return Article.from_fields(name, decode_fields(rows[0][0])) if rows else None

    def bylines(self) -> dict[str, str]:
        """Article → its byline as it is stored, for the library's search; only articles that have one."""
        return {unpack(row[0]): row[1] for row in self.rows(
            "SELECT id, json_extract(fields,'$.byline') FROM card WHERE fields LIKE '%\"byline\"%'") if row[1]}

    def text(self, name: str) -> str:
        """An article's text; empty when it has not arrived or was purged."""
        rows = self.rows("SELECT body FROM article WHERE id=?", (pack(name),))
        return rows[0][0] or "" if rows else ""

    def with_text(self, digests: Iterable[bytes]) -> dict[bytes, str]:
        """SHA-256 of a text → the article that has it already."""
        return {digest: unpack(row[0]) for digest in digests for row in self.rows(
            f"SELECT id FROM card c WHERE text_digest=? AND {SHOWN} LIMIT 1", (digest,))}

    def passages(self, article: str) -> tuple[Passage, ...]:
        """The marked passages of an article, in order."""
        fields = self._fields(passages_id(article))
        return passages_from_fields(fields) if fields else ()

    def reviews(self, article: str) -> tuple[Review, ...]:
        """Every coder's mark on an article, by coder."""
        rows = self.rows("SELECT fields, last_ms, born_ms FROM review WHERE article=? ORDER BY coder", (pack(article),))
        return tuple(self.review(article, *row) for row in rows)

    def review(self, article: str, stored: str, last: int | None, born: int) -> Review:
        """A mark from its row: what an import brought keeps its time until it is set again."""
        fields = decode_fields(stored)
        changed = fields.get("changed") if last is None and "changed" in fields else None
        return Review(fields.get("coder") or "", article, fields.get("status") or "todo", bool(fields.get("assigned")),
                      changed if changed is not None else utc(last or born), fields.get("note") or "")

    # --- annotations ---

    def annotations(self, article: str) -> list[Annotation]:
        """The annotations of an article in the order of its text."""
        rows = self.rows(f"SELECT id,article,{WHO} FROM annotation WHERE article=?", (pack(article),))
        return sorted((_annotation(row) for row in rows), key=reading_order)

    def annotation(self, name: str) -> Annotation | None:
        """One annotation, unless it is removed."""
        rows = self.rows(f"SELECT id,article,{WHO} FROM annotation WHERE id=?", (pack(name),))
        return _annotation(rows[0]) if rows else None

    def behind(self, source: str) -> list[Annotation]:
        """Every annotation that a source (or one merged into it) stands behind, article by article."""
        found: dict[bytes, Annotation] = {}
        for member in sorted(family(source, self.merged())):
            for row in self.rows(f"SELECT a.id,a.article,{WHO} FROM attribution t"
                                 " JOIN annotation a ON a.id=t.annotation WHERE t.source=?", (pack(member),)):
                found[row[0]] = _annotation(row)
        return sorted(found.values(), key=lambda a: (a.article, *reading_order(a)))

    def links(self, article: str) -> list[Link]:
        """The links drawn from annotations of an article, both ends of which are there."""
        rows = self.rows(f"SELECT id,fields FROM link l WHERE l.article=? AND {ENDS} ORDER BY id", (pack(article),))
        return [_link(row) for row in rows]

    def all_links(self) -> Iterator[Link]:
        """Every link of the project both ends of which are there."""
        return (_link(row) for row in self.rows(
            f"SELECT id,fields FROM link l WHERE {ENDS} ORDER BY id"))

    # --- what the project shares ---

    def sources(self) -> Mapping[str, Source]:
        """All sources by id, merged ones too."""
        if self._sources is None:
            rows = self.rows(f"SELECT id,{WHO} FROM source ORDER BY id")
            found = (source_from_fields(unpack(row[0]), fields, **_facts(row[1:-2], fields, revised=False))
                     for row in rows for fields in (decode_fields(row[-1]),))
            self._sources = {source.id: source for source in found}
        return self._sources

    def merged(self) -> dict[str, str]:
        """Source → the source that it is merged into."""
        return {name: source.merged_into for name, source in self.sources().items() if source.merged_into}

    def source_counts(self) -> dict[str, int]:
        """How many attributions each source has, under its own id."""
        return {unpack(row[0]): row[1] for row in self.rows(
            "SELECT source, count(*) FROM attribution WHERE source<>x'' GROUP BY source")}

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
        return Project(*((fields.get(key) or "") for key in PROJECT_FIELDS))

    def coders(self) -> dict[str, Coder]:
        """All coders who are known here, by id."""
        return {unpack(row[0]): Coder.from_fields(unpack(row[0]), decode_fields(row[1]))
                for row in self.rows("SELECT id,fields FROM entity WHERE kind='coder' ORDER BY id")}

    def named_coders(self) -> dict[str, Coder]:
        """The coders whom the data names or an import brought, not whoever only made the file or ran the import."""
        known = self.coders()
        named = {name for name, coder in known.items() if coder.brought}
        for table in ("annotation", "source"):
            for row in self.rows(f"SELECT DISTINCT {CREATOR}, {MODIFIER} FROM {table}"):
                named |= {unpack(who) if isinstance(who, bytes) else who for who in row if who}
        named |= {unpack(row[0]) for row in self.rows("SELECT DISTINCT coder FROM review")}
        for row in self.rows("SELECT fields FROM entity WHERE kind='values'"):
            said = ArticleValues.from_fields("", decode_fields(row[0]))
            named |= {said.coder} if said.values else set()
        return {name: known.get(name) or Coder(name, name) for name in sorted(named - {""})}

    def to_settle(self) -> int:
        """How many entities have a conflict."""
        found: int = sum(self.rows(f"SELECT count(*) FROM {table} WHERE conflicts IS NOT NULL")[0][0]
                         for table in ("annotation", "source", "link", "card", "review", "entity"))
        return found

    def counts(self) -> dict[str, Any]:
        """What `annotator info` counts; nothing that is removed."""
        by_kind = {row[0]: row[1] for row in self.rows(
            "SELECT kind, count(*) FROM annotation WHERE article IN (SELECT id FROM card) GROUP BY kind ORDER BY kind")}
        return {
            "articles": self.rows(f"SELECT count(*) FROM card c WHERE {SHOWN}")[0][0],
            "annotations": {kind.id: by_kind.pop(kind.id, 0) for kind in self.codebook().kinds} | by_kind,
            "sources": self.rows("SELECT count(*) FROM source")[0][0],
            "links": self.rows(f"SELECT count(*) FROM link l WHERE {ENDS}")[0][0],
            "operations": self.rows("SELECT count(*) FROM op")[0][0],
            "conflicts": self.to_settle(),
        }

    # --- the whole of it ---

    def contents(self) -> Iterator[ArticleContents]:
        """Every article with everything in it, in library order, in bounded memory."""
        from annotator.project.contents import contents  # for exports: not to open a project

        return contents(self)

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

    def kinds_used(self) -> list[str]:
        """The kinds that some annotation has, also those that the codebook has lost."""
        return sorted(row[0] for row in self.rows("SELECT DISTINCT kind FROM annotation") if row[0])

    def latest(self) -> str:
        """The latest `created` or `modified` of annotations and sources, empty when there is none."""
        said = ("SELECT max(rtrim(json_extract(fields,'$.created'),'Z')), max(rtrim(json_extract(fields,'$.modified'),"
                "'Z')), max(CASE WHEN json_extract(fields,'$.created') IS NULL THEN born_ms END), max(last_ms) FROM ")
        found = [row for table in ("annotation", "source") for row in self.rows(said + table)]
        times = [time for row in found for time in row[:2] if time]
        times += [utc(time).rstrip("Z") for row in found for time in row[2:] if time]
        return max(times) + "Z" if times else ""

    def _fields(self, entity: str) -> dict[str, Any] | None:
        rows = self.rows("SELECT fields FROM entity WHERE id=?", (pack(entity),))
        return decode_fields(rows[0][0]) if rows else None


def reading_order(annotation: Annotation) -> tuple[int, int, str]:
    """By first character, the longer one first, then by id."""
    return annotation.start, -max((end for _, end in annotation.content), default=0), annotation.id


def _annotation(row: tuple[Any, ...]) -> Annotation:
    fields = decode_fields(row[-1])
    conflicts = tuple(row[-2].split(",")) if row[-2] else ()
    return annotation_from_fields(unpack(row[0]), unpack(row[1]), fields, **_facts(row[2:-2], fields),
                                  conflicts=conflicts)


def _facts(who: tuple[Any, ...], fields: Mapping[str, Any], *, revised: bool = True) -> dict[str, Any]:
    """Creator, created and so on: what an import brought stays, what was done here since is added."""
    born, by, last, last_by, changes = who
    facts = {"creator": fields.get("creator") or unpack(by), "created": fields.get("created") or utc(born),
             "modified": utc(last) if changes else fields.get("modified") or "",
             "modified_by": unpack(last_by) if changes else fields.get("modified_by") or ""}
    return facts | ({"revision": (fields.get("revision") or 1) + changes} if revised else {})


def _link(row: tuple[Any, ...]) -> Link:
    fields = decode_fields(row[1])
    return Link(unpack(row[0]), fields.get("type") or "", fields.get("start") or "", fields.get("end") or "",
                fields.get("certainty") or "", fields.get("note") or "")
