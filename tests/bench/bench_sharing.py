"""Sharing: a merge and a first clone against bare `INSERT … SELECT`, history and the past in a large journal.

The size is 100,000 annotations; `--large` makes it a million, and takes some minutes.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
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

LARGE = "--large" in sys.argv
ARTICLES, EACH = (10_000, 100) if LARGE else (10_000, 10)
MARA, MARIA, ANNA = Coder(new_id(), "Mara"), Coder(new_id(), "Maria"), new_id()


def seconds(step: Callable[[], object]) -> float:
    """How long a step takes, once."""
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


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


def bare_copy(file: Path, target: Path) -> float:
    """Seconds that SQLite takes to copy the four tables."""
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("ATTACH ? AS other", (f"file:{file}",))
    for name, sql in db.execute("SELECT name, sql FROM other.sqlite_schema WHERE type='table'").fetchall():
        db.execute(sql.replace(name, f"main.{name}", 1))
    took = seconds(lambda: [db.execute(f"INSERT INTO main.{t} SELECT * FROM other.{t}")
                            for t in ("meta", "article", "session", "op")])
    db.close()
    return took


def main() -> int:
    """Measure; returns how many bars were missed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        session = Session.create(folder / "corpus.annot", MARA, home=folder / "home", codebook=default_codebook())
        print(f"{ARTICLES * EACH:,} annotations in {ARTICLES:,} articles, made in "
              f"{seconds(lambda: session.do(corpus())):.1f} s", flush=True)
        report("first exchange of all that", seconds(session.exchange), "s")
        bare = bare_copy(session.path, folder / "bare.sqlite")
        report("INSERT … SELECT of the four tables", bare, "s")
        maria = Session.open(session.path, MARIA, home=folder / "maria")
        kept = [report("first clone", seconds(maria.exchange) / bare, "x", 10)]
        kept += [*a_merge(session, folder), *the_past(session)]
        maria.close()
        kept.append(report("opening again", seconds(lambda: Session.open(session.path, MARIA, home=folder / "maria"
                                                                        ).close()), "s", 0.3))
        kept.append(report("rebuild of all rows", seconds(session.replica.rebuild), "s", 45))
        report("memory, at most", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
        session.close()
    return kept.count(False)


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
    tenth = folder / "tenth.sqlite"
    bare = bare_copy(copy, tenth) / 10
    return [report("merge of a tenth, against a tenth of INSERT … SELECT",
                   seconds(lambda: merge(session.replica, copy)) / bare, "x", 4)]


def the_past(session: Session) -> list[bool]:
    """History of one annotation, and an article as of a date."""
    timeline, articles = Timeline(session.replica), session.catalogue.article_ids()
    article = articles[len(articles) // 2]
    annotation = session.catalogue.annotations(article)[0].id
    now = time.time_ns() // 1_000_000
    return [report("history of an annotation", 1000 * seconds(lambda: timeline.of(annotation)), "ms", 5),
            report("the last fifty actions", 1000 * seconds(timeline.events), "ms"),
            report("an article as of a date", 1000 * seconds(lambda: article_at(session.replica, article, now)), "ms",
                   20)]


if __name__ == "__main__":
    raise SystemExit(main())
