"""Documents of word processors: DOCX, ODT and RTF, one article each."""

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
    from annotator.formats.doors.word_processing import Document

_ODT = b"application/vnd.oasis.opendocument.text"


def sniff_docx(seen: Glimpse) -> float:
    """An archive with the parts of a Word document."""
    return 0.8 if any(re.fullmatch(r"word/document\d*\.xml", name) for name in seen.members) else _named(seen, ".docx")


def sniff_odt(seen: Glimpse) -> float:
    """An archive whose first member says what it is."""
    return 0.9 if seen.members and _ODT in seen.head[:200] else _named(seen, ".odt")


def sniff_rtf(seen: Glimpse) -> float:
    """Its first letters."""
    return 0.7 if seen.start.startswith("{\\rtf") else 0.0


def _named(seen: Glimpse, suffix: str) -> float:
    """A damaged archive is still known by its ending, so that the fault is said and not “it is an archive”."""
    return 0.4 if seen.suffix == suffix and not seen.members and seen.head.startswith(b"PK") else 0.0


def read_docx(path: Path, options: ReadOptions) -> Iterator[Found]:
    """A Word document.

    Raises:
        Fault: it is none, damaged or empty.
    """
    from annotator.formats.doors import word_processing

    yield _article(path, word_processing.read_docx(path), "docx")


def read_odt(path: Path, options: ReadOptions) -> Iterator[Found]:
    """An OpenDocument text.

    Raises:
        Fault: it is none, damaged or empty.
    """
    from annotator.formats.doors import word_processing

    yield _article(path, word_processing.read_odt(path), "odt")


def read_rtf(path: Path, options: ReadOptions) -> Iterator[Found]:
    """A rich text.

    Raises:
        Fault: it is none, truncated or empty.
    """
    from annotator.formats.doors import word_processing

    yield _article(path, word_processing.read_rtf(path), "rtf")


def _article(path: Path, document: Document, format: str) -> Found:
    """A document as an article: its paragraphs, a line each, with their empty lines but never two of them together."""
    from annotator.formats.doors.files import file_digest, read_whole, refused
    from annotator.formats.doors.found import found, headline

    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in document.paragraphs)).strip("\n")
    if not text.strip():
        raise refused(path.name, tr("there are no words in it"), tr("Choose a document with words in it"))
    said = document.properties.get("title", "")
    title = headline(text) or (said if not re.match(r"(?i)microsoft word|untitled|dokument\d*$", said) else "")
    origin = {"format": format, "file": path.name, "fileSha256": file_digest(read_whole(path))}
    return found(path.name, text, title=title or path.stem, origin=origin, warnings=document.warnings)
