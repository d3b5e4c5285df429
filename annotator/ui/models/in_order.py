"""The annotations of one article in the order of its text, kept so while single ones come, change and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from annotator.corpus.annotation import Annotation
from annotator.project.catalogue import reading_order
from annotator.ui.models.changed_part import Tally


class InOrder:
    """What an article's annotations are to the window. A change costs what changes, not what is there.

    Attributes:
        all: the annotations; the same list while the article is open, in order at every moment.
    """

    def __init__(self, annotations: list[Annotation]) -> None:
        self.all = annotations
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._sources: Tally[Annotation, str] = Tally(_sources)
        self._sources.follow((), annotations)

    def find(self, name: str) -> Annotation | None:
        """The annotation of that id."""
        return self._by_id.get(name)

    def place(self, name: str) -> int:
        """How many stand before it; -1 when it is not here."""
        found = self._by_id.get(name)
        return -1 if found is None else bisect_left(self.all, reading_order(found), key=reading_order)

    def sources(self) -> frozenset[str]:
        """The ids of the sources that stand behind them."""
        return frozenset(name for name, count in self._sources.counts.items() if count)

    def exchange(self, names: Iterable[str], now: Iterable[Annotation]) -> None:
        """Take out those of these ids, and put in what they are now."""
        for name in names:
            place = self.place(name)
            if place >= 0:
                self._sources.follow([self._by_id.pop(name)], ())
                del self.all[place]
        for annotation in now:
            self._by_id[annotation.id] = annotation
            self._sources.follow((), [annotation])
            insort(self.all, annotation, key=reading_order)


def _sources(annotation: Annotation) -> Iterator[str]:
    return (link.source for link in annotation.chain if link.source)
