"""PDF: pages of placed words become paragraphs again. A page that is only a picture holds no words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.doors.glimpse import Glimpse
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.found import Found



def sniff(seen: Glimpse) -> float:
    """Its first letters, which a few bytes may precede."""
    return 0.95 if b"%PDF-" in seen.head[:1_024] else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Found]:
    """A PDF.

    Raises:
        Fault: it is none, is truncated, needs a password, or holds pictures only.
    """
    from annotator.formats.doors.files import file_digest, read_whole, refused
    from annotator.formats.doors.found import BETWEEN, found, headline
    from annotator.formats.doors.pages import paragraphs, read_pages

    raw = read_whole(path)
    pages, facts = read_pages(raw, path.name, options=options)
    pieces = paragraphs(pages)
    if not any(re.search(r"\w", piece) for piece in pieces):
        raise refused(path.name, tr("its pages are pictures; there are no words in it to mark"),
                      tr("Have its text recognised first (OCR), and save it anew"))
    text = BETWEEN.join(pieces)
    origin = {"format": "pdf", "file": path.name, "fileSha256": file_digest(raw)}
    title = facts if facts and not re.search(r"\.(docx?|pdf|indd|qxd|tex)$|^untitled|^microsoft", facts, re.I) else ""
    warnings = [tr("its paragraphs were put together from lines on pages; look whether the order is right")]
    bare = sum(not any(re.search(r"\w", line) for line in page) for page in pages)
    if bare:
        warnings.append(tr("{bare} of its {pages} pages are pictures without words", bare=bare, pages=len(pages)))
    yield found(path.name, text, title=title or headline(text) or path.stem, origin=origin, warnings=warnings)
