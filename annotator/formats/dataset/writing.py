"""The dataset goes out: article by article, in a fixed order, so that two exports of one state are the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from graphlib import CycleError, TopologicalSorter
from typing import Any

from annotator import __version__
from annotator.corpus.annotation import CONTENT, CONTEXT
from annotator.corpus.article import Article
from annotator.corpus.contents import ArticleContents, Marked
from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import with_kinds
from annotator.corpus.link import Link, closes_ring, groups
from annotator.corpus.source import Source, representative
from annotator.formats.dataset import shape, wording
from annotator.formats.dataset.fitting import Losses, fitted
from annotator.formats.doors import Corpus, WriteOptions

NO_TIME = "1970-01-01T00:00:00Z"


class Outgoing:
    """One project on its way out: the header, then its articles, then what was counted on the way.

    Args:
        corpus: the project.
    """

    def __init__(self, corpus: Corpus, options: WriteOptions) -> None:
        self.corpus, self.losses = corpus, Losses()
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self._sources = corpus.sources()
        self._links, self.groups = self._arranged(corpus.all_links())
        self.exported = (corpus.latest() or NO_TIME) if options.reproducible else _now()

    def header(self) -> dict[str, Any]:
        """The fields of `shape.Header`, and of `shape.Corpus` but for its articles."""
        corpus = self.corpus
        used = [kind for kind, number in corpus.counts()["annotations"].items() if number]
        sources = tuple(self._source(source) for _, source in sorted(self._sources.items()))
        self.counts["source"] = len(sources)
        return {
            "format": shape.FORMAT, "format_version": shape.VERSION, "offset_unit": "codepoint",
            "generator": shape.Generator(name="annotator", version=__version__), "exported": self.exported,
            "project": fitted(shape.Project, _all(corpus.project()), self.losses),
            "coders": tuple(fitted(shape.Coder, {k: v for k, v in _all(coder).items() if k != "brought"}, self.losses)
                            for _, coder in sorted(corpus.named_coders().items())),
            "codebook": wording.codebook_shape(with_kinds(corpus.codebook(), used)),
            "sources": sources, "groups": self.groups}

    def articles(self) -> Iterator[shape.Article]:
        """Each article with everything in it, in library order."""
        for contents in self.corpus.contents():
            self.counts["article"] += 1
            yield self._article(contents)

    # --- sources ---

    def _source(self, source: Source) -> shape.Source:
        merged = {name: each.merged_into for name, each in self._sources.items() if each.merged_into}
        given = _all(source)
        if source.affiliation and source.affiliation not in self._sources:
            given["affiliation"] = self._gone("affiliation")
        if source.merged_into and source.merged_into not in self._sources:
            given["merged_into"] = self._gone("mergedInto")
        elif source.merged_into and representative(source.id, merged) == source.id:
            given["merged_into"] = self._gone("mergedInto, in a ring,")
        return fitted(shape.Source, given, self.losses)

    def _gone(self, field: str) -> None:
        self.losses.note(f"{field} led to a source that is not there any more and was left out")

    # --- links ---

    def _arranged(self, links: Iterable[Link]) -> tuple[dict[str, list[shape.Link]], tuple[shape.Group, ...]]:
        """Each annotation's links in a fixed order, and the groups that `same_as` makes."""
        once = {(link.start, link.type, link.end): link for link in sorted(links, key=lambda link: link.id, reverse=True)}
        kept = self._without_rings(once)
        found: dict[str, list[shape.Link]] = {}
        for (start, type_, end), link in sorted(kept.items()):
            given = {"type": type_, "target": end, "certainty": link.certainty, "note": link.note}
            found.setdefault(start, []).append(fitted(shape.Link, given, self.losses))
        same = groups((start, end) for start, type_, end in kept if type_ == "same_as")
        return found, tuple(shape.Group(id=derived_id("group", *names), type="same_as", members=names)
                            for names in same)

    def _without_rings(self, links: dict[tuple[str, str, str], Link]) -> dict[tuple[str, str, str], Link]:
        """Without the `part_of` links that would make something a part of itself, which only a merge can bring about."""
        parts = [key for key in sorted(links) if key[1] == "part_of"]
        ends: dict[str, list[str]] = {}
        for start, _, end in parts:
            ends.setdefault(start, []).append(end)
        try:
            TopologicalSorter(ends).prepare()
        except CycleError:
            sound: list[tuple[str, str]] = []
            for start, _, end in parts:
                if closes_ring(start, end, sound):
                    self.losses.note("a part_of link that closed a ring was left out")
                    del links[start, "part_of", end]
                else:
                    sound.append((start, end))
        return links

    # --- articles ---

    def _article(self, contents: ArticleContents) -> shape.Article:
        article = Article.from_fields(contents.id, contents.fields)
        annotations = tuple(made for marked in contents.annotations if (made := self._annotation(marked, contents.text)))
        for name, many in (("annotation", len(annotations)), ("link", sum(len(a.links) for a in annotations))):
            self.counts[name] += many
        given = _all(article) | {
            "imported_from": _imported_from(article.imported_from), "text": contents.text, "digest": contents.digest,
            "annotations": ()}
        made = fitted(shape.Article, given, self.losses)
        return _with(made, annotations=annotations,
                     passages=tuple(shape.Passage(start=p.start, end=p.end, role=p.role) for p in contents.passages
                                    if self._inside(p.start, p.end, contents.text)),
                     values=tuple(shape.ArticleValues(coder=v.coder, values=dict(v.values)) for v in contents.values),
                     reviews=tuple(fitted(shape.Review, {k: v for k, v in _all(r).items() if k != "article"},
                                          self.losses) for r in contents.reviews))

    def _inside(self, start: int, end: int, text: str) -> bool:
        if 0 <= start < end <= len(text):
            return True
        self.losses.note("words outside the text of their article were left out; `annotator check` names them")
        return False

    def _annotation(self, marked: Marked, text: str) -> shape.Annotation | None:
        fields, length = marked.fields, len(text)
        content, marks = [], []
        for role, start, end in fields.get("segments") or ():
            if not 0 <= start < end <= length:
                self._inside(start, end, text)
            elif role == CONTENT:
                content.append(shape.Span(start, end, text[start:end]))
            else:
                marks.append(shape.Mark(role, start, end, text[start:end]))
        if not content:
            return None
        first, last = content[0].start, content[-1].end
        attributes, quantity = _values(fields)
        self.kinds[fields["kind"]] += 1
        return shape.Annotation(
            id=marked.id, kind=fields["kind"], segments=tuple(content), marks=tuple(marks),
            prefix=text[max(0, first - CONTEXT):first], suffix=text[last:last + CONTEXT], attributes=attributes,
            quantity=fitted(shape.Quantity, quantity, self.losses) if quantity else None,
            chain=self._chain(fields["chain"], text) if fields.get("chain") else (),
            links=tuple(self._links.get(marked.id, ())), note=fields.get("note") or "",
            origin=fitted(shape.Origin, fields["origin"], self.losses) if fields.get("origin") else None,
            revision=marked.revision, creator=marked.creator, created=marked.created,
            modified=marked.modified or None, modified_by=marked.modified_by or None)

    def _chain(self, chain: Iterable[list[Any]], text: str) -> tuple[shape.Attribution, ...]:
        found = []
        for level, (source, role, *rest) in enumerate(chain):
            if source is not None and source not in self._sources:
                self._gone("an attribution")
                source = None
            basis = rest[0] if rest else None
            mention = self._spans(rest[1], text) if len(rest) > 1 and rest[1] else ()
            cue = self._spans(rest[2], text) if len(rest) > 2 else ()
            found.append(shape.Attribution(level, role, source, basis, mention, cue))
        return tuple(found)

    def _spans(self, spans: Iterable[list[int]], text: str) -> tuple[shape.Span, ...]:
        return tuple(shape.Span(start, end, text[start:end]) for start, end in spans if self._inside(start, end, text))


def _values(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Attributes, by name, and the parts of the quantity."""
    attributes, quantity = {}, {}
    for key, value in fields.items():
        if ":" in key and value is not None:
            kind, _, name = key.partition(":")
            if kind == "attribute":
                attributes[name] = value
            elif kind == "quantity":
                quantity[name] = value
    return dict(sorted(attributes.items())) if len(attributes) > 1 else attributes, quantity


def _all(fact: Any) -> dict[str, Any]:
    return {each.name: getattr(fact, each.name) for each in fields(fact)}


def _with(article: shape.Article, **more: Any) -> shape.Article:
    return shape.Article(**{name: getattr(article, name) for name in article.__struct_fields__} | more)


def _imported_from(origin: Mapping[str, str]) -> dict[str, str] | None:
    return {key: value for key, value in origin.items() if value} or None if origin.get("format") else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
