"""Split an export of Nexis into its articles, and read what it says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.formats.doors import ReadOptions
from annotator.formats.doors.decoding import decode
from annotator.formats.doors.files import file_digest, read_whole, refused
from annotator.formats.doors.found import BETWEEN, Found, found
from annotator.formats.doors.markup import decode_page, paragraphs, parse_page
from annotator.formats.doors.news import Story, language, names, unwrapped
from annotator.formats.doors.pages import bare_lines, is_pdf, joined, read_pages
from annotator.formats.doors.word_processing import read_docx, read_rtf
from annotator.formats.nexis import END, MANY
from annotator.formats.nexis.layouts import AFTER, BODY, CAPTIONS, newer, older
from annotator.language import tr


def read(path: Path, options: ReadOptions) -> Iterator[Found]:
    """The articles of one export.

    Raises:
        Fault: it is none, or is truncated.
    """
    raw = read_whole(path)
    pieces, encoding = _pieces(path, raw, options)
    stories = list(_stories(pieces, path.name))
    origin = {"format": "nexis", "file": path.name, "encoding": encoding, "fileSha256": file_digest(raw)}
    origin = {key: value for key, value in origin.items() if value}
    for number, story in options.each(stories):
        warnings = []
        text = BETWEEN.join(story.body)
        if not text.strip():
            text = story.title
            warnings = [tr("article {number} has no text; its headline stands for it", number=number)]
        if not text.strip():
            raise refused(path.name, tr("article {number} of it has neither headline nor text", number=number))
        yield found(path.name, text, title=story.title, origin=origin, warnings=warnings,
                    left_out=[(len(text), piece) for piece in story.left],
                    byline=names(story.said("byline")), outlet=story.outlet, published=story.published,
                    section=story.said("section"), url=story.said("url"), language=language(story.said("language")))


def _pieces(path: Path, raw: bytes, options: ReadOptions) -> tuple[list[str], str]:
    """The export as paragraphs, whatever it was saved as, and the encoding of what is text."""
    if raw.startswith(b"PK"):
        return read_docx(path).paragraphs, ""
    if raw.lstrip().startswith(b"{\\rtf"):
        return read_rtf(path).paragraphs, ""
    if is_pdf(raw):
        return list(_printed(bare_lines(read_pages(raw, path.name, options=options)[0], END))), ""
    if b"<" in raw[:200] and re.search(rb"<(html|body|!doctype|head)", raw[:2_000], re.IGNORECASE):
        page = decode_page(raw, options.encoding)
        return paragraphs(parse_page(page.text, path.name)), page.encoding
    text = decode(raw, options.encoding)
    lines = text.text.replace("\f", "\n").splitlines()
    newer_layout = any(END.fullmatch(line.strip()) for line in lines) and not any(map(MANY.search, lines))
    return lines if newer_layout else unwrapped(text.text), text.encoding


def _printed(lines: Sequence[str]) -> Iterator[str]:
    """Lines of pages as pieces: what stands above and below a body line by line, the body as paragraphs."""
    body: list[str] | None = None
    for line in lines:
        if body is not None and (END.fullmatch(line) or line in AFTER | CAPTIONS or line.startswith("Load-Date")):
            yield from joined(body)
            body = None
        if body is None:
            yield line
            body = [] if line in BODY else None
        else:
            body.append(line)
    yield from joined(body or ())


def _stories(pieces: Sequence[str], name: str) -> Iterator[Story]:
    heads = [place for place, piece in enumerate(pieces) if MANY.fullmatch(" ".join(piece.split()))]
    if heads:
        for start, end in zip(heads, [*heads[1:], len(pieces)], strict=True):
            yield older(pieces[start + 1:end])
        return
    ends = [place for place, piece in enumerate(pieces) if END.fullmatch(piece.strip())]
    if not ends:
        raise refused(name, tr("it is not an export of Nexis: neither “1 of 10 DOCUMENTS” nor “End of Document” is in"
                               " it"),
                      tr("Choose another format, or export it again with full documents"))
    if any(piece.strip() in BODY for piece in pieces[ends[-1] + 1:]):
        ends.append(len(pieces))  # the end of the last one was cut off
    for start, end in zip([0, *(place + 1 for place in ends[:-1])], ends, strict=True):
        yield newer(pieces[start:end])
