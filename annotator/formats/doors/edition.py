"""The corpus as those write it that go article by article: in words, not in the journal's fields.

One pass, an article at a time, so memory stays flat. Removed things are left out; merges are followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import IO

from annotator.corpus.annotation import CONTENT, Annotation, annotation_from_fields
from annotator.corpus.article import Article, Passage
from annotator.corpus.contents import ArticleContents, Marked
from annotator.corpus.kinds import with_kinds
from annotator.corpus.link import Link
from annotator.corpus.source import representative
from annotator.corpus.team import ArticleValues, Review
from annotator.formats.doors import Corpus, Losses, Written
from annotator.formats.doors.drafts import Drafts, written
from annotator.language import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with its text and what is marked in it, in the order of the text. Offsets are code points.

    `digest` is the SHA-256 of the text's UTF-8, in hexadecimal.
    """

    article: Article
    text: str
    digest: str
    annotations: tuple[Annotation, ...]
    passages: tuple[Passage, ...]
    reviews: tuple[Review, ...]
    values: tuple[ArticleValues, ...]


class Edition:
    """One corpus on its way out. `counts` and `losses` are whole when `entries` were walked.

    Attributes:
        codebook: with a plain kind for each that is used and that it lacks.
        sources: all by id, merged ones too; `merged` says which counts as which.
        one: the id by which the person behind a coder's id counts.
        links: without those that say the same twice, in the order of their ids.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.codebook = with_kinds(corpus.codebook(), corpus.kinds_used())
        self.project = corpus.project()
        self.sources = corpus.sources()
        self.merged = {name: each.merged_into for name, each in self.sources.items()
                       if each.merged_into in self.sources}
        self.coders = corpus.coders()
        self.one = corpus.people().one
        self.links = _each_once(corpus.all_links())
        self.counts: Counter[str] = Counter()
        self.losses = Losses()
        self._corpus = corpus

    def entries(self) -> Iterator[Entry]:
        """Every article, in library order."""
        for contents in self._corpus.contents():
            entry = self._entry(contents)
            self.counts["article"] += 1
            self.counts["annotation"] += len(entry.annotations)
            yield entry

    def leave_out_links(self) -> None:
        """Say of every link that this format does not carry it."""
        for _ in self.links:
            self.losses.note(tr("a link between annotations was left out"))

    def counts_as(self, source: str | None) -> str | None:
        """The source that counts, merges followed; None when there is none, or none any more."""
        return representative(source, self.merged) if source and source in self.sources else None

    def name(self, source: str | None) -> str | None:
        """Name of the source that counts."""
        counts_as = self.counts_as(source)
        return self.sources[counts_as].name if counts_as else None

    def coder(self, name: str) -> str:
        """A coder's name; the id of one who is not known."""
        return self._corpus.people().name(name) if name in self.coders else name

    def _entry(self, contents: ArticleContents) -> Entry:
        article, text = Article.from_fields(contents.id, contents.fields), contents.text
        marked = tuple(made for each in contents.annotations if (made := self._annotation(each, article.id, text)))
        return Entry(article, text, contents.digest, marked, tuple(contents.passages), tuple(contents.reviews),
                     tuple(contents.values))

    def _annotation(self, marked: Marked, article: str, text: str) -> Annotation | None:
        """The annotation, with what lies inside the text; None when none of its words do."""
        name, fields, creator, created, modified, modified_by, revision = marked
        made = annotation_from_fields(name, article, fields, creator=creator, created=created, modified=modified,
                                      modified_by=modified_by, revision=revision)
        if all(0 <= s.start < s.end <= len(text) for s in made.segments):
            return made if made.content else None
        self.losses.note(tr("words outside the text of their article were left out; `annotator check` names them"))
        segments = [[s.role, s.start, s.end] for s in made.segments if 0 <= s.start < s.end <= len(text)]
        if not any(role == CONTENT for role, _, _ in segments):
            return None
        return self._annotation(marked._replace(fields={**fields, "segments": segments}), article, text)


def write_one(corpus: Corpus, out: Path, fill: Callable[[Edition, IO[bytes]], None]) -> Written:
    """Write one file from an edition.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    def attempt(drafts: Drafts) -> Written:
        edition = Edition(corpus)
        with drafts.new(out) as file:
            fill(edition, file)
        return Written([out], dict(edition.counts), edition.losses.lines())

    return written(corpus, [out], attempt)


def _each_once(links: Iterator[Link]) -> list[Link]:
    """Without those that say the same twice, which two people may draw unseen; in the order of their ids."""
    found: dict[tuple[str, str, str], Link] = {}
    for link in sorted(links, key=attrgetter("id")):
        found.setdefault((link.start, link.type, link.end), link)
    return list(found.values())
