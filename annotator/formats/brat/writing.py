"""Writing for brat: `<article>.txt` and `<article>.ann`, `annotation.conf`, and a table of the articles.

Offsets are code points, as brat counts them. A line end inside an annotation parts it into fragments, since brat's own
lines cannot hold one; a reader joins fragments that only a line end parts. Chains are relations to the words that name
a source and to those that attribute, in their order; what has no words is a note. All of it comes back (`chains`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotator.corpus.annotation import MARKS, ROLES, Annotation, Attribution, Span
from annotator.corpus.link import SYMMETRIC, TYPES, Link
from annotator.formats.brat.words import CUE, KEYED, MENTION, NO_ONE, NOBODY, NOTE, OF_ANNOTATION, OF_SOURCE, SOURCES
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.drafts import Drafts, refuse_file, written
from annotator.formats.doors.edition import Edition, Entry
from annotator.formats.doors.file_names import Names
from annotator.language import tr

_LINE = re.compile(r"[^\n]+")
_UNFIT = re.compile(r"[^A-Za-z0-9_-]")
_ABOUT = tr("Each article is a text (`.txt`) and its annotations (`.ann`) in brat's standoff format; `articles.tsv`"
            " says which article is which, `sources.tsv` who the sources are, `annotation.conf` configures brat.")
_COLUMNS = ("file", "article_id", "title", "byline", "outlet", "published", "url", "language")


def write_folder(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the folder; brat opens it when it lies in its `data`.

    Raises:
        Fault: the disk refused, a file lies where the folder shall be, or the project kept changing.
    """
    refuse_file(out)

    def attempt(drafts: Drafts) -> Written:
        edition, files, listed = Edition(corpus), list[Path](), io.StringIO()
        table = csv.writer(listed, delimiter="\t", lineterminator="\n")
        table.writerow(_COLUMNS)
        used = Names()
        for entry in edition.entries():
            name = used.safe(entry.article.id)
            text, lines = out / f"{name}.txt", out / f"{name}.ann"
            _put(drafts, text, entry.text)
            _put(drafts, lines, "".join(f"{line}\n" for line in Standoff(edition, entry).lines()))
            article = entry.article
            table.writerow((name, article.id, article.title, "; ".join(article.byline), article.outlet,
                            article.published, article.url, article.language))
            files += (text, lines)
        for name, words in (("annotation.conf", _configuration(edition)), ("articles.tsv", listed.getvalue()),
                            ("sources.tsv", _sources(edition))):
            _put(drafts, out / name, words)
            files.append(out / name)
        losses = edition.losses.lines()
        with drafts.new(out / account.NAME) as file:
            file.write(account.account(edition.project, _ABOUT, edition.counts, losses, options))
        return Written([*files, out / account.NAME], dict(edition.counts), losses)

    return written(corpus, [out / "annotation.conf"], attempt)


class Standoff:
    """The annotations of one article as brat's lines."""

    def __init__(self, edition: Edition, entry: Entry) -> None:
        self._edition, self._entry = edition, entry
        self._numbers: Counter[str] = Counter()
        self._bounds: dict[str, str] = {}
        self._spans: dict[tuple[str, str | None, tuple[Span, ...]], str] = {}

    def lines(self) -> Iterator[str]:
        """Text-bounds with what is said of them, then the links."""
        for annotation in self._entry.annotations:
            yield from self._annotation(annotation)
        for link in self._edition.links:
            if link.start in self._bounds or link.end in self._bounds:
                yield from self._link(link)

    def _annotation(self, annotation: Annotation) -> Iterator[str]:
        if not any(fragments(self._entry.text, annotation.content)):
            self._lose(tr("an annotation of nothing but line ends"))
            return
        name = self._next("T")
        self._bounds[annotation.id] = name
        yield self._bound(name, annotation.kind, annotation.content)
        for before, after in pairwise(annotation.content):
            if "\n" in (between := self._entry.text[before[1]:after[0]]) and not between.strip():
                self._lose(tr("that two parts with only a line end between them are two"))
        yield self._reference(name, OF_ANNOTATION, annotation.id, annotation.kind)
        for mark in annotation.marks:
            if any(fragments(self._entry.text, [(mark.start, mark.end)])):
                words = self._next("T")
                yield self._bound(words, mark.role, [(mark.start, mark.end)])
                yield f"{self._next('R')}\t{mark.role} Arg1:{name} Arg2:{words}"
        for key, value in annotation.attributes.items():
            yield from self._attribute(name, key, value)
        for link in annotation.chain:
            yield from self._attribution(name, link)
        if annotation.quantity:
            yield self._note(name, f"quantity: {json.dumps(dict(annotation.quantity), ensure_ascii=False)}")
        if annotation.note:
            yield self._note(name, f"note: {annotation.note}" if KEYED.match(annotation.note) else annotation.note)
        if annotation.origin:
            self._lose(tr("how an annotation came about"))
        if annotation.creator or annotation.created:
            self._lose(tr("who marked it, and when,"))

    def _bound(self, name: str, label: str, spans: Iterable[Span]) -> str:
        text, parts = self._entry.text, list(fragments(self._entry.text, spans))
        places = ";".join(f"{start} {end}" for start, end in parts)
        return f"{name}\t{fitting(label)} {places}\t{' '.join(text[start:end] for start, end in parts)}"

    def _attribute(self, bound: str, key: str, value: Any) -> Iterator[str]:
        """A choice is an attribute; what has spaces or is long is a note, since brat's values are words."""
        values = value if isinstance(value, list | tuple) else [value]
        for each in values:
            word = str(each).lower() if isinstance(each, bool) else str(each)
            if isinstance(each, bool | int | float | str) and fitting(word) == word and len(values) == 1:
                yield f"{self._next('A')}\t{fitting(key)} {bound} {word}"
            else:
                yield self._note(bound, f"{key}: {each if isinstance(each, str) else json.dumps(each)}")

    def _attribution(self, bound: str, link: Attribution) -> Iterator[str]:
        """The mention is a text-bound that refers to the source; without one a note names the source, or nobody."""
        source = self._edition.counts_as(link.source)
        if any(fragments(self._entry.text, link.mention)):
            mention, new = self._once(MENTION, source, link.mention)
            if new:
                yield self._bound(mention, MENTION, link.mention)
                yield self._reference(mention, OF_SOURCE, source or NO_ONE,
                                      self._edition.sources[source].name if source else NOBODY)
            yield f"{self._next('R')}\t{fitting(link.role)} Arg1:{bound} Arg2:{mention}"
        else:
            yield self._note(bound, f"{link.role}: {self._edition.sources[source].name if source else NOBODY}")
        if any(fragments(self._entry.text, link.cue)):
            cue, new = self._once(CUE, None, link.cue)
            if new:
                yield self._bound(cue, CUE, link.cue)
            yield f"{self._next('R')}\tcue Arg1:{bound} Arg2:{cue}"
        if link.basis:
            self._lose(tr("on what an attribution is based"))

    def _reference(self, bound: str, what: str, name: str, words: str) -> str:
        """What a text-bound is elsewhere, as brat's normalisations say it."""
        return f"{self._next('N')}\tReference {bound} {what}:{name}\t{_one_line(words)}"

    def _once(self, label: str, source: str | None, spans: tuple[Span, ...]) -> tuple[str, bool]:
        key = label, source, spans
        new = key not in self._spans
        if new:
            self._spans[key] = self._next("T")
        return self._spans[key], new

    def _link(self, link: Link) -> Iterator[str]:
        start, end = self._bounds.get(link.start), self._bounds.get(link.end)
        if start is None or end is None:
            if start:
                self._lose(tr("a link to another article"))
        elif link.type in SYMMETRIC:
            yield f"*\t{fitting(link.type)} {start} {end}"
        else:
            yield f"{self._next('R')}\t{fitting(link.type)} Arg1:{start} Arg2:{end}"
        if start and end:
            self._edition.counts["link"] += 1
            if link.certainty or link.note:
                self._lose(tr("how certain a link is, or what its note says,"))

    def _note(self, bound: str, words: str) -> str:
        return f"{self._next('#')}\t{NOTE} {bound}\t{_one_line(words)}"

    def _next(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"

    def _lose(self, what: str) -> None:
        self._edition.losses.note(tr("{what} was left out", what=what))


def fragments(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans (code points), cut at line ends."""
    for start, end in spans:
        for line in _LINE.finditer(text, start, end):
            yield line.span()


def fitting(label: str) -> str:
    """A label as brat takes it: letters, digits, hyphen and underscore."""
    return _UNFIT.sub("_", label) or "_"


def _configuration(edition: Edition) -> str:
    kinds = [kind.id for kind in edition.codebook.kinds]
    found = ["[entities]", *map(fitting, kinds), MENTION, CUE, *MARKS, "", "[relations]"]
    any_kind = "|".join(map(fitting, kinds)) or "<ENTITY>"
    found += [f"{role}\tArg1:{any_kind}, Arg2:{MENTION}" for role in ROLES]
    found += [f"cue\tArg1:{any_kind}, Arg2:{CUE}"]
    found += [f"{mark}\tArg1:{any_kind}, Arg2:{mark}" for mark in MARKS]
    found += [f"{type_}\tArg1:{any_kind}, Arg2:{any_kind}"
              + (", <REL-TYPE>:symmetric-transitive" if type_ in SYMMETRIC else "") for type_ in TYPES]
    found += ["", "[events]", "", "[attributes]"]
    asked: set[str] = set()
    for kind in edition.codebook.kinds:
        for attribute in kind.attributes:
            if attribute.type == "choice" and attribute.id not in asked:
                values = "|".join(value for value in attribute.known if fitting(value) == value)
                found.append(f"{fitting(attribute.id)}\tArg:{any_kind}, Value:{values or '_'}")
                asked.add(attribute.id)
    return "\n".join(found) + "\n"


def _sources(edition: Edition) -> str:
    """A table of the sources that count, each with what a table holds of it."""
    listed = io.StringIO()
    table = csv.writer(listed, delimiter="\t", lineterminator="\n")
    table.writerow(SOURCES)
    for name, source in sorted(edition.sources.items()):
        if name in edition.merged:
            edition.losses.note(tr("a source that was merged into another one was left out"))
            continue
        table.writerow((name, source.type, source.name, "; ".join(source.aliases), source.anonymity, source.job_title,
                        edition.counts_as(source.affiliation) or "", "; ".join(source.same_as), source.note))
        if source.roles or source.identifiers or source.attributes or source.citation:
            edition.losses.note(tr("roles, identifiers, citation and attributes of a source were left out"))
    return listed.getvalue()


def _one_line(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _put(drafts: Drafts, place: Path, words: str) -> None:
    with drafts.new(place) as file:
        file.write(words.encode("utf-8", "replace"))
