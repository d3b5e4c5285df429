"""What the verdicts on suggestions teach this project: counted beside the window, and kept up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.corpus.change import Changed
from annotator.corpus.verdicts import Verdict, who_of
from annotator.drafting import Lessons
from annotator.finders import Suggestion

if TYPE_CHECKING:
    from annotator.project.catalogue import Catalogue
    from annotator.ui.bridge import Bridge

LEARN, LEARN_AGAIN = "count verdicts", "count verdicts again"

_FEW = 30
"""Articles whose verdicts are counted anew one by one; for more all of them are counted at the next opening."""


class Learning(QObject):
    """The project's lessons.

    Signals:
        learnt: others count now: scores are to be told anew.
    """

    learnt = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge, self._begun = bridge, False
        self.lessons = Lessons()

    def begin(self) -> None:
        """Count all verdicts of the project, once."""
        if not self._begun:
            self._begun = True
            self.lessons = Lessons()
            self._bridge.beside.begin(LEARN, self._bridge.session.catalogue.all_verdicts, self._count, urgency=1)

    def add(self, decided: Iterable[Suggestion], *, accepted: bool) -> None:
        """Count one's own verdicts, just stored."""
        article = self._bridge.article
        outlet = self._outlet(article)
        for each in decided:
            verdict = Verdict(each.kind, each.rule, who_of(self._bridge.text, each.chain), accepted)
            self.lessons.add(article, outlet, verdict)

    def _outlet(self, article: str) -> str:
        known = self._bridge.session.catalogue.article(article)
        return known.outlet if known else ""

    def _count(self, counted: list[tuple[str, str, Mapping[Verdict, int]]]) -> None:
        if isinstance(counted, list):
            news = [each for each in counted if each[2] or self.lessons.knows(each[0])]
            for each in news:
                self.lessons.put(*each)
            if news:
                self.learnt.emit()

    def follow(self, changed: Changed) -> None:
        """Somebody else's verdicts, or one's own undone: count those of the articles that are touched."""
        if not changed.kinds() & {"annotation", "dismissals", "article"}:
            return
        articles = sorted(changed.articles())
        if len(articles) > _FEW:
            self._begun = False
            return
        wanted = [(name, self._outlet(name)) for name in articles]
        self._bridge.beside.begin(LEARN_AGAIN + (articles[0] if articles else ""),
                                  partial(_recounted, self._bridge.session.catalogue, wanted), self._count, urgency=1)


def _recounted(catalogue: Catalogue, wanted: list[tuple[str, str]]) -> Iterator[object]:
    """On the other thread, which so holds nothing of Qt."""
    for name, outlet in wanted:
        yield [(name, outlet, catalogue.verdicts(name))]
