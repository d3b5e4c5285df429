"""Sharing at size: a first clone, a merge, the past, and a rebuild, each against what SQLite alone takes.

CPU seconds of this process, floor and figure in one run. What is counted: all of it, from the file that is checked to
rows that the window shows: operations verified one by one, the journal, its index, and every derived row and number.
Two floors stand before clone and merge. The lower one copies the journal's four tables, as they are, and knows neither
of checks nor of rows. The higher one does in bare SQL what has to be there in the end: for a clone, every row of the
replica into its tables and indexes; for a merge, `INSERT OR IGNORE … SELECT` of the copy into the journal.

The past and the rebuild are those of the same project; with `--large` of a million annotations, made once and kept.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.actions import annotate, library
from annotator.corpus.annotation import Attribution
from annotator.corpus.article import Article
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.project.copies import merge
from annotator.project.restore import article_at
from annotator.project.timeline import Timeline
from annotator.session import Session
from tests.bench.bench_project import TEXT, report
from tests.bench.large_project import MARA, large_project

ARTICLES, EACH = 10_000, 10
MARIA, ANNA = Coder(new_id(), "Maria"), new_id()
JOURNAL = ("meta", "article", "session", "op")

REBUILD = """
import resource, sys, time
from pathlib import Path
from annotator.project.replica import Replica
replica = Replica(Path(sys.argv[1]), b"nobody")
begun = time.process_time()
replica.rebuild()
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""In a process of its own, so that the memory is its own."""


def seconds(step: Callable[[], object]) -> float:
    """CPU seconds that a step takes, once."""
    begun = time.process_time()
    step()
    return time.process_time() - begun


def corpus() -> Iterator[ChangeSet]:
    """Many articles with annotations of two segments and a chain of two."""
    chain = (Attribution(ANNA), Attribution(None, "reporter"))
    marked = annotate.mark("a", TEXT, spans=[(0, 22), (51, 108)], kind="quote", codebook=default_codebook(),
                           chain=chain)[1].changes[0].fields
    for number in range(ARTICLES):
        article = Article(new_id(), f"Article {number}")
        text = f"{number}\n{TEXT}"
        made = [Change("annotation", new_id(), marked, article.id, new=True) for _ in range(EACH)]
        yield library.bring_in([(article, text)]) + ChangeSet(made)


def bare_copy(file: Path, target: Path, *, whole: bool = False) -> float:
    """Seconds that SQLite takes to copy the journal, or `whole` all tables row by row into their indexes."""
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("ATTACH ? AS other", (str(file),))
    for kind in ("table", "index"):
        for name, sql in db.execute("SELECT name, sql FROM other.sqlite_schema WHERE type=? AND sql IS NOT NULL"
                                    " AND name NOT LIKE 'sqlite_%'", (kind,)).fetchall():
            if whole or (kind == "table" and name in JOURNAL):
                db.execute(sql)
    names = [row[0] for row in db.execute("SELECT name FROM main.sqlite_schema WHERE type='table'").fetchall()]
    row_by_row = "WHERE abs(random())>=0" if whole else ""  # or SQLite copies pages as they are
    return seconds(lambda: [db.execute(f"INSERT INTO main.{name} SELECT * FROM other.{name} {row_by_row}")
                            for name in names])


def bare_merge(into: Path, file: Path) -> float:
    """Seconds that SQLite takes to add what a copy has more to the bare journal `into`."""
    db = sqlite3.connect(into, isolation_level=None)
    db.execute("ATTACH ? AS other", (str(file),))
    columns = ",".join(row[1] for row in db.execute("PRAGMA table_info(op)").fetchall() if row[1] != "seq")

    def step() -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT OR IGNORE INTO session(id,coder,app,started) SELECT id,coder,app,started FROM other.session")
        db.execute("INSERT OR IGNORE INTO article(id,body) SELECT id,body FROM other.article")
        db.execute(f"INSERT OR IGNORE INTO op({columns}) SELECT {columns} FROM other.op")
        db.execute("COMMIT")
    return seconds(step)


def main() -> int:
    """Measure; returns how many bars were missed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        session = Session.create(folder / "corpus.annot", MARA, home=folder / "home", codebook=default_codebook())
        print(f"{ARTICLES * EACH:,} annotations in {ARTICLES:,} articles, made in "
              f"{seconds(lambda: session.do(corpus())):.1f} s", flush=True)
        report("first exchange of all that", seconds(session.exchange), "s")
        kept = [*first_clone(session, folder), *a_merge(session, folder), *first_opening(session, folder)]
        kept += the_past(session) if "--large" not in sys.argv else []
        session.close()
    if "--large" in sys.argv:
        place = large_project(100_000)
        session = Session.open(place / "corpus.annot", MARA, home=place / "home")
        kept += the_past(session)
        session.close()
    return kept.count(False)


def first_clone(session: Session, folder: Path) -> list[bool]:
    """All of the file into an empty replica."""
    bare = bare_copy(session.path, folder / "bare.sqlite")
    maria = Session.open(session.path, MARIA, home=folder / "maria")
    mine = seconds(maria.exchange)
    maria.close()
    whole = bare_copy(maria.replica.path, folder / "whole.sqlite", whole=True)
    opened = seconds(lambda: Session.open(session.path, MARIA, home=folder / "maria").close())
    return [report("first clone; floor: the journal", mine / bare, "x", 10, floor=f"{bare:.2f} s"),
            report("first clone; floor: all rows and indexes", mine / whole, "x", 10, floor=f"{whole:.2f} s"),
            report("opening again", opened, "s", 0.3)]


def a_merge(session: Session, folder: Path) -> list[bool]:
    """A copy with a tenth more than the project, taken in."""
    copy = folder / "from Maria.annot"
    session.keeping().write_copy(copy)
    elsewhere = Session.open(copy, MARIA, home=folder / "elsewhere")
    elsewhere.exchange()
    first, fields = session.catalogue.article_ids()[0], {"kind": "quote", "segments": [["content", 0, 5]]}
    elsewhere.do(ChangeSet([Change("annotation", new_id(), fields, first, new=True)])
                 for _ in range(ARTICLES * EACH // 10))
    elsewhere.exchange()
    elsewhere.close()
    tenth = bare_copy(copy, folder / "tenth.sqlite") / 11
    bare = bare_merge(folder / "bare.sqlite", copy)
    mine = seconds(lambda: merge(session.replica, copy))
    return [report("merge of a tenth; floor: a tenth of the journal, copied", mine / tenth, "x", 4,
                   floor=f"{tenth:.3f} s"),
            report("merge of a tenth; floor: INSERT OR IGNORE of the copy", mine / bare, "x", 4, floor=f"{bare:.3f} s")]


def first_opening(session: Session, folder: Path) -> list[bool]:
    """By the clock: when the first article can be read and marked, and what one waits for while the rest comes in."""
    begun = time.perf_counter()
    newcomer = Session.open(session.path, MARIA, home=folder / "newcomer")
    told: list[int] = []
    coming = threading.Thread(target=lambda: newcomer.exchange(told.append))
    coming.start()
    while not (articles := newcomer.catalogue.article_ids()):
        time.sleep(0.005)
    first, waits = time.perf_counter() - begun, []
    while coming.is_alive():
        at = time.perf_counter()
        newcomer.catalogue.annotations(articles[0])
        newcomer.do(annotate.mark(articles[0], TEXT, spans=[(0, 22)], kind="quote", codebook=default_codebook())[1])
        waits.append(time.perf_counter() - at)
        time.sleep(0.2)
    whole = time.perf_counter() - begun
    newcomer.close()
    report("meanwhile, read and annotate: the worst wait, by the clock", 1000 * max(waits), "ms",
           floor=f"told {len(told)} times")
    return [report("first opening: until the first article can be marked", 100 * first / whole, "%", 5,
                   floor=f"all: {whole:.1f} s")]


def the_past(session: Session) -> list[bool]:
    """History of one annotation, an article as of a date, and all derived rows anew."""
    timeline, articles = Timeline(session.replica), session.catalogue.article_ids()
    article = articles[len(articles) // 2]
    annotation = session.catalogue.annotations(article)[0].id
    now = time.time_ns() // 1_000_000
    print(f"with {session.replica.rows('SELECT count(*) FROM op')[0][0]:,} operations:")
    kept = [report("history of an annotation", 1000 * seconds(lambda: timeline.of(annotation)), "ms", 5),
            report("the last fifty actions", 1000 * seconds(timeline.events), "ms", 100),
            report("an article as of a date", 1000 * seconds(lambda: article_at(session.replica, article, now)), "ms",
                   20)]
    made = subprocess.run([sys.executable, "-c", REBUILD, str(session.replica.path)], check=True, capture_output=True,
                          text=True).stdout.split()
    return [*kept, report("rebuild of all derived rows", float(made[0]), "s", 45),
            report("its memory, at most", float(made[1]), "MB", 300)]


if __name__ == "__main__":
    raise SystemExit(main())
