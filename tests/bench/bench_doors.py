"""How fast articles come in and datasets go out, and how long the window stands still meanwhile.

Run: `QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_doors`. CPU time of all threads, unless it says otherwise.
The stall is the longest time between two looks of a timer at the window: by the clock, and by the window thread's own
CPU time, which others on the machine do not lengthen.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_HOME", tempfile.mkdtemp())

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator import formats
from annotator.actions import annotate
from annotator.session import Session
from annotator.ui.bridge import Bridge
from annotator.ui.collecting import collect_here
from annotator.ui.dialogs.import_review import Import, ImportReview, import_paths
from annotator.ui.main_window import MainWindow
from tests import builders
from tests.shared import ROOT

PLAIN, PAGES, ROWS = 1_500, 24, 10_000
DOCUMENTS, SPANS = 300, 84
ARTICLES, EACH = 500, 200
CARRIED, LONG = 5_000, 1_000_000
SENTENCE = "The harbour fee rose by {} percent in spring, the port board said on Monday, and nobody spoke against it. "


class Window(QObject):
    """Looks every few milliseconds whether the event loop still turns."""

    def __init__(self) -> None:
        super().__init__()
        self.wall = self.own = 0.0
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self.look)

    def __enter__(self) -> Window:
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.look()
        self._timer.stop()

    def look(self) -> None:
        """The loop turned."""
        now = time.perf_counter(), time.thread_time()
        self.wall, self.own = max(self.wall, now[0] - self._last[0]), max(self.own, now[1] - self._last[1])
        self._last = now

    def words(self) -> str:
        """“stall 12 ms of its own, 31 by the clock”."""
        return f"stall {self.own * 1000:.0f} ms of its own, {self.wall * 1000:.0f} by the clock"


def until(done: Callable[[], object]) -> None:
    """Let the window live until it is so."""
    while not done():
        QApplication.processEvents()
        time.sleep(0.0005)


def say(what: str, figure: str, bar: str = "") -> None:
    print(f"{what:<52} {figure}" + (f"   (bar {bar})" if bar else ""), flush=True)


def text(number: int, sentences: int = 30) -> str:
    """About 3 KB that no other article has."""
    return f"Article {number}\n\n" + "".join(SENTENCE.format(number * 31 + at) for at in range(sentences))


def came(bridge: Bridge, window: QWidget, paths: list[Path]) -> tuple[float, Window]:
    """Import through the review table; CPU seconds from the choice of files until all is stored."""
    articles = bridge.session.catalogue.library.count
    before, began = articles(), time.process_time()
    with Window() as watched:
        running: Import = import_paths(bridge, paths, window)
        until(lambda: window.findChild(ImportReview) is not None or articles() > before)
        dialog = window.findChild(ImportReview)
        if dialog is not None:
            until(lambda: not dialog.offer.busy)
            dialog.accept_button.click()
            until(lambda: articles() > before)
        del running
        for _ in range(20):
            QApplication.processEvents()
    return time.process_time() - began, watched


def opened() -> tuple[Session, MainWindow]:
    """A new project in its window."""
    bridge = builders.bridge(builders.project(Path(tempfile.mkdtemp())))
    window = MainWindow(bridge.session, bridge.theme, bridge.settings)
    window.resize(1366, 768)
    window.show()
    window.furnish()
    QApplication.processEvents()
    return bridge.session, window


def plain() -> None:
    """Text files."""
    folder = Path(tempfile.mkdtemp())
    for number in range(PLAIN):
        (folder / f"{number}.txt").write_text(text(number))
    _, window = opened()
    spent, watched = came(window.bridge, window, [folder])
    say(f"{PLAIN:,} plain articles", f"{PLAIN / spent:,.0f} a second; {watched.words()}", "300; 60 ms")
    window.close()


def pages() -> None:
    """Web pages."""
    folder = Path(tempfile.mkdtemp())
    source = (ROOT / "tests" / "golden" / "in" / "page.html").read_text("utf-8")
    for number in range(PAGES):
        more = "".join(f"<p>{SENTENCE.format(number * 97 + at)}</p>" for at in range(40))
        menu = "".join(f"<li><a href='/{at}'>Section {at}</a></li>" for at in range(150))
        page = source.replace("<body>", f"<body><nav><ul>{menu}</ul></nav>", 1)
        page = page.replace("</article>", f"{more}</article>")
        (folder / f"{number}.html").write_text(page, "utf-8")
    _, window = opened()
    spent, watched = came(window.bridge, window, [folder])
    say(f"{PAGES} web pages of {len(page) // 1000} KB", f"{PAGES / spent:,.1f} a second; {watched.words()}", "8; 60 ms")
    window.close()


def table() -> None:
    """A table of articles."""
    file = Path(tempfile.mkdtemp()) / "articles.csv"
    rows = "".join(f"\"Title {n}\",Courier,2026-03-01,\"{text(n, 8)}\"\n" for n in range(ROWS))
    file.write_text("Headline,Paper,Day,Body\n" + rows)
    _, window = opened()
    spent, watched = came(window.bridge, window, [file])
    say(f"a table of {ROWS:,} rows", f"{spent:.2f} s; {watched.words()}", "3 s; 60 ms")
    window.close()


def brat() -> None:
    """A corpus of another tool."""
    folder = Path(tempfile.mkdtemp())
    for number in range(DOCUMENTS):
        words = text(number, SPANS)
        (folder / f"{number}.txt").write_text(words)
        spans = [(20 + at * 90, 40 + at * 90) for at in range(SPANS)]
        (folder / f"{number}.ann").write_text("".join(
            f"T{at + 1}\tCLAIM {start} {end}\t{words[start:end]}\n" for at, (start, end) in enumerate(spans)))
    session, window = opened()
    spent, watched = came(window.bridge, window, [folder])
    many = sum(session.catalogue.counts()["annotations"].values())
    say(f"brat, {DOCUMENTS} documents, {many:,} spans", f"{spent:.2f} s; {watched.words()}", "5 s; 60 ms")
    window.close()


def export() -> None:
    """The dataset out, against json.dumps of the same facts."""
    session = builders.project(Path(tempfile.mkdtemp()))
    folder = Path(tempfile.mkdtemp())
    for number in range(ARTICLES):
        words = text(number, 60)
        article = builders.article(session, words)
        session.do(annotate.mark(article, words, spans=[(at * 25, at * 25 + 20)], kind="claim",
                                 codebook=session.catalogue.codebook())[1] for at in range(EACH))
    formats.export("dataset", session.catalogue, folder / "warm.json")
    gc.collect()
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    formats.export("dataset", session.catalogue, folder / "out.json")
    spent, after = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    decoded = msgspec.json.decode((folder / "out.json").read_bytes())
    began = time.process_time()
    (folder / "alone.json").write_text(json.dumps(decoded, ensure_ascii=False, indent=1))
    alone = time.process_time() - began
    began = time.process_time()
    json.dumps(decoded, ensure_ascii=False)
    unspaced = time.process_time() - began
    size = (folder / "out.json").stat().st_size / 1e6
    say(f"dataset of {ARTICLES * EACH:,} annotations, {size:.0f} MB", f"{spent:.2f} s; json.dumps of the same bytes"
        f" {alone:.2f} s: {spent / alone:.1f} times (without indent {unspaced:.2f} s);"
        f" {(after - before) / 1000:+.0f} MB at the peak", "2 times")
    session.close()


def carry() -> None:
    """A corrected version of a long article."""
    folder, lines = Path(tempfile.mkdtemp()), list[str]()
    while sum(map(len, lines)) < LONG:
        lines.append(SENTENCE.format(len(lines)) + ("\n" if len(lines) % 5 == 0 else ""))
    head = "---\ntitle: The long story of it\nurl: https://paper.example/long\n---\n"
    (folder / "old.md").write_text(head + "".join(lines))
    changed = ["Correction: they did not. " if at % 200 == 0 else line.replace("Monday", "Friday") if at % 50 == 0
               else line for at, line in enumerate(lines)]
    (folder / "new.md").write_text(head + "".join(changed))
    session, window = opened()
    came(window.bridge, window, [folder / "old.md"])
    (old,) = session.catalogue.article_ids()
    words = session.catalogue.text(old)
    session.do(annotate.mark(old, words, spans=[(at * 190, at * 190 + 60)], kind="claim",
                             codebook=session.catalogue.codebook())[1] for at in range(CARRIED))
    for _ in range(400):  # five thousand cards come in by and by
        QApplication.processEvents()
        time.sleep(0.002)
    spent, watched = came(window.bridge, window, [folder / "new.md"])
    (new,) = session.catalogue.newer().values()
    many = len(session.catalogue.annotations(new))
    say(f"{many:,} of {CARRIED:,} carried over, 1 MB", f"{spent:.2f} s; {watched.words()}", "60 ms")
    window.close()


if __name__ == "__main__":
    app = QApplication.instance() or QApplication([])
    collect_here()
    parts = {"plain": plain, "pages": pages, "table": table, "brat": brat, "export": export, "carry": carry}
    for name, part in parts.items():
        if not (chosen := [word for word in sys.argv[1:] if not word.startswith("-")]) or name in chosen:
            part()
