"""What is pasted or dropped that is no file: plain words, or a piece of a page as browsers and Word put it there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.corpus.errors import Fault
from annotator.formats.doors.markup import paragraphs, parse_page, words_of
from annotator.language import tr

BETWEEN = "\n\n"
KEPT = 0.98
"""The share of the plain words' letters that the paragraphs of the markup must have: no word is lost for its layout."""

_HEADER = re.compile(r"\s*Version:[\d.]+\s+(?:\w+:[^\r\n]*\s+)+?(?=<)", re.IGNORECASE)
_SOURCE = re.compile(r"^SourceURL:(\S+)", re.MULTILINE)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_BLOCKS = re.compile(r"<(?:p|h[1-6]|li|blockquote|article|section)\b|<br", re.IGNORECASE)
_TABLE = re.compile(r"<(?:table|td)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clip:
    """What a clipboard or a drag holds.

    Args:
        text: plain words.
        html: a page or a piece of one, with or without the header that Windows puts before it.
        address: where it was copied, if that is said beside it.
    """

    text: str = ""
    html: str = ""
    address: str = ""

    @property
    def empty(self) -> bool:
        """Whether there are no words in it."""
        return not self.text.strip() and not words_in(self)[1].strip()


def words_in(clip: Clip) -> tuple[str, str, str]:
    """Title ("" when nothing is marked as one), words, address.

    The markup knows paragraphs and headings better than the plain words; a table does not, and where it has fewer words
    than these it is not believed.
    """
    source, address = _unwrapped(clip.html)
    address = _web(clip.address) or _web(address)
    laid_out = _BLOCKS.search(source) and not _TABLE.search(source)
    if not source.strip() or (clip.text.strip() and not laid_out):
        return "", clip.text, address
    try:
        root = parse_page(f"<body>{source}</body>" if "<body" not in source.lower() else source, tr("The text"))
    except Fault:
        return "", clip.text, address
    text = BETWEEN.join(paragraphs(root))
    if _letters(text) < KEPT * _letters(clip.text):
        return "", clip.text, address
    heads = (words_of(head) for head in root.iter("h1", "h2"))
    title = next((head for head in heads if head), "")
    return title if title and text.lstrip().startswith(title) else "", text, address


def _unwrapped(html: str) -> tuple[str, str]:
    """The piece that was copied, and the address that Windows' header names."""
    header = _HEADER.match(html)
    source = _SOURCE.search(header.group()) if header else None
    page = html[header.end():] if header else html
    piece = _FRAGMENT.search(page)
    return piece.group(1) if piece else page, source.group(1) if source else ""


def _web(address: str) -> str:
    address = address.strip("\0 \r\n")
    return address if address.lower().startswith(("http://", "https://")) else ""


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
