"""How long the window stands still when 10,000 cards are selected and changed together, and what the counts cost.

Run: `QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_many`. Milliseconds of CPU time.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_HOME", tempfile.mkdtemp())

from PySide6.QtWidgets import QApplication

from annotator.actions import annotate, library
from annotator.corpus.article import Article, article_id
from annotator.corpus.ids import pack
from annotator.project import needs
from annotator.project.progress import progress
from annotator.session import Session
from annotator.ui.widgets.many_form import ManyForm
from tests import builders

ROWS, ARTICLES, EACH = 10_000, 10_000, 10
TEXT = "The harbour fee rose again in spring, the port board said on Monday. "


def cost(step: Callable[[], object]) -> float:
    """Once, in milliseconds."""
    began = time.process_time()
    step()
    return (time.process_time() - began) * 1000


def marked(session: Session, article: str, text: str, count: int) -> None:
    """Annotations of two kinds in turn."""
    book = session.catalogue.codebook()
    session.do(annotate.mark(article, text, spans=[(n * 20, n * 20 + 15)], kind=("claim", "quote")[n % 2],
                             codebook=book)[1] for n in range(count))


def large_project(session: Session) -> None:
    """Many articles with a few annotations each."""
    made = [Article(article_id(f"{n} {TEXT}"), f"Article {n}") for n in range(ARTICLES)]
    session.do(library.bring_in([(article, f"{n} {TEXT}")]) for n, article in enumerate(made))
    book = session.catalogue.codebook()
    session.do(annotate.mark(article.id, TEXT, spans=[(k * 3, k * 3 + 2)], kind=("claim", "quote")[k % 2],
                             codebook=book)[1] for article in made for k in range(EACH))


class Window:
    """The longest time between two looks at the window."""

    def __init__(self) -> None:
        self.last, self.longest = time.process_time(), 0.0

    def look(self) -> None:
        """The window lived just now."""
        now = time.process_time()
        self.longest, self.last = max(self.longest, now - self.last), now


def many_cards() -> None:
    """Select, choose, store."""
    from annotator.ui.panels.annotation_panel import AnnotationPanel

    session = builders.project(Path(tempfile.mkdtemp()))
    text = TEXT * (ROWS * 20 // len(TEXT) + 1)
    article = builders.article(session, text)
    marked(session, article, text, ROWS)
    bridge = builders.bridge(session, article=article)
    panel = AnnotationPanel(bridge)
    panel.resize(360, 760)
    panel.show()
    QApplication.processEvents()
    print(f"{ROWS:,} cards")
    print(f"  select all        {cost(panel.cards.select_all):8.1f}")
    form = panel.many
    assert isinstance(form, ManyForm)
    print(f"  read them again   {cost(form.refresh):8.1f}")
    print(f"  choose an answer  {cost(lambda: form._set_attribute('claim_type', 'causal')):8.1f}")
    window, live = Window(), form._live

    def look(done: int) -> None:
        window.look()
        live(done)

    form._live = look  # type: ignore[method-assign]
    window.last = time.process_time()
    whole = cost(form._do)
    print(f"  store {ROWS // 2:,}       {whole:8.1f}   longest between two looks {window.longest * 1000:.1f}, "
          f"reading and painting after it {(time.process_time() - window.last) * 1000:.1f}")


def counts() -> None:
    """The library's counts, the walk, progress."""
    session = builders.project(Path(tempfile.mkdtemp()))
    large_project(session)
    catalogue = session.catalogue
    ids = catalogue.article_ids()
    print(f"{ARTICLES:,} articles with {EACH} annotations each")
    page = [pack(name) for name in ids[:1_000]]
    print(f"  what a thousand of them need, counted {cost(lambda: needs.counts(catalogue, page)):8.1f}")
    print(f"  the next that needs one     {cost(lambda: needs.first_open(catalogue, ids)):8.1f}")
    print(f"  none does, all are asked    "
          f"{cost(lambda: needs.first_open(catalogue, ids, source=False, answers=False)):8.1f}")
    print(f"  progress (other thread)     {cost(lambda: progress(catalogue, session.coder.id)):8.1f}")


if __name__ == "__main__":
    application = QApplication.instance() or QApplication([])
    many_cards()
    counts()
