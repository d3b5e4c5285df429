"""A saved page comes in: its article, what it says of it, and the blocks that were left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from annotator.formats.doors import ReadOptions
from annotator.formats.doors.files import file_digest, read_whole, refused
from annotator.formats.doors.found import BETWEEN, Found, found
from annotator.formats.doors.markup import decode_page, paragraphs, parse_page
from annotator.formats.web.archive import SavedPage, saved_page
from annotator.formats.web.body import body
from annotator.formats.web.description import describe, told_body
from annotator.language import tr

_FEWEST = 8
"""Words without which what was found is no article."""

_MOST_LEFT_OUT = 200
"""Blocks that are shown of a page: a portal's front has thousands."""


def read_page(path: Path, options: ReadOptions) -> Iterator[Found]:
    """The article of a saved page.

    Raises:
        Fault: it is no page, or there is no article in it.
    """
    raw = read_whole(path, 50_000_000)
    if b"<" not in raw.replace(b"\0", b"")[:65_536]:
        raise refused(path.name, tr("it is no web page"), tr("Choose another format"))
    yield _article(path, raw, SavedPage(raw), options)


def read_archive(path: Path, options: ReadOptions) -> Iterator[Found]:
    """The article of a page that was saved with its pictures in one file.

    Raises:
        Fault: it is none, or there is no article in it.
    """
    raw = read_whole(path)
    yield _article(path, raw, saved_page(raw, path.name), options)


def _article(path: Path, raw: bytes, page: SavedPage, options: ReadOptions) -> Found:
    decoded = decode_page(page.raw, options.encoding or page.encoding)
    root = parse_page(decoded.text, path.name)
    facts = describe(root)
    if page.url:
        facts.setdefault("url", page.url)
    kept, left_out = body(root)
    if len(kept) == 1 and _bare(told := told_body(root)) == _bare(kept):
        kept = told  # nothing else of it is in the page, and the extractor joins its lines
    warnings = []
    if decoded.guessed:
        warnings.append(tr("it was read as {encoding}; look whether accents and quotation marks are right",
                           encoding=decoded.encoding))
    if len(" ".join(kept).split()) < _FEWEST:
        kept, left_out = _everything(root), []
        warnings.append(tr("no article was found in the page; all of its text was taken"))
    if not any(re.search(r"\w", piece) for piece in kept):
        raise refused(path.name, tr("there is no article in it; its text may have been loaded later by a script"),
                      tr("Save the page again when all of it is shown, as “Web page, complete”"))
    origin = {"format": options.format or "html", "file": path.name, "encoding": decoded.encoding,
              "fileSha256": file_digest(raw)}
    return found(path.name, BETWEEN.join(kept), title=facts.pop("title", "") or path.stem, origin=origin,
                 warnings=warnings, left_out=_placed(kept, left_out), **facts)


def _bare(pieces: list[str]) -> str:
    return re.sub(r"\W+", "", "".join(pieces))


def _everything(root: Any) -> list[str]:
    bodies = root.findall(".//body")
    return [" ".join(piece.split()) for piece in paragraphs(bodies[0] if bodies else root) if re.search(r"\w", piece)]


def _placed(kept: list[str], left_out: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The number of paragraphs above a block as a place in the text, in code points."""
    ends = [0, *accumulate(len(piece) + len(BETWEEN) for piece in kept)]
    ends[-1] = max(0, ends[-1] - len(BETWEEN))
    return [(ends[place], words) for place, words in left_out[:_MOST_LEFT_OUT]]
