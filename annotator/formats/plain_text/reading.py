"""Texts come in, one article a file. The words are kept as they are; only what stands above Markdown is taken off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.corpus.article import normalise
from annotator.corpus.errors import Fault
from annotator.formats.doors import Corpus, Incoming, Problem, ReadOptions
from annotator.formats.doors.clip import Clip, words_in
from annotator.formats.doors.decoding import LARGEST, decode
from annotator.formats.doors.files import file_digest, read_whole
from annotator.formats.doors.found import Found, compared, found, headline
from annotator.formats.doors.resemblance import resembling
from annotator.formats.plain_text.front_matter import split
from annotator.language import tr


def read(path: Path, options: ReadOptions) -> Iterator[Found]:
    """Read a text file.

    Raises:
        Fault: it is none, or cannot be read.
    """
    raw = read_whole(path, LARGEST)
    decoded = decode(raw, options.encoding)
    regular = normalise(decoded.text).text
    markdown = options.format == "md"
    given, body, warnings = split(regular) if markdown else ({}, regular, [])
    if not body.strip():
        raise Fault(path.name, tr("there is nothing below its front matter"), tr("Add the article's text"))
    if decoded.guessed:
        warnings.append(tr("it was read as {encoding}; look whether accents and quotation marks are right",
                           encoding=decoded.encoding))
    title = given.pop("title", "") or headline(body.lstrip().lstrip("#") if markdown else body) or path.stem
    origin = {"format": "md" if markdown else "txt", "file": path.name, "encoding": decoded.encoding,
              "fileSha256": file_digest(raw)}
    yield found(path.name, body, title=title.strip(), origin=origin, warnings=warnings, **given)


def read_clip(clip: Clip, corpus: Corpus, title: str = "") -> Incoming:
    """Read what was pasted; what cannot be stored is a problem of the result."""
    try:
        marked, text, address = words_in(clip)
        if not text.strip():
            raise Fault(tr("Nothing was added"), tr("the text is empty"), tr("Copy the article's words first"))
        one = found("", text, title=title or marked, origin={"format": "paste"}, url=address)
        incoming = compared([one], corpus)
    except Fault as fault:
        return Incoming(problems=[Problem("", fault)])
    incoming.warnings += resembling(incoming.arrivals, corpus)
    return incoming
