"""How fast the cards open, filter and follow, with 10,000 annotations in one article.

Run: `QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_panel`. Milliseconds of the window's thread (CPU), and the
ratio to the floor: a list of 10,000 plain strings, opened in the same run.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from annotator.corpus.annotation import Annotation, Attribution, Segment
from annotator.corpus.source import Source
from annotator.ui.models.card_delegate import CardDelegate
from annotator.ui.models.cards import ALL, INCOMPLETE, NEEDS_SOURCE, CardModel, Filter
from annotator.ui.theme import apply_theme, load_theme
from tests import builders

ROWS = 10_000
WORDS = "fewer than 1 percent of those asked said that the harbour tunnel had been worth its price so far "
KINDS = ("claim", "quote", "statistic")
ANNA = Source("anna", "Anna Berg")


def source(name: str | None) -> Source | None:
    return ANNA if name else None


def annotations() -> list[Annotation]:
    """Three kinds in turn, a third of them without a source."""
    length = len(WORDS)
    return [
        Annotation(f"a{n}", "article", KINDS[n % 3], (Segment("content", n * length, n * length + 20 + n % 60),),
                   () if n % 3 == 0 else (Attribution("anna"),), quantity={"value": str(n)} if n % 3 == 2 else {})
        for n in range(ROWS)
    ]


def view() -> QListView:
    """A list as the panel makes it."""
    made = QListView()
    made.setLayoutMode(QListView.LayoutMode.Batched)
    made.setBatchSize(60)
    made.resize(360, 760)
    return made


def cost(step: Callable[[], None], times: int = 9) -> float:
    """The median of several runs."""
    found = []
    for _ in range(times):
        began = time.process_time()
        step()
        found.append((time.process_time() - began) * 1000)
    return statistics.median(found)


def main() -> None:
    """Print one table."""
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        apply_theme(app, load_theme("light"))
    rows, text, book, theme = annotations(), WORDS * ROWS, builders.codebook(), load_theme("light")
    strings = [f"{a.id} {text[a.start:a.start + 40]}" for a in rows]
    kept: list[QListView] = []

    def bare() -> None:
        made = view()
        made.setModel(QStringListModel(strings, made))
        made.show()
        made.grab()
        kept.append(made)

    def ours() -> None:
        made = view()
        model = CardModel(source, made)
        model.show_annotations(rows, text, book)
        made.setModel(model)
        made.setItemDelegate(CardDelegate(theme, made))
        made.show()
        made.grab()
        kept.append(made)

    floor, opened = cost(bare), cost(ours)
    for each in kept:
        each.hide()
    model = CardModel(source)
    model.show_annotations(rows, text, book)
    made = view()
    made.setModel(model)
    made.setItemDelegate(CardDelegate(theme, made))
    made.show()
    wanted = iter([NEEDS_SOURCE, INCOMPLETE, Filter("quote"), ALL] * 3)

    def filtered() -> None:
        model.set_filter(next(wanted))
        made.grab()

    print(f"{ROWS:,} annotations; CPU ms")
    print(f"  open, first paint   bare {floor:6.2f}   ours {opened:6.2f}   ratio {opened / floor:5.2f}   ≤ 10 ms")
    print(f"  filter, painted                    ours {cost(filtered):6.2f}                 ≤ 15 ms")
    print(f"  counts of all filters              ours {cost(lambda: bool(model.counts())):6.2f}")
    print(f"  one annotation changed             ours {cost(lambda: model.show_annotations(rows, text, book)):6.2f}")


if __name__ == "__main__":
    main()
