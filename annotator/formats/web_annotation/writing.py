"""Writing W3C Web Annotation: one AnnotationCollection in JSON-LD, a line an annotation.

Positions count code points of the article's text, as the model asks; each part of a split annotation is a target of its
own. The articles are named by their addresses; their texts are written only when that is wanted, as annotations that
describe these pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path
from typing import IO, Any

import msgspec

from annotator.corpus.annotation import CONTEXT, Annotation, Span
from annotator.corpus.link import Link
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.edition import Edition, Entry, write_one
from annotator.formats.doors.lines import filled
from annotator.formats.web_annotation.model import TEXT_OF
from annotator.language import tr

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_encode = msgspec.json.Encoder().encode


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the collection.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    texts = options.choices.get("texts") == "with"
    many = Counter(url for _, _, url in corpus.titles_and_addresses()) if texts else Counter[str]()
    shared = frozenset(url for url, number in many.items() if number > 1)
    return write_one(corpus, out, partial(_fill, options=options, shared=shared))


def _fill(edition: Edition, file: IO[bytes], *, options: WriteOptions, shared: Set[str]) -> None:
    """Write the collection; an address that articles share would not tell which text is meant."""
    texts = options.choices.get("texts") == "with"
    drawn: dict[str, list[Link]] = defaultdict(list)
    for link in edition.links:
        drawn[link.start].append(link)
    head = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": iri(edition.project.id or "corpus"),
            "type": "AnnotationCollection", "label": edition.project.name or "Annotations",
            **filled({"summary": " ".join(account.chosen(options))})}
    opening = _encode(head)[:-1] + b',"first":{"type":"AnnotationPage","startIndex":0,"items":[\n'
    total = 0
    for item in _items(edition, drawn, texts=texts, shared=shared):
        file.write(opening + _encode(item))
        opening, total = b",\n", total + 1
    file.write((opening if not total else b"") + b'\n]},"total":%d}\n' % total)
    if not texts:
        edition.losses.note(tr("the text of the articles was left out: W3C annotations name what they are about"))


def _items(edition: Edition, drawn: dict[str, list[Link]], *, texts: bool,
           shared: Set[str]) -> Iterator[dict[str, Any]]:
    for entry in edition.entries():
        address = _address(entry, shared)
        if texts:
            yield _text(entry, address)
        for annotation in entry.annotations:
            yield _item(edition, entry, annotation, address)
            for link in drawn.get(annotation.id, ()):
                edition.counts["link"] += 1
                yield _linking(link)


def _text(entry: Entry, address: str) -> dict[str, Any]:
    """The article itself: an annotation of its page that holds its words, and what is known of it as tags."""
    article = entry.article
    told = [("title", article.title), *(("byline", each) for each in article.byline), ("outlet", article.outlet),
            ("published", article.published), ("section", article.section), ("language", article.language),
            *(("tag", each) for each in article.tags)]
    body = [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": entry.text}]
    body += [{"type": "TextualBody", "purpose": "tagging", "value": f"{key}: {value}"} for key, value in told if value]
    if article.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": article.note})
    return {"id": TEXT_OF + article.id, "type": "Annotation", "motivation": "describing", "body": body,
            "target": {"id": address, "type": "Text"}}


def _address(entry: Entry, shared: Set[str]) -> str:
    """The URL of an article's page, else the address that we give it."""
    url = entry.article.url
    return url if url.startswith(("http://", "https://")) and url not in shared else iri(entry.article.id)


def _item(edition: Edition, entry: Entry, annotation: Annotation, address: str) -> dict[str, Any]:
    source = filled({"id": address, "type": "Text", "language": entry.article.language})
    return filled({
        "id": iri(annotation.id), "type": "Annotation", "motivation": "classifying",
        "creator": {"id": iri(annotation.creator), "type": "Person", "name": edition.coder(annotation.creator)},
        "created": annotation.created, "modified": annotation.modified,
        "body": list(_bodies(edition, annotation)),
        "target": [{"source": source, "selector": _selectors(entry.text, span)} for span in annotation.content]})


def _bodies(edition: Edition, annotation: Annotation) -> Iterator[dict[str, Any]]:
    yield {"type": "TextualBody", "purpose": "classifying", "value": annotation.kind}
    for key, value in annotation.attributes.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            yield {"type": "TextualBody", "purpose": "tagging", "value": f"{key}: {each}"}
    for key, value in annotation.quantity.items():
        yield {"type": "TextualBody", "purpose": "tagging", "value": f"{key}: {value}"}
    for link in annotation.chain:
        if name := edition.name(link.source):
            yield {"type": "TextualBody", "purpose": "identifying", "value": f"{link.role}: {name}"}
        else:
            edition.losses.note(tr("a place of the chain at which nobody is named was left out"))
        if link.mention or link.cue:
            edition.losses.note(tr("where a source and a cue stand was left out"))
        if link.basis:
            edition.losses.note(tr("on what an attribution is based was left out"))
    if annotation.marks:
        edition.losses.note(tr("words with a role of their own were left out"))
    if annotation.origin:
        edition.losses.note(tr("how an annotation came about was left out"))
    if annotation.note:
        yield {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": annotation.note}


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    return [{"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - CONTEXT):start],
             "suffix": text[end:end + CONTEXT]}]


def _linking(link: Link) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "classifying", "value": link.type}]
    body += [{"type": "TextualBody", "purpose": "commenting", "value": link.note}] if link.note else []
    return {"id": iri(link.id), "type": "Annotation", "motivation": "linking", "body": body,
            "target": [iri(link.start), iri(link.end)]}


def iri(name: str) -> str:
    """An address for one of our ids: what it is, wherever it comes from."""
    return f"urn:uuid:{name}" if _UUID.fullmatch(name) else f"urn:annotator:{name}"
