"""What an outlet repeats under its articles: told by repetition, and learned from what people have marked.

A paragraph that stands in three articles of an outlet is proposed as boilerplate in its others, and one that somebody
has marked as that is at once. Read beside the window, article by article; what people mark is learned as it happens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotator.corpus.change import Changed
from annotator.finders.boilerplate import LONGEST, REPEATED, paragraphs_of
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.parts import articles_in_parts

MARKED = tr("the same paragraph was marked as boilerplate in another article of the outlet")
_LEAST = 3
"""Articles in which a paragraph of an outlet is no part of any of them."""
_BOOK = 200_000
"""Code points from which on a text is no article, and is not read."""
_ROLE = "boilerplate"


class _Read(NamedTuple):
    outlet: str
    paragraphs: frozenset[int]


class OutletMemory:
    """What was read of one open project. `forget` and `of` belong to the window's thread, `steps` to any."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._read: dict[str, _Read] = {}
        self._times: dict[str, Counter[int]] = defaultdict(Counter)
        self._common: dict[str, dict[int, str]] = defaultdict(dict)
        self._marked: dict[str, tuple[str, frozenset[str]]] = {}

    def of(self, outlet: str) -> Mapping[str, str]:
        """The paragraphs, folded, that are boilerplate in this outlet's articles, each with the reason."""
        if not outlet:
            return {}
        times = self._times[outlet]
        found = {words: REPEATED for number, words in list(self._common[outlet].items()) if times[number] >= _LEAST}
        for one, marked in list(self._marked.values()):
            found |= dict.fromkeys(marked, MARKED) if one == outlet else {}
        return found

    def forget(self, changed: Changed) -> None:
        """Learn what was marked, or cleared; read again what came or went."""
        for kind, article in changed.entities.values():
            if kind == "passages" and article in self._read:
                self._learn(article, self._read[article].outlet)
            elif kind == "article":
                self._drop(article)

    def steps(self) -> Iterator[str | None]:
        """Read the articles that are not read yet; in the end their number, as a word, where there were any."""
        before = len(self._read)
        for part in articles_in_parts(self._catalogue):
            for article, outlet, _ in part:
                if outlet and article not in self._read:
                    self._take(article, outlet)
                    yield None
        if len(self._read) > before:
            yield f"{len(self._read) - before:,} read"

    def _take(self, article: str, outlet: str) -> None:
        times, common = self._times[outlet], self._common[outlet]
        text = self._catalogue.text(article)
        found = {hash(words): words for words in paragraphs_of(text if len(text) <= _BOOK else "", LONGEST)}
        self._read[article] = _Read(outlet, frozenset(found))
        for number, words in found.items():
            times[number] += 1
            if times[number] >= _LEAST:
                common[number] = words
        self._learn(article, outlet)

    def _drop(self, article: str) -> None:
        known = self._read.pop(article, None)
        self._marked.pop(article, None)
        if known:
            self._times[known.outlet].subtract(known.paragraphs)

    def _learn(self, article: str, outlet: str) -> None:
        text, marked = self._catalogue.text(article), set[str]()
        for passage in self._catalogue.passages(article):
            if passage.role == _ROLE:
                marked |= set(paragraphs_of(text[passage.start : passage.end], LONGEST))
        if marked:
            self._marked[article] = (outlet, frozenset(marked))
        else:
            self._marked.pop(article, None)
