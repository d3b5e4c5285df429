"""Texts come in, one article a file. The words are kept as they are; only what stands above Markdown is taken off."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.corpus.article import Article, article_id, normalise, text_digest
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.formats.doors import Arrival, Corpus, Incoming, Problem, ReadOptions
from annotator.formats.plain_text.decoding import LARGEST, decode
from annotator.formats.plain_text.front_matter import split

HEADLINE = 140
"""Code points that the first line may have to count as a headline."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One text that was read, before it is compared with the project."""

    file: str
    article: Article
    text: str
    warnings: list[str] = field(default_factory=list)


def read(paths: Sequence[Path], corpus: Corpus, options: ReadOptions) -> Incoming:
    """Read text files; those that cannot be read are problems of the result.

    Args:
        corpus: the project that they shall go into; an article that it has already is not added again.
        options: nothing here has other content under the same id, so `update` changes nothing.
    """
    problems, found = [], []
    for path in paths:
        try:
            found.append(_read_file(path, options.format or path.suffix.lower().removeprefix(".")))
        except Fault as fault:
            problems.append(Problem(path.name, Fault(f"{path.name} cannot be imported", fault.why, fault.remedy)))
    incoming = _compared(found, corpus)
    incoming.problems += problems
    return incoming


def read_text(text: str, corpus: Corpus, title: str = "") -> Incoming:
    """Read a pasted text; one that cannot be stored is a problem of the result."""
    try:
        if not text.strip():
            raise Fault("Nothing was added", "the text is empty", "Copy the article's words first")
        regular = normalise(text).text
        title = title or headline(regular) or "Untitled"
        article = Article(article_id(regular), title, imported_from={"format": "paste"})
    except Fault as fault:
        return Incoming(problems=[Problem("", fault)])
    return _compared([_Found("", article, regular)], corpus)


def headline(text: str) -> str:
    """The first line, if it looks like a headline: short, no full stop at its end, and more below; else empty."""
    first, _, rest = text.lstrip().partition("\n")
    line = " ".join(first.split())
    if not rest.strip() or not line or len(line) > HEADLINE or line.endswith((".", ",", ";", ":")):
        return ""
    return line


def _read_file(path: Path, form: str) -> _Found:
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise Fault(path.name, f"it has {size:,} bytes, and an article up to {LARGEST:,}", "Split it")
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(path.name, error.strerror or "the disk refused", "Check whether you may read it") from error
    decoded = decode(raw)
    regular = normalise(decoded.text).text
    markdown = form in ("md", "markdown")
    given, body, warnings = split(regular) if markdown else ({}, regular, [])
    if not body.strip():
        raise Fault(path.name, "there is nothing below its front matter", "Add the article's text")
    if decoded.guessed:
        warnings.append(f"it was read as {decoded.encoding}; look whether accents and quotation marks are right")
    title = given.pop("title", "") or headline(body.lstrip().lstrip("#") if markdown else body) or path.stem
    name = article_id(body, url=given.get("url", ""), outlet=given.get("outlet", ""),
                      published=given.get("published", ""))
    origin = {"format": "md" if markdown else "txt", "file": path.name, "encoding": decoded.encoding,
              "fileSha256": hashlib.sha256(raw).hexdigest()}
    return _Found(path.name, Article(name, title.strip(), imported_from=origin, **given), body, warnings)


def _compared(found: Iterable[_Found], corpus: Corpus) -> Incoming:
    """What of it is new, and what the project has by its id or by its words."""
    given = list(found)
    incoming = Incoming()
    known = corpus.standing([one.article.id for one in given])
    twins = corpus.with_text(bytes.fromhex(text_digest(one.text)) for one in given)
    seen: set[str] = set()
    removed: set[str] = set()
    for one in given:
        standing = known.get(one.article.id)
        bare = not (one.article.url or one.article.outlet)
        there = (standing is not None and standing.alive) or one.article.id in seen or (
            bare and bytes.fromhex(text_digest(one.text)) in twins)
        if standing is not None and not standing.alive:
            removed.add(one.article.id)
        seen.add(one.article.id)
        (incoming.there if there else incoming.added)["article"] += 1
        incoming.arrivals.append(Arrival(one.article, one.text, one.file, "there" if there else "new"))
        incoming.warnings += [f"{one.file}: {warning}" for warning in one.warnings]
    incoming.make = _Maker(incoming.arrivals, frozenset(removed))
    return incoming


@dataclass(frozen=True, slots=True)
class _Maker:
    """Gives the change sets of what is new; an article that was removed is brought back."""

    arrivals: list[Arrival]
    removed: frozenset[str]

    def __call__(self) -> Iterator[ChangeSet]:
        for arrival in self.arrivals:
            article = arrival.article
            if arrival.state == "new":
                back = article.id in self.removed
                fields = article.fields() | ({DELETED: 0} if back else {})
                yield ChangeSet([Change("article", article.id, fields, article.id, new=not back)],
                                {article.id: arrival.text})
