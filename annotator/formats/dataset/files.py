"""The dataset's files: written beside their place and put there whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from annotator.corpus.bulk import uncollected
from annotator.corpus.errors import Fault
from annotator.formats.dataset import shape
from annotator.formats.dataset.card import data_card
from annotator.formats.dataset.writing import Outgoing
from annotator.formats.doors import Corpus, WriteOptions, Written
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

    if out.exists() and not out.is_dir():
        raise Fault(f"{out.name} was not written", "a file with this name is there already", "Choose another name")
    return _written(corpus, options, write, files)


class Drafts:
    """Files on their way: each is written beside its place; all are put there at the end."""

    def __init__(self) -> None:
        self._files: dict[Path, Path] = {}

    @contextmanager
    def new(self, place: Path) -> Iterator[IO[bytes]]:
        """A draft of the file that shall lie at `place`, open for writing."""
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{os.getpid()}.new")
        self._files[draft] = place
        with draft.open("wb") as file:
            yield file

    def keep(self) -> None:
        """Put all of them in their places."""
        for draft, place in self._files.items():
            os.replace(draft, place)
        self._files.clear()

    def drop(self) -> None:
        """Take away what was not put in its place."""
        for draft in self._files:
            draft.unlink(missing_ok=True)
        self._files.clear()


def _written(corpus: Corpus, options: WriteOptions, write: Callable[[Outgoing, Drafts], None],
             files: list[Path]) -> Written:
    """Write until nothing came between: half of one state and half of another would name what is not there."""
    drafts, wordless = Drafts(), frozenset[str]()
    try:
        for _ in range(5):
            with uncollected():
                before, outgoing = corpus.changes_so_far(), Outgoing(corpus, options, wordless)
                write(outgoing, drafts)
            wordless, known = frozenset(outgoing.wordless), wordless
            if corpus.changes_so_far() == before and wordless == known:
                drafts.keep()
                return Written(files, dict(outgoing.counts), outgoing.losses.lines())
            drafts.drop()
    except OSError as error:
        raise Fault(f"{files[0].name} was not written", error.strerror or str(error),
                    "Choose another folder, or make room") from error
    finally:
        drafts.drop()
    raise Fault(f"{files[0].name} was not written", "the project was being changed all the time",
                "Export again when nobody is importing into it")


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
