"""The project file at work: a commit against bare rows, exchanges, bytes, and what it costs to do nothing.

Each line: the floor, the figure, the bar. Medians of milliseconds by the clock where a person waits for the disk, floor
and figure turn by turn, so that whatever else the machine does slows down both; where it says CPU, of this process.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.actions import annotate, library
from annotator.corpus.annotation import Attribution
from annotator.corpus.article import Article, article_id
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session

SENTENCE = "“Are we too tolerant?” Anna Berg asked. “At some point the burden has to be shared by everyone we know.”\n"
TEXT = SENTENCE * 40
ROUNDS = 200
IDLE = 20
"""Seconds that the exchange thread is watched while nothing happens."""
MARA, MARIA = Coder(new_id(), "Mara"), Coder(new_id(), "Maria")
ANNA, POLITICO = new_id(), new_id()

HELD, PAUSE = 30, 0.25
"""Seconds that the file is locked, and between the annotations that are made meanwhile."""

HOLD = f"""
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep({HELD})
"""


def spent(step: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that a step takes, once: by the clock, and of CPU."""
    begun = time.perf_counter(), time.thread_time()
    step()
    return (time.perf_counter() - begun[0]) * 1000, (time.thread_time() - begun[1]) * 1000


def median(found: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """What it is as a rule: by the clock, and of CPU."""
    clock, cpu = zip(*found, strict=True)
    return statistics.median(clock), statistics.median(cpu)


def report(what: str, figure: float, unit: str, bar: float | None = None, *, floor: str = "") -> bool:
    """Print a line; says whether it is within its bar."""
    kept = bar is None or figure <= bar
    bound = "" if bar is None else f"   bar {bar:g}{'' if kept else '   MISSED'}"
    print(f"{what:<62}{floor:>16}{figure:>10.2f} {unit:<3}{bound}", flush=True)
    return kept


def annotation(session: Session, article: str) -> None:
    """An annotation of two segments and a chain of two."""
    chain = (Attribution(ANNA), Attribution(POLITICO, "reporter"))
    session.do(annotate.mark(article, TEXT, spans=[(0, 22), (51, 108)], kind="quote",
                             codebook=session.catalogue.codebook(), chain=chain)[1])


def bare_commit(folder: Path, journal_mode: str) -> Callable[[], object]:
    """Two rows into two tables of an SQLite file, in the replica's journal mode."""
    db = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    db.execute(f"PRAGMA journal_mode={journal_mode}").fetchall()
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute("CREATE TABLE one(id BLOB PRIMARY KEY, said TEXT)")
    db.execute("CREATE TABLE other(id BLOB PRIMARY KEY, said TEXT)")

    def step() -> None:
        name = os.urandom(16)
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO one VALUES(?,?)", (name, "x" * 200))
        db.execute("INSERT INTO other VALUES(?,?)", (name, "x" * 200))
        db.execute("COMMIT")
    return step


def main() -> int:
    """Measure; returns how many bars were missed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        session = Session.create(folder / "corpus.annot", MARA, home=folder / "home", codebook=default_codebook())
        article = Article(article_id(TEXT), "Title")
        session.do(library.bring_in([(article, TEXT)]))
        kept = [commits(session, article.id, folder), held(session, article.id)]
        report("what undo says in the menu", median(spent(session.undo_label) for _ in range(ROUNDS))[0], "ms")
        session.exchange()
        kept += [*exchanges(session, article.id, folder), idle(session)]
        kept.append(report("bytes of the shared file an annotation", size_of(session, article.id), "B", 400))
        session.close()
    return kept.count(False)


def commits(session: Session, article: str, folder: Path) -> bool:
    """An annotation on the window's thread, and two bare rows, turn by turn."""
    mode = session.replica.rows("PRAGMA journal_mode")[0][0]
    step = bare_commit(folder, mode)
    pairs = [(spent(step), spent(lambda: annotation(session, article))) for _ in range(ROUNDS)]
    bare, mine = (median(side) for side in zip(*pairs, strict=True))
    kept = report(f"an annotation; floor: a commit of two bare rows ({mode})", mine[0] / bare[0], "x", 2,
                  floor=f"{bare[0]:.2f} ms")
    return kept & both("an annotation", mine, 2 if mode == "wal" else None, bare)


def both(what: str, found: tuple[float, float], bar: float | None, floor: tuple[float, float]) -> bool:
    """A line by the clock, and one of CPU: on a busy machine the one waits for others, the other does not."""
    kept = report(f"{what}, by the clock", found[0], "ms", bar, floor=f"{floor[0]:.2f} ms")
    report(f"{what}, CPU", found[1], "ms", bar, floor=f"{floor[1]:.2f} ms")
    return kept


def held(session: Session, article: str) -> bool:
    """The worst commit while another process holds the file's lock for so long, and the exchange waits for it."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(session.path)], stdout=subprocess.PIPE)
    assert holder.stdout
    holder.stdout.readline()

    def exchange() -> None:
        with suppress(Fault):  # it gives up after as long; the thread of the window tries again
            session.exchange()

    waiting, found = threading.Thread(target=exchange), []
    waiting.start()
    while holder.poll() is None:
        found.append(spent(lambda: annotation(session, article)))
        time.sleep(PAUSE)
    waiting.join()
    clock, cpu = (max(side) for side in zip(*found, strict=True))
    what = f"an annotation, the file is held {HELD} s, worst of {len(found)}"
    report(f"{what}, CPU", cpu, "ms", 50)
    return report(f"{what}, by the clock", clock, "ms", 50)


def exchanges(session: Session, article: str, folder: Path) -> list[bool]:
    """An exchange with nothing new, and of twenty changes in each direction, against a bare row that is flushed."""
    nothing = median(spent(session.exchange) for _ in range(ROUNDS))
    maria = Session.open(session.path, MARIA, home=folder / "maria")
    maria.exchange()
    db = sqlite3.connect(folder / "flushed.sqlite", isolation_level=None)
    db.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
    db.execute("CREATE TABLE one(said TEXT)")
    flushed, given, taken = [], [], []
    for _ in range(30):
        for _ in range(20):
            annotation(session, article)
        flushed.append(spent(lambda: db.execute("INSERT INTO one VALUES('x')")))
        given.append(spent(session.exchange))
        taken.append(spent(maria.exchange))
    maria.close()
    floor = median(flushed)
    return [report("exchange with nothing new", nothing[0], "ms", 2),
            both("exchange of 20 changes, handed over", median(given), 10, floor),
            both("exchange of 20 changes, taken in", median(taken), 10, floor)]


def idle(session: Session) -> bool:
    """The part of a core that the exchange thread takes while nothing happens, looking every two seconds."""
    from annotator.ui.exchange_thread import ExchangeThread

    thread = ExchangeThread(session)
    thread.start()
    time.sleep(3)  # the day's backup and the first looks are behind it
    begun = time.process_time()
    time.sleep(IDLE)
    share = 100 * (time.process_time() - begun) / IDLE
    thread.stop()
    return report("looking for others' changes, nothing happens (CPU of a core)", share, "%", 0.2)


def size_of(session: Session, article: str) -> float:
    """By how much the file grows with each of 20,000 annotations that are made one by one."""
    before = session.path.stat().st_size
    made = annotate.mark(article, TEXT, spans=[(0, 22), (51, 108)], kind="quote", codebook=session.catalogue.codebook(),
                         chain=(Attribution(ANNA), Attribution(POLITICO, "reporter")))[1].changes[0]
    session.do(ChangeSet([Change("annotation", new_id(), made.fields, article, new=True)]) for _ in range(20_000))
    session.exchange()
    return (session.path.stat().st_size - before) / 20_000


if __name__ == "__main__":
    raise SystemExit(main())
