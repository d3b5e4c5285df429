"""Writing for labelbuddy: an article a line, its annotations by characters (code points), which labelbuddy imports.

The text is known by the MD5 of its UTF-8, as labelbuddy knows it. What an annotation says besides its label stands in
its `extra_data`, as text: labelbuddy shows it, and gives it back.
"""

from __future__ import annotations

import hashlib
import json
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
    """Write the documents.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    return write_one(corpus, out, partial(_fill, export=" ".join(account.chosen(options))))


def _fill(edition: Edition, file: IO[bytes], *, export: str) -> None:
    write_lines(file, (_document(edition, entry, export) for entry in edition.entries()))
    edition.leave_out_links()


def _document(edition: Edition, entry: Entry, export: str) -> dict[str, Any]:
    article, raw = entry.article, entry.text.encode("utf-8", "replace")
    about = filled({"id": article.id, "title": article.title, "byline": list(article.byline),
                    "outlet": article.outlet, "published": article.published, "url": article.url,
                    "export": export})
    return {"text": entry.text, "display_title": article.title or article.id,
            "list_title": " · ".join(filter(None, (article.title or article.id, article.outlet, article.published))),
            "metadata": about, "utf8_text_md5_checksum": hashlib.md5(raw, usedforsecurity=False).hexdigest(),
            "annotations": [each for annotation in entry.annotations for each in _annotations(edition, annotation)]}


def _annotations(edition: Edition, annotation: Annotation) -> Iterator[dict[str, Any]]:
    """One for each part: labelbuddy's annotations are in one piece."""
    if len(annotation.content) > 1:
        edition.losses.note(tr("a split annotation became several, which bear the same id"))
    if annotation.marks:
        edition.losses.note(tr("words with a role of their own were left out"))
    extra = json.dumps(filled({
        "id": annotation.id, "sources": [edition.name(link.source) for link in annotation.chain],
        **annotation.attributes, "quantity": dict(annotation.quantity), "note": annotation.note,
        "coder": edition.coder(annotation.creator)}), ensure_ascii=False)
    for start, end in annotation.content:
        yield {"start_char": start, "end_char": end, "label_name": annotation.kind, "extra_data": extra}
