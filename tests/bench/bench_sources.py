"""The Sources tab: a card of 20,000 attributions, and what may be the same among 10,000 sources.

CPU milliseconds of the thread that does it, medians: the window's for the card, its own for the look-alikes.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from annotator.actions import annotate, library
from annotator.corpus.annotation import Attribution
from annotator.corpus.article import Article, article_id
from annotator.corpus.change import ChangeSet
from annotator.corpus.likeness import alike
from annotator.corpus.source import Source
from annotator.session import Session
from annotator.ui.models.behind import Shown
from annotator.ui.panels.sources_panel import SourcesPanel
from annotator.ui.theme import apply_theme, load_theme
from tests import builders

ARTICLES, EACH, SOURCES = 500, 40, 10_000
SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so".split()
BODIES = ("Institute", "Ministry", "Council", "Union")


def median(step: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of this thread that a step takes, as a rule."""
    found = []
    for _ in range(times):
        begun = time.thread_time()
        step()
        found.append((time.thread_time() - begun) * 1000)
    return statistics.median(found)


def crowd() -> list[Source]:
    """People with 300 first names and 5,000 surnames, every fourth one an organisation."""
    chance = random.Random(1)

    def word(least: int, most: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(least, most))).capitalize()

    first, last = [word(2, 3) for _ in range(300)], [word(2, 4) for _ in range(5_000)]
    return [Source(f"{n:06}", f"{chance.choice(first)} {chance.choice(last)}") if n % 4 else
            Source(f"{n:06}", f"{word(3, 3)} {chance.choice(BODIES)} of {word(3, 3)}", "organisation")
            for n in range(SOURCES)]


def fill(session: Session) -> str:
    """One source that says 40 things in each of 500 articles; gives its id."""
    berg, book = builders.source(session, "Anna Berg"), session.catalogue.codebook()
    texts = ["\n".join(f"Sentence {n} of article {at} speaks of the harbour." for n in range(60))
             for at in range(ARTICLES)]
    names = [article_id(text, url=str(at)) for at, text in enumerate(texts)]
    session.do(library.bring_in((Article(name, f"Article {at}", outlet=f"Outlet {at % 30}"), text)
                                for at, (name, text) in enumerate(zip(names, texts, strict=True))))

    def parts() -> Iterator[ChangeSet]:
        for name, text in zip(names, texts, strict=True):
            places = [text.index(f"Sentence {n} of") for n in range(EACH)]
            yield ChangeSet([change for at, start in enumerate(places) for change in annotate.mark(
                name, text, spans=[(start, start + 30)], kind=("claim", "quote")[at % 2], codebook=book,
                chain=(Attribution(berg.id),))[1].changes])

    session.do(parts())
    return berg.id


def main() -> None:
    """Print one table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, load_theme("light"))
    known = crowd()
    print(f"{SOURCES:,} sources, what may be the same        {median(lambda: alike(known), 3):8.1f}   bar 1000")
    with tempfile.TemporaryDirectory() as folder:
        session = builders.project(Path(folder))
        berg = fill(session)
        panel = SourcesPanel(builders.bridge(session))
        panel.resize(360, 640)
        panel.show()
        app.processEvents()

        def opened() -> None:
            panel.show_source(berg)
            app.processEvents()
            assert panel.behind.count == ARTICLES * EACH
            panel._go_back()

        def filtered() -> None:
            panel.card.says.show_only(Shown(kind="quote"))
            app.processEvents()

        print(f"{ARTICLES * EACH:,} attributions, its card opens     {median(opened):8.1f}   bar 100")
        panel.show_source(berg)
        print(f"{ARTICLES * EACH:,} attributions, filtered by kind   {median(filtered):8.1f}")
        session.close()


if __name__ == "__main__":
    main()
