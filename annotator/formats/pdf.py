"""PDF: pages of placed words become paragraphs again. A page that is only a picture holds no words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.doors.glimpse import Glimpse

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions
    from annotator.formats.doors.found import Found

_HYPHEN = re.compile(r"(?<=[a-zà-ÿß])[-\u00ad\u2010\ufffe\x02]$")
_PAGE = re.compile(r"(?:page|seite|p\.|s\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?",
                   re.IGNORECASE)


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

    raw = read_whole(path)
    if b"%PDF-" not in raw[:1_024]:
        raise refused(path.name, "it is no PDF", "Choose another format")
    if b"%%EOF" not in raw[-4_096:]:
        raise refused(path.name, "it ends too early; the file is not whole")
    pages, facts = _pages(raw, path.name)
    pieces = paragraphs(pages)
    if not any(re.search(r"\w", piece) for piece in pieces):
        raise refused(path.name, "its pages are pictures; there are no words in it to mark",
                      "Have its text recognised first (OCR), and save it anew")
    text = BETWEEN.join(pieces)
    origin = {"format": "pdf", "file": path.name, "fileSha256": file_digest(raw)}
    title = facts if facts and not re.search(r"\.(docx?|pdf|indd|qxd|tex)$|^untitled|^microsoft", facts, re.I) else ""
    warnings = ["its paragraphs were put together from lines on pages; look whether the order is right"]
    bare = sum(not any(re.search(r"\w", line) for line in page) for page in pages)
    if bare:
        warnings.append(f"{bare} of its {len(pages)} pages are pictures without words")
    yield found(path.name, text, title=title or headline(text) or path.stem, origin=origin, warnings=warnings)


def _pages(raw: bytes, name: str) -> tuple[list[list[str]], str]:
    """The lines of each page, and the title that the document says of itself."""
    import pypdfium2

    from annotator.formats.doors.files import refused

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refused(name, "it is protected by a password", "Save it without one") from error
        raise refused(name, "it is damaged") from error
    try:
        facts = document.get_metadata_dict(skip_empty=True).get("Title", "")
        return [_lines(document, number) for number in range(len(document))], str(facts)
    except pypdfium2.PdfiumError as error:
        raise refused(name, "one of its pages is damaged") from error
    finally:
        document.close()


def _lines(document: Any, number: int) -> list[str]:
    page = document[number]
    words = page.get_textpage()
    try:
        text = str(words.get_text_bounded(errors="replace"))
    finally:
        words.close()
        page.close()
    plain = re.sub("[\x00\x01\x03-\x08\x0b\x0e-\x1f]", "", text)
    plain = re.sub("[\ufffe\x02]\n?(?=[a-zà-ÿß])", "", plain)  # a word that was parted at the end of a line
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x02", "-")
    return [re.sub(r"[^\S\n]+", " ", line).rstrip() for line in plain.split("\n")]


def paragraphs(pages: Sequence[Sequence[str]]) -> list[str]:
    """Lines put together: a hyphen at the end of a line goes, heads and feet of pages go.

    A paragraph ends at a blank line, and at a line that is short and ends a sentence.
    """
    repeated = _repeated(pages)
    lines = [line.strip() for page in pages for line in [*_without_edges(page, repeated)]]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.8 * len(lengths))] if lengths else 0
    found: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and found:
            parted = _HYPHEN.search(found[-1]) and line[0].islower()
            found[-1] = _HYPHEN.sub("", found[-1]) + line if parted else f"{found[-1]} {line}"
        else:
            found.append(line)
        open_ = len(line) > 0.75 * width or not line.endswith((".", "!", "?", "”", "\"", "»", "’"))
        if len(line) < 0.5 * width and len(found[-1]) == len(line):
            open_ = False  # a headline, a byline, an entry of a list
    return found


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    """What stands at the edge of most pages, apart from numbers."""
    if len(pages) < 3:
        return set()
    edges = Counter(words for page in pages
                    for words in {_unnumbered(line) for line in [*_first(page), *_first(page[::-1])]})
    return {words for words, many in edges.items() if many * 2 > len(pages)}


def _first(page: Sequence[str]) -> list[str]:
    return [line for line in page if line.strip()][:2]


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _without_edges(page: Sequence[str], repeated: set[str]) -> Iterator[str]:
    edges = [n for n, line in enumerate(page) if line.strip()]
    outer = {*edges[:2], *edges[-2:]}
    for number, line in enumerate(page):
        if number in outer and (_unnumbered(line) in repeated or _PAGE.fullmatch(line.strip())):
            continue
        yield line
