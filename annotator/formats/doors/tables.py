"""The corpus as plain related tables, row by row: what CSV writes, and every other format of tables can.

Rows come in one pass through the corpus, so memory stays flat; those of different tables come mixed. Removed things
are left out, and links with an end that is gone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.corpus.annotation import Annotation, Attribution, Span
from annotator.corpus.article import Article
from annotator.corpus.link import Link, groups
from annotator.corpus.source import Source
from annotator.corpus.team import ArticleValues, Review
from annotator.formats.doors import Corpus
from annotator.formats.doors.columns import BETWEEN, QUANTITY, columns
from annotator.formats.doors.edition import Edition, Entry
from annotator.language import tr

Cell = str | int | float | bool | None
Row = dict[str, Cell]
"""Column → value; a column that is not there is empty."""

_WORD = re.compile(r"\S+")
"""Looked for one by one: to split a text of ten million letters at once would halt the window meanwhile."""


class Tables:
    """One corpus on its way into tables. `rows` may be walked once; `counts` and `losses` are whole after it.

    Args:
        parts: also give those tables whose rows others hold as one cell (`PARTS`): for what can join tables.
    """

    def __init__(self, corpus: Corpus, *, parts: bool = False) -> None:
        self.edition = Edition(corpus)
        self._parts = parts
        self.columns = columns(self.edition.codebook)
        self.counts, self.losses = self.edition.counts, self.edition.losses
        self._sources = self.edition.sources
        same = groups((link.start, link.end) for link in self.edition.links if link.type == "same_as")
        self._groups = {member: names[0] for names in same for member in names}
        ends = {name for link in self.edition.links for name in (link.start, link.end)}
        self._ends: dict[str, Row | None] = dict.fromkeys(ends)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Each row with the name of its table: articles with what is in them, then sources, then links."""
        for entry in self.edition.entries():
            yield from self._article(entry)
            if self._parts:
                yield from _parts_of_article(entry)
        for _, source in sorted(self._sources.items()):
            self.counts["source"] += 1
            yield "sources", self._source(source)
            if self._parts:
                for alias in source.aliases:
                    yield "aliases", {"source_id": source.id, "alias": alias}
        for link in self.edition.links:
            if (row := self._link(link)) is not None:
                self.counts["link"] += 1
                yield "links", row

    # --- articles ---

    def _article(self, entry: Entry) -> Iterator[tuple[str, Row]]:
        article, text = entry.article, entry.text
        yield "articles", {
            "article_id": article.id, "title": article.title, "byline": BETWEEN.join(article.byline),
            "outlet": article.outlet, "published": article.published, "accessed": article.accessed,
            "url": article.url, "language": article.language, "section": article.section,
            "tags": BETWEEN.join(article.tags), "note": article.note, "replaces": article.replaces,
            "imported_from": _json(article.imported_from), "words": sum(1 for _ in _WORD.finditer(text)),
            "characters": len(text), "annotations": len(entry.annotations), "text_sha256": entry.digest, "text": text,
            "passages": BETWEEN.join(f"{p.start}-{p.end} {p.role}" for p in entry.passages)}  # fmt: skip
        yield from (("codings", row) for row in self._codings(entry))
        for annotation in entry.annotations:
            if annotation.id in self._ends:
                self._ends[annotation.id] = {"article_id": article.id, "kind": annotation.kind,
                                             "words": annotation.words(text)}
            yield "annotations", self._annotation_row(annotation, article, text)
            for level, link in enumerate(annotation.chain):
                yield "attributions", self._attribution(annotation, level, link, text)

    def _codings(self, entry: Entry) -> Iterator[Row]:
        """One row for each coder who has marked the article or said anything of it."""
        article = entry.article
        reviews = {review.coder: review for review in entry.reviews}
        values = {each.coder: each for each in entry.values}
        for coder in sorted(reviews | values):
            review = reviews.get(coder) or Review(coder, article.id, status="")
            said = values.get(coder) or ArticleValues(coder, article.id, {})
            yield {"article_id": article.id, "article_title": article.title, "coder_id": coder,
                   "coder": self.edition.coder(coder), "status": review.status, "assigned": review.assigned,
                   "changed": review.changed, "note": review.note, **self._attributes("codings", said.values)}

    # --- annotations ---

    def _annotation_row(self, annotation: Annotation, article: Article, text: str) -> Row:
        start, end = annotation.start, max(end for _, end in annotation.content)
        origin, *others = annotation.chain or (Attribution(None),)
        via = [self.edition.name(link.source) for link in others if link.role != "addressee"]
        return {
            "annotation_id": annotation.id, "article_id": article.id, "article_title": article.title,
            "outlet": article.outlet, "published": article.published, "kind": annotation.kind,
            "start": start, "end": end, "exact": text[start:end], "words": annotation.words(text),
            "segments": _places(annotation.content),
            "marks": BETWEEN.join(f"{mark.role} {mark.start}-{mark.end}" for mark in annotation.marks),
            "source_id": self.edition.counts_as(origin.source), "source": self.edition.name(origin.source),
            "via": BETWEEN.join(filter(None, via)), "attributions": len(annotation.chain),
            "same_as_group": self._groups.get(annotation.id), "note": annotation.note,
            "origin": _json(annotation.origin), "revision": annotation.revision, **self._who(annotation),
            **self._attributes("annotations", annotation.attributes), **_quantity(annotation.quantity)}  # fmt: skip

    def _attribution(self, annotation: Annotation, level: int, link: Attribution, text: str) -> Row:
        source = self.edition.counts_as(link.source)
        if link.source and not source:
            self.losses.note(tr("an attribution led to a source that is not there any more: its source is empty"))
        return {
            "annotation_id": annotation.id, "article_id": annotation.article, "level": level, "role": link.role,
            "basis": link.basis, "source_id": source, "source": self.edition.name(source),
            "source_type": self._sources[source].type if source else None,
            "source_id_as_marked": link.source if link.source in self._sources else None,
            "mention": _words(link.mention, text), "mention_segments": _places(link.mention),
            "cue": _words(link.cue, text), "cue_segments": _places(link.cue)}  # fmt: skip

    # --- sources and links ---

    def _source(self, source: Source) -> Row:
        return {
            "source_id": source.id, "name": source.name, "type": source.type, "aliases": self._joined(source.aliases),
            "anonymity": source.anonymity, "job_title": source.job_title,
            "roles": BETWEEN.join(_role(role) for role in source.roles),
            "affiliation_id": source.affiliation if source.affiliation in self._sources else None,
            "affiliation": self.edition.name(source.affiliation), "same_as": BETWEEN.join(source.same_as),
            "identifiers": BETWEEN.join(f"{key}: {value}" for key, value in sorted(source.identifiers.items())),
            "citation": _json(source.citation), "note": source.note,
            "merged_into_id": source.merged_into if source.id in self.edition.merged else None,
            **self._who(source), **self._attributes("sources", source.attributes)}  # fmt: skip

    def _link(self, link: Link) -> Row | None:
        start, end = self._ends[link.start], self._ends[link.end]
        if start is None or end is None:
            self.losses.note(tr("a link was left out: an annotation at its end has no words"))
            return None
        found: Row = {"link_id": link.id, "type": link.type, "from_id": link.start, "to_id": link.end,
                      "certainty": link.certainty, "note": link.note}
        for side, row in (("from", start), ("to", end)):
            found |= {f"{side}_{key}": value for key, value in row.items()}
        return found

    # --- cells ---

    def _who(self, fact: Annotation | Source) -> Row:
        creator, modified_by = self.edition.one(fact.creator), self.edition.one(fact.modified_by)
        return {"creator_id": creator, "creator": self.edition.coder(creator), "created": fact.created,
                "modified_by_id": modified_by, "modified_by": self.edition.coder(modified_by),
                "modified": fact.modified}

    def _attributes(self, table: str, values: Mapping[str, Any]) -> Row:
        """A cell for each attribute of the codebook, and one for all others: nothing is dropped."""
        asked = self.columns.attributes[table]
        found: Row = {asked[name]: self._cell(value) for name, value in values.items() if name in asked}
        return found | {"other_attributes": _json({k: v for k, v in values.items() if k not in asked})}

    def _cell(self, value: Any) -> Cell:
        if isinstance(value, list | tuple):
            return self._joined([_plain(each) for each in value])
        return _json(value) if isinstance(value, dict) else value

    def _joined(self, values: Sequence[str]) -> str:
        if any(BETWEEN in value for value in values):
            self.losses.note(tr("a value that holds “{sign}” itself cannot be told from two values", sign=BETWEEN))
        return BETWEEN.join(values)


def _parts_of_article(entry: Entry) -> Iterator[tuple[str, Row]]:
    for number, passage in enumerate(entry.passages):
        yield "passages", {"article_id": entry.article.id, "number": number, "role": passage.role,
                           "start": passage.start, "end": passage.end, "exact": entry.text[passage.start:passage.end]}
    for annotation in entry.annotations:
        for number, segment in enumerate(annotation.segments):
            yield "segments", {"annotation_id": annotation.id, "article_id": entry.article.id, "number": number,
                               "role": segment.role, "start": segment.start, "end": segment.end,
                               "exact": entry.text[segment.start:segment.end]}


def _quantity(given: Mapping[str, Any]) -> Row:
    """A cell for each part of a figure, and one for what a newer program wrote."""
    flat, change = dict(given), given.get("change")
    if isinstance(change, Mapping):
        del flat["change"]
        flat |= {f"change_{key}": value for key, value in change.items()}
    found: Row = {f"quantity_{key}": value for key, value in flat.items() if key in QUANTITY}
    return found | {"other_quantity": _json({key: value for key, value in flat.items() if key not in QUANTITY})}


def _places(spans: Sequence[Span]) -> str:
    return BETWEEN.join(f"{start}-{end}" for start, end in spans)


def _words(spans: Sequence[Span], text: str) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _role(role: Mapping[str, str]) -> str:
    since, until = role.get("from", ""), role.get("to", "")
    return f"{role.get('text', '')} ({since}–{until})" if since or until else role.get("text", "")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(value: Any) -> str | None:
    """What has parts of its own, as JSON; None when it says nothing."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=dict) if value else None
