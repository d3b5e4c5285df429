"""The project file: a commit against its bare two rows, exchanges, and what an annotation costs in bytes.

Wall-clock milliseconds, medians: what a person waits for is the disk, not the processor.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.actions import annotate, library
from annotator.corpus.annotation import Attribution
from annotator.corpus.article import Article, article_id
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session

SENTENCE = "“Are we too tolerant?” Anna Berg asked. “At some point the burden has to be shared by everyone we know.”\n"
TEXT = SENTENCE * 40
ROUNDS = 200
MARA, MARIA = Coder(new_id(), "Mara"), Coder(new_id(), "Maria")


def median(step: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds that a step takes, as a rule."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        step()
        found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found)


def report(what: str, figure: float, unit: str, bar: float | None = None) -> bool:
    """Print a line; says whether it is within its bar."""
    kept = bar is None or figure <= bar
    bound = "" if bar is None else f"   bar {bar:g}{'' if kept else '   MISSED'}"
    print(f"{what:<54}{figure:>9.2f} {unit}{bound}", flush=True)
    return kept


def annotation(session: Session, article: str) -> None:
    """An annotation of two segments and a chain of two."""
    chain = (Attribution(ANNA), Attribution(POLITICO, "reporter"))
    session.do(annotate.mark(article, TEXT, spans=[(0, 22), (51, 108)], kind="quote",
                             codebook=session.catalogue.codebook(), chain=chain)[1])


ANNA, POLITICO = new_id(), new_id()


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
        mode = session.replica.rows("PRAGMA journal_mode")[0][0]
        bare = median(bare_commit(folder, mode))
        mine = median(lambda: annotation(session, article.id))
        report(f"a commit of two bare rows ({mode})", bare, "ms")
        kept = [report("an annotation: operation, rows, action", mine / bare, "x", 3)]
        report("", mine, "ms")
        report("what undo says in the menu", median(session.undo_label), "ms")
        session.exchange()
        kept += exchanges(session, article.id, folder)
        kept.append(report("bytes of the shared file an annotation", size_of(session, article.id), "B", 400))
        session.close()
    return kept.count(False)


def exchanges(session: Session, article: str, folder: Path) -> list[bool]:
    """An exchange with nothing new, and of twenty changes in each direction."""
    kept = [report("exchange with nothing new", median(session.exchange), "ms", 2)]
    maria = Session.open(session.path, MARIA, home=folder / "maria")
    maria.exchange()
    given, taken = [], []
    for _ in range(30):
        for _ in range(20):
            annotation(session, article)
        given.append(median(session.exchange, 1))
        taken.append(median(maria.exchange, 1))
    maria.close()
    return [*kept, report("exchange of 20 changes, handed over", statistics.median(given), "ms", 10),
            report("exchange of 20 changes, taken in", statistics.median(taken), "ms", 10)]


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
