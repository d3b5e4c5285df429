"""The dataset goes out: article by article, in a fixed order, so that two exports of one state are the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import msgspec

from annotator import __version__
from annotator.corpus.annotation import CONTENT, CONTEXT
from annotator.corpus.article import PASSAGES, Article
from annotator.corpus.contents import ArticleContents, Marked
from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import with_kinds
from annotator.corpus.link import Link, groups
from annotator.corpus.source import Source, representative
from annotator.formats.dataset import shape, wording
from annotator.formats.dataset.fitting import fitted
from annotator.formats.doors import Corpus, Losses, WriteOptions
from annotator.language import tr

QUANTITY = {f.name: f.encode_name for f in msgspec.structs.fields(shape.Quantity)}
_encode = msgspec.json.Encoder().encode
NO_TIME = "1970-01-01T00:00:00Z"


class Outgoing:
    """One project on its way out: the header, then its articles, then what was counted on the way.

    Args:
        corpus: the project.
        without: annotations that turned out to have no words, so that nothing may be linked to them.
    """

    def __init__(self, corpus: Corpus, options: WriteOptions, without: Container[str] = ()) -> None:
        self.corpus, self.losses = corpus, Losses()
        self.wordless: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self._sources = corpus.sources()
        self._merged = {name: each.merged_into for name, each in self._sources.items() if each.merged_into}
        self._links, self.groups = self._arranged(
            link for link in corpus.all_links() if link.start not in without and link.end not in without)
        self.options = options
        self.exported = (corpus.latest() or NO_TIME) if options.reproducible else _now()

    def header(self) -> dict[str, Any]:
        """The fields of `shape.Header`, and of `shape.Corpus` but for its articles."""
        corpus = self.corpus
        sources = tuple(self._source(source) for _, source in sorted(self._sources.items()))
        self.counts["source"] = len(sources)
        return {
            "format": shape.FORMAT, "format_version": shape.VERSION, "offset_unit": "codepoint",
            "generator": shape.Generator(name="annotator", version=__version__), "exported": self.exported,
            "project": fitted(shape.Project, {k: v for k, v in _all(corpus.project()).items() if k in _OF_PROJECT},
                              self.losses),
            "coders": tuple(fitted(shape.Coder, {k: v for k, v in _all(coder).items() if k != "brought"}, self.losses)
                            for _, coder in sorted(corpus.named_coders().items())),
            "codebook": wording.codebook_shape(with_kinds(corpus.codebook(), corpus.kinds_used())),
            "sources": sources, "groups": self.groups,
            "history": self._history()}

    def _history(self) -> tuple[Any, ...]:
        """Of which moment it is and what was chosen; then, if that is wanted, every action, the oldest first."""
        options = self.options
        said: dict[str, Any] = {"asOf": options.as_of} if options.as_of else {}
        if options.terms:
            said["chosen"] = list(options.terms)
        actions = self.corpus.history() if options.history else ()
        return (*([said] if said else ()), *(msgspec.Raw(_encode(each)) for each in actions))

    def articles(self) -> Iterator[shape.Article]:
        """Each article with everything in it, in library order."""
        for contents in self.corpus.contents():
            self.counts["article"] += 1
            yield self._article(contents)

    # --- sources ---

    def _source(self, source: Source) -> shape.Source:
        given, one = _all(source), self.corpus.people().one
        given["creator"], given["modified_by"] = one(source.creator), one(source.modified_by)
        given.pop("stands")
        if any([given.pop("distinct"), given.pop("not_called")]):
            self.losses.note(tr("which sources were said to be different although they look alike was left out"))
        if source.affiliation and source.affiliation not in self._sources:
            given["affiliation"] = ""
            self._gone("affiliation")
        if source.merged_into and source.merged_into not in self._sources:
            given["merged_into"] = ""
            self._gone("mergedInto")
        elif source.merged_into and representative(source.id, self._merged) == source.id:
            given["merged_into"] = ""
            self.losses.note(tr("mergedInto of sources that were merged in a ring was left out"))
        return fitted(shape.Source, given, self.losses)

    def _gone(self, field: str) -> None:
        self.losses.note(tr("{what} led to a source that is not there any more and was left out", what=field))

    # --- links ---

    def _arranged(self, links: Iterable[Link]) -> tuple[dict[str, tuple[shape.Link, ...]], tuple[shape.Group, ...]]:
        """Each annotation's links in a fixed order, and the groups that `same_as` makes."""
        kept = {(link.start, link.type, link.end): link for link in sorted(links, key=attrgetter("id"), reverse=True)}
        for key in [key for key, link in kept.items() if not link.followed]:
            self.losses.note(tr("a part_of link that closed a ring was left out"))
            del kept[key]
        found: dict[str, tuple[shape.Link, ...]] = {}
        for (start, type_, end), link in sorted(kept.items()):
            given = {"type": type_, "target": end, "certainty": link.certainty, "note": link.note}
            found[start] = (*found.get(start, ()), fitted(shape.Link, given, self.losses))
        same = groups((start, end) for start, type_, end in kept if type_ == "same_as")
        return found, tuple(shape.Group(id=derived_id("group", *names), type="same_as", members=names)
                            for names in same)

    # --- articles ---

    def _article(self, contents: ArticleContents) -> shape.Article:
        text = contents.text
        made = fitted(shape.Article, _all(Article.from_fields(contents.id, contents.fields)) | {
            "text": text, "digest": contents.digest, "annotations": (),
            "passages": [{"start": p.start, "end": p.end, "type": p.role} for p in contents.passages
                         if p.role in PASSAGES and self._inside(p.start, p.end, text)],
            "reviews": [{k: v for k, v in _all(r).items() if k != "article" and v} for r in contents.reviews],
            "values": [{"coder": v.coder, "values": v.values} for v in contents.values]}, self.losses)
        made.annotations = tuple([one for each in contents.annotations if (one := self._annotation(each, text))])
        self.counts["annotation"] += len(made.annotations)
        self.counts["link"] += sum(len(a.links) for a in made.annotations) if self._links else 0
        return made

    def _inside(self, start: int, end: int, text: str) -> bool:
        if 0 <= start < end <= len(text):
            return True
        self.losses.note(tr("words outside the text of their article were left out; `annotator check` names them"))
        return False

    def _annotation(self, marked: Marked, text: str) -> shape.Annotation | None:
        name, fields, creator, created, modified, modified_by, revision = marked
        content, marks = self._segments(fields.get("segments") or (), text)
        if not content:
            self.wordless.add(name)
            return None
        first, last, kind = content[0].start, content[-1].end, fields["kind"]
        self.kinds[kind] += 1
        made = shape.Annotation(
            id=name, kind=kind, segments=content, revision=revision, creator=creator, created=created,
            prefix=text[first - CONTEXT if first > CONTEXT else 0:first], suffix=text[last:last + CONTEXT])
        if marks:
            made.marks = marks
        if chain := fields.get("chain"):
            made.chain = self._chain(chain, text)
        attributes, quantity = _values(fields)
        if attributes:
            made.attributes = attributes
        if quantity:
            made.quantity = self._quantity(quantity)
        if note := fields.get("note"):
            made.note = note
        if origin := fields.get("origin"):
            made.origin = fitted(shape.Origin, origin, self.losses)
        if modified:
            made.modified, made.modified_by = modified, modified_by or None
        if name in self._links:
            made.links = self._links[name]
        return made

    def _segments(self, stored: Sequence[list[Any]],
                  text: str) -> tuple[tuple[shape.Span, ...], tuple[shape.Mark, ...]]:
        """Content and marks."""
        if len(stored) == 1:
            (_, start, end), = stored
            if 0 <= start < end <= len(text):
                return (shape.Span(start, end, text[start:end]),), ()
        content, marks, length = [], [], len(text)
        for role, start, end in stored:
            if not 0 <= start < end <= length:
                self._inside(start, end, text)
            elif role == CONTENT:
                content.append(shape.Span(start, end, text[start:end]))
            else:
                marks.append(shape.Mark(role, start, end, text[start:end]))
        return tuple(content), tuple(marks)

    def _quantity(self, given: dict[str, Any]) -> shape.Quantity:
        try:
            return msgspec.convert({QUANTITY[name]: value for name, value in given.items()}, shape.Quantity)
        except (msgspec.ValidationError, KeyError):
            return fitted(shape.Quantity, given, self.losses)

    def _chain(self, chain: Iterable[list[Any]], text: str) -> tuple[shape.Attribution, ...]:
        found = []
        for level, row in enumerate(chain):
            source, role, many = row[0], row[1], len(row)
            if source is not None and source not in self._sources:
                self._gone(tr("an attribution"))
                source = None
            found.append(shape.Attribution(level, role, source, row[2] if many > 2 else None,
                                           self._spans(row[3] or (), text) if many > 3 else (),
                                           self._spans(row[4] or (), text) if many > 4 else ()))
        return tuple(found)

    def _spans(self, spans: Sequence[list[int]], text: str) -> tuple[shape.Span, ...]:
        if len(spans) == 1:
            (start, end), = spans
            if 0 <= start < end <= len(text):
                return (shape.Span(start, end, text[start:end]),)
        return tuple([shape.Span(start, end, text[start:end]) for start, end in spans
                      if self._inside(start, end, text)])


def _values(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Attributes, by name, and the parts of the quantity."""
    attributes, quantity = {}, {}
    for key, value in fields.items():
        if ":" in key and value is not None:
            if key.startswith("attribute:"):
                attributes[key[10:]] = value
            elif key.startswith("quantity:"):
                quantity[key[9:]] = value
    return dict(sorted(attributes.items())) if len(attributes) > 1 else attributes, quantity


_OF_PROJECT = ("id", "name", "description", "licence", "citation", "language")
"""What a dataset says of its project; how a team works on it is no part of the data."""


def _all(fact: Any) -> dict[str, Any]:
    return {each.name: getattr(fact, each.name) for each in fields(fact)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
