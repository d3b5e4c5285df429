"""The dataset's files: one in JSON, or a folder with an article a line."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

import msgspec

from annotator.formats.dataset import shape
from annotator.formats.dataset.card import data_card
from annotator.formats.dataset.writing import Outgoing
from annotator.formats.doors import Corpus, WriteOptions, Written
from annotator.formats.doors.drafts import Drafts, packed, refuse_file, written
from annotator.formats.doors.lines import write_lines
from annotator.settings import resource

SCHEMA = ("schema", "annotated-article-corpus-1.0.schema.json")
MEMBERS = ("corpus.json", "articles.jsonl", "schema.json", "README.md")
AT_ONCE = 50
"""Articles that are in memory at once."""

_encode = msgspec.json.Encoder().encode
_HEAD, _TAIL = b'{\n "a": [\n', b"\n ]\n}"
_NO_ARTICLES = b'\n "articles": []'


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the dataset as one JSON file, with an indent of one space.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    def write(outgoing: Outgoing, drafts: Drafts) -> None:
        with drafts.new(out) as file:
            whole = _pretty(_encode(shape.Corpus(**outgoing.header(), articles=())))
            before, _, after = whole.partition(_NO_ARTICLES)
            opening = before + b'\n "articles": [\n'
            for page in _pages(outgoing.articles()):
                file.write(opening)
                file.write(_pretty(_encode({"a": page}))[len(_HEAD):-len(_TAIL)])
                opening = b",\n"
            file.write((whole if opening != b",\n" else b"\n ]" + after) + b"\n")

    return _written(corpus, options, write, [out])


def write_folder(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the dataset as a folder: header, one article a line, schema, data card.

    Raises:
        Fault: as `write_file`.
    """
    def write(outgoing: Outgoing, drafts: Drafts) -> None:
        _members(outgoing, lambda name: drafts.new(out / name))

    refuse_file(out)
    return _written(corpus, options, write, [out / name for name in MEMBERS])


def write_zip(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the folder's files into one ZIP, the same bytes for the same state and time of the export.

    Raises:
        Fault: as `write_file`.
    """
    def write(outgoing: Outgoing, drafts: Drafts) -> None:
        with drafts.new(out) as file, zipfile.ZipFile(file, "w") as archive:
            _members(outgoing, lambda name: archive.open(packed(name), "w"))

    return _written(corpus, options, write, [out])


def _members(outgoing: Outgoing, new: Callable[[str], AbstractContextManager[IO[bytes]]]) -> None:
    header = shape.Header(**outgoing.header())
    with new("corpus.json") as file:
        file.write(_pretty(_encode(header)) + b"\n")
    with new("articles.jsonl") as file:
        write_lines(file, outgoing.articles())
    with new("schema.json") as file:
        file.write(resource(*SCHEMA).read_bytes())
    with new("README.md") as file:
        file.write(data_card(header, outgoing).encode())


def _written(corpus: Corpus, options: WriteOptions, write: Callable[[Outgoing, Drafts], None],
             files: list[Path]) -> Written:
    """Write; once more when annotations turned out to have no words, to which no link may lead."""
    wordless = frozenset[str]()

    def attempt(drafts: Drafts) -> Written | None:
        nonlocal wordless
        outgoing, known = Outgoing(corpus, options, wordless), wordless
        write(outgoing, drafts)
        wordless = frozenset(outgoing.wordless)
        return Written(files, dict(outgoing.counts), outgoing.losses.lines()) if wordless == known else None

    return written(corpus, files, attempt)


def _pages(articles: Iterator[shape.Article]) -> Iterator[list[shape.Article]]:
    page: list[shape.Article] = []
    for article in articles:
        page.append(article)
        if len(page) == AT_ONCE:
            yield page
            page = []
    if page:
        yield page


def _pretty(raw: bytes) -> bytes:
    return msgspec.json.format(raw, indent=1)
