"""A part of the corpus, as if it were all of it: some coders' work, finished articles, coders under other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.corpus.annotation import Annotation
from annotator.corpus.contents import ArticleContents, Marked, Standing
from annotator.corpus.kinds import Codebook
from annotator.corpus.link import Link
from annotator.corpus.people import People
from annotator.corpus.source import Source
from annotator.corpus.team import ArticleValues, Coder, Project, Review
from annotator.corpus.usage import Usage
from annotator.formats.doors import Corpus, WriteOptions
from annotator.language import trn

_WHO = ("coder", "creator", "modified_by")
"""Fields that hold a coder's id."""


class Selection:
    """A corpus without what was not asked for.

    Articles stay also when nothing in them does: that a coder found nothing is data.

    Args:
        coders: ids of those whose annotations, review marks and answers stay; empty for everybody's.
        only_done: leave out the articles that none of these coders has marked as done.
        pseudonyms: call coders “Coder 1”, “Coder 2” … in the order of their ids, and tell nothing else of them.
    """

    def __init__(
        self, corpus: Corpus, *, coders: Collection[str] = (), only_done: bool = False, pseudonyms: bool = False
    ) -> None:
        self._corpus, self._chosen, self._only_done = corpus, frozenset(coders), only_done
        known = sorted({corpus.people().one(name) for name in corpus.coders()})
        self._others = {name: f"coder-{number}" for number, name in enumerate(known, 1)} if pseudonyms else {}
        self._at = -1
        self._kinds: Counter[str] = Counter()
        self._articles = 0
        self._names: set[str] = set()
        self._ids: set[str] = set()

    def _look(self) -> None:
        """Find out what stays, again when the project has changed since."""
        if self._at == (now := self._corpus.changes_so_far()):
            return
        self._at, self._articles, self._names = now, 0, {""}
        self._kinds.clear()
        self._ids.clear()
        for contents in self._kept():
            self._articles += 1
            self._names.add(contents.id)
            self._kinds.update(str(marked.fields.get("kind") or "") for marked in contents.annotations)
            self._ids.update(marked.id for marked in contents.annotations)

    # --- what is left out ---

    def contents(self) -> Iterator[ArticleContents]:
        """Every article that stays, with what stays in it."""
        self._look()
        for contents in self._kept():
            yield replace(contents, links=[link for link in contents.links if self._stays(link)])

    def _kept(self) -> Iterator[ArticleContents]:
        for contents in self._corpus.contents():
            reviews = [self._renamed(each) for each in contents.reviews if self._wanted(each.coder)]
            if not self._only_done or any(review.status == "done" for review in reviews):
                yield replace(
                    contents, annotations=[self._marked(each) for each in contents.annotations
                                           if self._wanted(each.creator)],
                    reviews=reviews,
                    values=[self._renamed(each) for each in contents.values if self._wanted(each.coder)])

    def all_links(self) -> Iterator[Link]:
        """Every link whose two ends stay."""
        self._look()
        return (link for link in self._corpus.all_links() if self._stays(link))

    def left_out(self) -> str:
        """What is hidden anyway, then what this selection leaves out."""
        self._look()
        before = sum(self._corpus.counts()["annotations"].values())
        missing = before - sum(self._kinds.values())
        said = trn("{number:,} annotation left out: not chosen", "{number:,} annotations left out: not chosen", missing)
        return "; ".join(filter(None, (self._corpus.left_out(), said if missing else "")))

    def kinds_used(self) -> Sequence[str]:
        """The kinds of what stays."""
        self._look()
        return sorted(self._kinds)

    def counts(self) -> Mapping[str, Any]:
        """How much stays."""
        self._look()
        links = sum(1 for _ in self.all_links())
        return {**self._corpus.counts(), "articles": self._articles, "annotations": dict(self._kinds), "links": links}

    def coders(self) -> Mapping[str, Coder]:
        """The coders who stay, by the ids that they have here."""
        return self._named(self._corpus.coders())

    def named_coders(self) -> Mapping[str, Coder]:
        """Those of them whom the data names."""
        return self._named(self._corpus.named_coders())

    def people(self) -> People:
        """The persons behind the ids that coders have here."""
        return People(self.coders().values()) if self._others else self._corpus.people()

    def reviews(self, article: str) -> Sequence[Review]:
        """The marks on an article that stay."""
        return [self._renamed(each) for each in self._corpus.reviews(article) if self._wanted(each.coder)]

    def values(self, article: str) -> Sequence[ArticleValues]:
        """The values of an article's variables that stay."""
        return [self._renamed(each) for each in self._corpus.values(article) if self._wanted(each.coder)]

    def sources(self) -> Mapping[str, Source]:
        """All sources: they are shared."""
        found = self._corpus.sources()
        if not self._others:
            return found
        return {name: replace(each, creator=self._other(each.creator), modified_by=self._other(each.modified_by))
                for name, each in found.items()}

    def _wanted(self, coder: str) -> bool:
        return not self._chosen or coder in self._chosen

    def _stays(self, link: Link) -> bool:
        return link.start in self._ids and link.end in self._ids

    def history(self) -> Iterator[dict[str, Any]]:
        """What these coders did in what stays, coders under their names here."""
        self._look()
        for action in self._corpus.history():
            changes = [each for each in action["changes"] if each.get("article", "") in self._names]
            if changes and self._wanted(action["coder"]):
                yield {**action, "coder": self._other(action["coder"]), "changes": list(map(self._told, changes))}

    def _told(self, change: dict[str, Any]) -> dict[str, Any]:
        """A change in which coders bear other names."""
        fields = change.get("set")
        if not self._others or not fields:
            return change
        return {**change, "set": {key: self._other(value) if key in _WHO and isinstance(value, str) else value
                                  for key, value in fields.items()}}

    # --- other names ---

    def _other(self, coder: str) -> str:
        if not self._others or not coder:
            return coder
        return self._others.get(self._corpus.people().one(coder)) or "coder-0"

    def _renamed(self, each: Any) -> Any:
        return replace(each, coder=self._other(each.coder)) if self._others else each

    def _marked(self, marked: Marked) -> Marked:
        if not self._others:
            return marked
        return marked._replace(creator=self._other(marked.creator), modified_by=self._other(marked.modified_by))

    def _named(self, coders: Mapping[str, Coder]) -> Mapping[str, Coder]:
        wanted = {name: coder for name, coder in coders.items() if self._wanted(name)}
        if not self._others:
            return wanted
        return {self._other(name): Coder(self._other(name), self._other(name).replace("coder-", "Coder "),
                                         brought=coder.brought) for name, coder in wanted.items()}

    # --- what stays as it is ---

    def project(self) -> Project:
        """What the project says of itself."""
        return self._corpus.project()

    def codebook(self) -> Codebook:
        """The team's codebook."""
        return self._corpus.codebook()

    def usage(self) -> Usage:
        """How often each kind, attribute and value is used, in all of the project."""
        return self._corpus.usage()

    def text(self, name: str) -> str:
        """An article's text."""
        return self._corpus.text(name)

    def annotation(self, name: str) -> Annotation | None:
        """Any annotation: whatever is selected."""
        return self._corpus.annotation(name)

    def with_text(self, digests: Iterable[bytes]) -> Mapping[bytes, str]:
        """SHA-256 of a text → the article that has it already."""
        return self._corpus.with_text(digests)

    def titles_and_addresses(self) -> Iterable[tuple[str, str, str]]:
        """Of every article: an article stays whatever is selected in it, or is not looked up here."""
        return self._corpus.titles_and_addresses()

    def standing(self, names: Collection[str]) -> Mapping[str, Standing]:
        """What the journal says of those of these ids that it knows."""
        return self._corpus.standing(names)

    def latest(self) -> str:
        """The latest `created` or `modified` of annotations and sources."""
        return self._corpus.latest()

    def changes_so_far(self) -> int:
        """A number that grows with every change."""
        return self._corpus.changes_so_far()


def selected(corpus: Corpus, options: WriteOptions) -> Corpus:
    """The part of the corpus that shall be written."""
    if not (options.coders or options.only_done or options.pseudonyms):
        return corpus
    return Selection(corpus, coders=options.coders, only_done=options.only_done, pseudonyms=options.pseudonyms)
