"""The news that are not looked at yet, and the places to which they lead, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.corpus.people import Person
from annotator.corpus.sight import identities
from annotator.language import tr
from annotator.project.news import MOST, News, news_since, seen_of
from annotator.ui.bridge import Bridge
from annotator.ui.models.news_words import article_of, count_words, people_words, sentence

_MOST = 200
"""Annotations that are walked through one by one; of more, article by article."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to go to: an annotation, an article, a source, the codebook or the project; `news` lead there."""

    kind: str
    name: str
    news: tuple[News, ...]

    @property
    def row(self) -> int:
        """The last row of the journal that leads there."""
        return max(one.row for one in self.news)


class NewsList:
    """What others did since the window was opened and since it was looked at; nothing of it is written anywhere."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._row = bridge.began
        self._coder = bridge.session.coder.id
        self._news: list[News] = []
        self._looked: dict[tuple[str, str], int] = {}
        self.more = 0
        """Operations beyond those that are told one by one."""
        self.stops: list[Stop] = []

    # --- what there is ---

    def take_in(self) -> bool:
        """Look for what has come; whether there is anything new to tell of."""
        session = self._bridge.session
        if session.coder.id != self._coder:  # somebody else has sat down: what they missed is another matter
            self._coder = session.coder.id
            self.forget()
        first, self._row = self._row, session.replica.last("op")
        found, more = ([], 0) if first in (0, self._row) else news_since(
            session.replica, first, identities(self._coder, session.catalogue.coders()))
        before = self._unread()
        self._news += found
        self.more += more + max(0, len(self._news) - MOST)
        self._news = self._news[-MOST:]
        self.look()
        return bool(self._unread() - before) or bool(more)

    def look(self) -> None:
        """Arrange the places anew: things are gone, hidden or shown by now."""
        self.stops = list(self._arranged(seen_of(self._bridge.session.replica, self._news)))

    def forget(self) -> None:
        """All of it has been seen."""
        self._row = self._bridge.session.replica.last("op")
        self._news, self._looked, self.stops, self.more = [], {}, [], 0

    def unread(self) -> list[Stop]:
        """Where one has not been yet, in order."""
        return [stop for stop in self.stops if self._looked.get((stop.kind, stop.name), 0) < stop.row]

    def saw(self, stop: Stop) -> None:
        """One was there."""
        self._looked[stop.kind, stop.name] = stop.row

    def place(self, stop: Stop) -> int:
        """Which one it is, counted from 1."""
        return self.stops.index(stop) + 1 if stop in self.stops else 0

    def _unread(self) -> set[tuple[str, str, int]]:
        return {(stop.kind, stop.name, stop.row) for stop in self.unread()}

    # --- in words ---

    def words(self) -> str:
        """All that is unread, in a line; "" for nothing."""
        news = [one for stop in self.unread() for one in stop.news]
        return sentence(news, self._bridge, more=self.more) if news else ""

    def short_words(self) -> str:
        """The same for the status line: “3 changes by Maria”."""
        news = [one for stop in self.unread() for one in stop.news]
        if not news:
            return ""
        return tr("{changes} by {people}", changes=count_words(news, self.more),
                  people=people_words(news, self._bridge))

    def words_of(self, stop: Stop) -> str:
        """What was done there."""
        return sentence(stop.news, self._bridge)

    def people(self, stop: Stop | None = None) -> list[Person]:
        """Who did it, each once: at a place, or all that is unread."""
        everybody = self._bridge.session.catalogue.people()
        stops = [stop] if stop else self.unread()
        found = {everybody.one(one.coder): everybody.person(one.coder) for each in stops for one in each.news}
        return list(found.values())

    # --- the places ---

    def _arranged(self, news: list[News]) -> Iterator[Stop]:
        """The open article first, in the order of its text; then the library's order; then what is shared."""
        catalogue = self._bridge.session.catalogue
        by_place: dict[tuple[str, str], list[News]] = {}
        start: dict[str, int] = {}
        names = [one.entity for one in news if one.kind == "annotation"]
        if 0 < len(set(names)) <= _MOST:
            start = {found.id: found.start for found in catalogue.some_annotations(list(dict.fromkeys(names)))}
        of_article: dict[tuple[str, str], str] = {}
        for one in news:
            at = ("annotation", one.entity) if one.entity in start else _shared_place(one)
            by_place.setdefault(at, []).append(one)
            of_article[at] = article_of(one)
        articles = catalogue.library.in_order({name for name in of_article.values() if name})
        if self._bridge.article in articles:
            articles.remove(self._bridge.article)
            articles.insert(0, self._bridge.article)
        order = {name: at for at, name in enumerate(articles)}
        places = [(order.get(of_article[at], len(order)), start.get(at[1], -1), at) for at in by_place]
        for where, _, (kind, name) in sorted(places):
            lost = kind == "article" and where == len(order)  # it is told of, but leads nowhere
            yield Stop("gone" if lost else kind, name, tuple(by_place[kind, name]))


def _shared_place(one: News) -> tuple[str, str]:
    article = article_of(one)
    if article:
        return "article", article
    return (one.kind, one.entity) if one.kind in ("source", "codebook", "project") else ("gone", one.entity)
