"""How fast a search is among ten thousand articles, and what the index costs.

Run: `python -m tests.bench.bench_search [--articles 10000]`.

First page: what is typed → understood, looked up, put into library order, filtered, and the first hits with their
surroundings, as the window reads them, by `HitModel`. First, longest, all: of the slices of 8 ms in which it reads on,
until all hits are listed, at most 10,000. Floor: SQLite's bare MATCH, all row numbers fetched, in the same run. CPU
milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.actions import library
from annotator.corpus.article import Article
from annotator.corpus.change import ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.query import understand
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.project.search import Filters, Search
from annotator.session import Session
from annotator.ui.models.hits import HitModel

CODER = Coder("c0de0000-0000-7000-8000-000000000001", "Bench")
SYLLABLES = ("ba co di fu ge han kor lem mi nas or pel qua ri son tra um vel wis yo").split()
PAGE, SLICE = 40, 8.0
"""Hits that a first page has; milliseconds that the window reads at once."""

SEARCHES = (
    ("a word in most articles", "{common}", {}),
    ("a word in some articles", "{some}", {}),
    ("a rare word", "{rare}", {}),
    ("a phrase of common words", '"{common} {common2}"', {}),
    ("a rare phrase of common words", '"{often} {often2}"', {}),
    ("two words, one excluded", "{some} {common} -{common2}", {}),
    ("the beginning of words", "ba*", {}),
    ("alternatives", "{common} OR {some}", {}),
    ("with outlet and dates", "{common}", {"outlet": "Paper 3", "since": "2025-02", "until": "2025-03-14"}),
    ("with one's own status", "{common}", {"status": "todo"}),
)


def vocabulary(size: int = 30_000) -> list[str]:
    """Words that nobody has written, each once."""
    rng, found = random.Random(3), dict[str, None]()
    while len(found) < size:
        found["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4)))] = None
    return list(found)


def articles(number: int, words: list[str]) -> Iterator[ChangeSet]:
    """Articles of some 4 KB; how often a word stands in them falls with its rank, as in real texts."""
    rng = random.Random(7)
    weights = [1 / (rank + 2) for rank in range(len(words))]
    for n in range(number):
        text = " ".join(rng.choices(words, weights, k=700))
        article = Article(new_id(), f"Article {n}", f"Paper {n % 10}",
                          published=f"2025-{n % 12 + 1:02}-{n % 27 + 1:02}")
        yield library.bring_in([(article, text)])


def measured(step: Callable[[], Any], repeats: int = 7) -> float:
    """Milliseconds, the median of some calls."""
    found = []
    for _ in range(repeats):
        begun = time.process_time()
        step()
        found.append((time.process_time() - begun) * 1000)
    return statistics.median(found)


def read(model: HitModel, typed: str, filters: Filters, most: int) -> None:
    """Search until there are so many hits, or no more."""
    model.begin(understand(typed), filters)
    while model.hits < most and model.work(0.5):
        pass


def slices(model: HitModel, typed: str, filters: Filters) -> Iterator[float]:
    """What the window does at once, until there are no more hits: CPU milliseconds of each slice."""
    begun, more = time.process_time(), True
    model.begin(understand(typed), filters)
    while more:
        more = model.work(SLICE)
        yield 1000 * (time.process_time() - begun)
        begun = time.process_time()


def main() -> None:
    """Measure and print the table."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--articles", type=int, default=10_000)
    number = words.parse_args().articles
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        session = Session.create(folder / "bench.annot", CODER, home=folder, codebook=default_codebook())
        known = vocabulary()
        begun = time.process_time()
        session.do(articles(number, known))
        storing = time.process_time() - begun
        search = session.search
        steps, begun = [], time.process_time()
        more = True
        while more:
            start = time.process_time()
            more = search.index.step()
            steps.append((time.process_time() - start) * 1000)
        indexing = time.process_time() - begun
        print(f"{number:,} articles: stored in {storing:.1f} CPU s (with making them up); indexed beside the work in "
              f"{indexing:.1f} CPU s, {len(steps)} steps, median {statistics.median(steps):.1f} ms, longest "
              f"{max(steps):.0f} ms\n")
        print(f"{'library order, the first time':34}{measured(search.order, 1):8.1f} ms")
        print(f"{'library order, after a change':34}{measured(partial(anew, search)):8.1f} ms")
        print(f"{'':34}{'page ms':>8}{'first':>8}{'longest':>9}{'all':>8}{'MATCH ms':>10}{'ratio':>7}   bar ≤ 20 ms")
        names = {"common": known[0], "common2": known[1], "often": known[60], "often2": known[80], "some": known[400],
                 "rare": known[20_000]}
        for what, typed, narrowed in SEARCHES:
            show(search, what, typed.format(**names), Filters(**narrowed))
        session.close()


def anew(search: Search) -> None:
    """The order, when an article has come, gone or moved."""
    search.forget(("article",))
    search.order()


def show(search: Search, what: str, typed: str, filters: Filters) -> None:
    """One line of the table: the first page beside the bare MATCH of the same words."""
    query, model = understand(typed), HitModel(search, default_codebook())
    page = measured(lambda: read(model, typed, filters, PAGE))
    bare = measured(lambda: search._rows(query, rough=False))
    whole = list(slices(model, typed, filters))
    print(f"{what:34}{page:8.1f}{whole[0]:8.1f}{max(whole):9.1f}{sum(whole):8.0f}{bare:10.1f}{page / bare:7.1f}"
          f"   {model.total()}")


if __name__ == "__main__":
    main()
