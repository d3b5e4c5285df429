"""The annotating loop through the real window: a key is pressed, the disk has it, the panels have painted it.

CPU milliseconds of the window's thread, off screen; the article has 4 KB and 60 annotations, with `--large` 1 MB and
50,000. The floor is the commit alone (`Session.do` of the same change).
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.actions import annotate, library
from annotator.corpus.article import Article, article_id
from annotator.corpus.change import ChangeSet
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session
from annotator.settings import home, load
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import apply_theme, load_theme

WORDS = "the harbour board said on Tuesday that seven of twelve ferries would stop for good and nobody was told".split()
KINDS = ("claim", "quote", "statistic")


def text_of(size: int) -> str:
    """About `size` characters of paragraphs."""
    draw, parts = random.Random(7), []
    while sum(map(len, parts)) < size:
        parts.append(" ".join(draw.choice(WORDS) for _ in range(70)).capitalize() + ".\n")
    return "".join(parts)


SIZE, COUNT, TIMES = (1_000_000, 50_000, 4) if "--large" in sys.argv else (4_000, 60, 20)
TEXTS = (text_of(SIZE), text_of(SIZE) + "More.\n")


def annotated(session: Session, text: str, count: int) -> str:
    """An article with `count` annotations."""
    name = article_id(text)
    session.do(library.bring_in([(Article(name, "A harbour"), text)]))
    draw, changes = random.Random(3), ChangeSet([])
    codebook = session.catalogue.codebook()
    for number in range(count):
        start = draw.randrange(len(text) - 130)
        _, made = annotate.mark(name, text, spans=[(start, start + draw.randrange(20, 120))],
                                kind=KINDS[number % 3], codebook=codebook)
        changes += made
    session.do(changes)
    return name


def milliseconds(step: object, *values: object) -> float:
    """CPU of this thread that one call takes."""
    began = time.thread_time()
    step(*values)  # type: ignore[operator]
    return 1000 * (time.thread_time() - began)


def main() -> None:
    """Print the table."""
    settings = load()
    with tempfile.TemporaryDirectory() as folder:
        path, codebook = Path(folder, "bench.annot"), default_codebook()
        large = ["--large"] if "--large" in sys.argv else []
        # In another process: to make a project loads more than to open it.
        subprocess.run([sys.executable, __file__, "--make", str(path), *large], check=True)
        app = QApplication([])
        theme = load_theme("light")
        apply_theme(app, theme)
        session = Session.open(path, Coder(settings.coder, settings.name), home=home())
        texts, names = TEXTS, [article_id(text) for text in TEXTS]
        window = MainWindow(session, theme, settings)
        window.show()
        window.furnish()
        app.processEvents()
        opened = [milliseconds(open_article, app, window, names[i % 2]) for i in range(TIMES)]
        window.bridge.show_article(names[0])
        marked, floor = [], []
        for number in range(30):
            start = 40 + 90 * number
            floor.append(milliseconds(session.do, annotate.mark(
                names[1], texts[1], spans=[(start, start + 30)], kind="claim", codebook=codebook)[1]))
            window.view.setFocus()
            window.view.select(start, start + 40)
            app.processEvents()
            marked.append(milliseconds(press, app, window))
            window.annotating.remove()  # so that there are as many each time
            app.processEvents()
        print(f"open {SIZE // 1000:,} KB with {COUNT:,} annotations             {show(opened)}")
        print(f"key 1 → stored, painted, source line ready   {show(marked)}   of which the commit {show(floor)} (≤ 8)")
        pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
        megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        print(f"memory in use                                {megabytes:6.0f} MB (≤ 120)")
        window.close()


def make(path: Path) -> None:
    """A project with the two articles."""
    settings = load()
    session = Session.create(path, Coder(settings.coder, settings.name), home=home(), codebook=default_codebook())
    for text in TEXTS:
        annotated(session, text, COUNT)
    session.exchange()
    session.close()


def open_article(app: QApplication, window: MainWindow, name: str) -> None:
    """Show an article and have everything painted."""
    window.bridge.show_article(name)
    app.processEvents()


def press(app: QApplication, window: MainWindow) -> None:
    """Mark the selection, and have everything painted."""
    QTest.keyClick(window.view, Qt.Key.Key_1)
    app.processEvents()


def show(values: list[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return f"{statistics.median(ordered):6.1f} ms (p95 {ordered[int(len(ordered) * 0.95)]:.1f})"


if __name__ == "__main__":
    make(Path(sys.argv[2])) if sys.argv[1:2] == ["--make"] else main()
