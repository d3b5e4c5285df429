"""EPUB: the chapters of a book in the order of reading, as one article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from annotator.formats.doors.glimpse import Glimpse
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.files import Archive
    from annotator.formats.doors.found import Found

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def sniff(seen: Glimpse) -> float:
    """An archive that says so in its first member."""
    if seen.members:
        return 0.9 if b"application/epub+zip" in seen.head[:200] or _CONTAINER in seen.members else 0.0
    return 0.4 if seen.suffix == ".epub" and seen.head.startswith(b"PK") else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Found]:
    """A book.

    Raises:
        Fault: it is none, damaged, protected or empty.
    """
    from annotator.formats.doors import CHAPTERS
    from annotator.formats.doors.dates import iso_date
    from annotator.formats.doors.files import file_digest, open_archive, read_whole, refused
    from annotator.formats.doors.found import BETWEEN, found
    from annotator.formats.doors.news import language

    with open_archive(path) as archive:
        if _CONTAINER not in archive:
            raise refused(path.name, tr("it is no EPUB"), tr("Choose another format"))
        if "META-INF/encryption.xml" in archive and b"idpf.org" not in archive.read("META-INF/encryption.xml"):
            raise refused(path.name, tr("it is protected against copying"), tr("Ask the publisher for one that is not"))
        root = archive.xml(_CONTAINER).find(".//{*}rootfile")
        package_name = unquote(root.get("full-path") or "") if root is not None else ""
        package = archive.xml(package_name)
        chapters = list(_chapters(package, package_name, archive))
        pieces = [piece for _, chapter in options.each(chapters, CHAPTERS)
                  for piece in _paragraphs(archive.read(chapter), path.name)]
    if not pieces:
        raise refused(path.name, tr("there are no words in it"), tr("Choose a book with words in it"))

    def said(name: str) -> list[str]:
        return [" ".join(each.text.split()) for each in package.iter(_DC + name) if each.text and each.text.strip()]

    origin = {"format": "epub", "file": path.name, "fileSha256": file_digest(read_whole(path))}
    yield found(path.name, BETWEEN.join(pieces), title=next(iter(said("title")), "") or path.stem, origin=origin,
                byline=tuple(said("creator")), outlet=next(iter(said("publisher")), ""),
                published=iso_date(next(iter(said("date")), "")), language=language(next(iter(said("language")), "")))


def _chapters(package: Any, package_name: str, archive: Archive) -> Iterator[str]:
    """Members that hold the chapters, in the order of the spine; what is named and missing is passed over."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        member = posixpath.normpath(posixpath.join(posixpath.dirname(package_name), unquote(item.get("href") or "")))
        if member in archive:
            yield member


def _paragraphs(raw: bytes, name: str) -> list[str]:
    from annotator.formats.doors.markup import decode_page, paragraphs, parse_page

    root = parse_page(decode_page(raw).text, name)
    return [" ".join(piece.split()) for body in root.iter("body") for piece in paragraphs(body) if piece.strip()]
