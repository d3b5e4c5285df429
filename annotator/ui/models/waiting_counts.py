"""How many suggestions wait in the articles that the library shows: counted beside the window, and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from annotator.corpus.change import Changed
from annotator.corpus.team import Shelf
from annotator.drafting import Ground, Sieve, proposed
from annotator.finders.preparing import preparing
from annotator.ui.bridge import Bridge

COUNT = "count suggestions"

LONGEST, MOST = 100_000, 1_000
"""Code points, and annotations, above which an article is not counted before it is opened."""

_PAUSE = 400
"""Milliseconds after rows have come into sight before they are counted: one may be scrolling past them."""

_AT_ONCE = 40
"""Rows in sight; who has scrolled on wants those no more that came before."""

_KEPT = 20_000


class WaitingCounts(QObject):
    """Counts of those articles that somebody looks at, one after the other; a change of an article forgets its count.

    Signals:
        counted: a count is known that was not.
    """

    counted = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._counts: dict[str, int] = {}
        self._wanted: list[str] = []
        self._at = ""
        self._least = bridge.settings.least_score
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._go_on)
        bridge.changed.connect(self._forget)
        bridge.settings_changed.connect(self._look_again)
        bridge.suggestions.switched.connect(self._forget_all)
        bridge.suggestions.listed.connect(self.counted)
        bridge.suggestions.gone.connect(self._tell)
        bridge.outlets_read.connect(self._count_again)

    def of(self, shelf: Shelf) -> int:
        """How many wait, 0 while that is not known; who asks for an unknown one sees it a moment later.

        An article that one is done with has nothing waiting.
        """
        suggestions = self._bridge.suggestions
        if not suggestions.is_on or shelf.mine in ("done", "skipped") or not shelf.id:
            return 0
        if shelf.id == self._bridge.article:
            return suggestions.counts()[""]
        if shelf.id in self._counts:
            return self._counts[shelf.id]
        if shelf.characters <= LONGEST and shelf.annotations <= MOST and shelf.id not in self._wanted:
            self._wanted = [*self._wanted[-_AT_ONCE:], shelf.id]
            if not self._at:
                self._pause.start()
        return 0

    @Slot()
    def _go_on(self) -> None:
        """Count the next one: the facts are read here, which takes a millisecond, the rest is done beside."""
        if self._at or not self._wanted or not self._bridge.suggestions.is_on:
            return
        article, drafts = self._wanted.pop(0), self._bridge.suggestions.drafts
        ground = drafts.ground(article)
        if ground is None:
            self._pause.start()
            return
        lessons = self._bridge.suggestions.learning.lessons
        sieve = drafts.sieve(article, least=self._least / 100, lessons=lessons, text=ground.text)
        self._at = article
        self._bridge.beside.begin(COUNT, partial(_steps, ground, sieve), partial(self._keep, article))

    def _keep(self, article: str, count: object) -> None:
        if not isValid(self):
            return  # the list is gone, the window is not
        if article == self._at and isinstance(count, int):
            if len(self._counts) >= _KEPT:
                self._counts.clear()
            self._counts[article] = count
            self.counted.emit()
        self._at = ""
        self._go_on()

    @Slot(object)
    def _forget(self, changed: Changed) -> None:
        if changed.kinds() & {"codebook", "project"}:
            self._forget_all()
            return
        for article in changed.articles():
            self._counts.pop(article, None)
            if article == self._at:  # what is being counted has heard nothing of it
                self._bridge.beside.leave(COUNT)
                self._at = ""
                self._pause.start()

    @Slot()
    def _forget_all(self) -> None:
        self._bridge.beside.leave(COUNT)
        self._counts.clear()
        self._wanted, self._at = [], ""
        self.counted.emit()

    @Slot()
    def _count_again(self) -> None:
        """More is known of what outlets repeat; what was counted last stands until it is counted anew."""
        self._wanted = list(self._counts)[-_AT_ONCE:]
        self._counts = {article: self._counts[article] for article in self._wanted}
        self._pause.start()

    @Slot(object)
    def _look_again(self, _settings: object) -> None:
        if self._least != self._bridge.settings.least_score:
            self._least = self._bridge.settings.least_score
            self._forget_all()

    @Slot(object)
    def _tell(self, _gone: object) -> None:
        self.counted.emit()


def _steps(ground: Ground, sieve: Sieve) -> Iterator[object]:
    count = 0
    yield from sieve.prepare()
    yield from preparing(ground.language)
    for found in proposed(ground):
        count += len(sieve.left(found))
        yield None
    yield count
