"""A large project through the real window: what opening, the library, sources and one annotation cost, and the memory.

CPU milliseconds of the window's thread, off screen, the worst of a few where a person would notice the worst. The
ordinary run measures 1,000 articles with 10,000 annotations; `--large` 100,000 with 1,000,000 annotations and 10,000
sources, made once and kept in the folder for temporary files.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.session import Session
from annotator.settings import load
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import apply_theme, load_theme
from tests.bench.large_project import MARA, large_project

ORDINARY, LARGE = 1_000, 100_000
LETTERS = ("a", "an", "ann", "dahl", "b 12", "zz")
WORDS = ("h", "ha", "harbour", "harbour echo", "anna dahl", "nothing has this")


def spent(step: Callable[[], object]) -> float:
    """CPU milliseconds of this thread that a step takes."""
    begun = time.thread_time()
    step()
    return 1000 * (time.thread_time() - begun)


def say(what: str, figure: float, bar: float | None = None, unit: str = "ms") -> None:
    """One line of the table."""
    bound = "" if bar is None else f"   bar {bar:g}{'' if figure <= bar else '   MISSED'}"
    print(f"{what:<58}{figure:>9.1f} {unit}{bound}", flush=True)


def memory() -> float:
    """Megabytes in use now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Measure:
    """One window on a project."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication([])
        self.theme = load_theme("light")
        apply_theme(self.app, self.theme)
        self.folder = folder

    def painted(self, step: Callable[[], object]) -> Callable[[], None]:
        """The step, and all that it has painted."""
        def whole() -> None:
            step()
            self.app.processEvents()
        return whole

    def open(self) -> None:
        """From the file to a window that can be worked in."""
        begun, by_the_clock = time.thread_time(), time.perf_counter()
        say("Session.open", spent(self._open_session))
        say("window, first paint", spent(self._show))
        say("library, panels, menus", spent(self.painted(self.window.furnish)))
        say("opened: all of it", 1000 * (time.thread_time() - begun), 1000)
        say("opened: all of it, by the clock (others work, too)", 1000 * (time.perf_counter() - by_the_clock))
        say("memory then", memory(), unit="MB")

    def _open_session(self) -> None:
        self.session = Session.open(self.folder / "corpus.annot", MARA, home=self.folder / "home")

    def _show(self) -> None:
        self.window = MainWindow(self.session, self.theme, load())
        self.window.show()
        self.window.grab()

    def library(self) -> None:
        """Filters, letters, scrolling."""
        library = self.window.library
        assert library is not None
        slices = [0.0]
        while library.model.place(self.window.bridge.article) == (0, 0):
            slices.append(spent(self.app.processEvents))
        say("looked through, after that", sum(slices))
        say("the longest step of it", max(slices), 60)
        for name in ("todo", "done", "needs_source", "all"):
            say(f"filter: {name}", spent(self.painted(partial(library.show_filter, name))), 100)

        searched = [list(self.searched(words)) for words in WORDS]
        say("search the library, the worst step", max(map(max, searched)), 100)
        say("search the library, the worst letter until it is listed", max(map(sum, searched)))
        list(self.searched(""))
        bar = library.list.verticalScrollBar()
        places = [bar.maximum() * part // 40 for part in range(41)]
        say("scroll to anywhere, the worst", max(spent(self.painted(partial(bar.setValue, p))) for p in places), 100)
        say("wheel, the worst notch", max(
            spent(self.painted(partial(bar.setValue, 5_000 + 60 * notch))) for notch in range(80)), 100)
        some = [library.model.shelf(library.model.rowCount() * part // 12).id for part in range(12)]
        say("open an article, the worst", max(
            spent(self.painted(partial(self.window.bridge.show_article, name))) for name in some), 100)
        say("the next article, the worst", max(
            spent(self.painted(partial(library.next_article, 1))) for _ in range(12)), 100)

    def searched(self, text: str) -> Iterator[float]:
        """What the steps cost until what fits is listed and painted."""
        library = self.window.library
        assert library is not None
        library.search.setText(text)
        library._waiting.stop()
        yield spent(self.painted(library._search))
        while library.model.is_looking:
            yield spent(self.app.processEvents)

    def work(self) -> None:
        """A key is pressed, the disk has it, everything has been painted."""
        window = self.window
        costs, undone = [], []
        for number in range(12):
            window.view.setFocus()
            window.view.select(10 + 40 * number, 45 + 40 * number)
            self.app.processEvents()
            costs.append(spent(self.painted(partial(QTest.keyClick, window.view, Qt.Key.Key_1))))
        say("key 1 → stored and painted, the first since the start", costs[0])
        say("key 1 → stored and painted, the worst of 11 more", max(costs[1:]), 60)
        say("key 1 → stored and painted, as a rule", sorted(costs)[len(costs) // 2])
        for _ in range(6):
            undone.append(spent(self.painted(window.bridge.undo)))
        say("undo, the worst", max(undone), 60)
        done = window.handlers.articles.toggle_done
        marked = [spent(self.painted(done)) for _ in range(6)]
        say("mark an article done, the worst", max(marked), 60)
        say("what undo says in the menu", spent(self.session.undo_label))

    def sources(self) -> None:
        """The source line and the sources' tab."""
        window, bridge = self.window, self.window.bridge
        annotation = bridge.annotations()[0]
        bridge.focus(annotation.id)
        say("guess the source, the first time", spent(partial(bridge.likely_source, annotation)), 60)
        say("guess the source", spent(partial(bridge.likely_source, annotation)), 15)
        say("source line: the first letter ever", spent(partial(bridge.matches, "q", annotation)), 60)
        for typed in LETTERS:
            say(f"source line: “{typed}”", spent(partial(bridge.matches, typed, annotation)), 15)
        say("memory after all that", memory(), unit="MB")
        assert window.panel is not None
        say("sources tab, the first time", spent(self.painted(partial(window.panel.show_tab, "sources"))), 100)
        say("sources tab, again", spent(self.painted(partial(window.panel.show_tab, "sources"))), 100)
        say("memory then", memory(), unit="MB")

    def rest(self) -> None:
        """What is asked now and then."""
        say("info", spent(self.session.catalogue.counts))
        say("how many are to settle", spent(self.session.catalogue.to_settle), 5)
        say("palette", spent(self.painted(self.window.handlers.finding.show_palette)), 100)
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window:
                widget.close()
        say("exchange with nothing new: the first, pages checked", spent(self.session.exchange))
        say("exchange with nothing new", spent(self.session.exchange), 5)
        say("memory at its highest", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, unit="MB")


def main() -> None:
    """Print the table, of one process for each size."""
    if sys.argv[1:2] == ["--measure"]:
        measure = Measure(large_project(int(sys.argv[2])))
        for step in (measure.open, measure.library, measure.work, measure.sources, measure.rest):
            step()
        os._exit(0)
    for articles in (ORDINARY, LARGE) if "--large" in sys.argv[1:] else (ORDINARY,):
        subprocess.run([sys.executable, __file__, "--make", str(articles)], check=True)
        print(f"\n{articles:,} articles, {10 * articles:,} annotations, {articles // 10:,} sources")
        subprocess.run([sys.executable, __file__, "--measure", str(articles)], check=True)


if __name__ == "__main__":
    large_project(int(sys.argv[2])) if sys.argv[1:2] == ["--make"] else main()
