"""The same quotation or figure in several articles of a project: marked ones, and ones that nobody has marked yet.

What the finders see of an article is kept as a few numbers a place for as long as the project is open; texts do not
change. What people have marked is read anew where something changed. All of it is done in steps, on whatever thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.corpus.annotation import Annotation, Span
from annotator.corpus.change import Changed
from annotator.corpus.dismissals import Dismissal
from annotator.corpus.link import Link
from annotator.drafting.ground import Ground, proposed
from annotator.finders import SURE_ENOUGH, Suggestion
from annotator.finders.traces import figure_traces, quotation_traces
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.parts import articles_in_parts
from annotator.project.verdicts import hidden_repeats

QUOTE, STATISTIC = "quote", "statistic"
_AT_ONCE = 1_000
"""Places that are grouped in one step."""
_ARTICLES = 100
_CROWD = 12
"""Places that may share a value and a unit alone; what more of them share (“50 %”) says nothing."""
MOST = 400
"""Groups that are given, those in most articles first."""


class Spot(NamedTuple):
    """One place: `[start, end)` in code points, the annotation that marks it ("" where none does), and its traces."""

    article: str
    kind: str
    start: int
    end: int
    annotation: str
    traces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Places in several articles that say the same.

    Args:
        words: those of the first place.
        spots: in the order of articles and text.
    """

    kind: str
    why: str
    words: str
    spots: tuple[Spot, ...]

    @property
    def articles(self) -> int:
        """In how many articles it stands."""
        return len({spot.article for spot in self.spots})

    @property
    def unmarked(self) -> int:
        """How many of the places nobody has marked."""
        return sum(not spot.annotation for spot in self.spots)


class Reading(NamedTuple):
    """How far the looking is: articles read."""

    read: int


class RepeatMemory:
    """What was read of the articles of one open project.

    `suggesting`: whether the finders may be asked; who works without suggestions hears only of what is marked.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self.suggesting = catalogue, True
        self._found: dict[str, tuple[Spot, ...]] = {}
        self._marked: dict[str, tuple[Spot, ...]] = {}
        self._hidden: dict[str, frozenset[Dismissal]] = {}

    def forget(self, changed: Changed) -> None:
        """Read again what has changed."""
        for kind, article in changed.entities.values():
            if kind == "annotation":
                self._marked.pop(article, None)
            elif kind in ("passages", "article"):
                self._found.pop(article, None)
            elif kind == "dismissals":
                self._hidden.pop(article, None)

    def steps(self) -> Iterator[Reading | list[Repeated] | None]:
        """Read what is new, article by article, then group; a `Reading` now and then, the groups at last."""
        known: list[str] = []
        suggesting = self.suggesting
        for part in articles_in_parts(self._catalogue):
            for article, _, _ in part:
                if suggesting and article not in self._found:
                    yield from self._read(article)
                if article not in self._marked:
                    marked = _marked(self._catalogue.annotations(article), self._catalogue.text(article))
                    self._marked[article] = tuple(marked)
                    yield None
                if article not in self._hidden:
                    self._hidden[article] = hidden_repeats(self._catalogue, article)
                known.append(article)
            yield Reading(len(known))
        yield from self._grouped(known, suggesting=suggesting)

    def _read(self, article: str) -> Iterator[None]:
        known, spots = self._catalogue.article(article), list[Spot]()
        if known is None:
            return
        text = self._catalogue.text(article)
        ground = Ground(article, text, known.language or "en", self._catalogue.passages(article))
        for part in proposed(ground):
            spots += [spot for each in part if (spot := _found(each, article, text))]
            yield None
        self._found[article] = tuple(spots)

    def _grouped(self, articles: Iterable[str], *, suggesting: bool) -> Iterator[list[Repeated] | None]:
        spots: list[Spot] = []
        for at, article in enumerate(articles):
            marked = self._marked.get(article, ())
            spots += marked
            found = self._found.get(article, ()) if suggesting else ()
            spots += [spot for spot in found if not _covered(spot, marked)]
            if at % _ARTICLES == _ARTICLES - 1:
                yield None
        groups = Groups(spots)
        yield from groups.steps()
        linked = joined(self._catalogue.all_links())
        yield None
        shown: list[tuple[str, list[Spot]]] = []
        for each in groups.made():
            if each is None:
                yield None
            elif not _is_linked(each[1], linked) and not all(map(self._is_hidden, each[1])):
                shown.append(each)
        shown.sort(key=lambda each: (-len({spot.article for spot in each[1]}), each[1][0].kind, each[1][0]))
        yield [self._in_words(why, found) for why, found in shown[:MOST]]

    def _is_hidden(self, spot: Spot) -> bool:
        """Whether somebody has hidden a repeat of half of a place."""
        return any(kind == spot.kind and _half(spot, place) for kind, (place, *_) in self._hidden.get(spot.article, ()))

    def _in_words(self, why: str, spots: Sequence[Spot]) -> Repeated:
        first = spots[0]
        words = self._catalogue.text(first.article)[first.start : first.end]
        return Repeated(first.kind, why, " ".join(words.split()), tuple(spots))


class Groups:
    """Places put together by what they share; by steps."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._spots = spots
        self._above = list(range(len(spots)))
        self._whole: dict[int, int] = {}
        self._parts: dict[int, int] = {}
        self._same_words: set[int] = set()
        self._figures: dict[int, list[int]] = defaultdict(list)

    def steps(self) -> Iterator[None]:
        """Look at all places."""
        for at, spot in enumerate(self._spots):
            if spot.kind == STATISTIC:
                self._figures[spot.traces[0]].append(at)
            else:
                first = self._whole.setdefault(spot.traces[0], at)
                self._join(first, at)
                for trace in spot.traces[1:]:
                    self._join(self._parts.setdefault(trace, at), at)
            if at % _AT_ONCE == _AT_ONCE - 1:
                yield None

    def made(self) -> Iterator[tuple[str, list[Spot]] | None]:
        """Why, and the places: only what stands in several articles; None now and then is a breath."""
        together: dict[int, list[int]] = defaultdict(list)
        for at, spot in enumerate(self._spots):
            if spot.kind != STATISTIC and (top := self._top(at)) != at:
                together[top].append(at)
            if at % _AT_ONCE == _AT_ONCE - 1:
                yield None
        for first, others in together.items():
            found = [self._spots[at] for at in (first, *others)]
            if len({spot.article for spot in found}) > 1:
                whole = len({spot.traces[0] for spot in found}) == 1
                yield (tr("the same words") if whole else tr("words in a row are the same")), found
        for at, group in enumerate(self._figures.values()):
            found = [self._spots[place] for place in group] if len(group) > 1 else []
            if len({spot.article for spot in found}) > 1:
                yield from _same_figures(found)
            if at % _AT_ONCE == _AT_ONCE - 1:
                yield None

    def _join(self, one: int, other: int) -> None:
        top, under = sorted((self._top(one), self._top(other)))
        self._above[under] = top

    def _top(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at


def joined(links: Iterable[Link]) -> Mapping[str, str]:
    """Annotation → one of all those that it is linked with as the same, the same for each of them."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.get(name, name) != name:
            name = above[name]
        return name

    for link in links:
        if link.type == "same_as":
            above.setdefault(link.start, link.start)
            above[top(link.end)] = top(link.start)
    return {name: top(name) for name in (*above, *set(above.values()))}


def _same_figures(spots: list[Spot]) -> Iterator[tuple[str, list[Spot]]]:
    """Those of one thing together; where what is measured is not said, value and unit must be rare to tell."""
    measured: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        measured[spot.traces[-1]].append(spot)
    if len(measured) > 1 and len(spots) <= _CROWD:
        yield tr("the same value and unit"), spots
        return
    for trace, found in measured.items():
        sure = trace != spots[0].traces[0]
        if len({spot.article for spot in found}) > 1 and (sure or len(found) <= _CROWD):
            yield (tr("the same figure, of the same thing") if sure else tr("the same value and unit")), found


def _is_linked(spots: Iterable[Spot], linked: Mapping[str, str]) -> bool:
    tops = {linked.get(spot.annotation, spot.annotation or f"{spot.article} {spot.start}") for spot in spots}
    return len(tops) == 1


def _found(each: Suggestion, article: str, text: str) -> Spot | None:
    if each.score < SURE_ENOUGH or (each.kind == QUOTE and each.attributes.get("quote_type") != "direct"):
        return None
    traces = _traces(each.kind, " ".join(text[start:end] for start, end in each.segments), each.quantity)
    return Spot(article, each.kind, each.start, each.segments[-1][1], "", traces) if traces else None


def _marked(annotations: Iterable[Annotation], text: str) -> Iterator[Spot]:
    for each in annotations:
        traces = _traces(each.kind, each.words(text), each.quantity)
        if traces and each.content:
            yield Spot(each.article, each.kind, each.content[0][0], each.content[-1][1], each.id, traces)


def _traces(kind: str, words: str, quantity: Mapping[str, object]) -> tuple[int, ...]:
    return quotation_traces(words) if kind == QUOTE else figure_traces(quantity) if kind == STATISTIC else ()


def _covered(spot: Spot, marked: Iterable[Spot]) -> bool:
    """Whether an annotation of the kind marks half of a place that the finders see."""
    return any(each.kind == spot.kind and _half(spot, (each.start, each.end)) for each in marked)


def _half(spot: Spot, place: Span) -> bool:
    """Whether one covers half of the other."""
    start, end = place
    return 2 * (min(end, spot.end) - max(start, spot.start)) >= min(end - start, spot.end - spot.start)
