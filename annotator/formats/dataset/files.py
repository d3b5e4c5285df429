"""The dataset's files: one in JSON, or a folder with an article a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from annotator.formats.dataset import shape
from annotator.formats.dataset.card import data_card
from annotator.formats.dataset.writing import Outgoing
from annotator.formats.doors import Corpus, WriteOptions, Written
from annotator.formats.doors.drafts import Drafts, refuse_file, written
from annotator.settings import resource

SCHEMA = ("schema", "annotated-article-corpus-1.0.schema.json")
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
    files = [out / name for name in ("corpus.json", "articles.jsonl", "schema.json", "README.md")]

    def write(outgoing: Outgoing, drafts: Drafts) -> None:
        header = shape.Header(**outgoing.header())
        with drafts.new(files[0]) as file:
            file.write(_pretty(_encode(header)) + b"\n")
        with drafts.new(files[1]) as file:
            for article in outgoing.articles():
                file.write(_encode(article) + b"\n")
        with drafts.new(files[2]) as file:
            file.write(resource(*SCHEMA).read_bytes())
        with drafts.new(files[3]) as file:
            file.write(data_card(header, outgoing).encode())

    refuse_file(out)
    return _written(corpus, options, write, files)


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
