"""PDF as pages of lines, and lines as paragraphs again: several formats come as PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.formats.doors import PAGES, ReadOptions
from annotator.formats.doors.files import refused
from annotator.language import tr

_UNWATCHED = ReadOptions()
_HYPHEN = re.compile(r"(?<=[a-zà-ÿß])[-\u00ad\u2010\ufffe\x02]$")
_PAGE = re.compile(r"(?:page|seite|p\.|s\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?",
                   re.IGNORECASE)


def is_pdf(raw: bytes) -> bool:
    """Whether it begins as a PDF does; a few bytes may precede."""
    return b"%PDF-" in raw[:1_024]


def read_pages(raw: bytes, name: str, most: int = 0, *, options: ReadOptions = _UNWATCHED
               ) -> tuple[list[list[str]], str]:
    """The lines of each page, and the title that the document says of itself.

    Args:
        most: how many pages are read, 0 for all.
        options: says how far it is.

    Raises:
        Fault: it is no PDF, is truncated or damaged, or needs a password.
    """
    if not is_pdf(raw):
        raise refused(name, tr("it is no PDF"), tr("Choose another format"))
    if b"%%EOF" not in raw[-4_096:]:
        raise refused(name, tr("it ends too early; the file is not whole"))
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refused(name, tr("it is protected by a password"), tr("Save it without one")) from error
        raise refused(name, tr("it is damaged")) from error
    try:
        facts = document.get_metadata_dict(skip_empty=True).get("Title", "")
        numbers = range(min(len(document), most or len(document)))
        return [_lines(document, number) for _, number in options.each(numbers, PAGES)], str(facts)
    except pypdfium2.PdfiumError as error:
        raise refused(name, tr("one of its pages is damaged")) from error
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
    return joined(bare_lines(pages))


def bare_lines(pages: Sequence[Sequence[str]], kept: re.Pattern[str] | None = None) -> list[str]:
    """The lines of all pages, without heads and feet of pages; `kept` are lines that are neither, however often."""
    repeated = {words for words in _repeated(pages) if not (kept and kept.fullmatch(words))}
    return [line.strip() for page in pages for line in _without_edges(page, repeated)]


def joined(lines: Sequence[str]) -> list[str]:
    """Lines put together into paragraphs."""
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
