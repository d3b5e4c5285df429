"""JSON lines for spaCy and Prodigy: an article a line, its annotations as overlapping spans (`spancat`).

Offsets are code points, as both count them. A split annotation is a span for each of its parts, with one `id`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from annotator.corpus.annotation import Annotation
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.edition import Edition, Entry, write_one
from annotator.formats.doors.lines import filled, write_lines
from annotator.language import tr


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the lines.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    return write_one(corpus, out, partial(_fill, export=" ".join(account.chosen(options))))


def _fill(edition: Edition, file: IO[bytes], *, export: str) -> None:
    write_lines(file, (_line(edition, entry, export) for entry in edition.entries()))
    edition.leave_out_links()


def _line(edition: Edition, entry: Entry, export: str) -> dict[str, Any]:
    article = entry.article
    meta = filled({"id": article.id, "title": article.title, "byline": list(article.byline), "outlet": article.outlet,
                   "published": article.published, "url": article.url, "language": article.language,
                   "export": export})
    return {"text": entry.text, "meta": meta,
            "spans": [span for annotation in entry.annotations for span in _spans(edition, annotation, entry.text)]}


def _spans(edition: Edition, annotation: Annotation, text: str) -> Iterator[dict[str, Any]]:
    said = filled({"source": edition.name(annotation.chain[0].source) if annotation.chain else None,
                   "attributes": dict(annotation.attributes), "quantity": dict(annotation.quantity),
                   "coder": edition.coder(annotation.creator)})
    if annotation.note:
        edition.losses.note(tr("a note was left out"))
    for start, end in annotation.content:
        yield {"start": start, "end": end, "label": annotation.kind, "text": text[start:end], "id": annotation.id,
               **said}
    for mark in annotation.marks:
        yield {"start": mark.start, "end": mark.end, "label": mark.role, "text": text[mark.start:mark.end],
               "id": annotation.id}
    for link in annotation.chain:
        for label, places in (("source_mention", link.mention), ("cue", link.cue)):
            for start, end in places:
                yield filled({"label": label, "text": text[start:end], "id": annotation.id, "role": link.role,
                              "source": edition.name(link.source)}) | {"start": start, "end": end}
