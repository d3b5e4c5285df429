"""Writing UIMA: `TypeSystem.xml`, and an XMI file for each article. Offsets are UTF-16 units there, as in Java."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from annotator.corpus.annotation import Annotation, Span
from annotator.corpus.link import Link
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.drafts import Drafts, refuse_file, written
from annotator.formats.doors.edition import Edition, Entry
from annotator.formats.doors.file_names import Names
from annotator.formats.doors.xml_words import element
from annotator.language import tr

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = {"xmlns:xmi": "http://www.omg.org/XMI", "xmlns:cas": "http:///uima/cas.ecore",
          "xmlns:tcas": "http:///uima/tcas.ecore", "xmlns:annotator": "http:///annotator.ecore", "xmi:version": "2.0"}
_WHAT = tr("Each article is a UIMA CAS (`.xmi`), whose types `TypeSystem.xml` describes. Offsets are UTF-16 units.")
_TEXT = "uima.cas.String"
TYPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Segment": ("uima.tcas.Annotation", {
        "kind": _TEXT, "annotationId": _TEXT, "part": "uima.cas.Integer", "source": _TEXT, "via": _TEXT,
        "attributes": _TEXT, "quantity": _TEXT, "note": _TEXT, "coder": _TEXT}),
    "Mark": ("uima.tcas.Annotation", {"role": _TEXT, "annotationId": _TEXT, "source": _TEXT}),
    "Passage": ("uima.tcas.Annotation", {"role": _TEXT}),
    "Link": ("uima.cas.TOP", {"linkType": _TEXT, "origin": "annotator.Segment", "target": "annotator.Segment"}),
    "Article": ("uima.cas.TOP", {"articleId": _TEXT, "title": _TEXT, "byline": _TEXT, "outlet": _TEXT,
                                 "published": _TEXT, "url": _TEXT}),
}
"""Type → what it is a kind of, and its features."""
_ABOUT = {
    "Segment": "A part of an annotation; those of a split one share its id, and the first bears what is said of "
               "it.",
    "Mark": "Words with a role of their own: a mention of a source, a cue, a value.",
    "Passage": "A stretch of the article with its role.", "Link": "Between two annotations of one article.",
    "Article": "What is known of the article.",
}


def write_folder(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the folder.

    Raises:
        Fault: the disk refused, a file lies where the folder shall be, or the project kept changing.
    """
    refuse_file(out)

    def attempt(drafts: Drafts) -> Written:
        edition, names, files = Edition(corpus), Names(), [out / "TypeSystem.xml"]
        drawn: dict[str, list[Link]] = {}
        for link in edition.links:
            drawn.setdefault(link.start, []).append(link)
        with drafts.new(files[0]) as file:
            file.write(type_system().encode())
        for entry in edition.entries():
            files.append(out / f"{names.safe(entry.article.id)}.xmi")
            with drafts.new(files[-1]) as file:
                file.write(Cas(edition, entry, drawn).written().encode())
        losses = edition.losses.lines()
        files.append(out / account.NAME)
        with drafts.new(files[-1]) as file:
            file.write(account.account(edition.project, _WHAT, edition.counts, losses, options))
        return Written(files, dict(edition.counts), losses)

    return written(corpus, [out / "TypeSystem.xml"], attempt)


class Cas:
    """One article as a common analysis structure."""

    def __init__(self, edition: Edition, entry: Entry, drawn: Mapping[str, Sequence[Link]]) -> None:
        self._edition, self._entry, self._drawn = edition, entry, drawn
        self._astral = [place for place, letter in enumerate(entry.text) if letter > "\uffff"]
        self._numbers = count(3)
        self._firsts: dict[str, int] = {}

    def written(self) -> str:
        """The XMI file."""
        article, text = self._entry.article, self._entry.text
        members = [(1, element("tcas:DocumentAnnotation", {
            "xmi:id": 1, "sofa": 2, "begin": 0, "end": self._unit(len(text)),
            "language": article.language or "x-unspecified"}))]
        members += self._structures()
        sofa = element("cas:Sofa", {"xmi:id": 2, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain",
                                    "sofaString": text})
        view = element("cas:View", {"sofa": 2, "members": " ".join(str(number) for number, _ in members)})
        inside = "\n".join([element("cas:NULL", {"xmi:id": 0}), *(each for _, each in members), sofa, view, ""])
        return f"{_XML}{element('xmi:XMI', _NAMES, inside)}\n"

    def _structures(self) -> Iterator[tuple[int, str]]:
        article = self._entry.article
        yield self._made("Article", {"articleId": article.id, "title": article.title,
                                     "byline": "; ".join(article.byline), "outlet": article.outlet,
                                     "published": article.published, "url": article.url})
        for passage in self._entry.passages:
            yield self._made("Passage", {"role": passage.role}, (passage.start, passage.end))
        for annotation in self._entry.annotations:
            yield from self._annotation(annotation)
        for annotation in self._entry.annotations:
            for link in self._drawn.get(annotation.id, ()):
                if link.end in self._firsts:
                    self._edition.counts["link"] += 1
                    yield self._made("Link", {"linkType": link.type, "origin": self._firsts[link.start],
                                              "target": self._firsts[link.end]})
                else:
                    self._edition.losses.note(tr("a link to another article was left out"))

    def _annotation(self, annotation: Annotation) -> Iterator[tuple[int, str]]:
        origin, *others = [self._edition.name(link.source) or "" for link in annotation.chain] or [""]
        said = {"source": origin, "via": "; ".join(filter(None, others)), "note": annotation.note,
                "attributes": _json(annotation.attributes), "quantity": _json(annotation.quantity),
                "coder": self._edition.coder(annotation.creator)}
        for number, span in enumerate(annotation.content):
            made = self._made("Segment", {"kind": annotation.kind, "annotationId": annotation.id, "part": number,
                                          **({} if number else said)}, span)
            self._firsts.setdefault(annotation.id, made[0])
            yield made
        for mark in annotation.marks:
            yield self._made("Mark", {"role": mark.role, "annotationId": annotation.id}, (mark.start, mark.end))
        for link in annotation.chain:
            for role, spans in (("source_mention", link.mention), ("cue", link.cue)):
                for span in spans:
                    yield self._made("Mark", {"role": role, "annotationId": annotation.id,
                                              "source": self._edition.name(link.source) or ""}, span)

    def _made(self, name: str, features: Mapping[str, Any], span: Span | None = None) -> tuple[int, str]:
        number = next(self._numbers)
        place = {"sofa": 2, "begin": self._unit(span[0]), "end": self._unit(span[1])} if span else {}
        return number, element(f"annotator:{name}", {"xmi:id": number, **place, **features})

    def _unit(self, position: int) -> int:
        """The UTF-16 unit at which a code point starts."""
        return position + bisect_left(self._astral, position)


def type_system() -> str:
    """What the types are."""
    described = "".join(
        "<typeDescription>" + f"<name>annotator.{name}</name><description>{_ABOUT[name]}</description>"
        f"<supertypeName>{parent}</supertypeName><features>"
        + "".join(f"<featureDescription><name>{feature}</name><description/><rangeTypeName>{holds}</rangeTypeName>"
                  "</featureDescription>" for feature, holds in features.items())
        + "</features></typeDescription>\n" for name, (parent, features) in TYPES.items())
    return (f'{_XML}<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n{described}'
            "</types>\n</typeSystemDescription>\n")


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True) if values else ""
