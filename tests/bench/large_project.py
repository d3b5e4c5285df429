"""A project as large as the program promises to bear: ten annotations an article, a source for every ten articles.

It is made through `Session.do`, as imports and as work of one's own, and kept between runs: making a million
annotations takes a few minutes.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotator.actions import annotate, library, sources
from annotator.corpus.annotation import Attribution
from annotator.corpus.article import Article
from annotator.corpus.change import ChangeSet
from annotator.corpus.ids import derived_id
from annotator.corpus.team import Coder
from annotator.formats import default_codebook
from annotator.session import Session

MARA, IVO = (Coder(derived_id("bench", name), name) for name in ("Mara", "Ivo"))
KINDS = ("claim", "quote", "statistic")
IMPORTS = 10
"""Actions that the whole comes in by."""
OWN = 3_000
"""Small actions of one's own after that: marks of articles and new annotations, as of some weeks."""

_FIRST = "Anna Bela Cora Dora Emil Fritz Gita Hanno Ines Jan Karel Lena Milo Nora Otto Pia Rosa Sven Tara Uwe".split()
_LAST = ("Aber Brandt Calder Dahl Ekman Faber Grell Holt Isen Jorgen Kranz Lund Morel Nygaard Osten Prell Quist Rask "
         "Sand Thorn Ulven Velt Wexel Yrsa Zander").split()
_WORDS = ("the harbour board said on Tuesday that seven of twelve ferries would stop for good and nobody was told "
          "while the council asked for another report about bridges grain tides and the price of bread").split()
_OUTLETS = ("Elsin Courier", "Harbour Gazette", "The Echo", "Border Post", "Northern Mail", "Weekly Ledger")


def large_project(articles: int) -> Path:
    """The folder of a project with that many articles: `corpus.annot` and `home`; made when it is not there."""
    folder = Path(tempfile.gettempdir()) / f"annotator-bench-{articles}"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _make(folder, articles)
        (folder / "whole").touch()
    return folder


def _make(folder: Path, articles: int) -> None:
    codebook = default_codebook()
    session = Session.create(folder / "corpus.annot", MARA, home=folder / "home", codebook=codebook)
    draw = random.Random(11)
    people = []
    for number in range(articles // 10):
        name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)} {number}"
        person, made = sources.create(name, aliases=(f"A. {draw.choice(_LAST)} {number}",) if number % 3 == 0 else ())
        people.append((person.id, made))
    session.do(ChangeSet([change for _, made in people for change in made.changes]))
    names = [name for name, _ in people]
    for part in range(IMPORTS):
        session.do(_articles(draw, range(part * articles // IMPORTS, (part + 1) * articles // IMPORTS), names))
    marked = (library.set_status(_id(number), coder, status) for coder, status, numbers in (
        (MARA, "done", range(0, articles, 3)), (MARA, "doing", range(1, articles, 30)),
        (IVO, "done", range(0, articles, 5))) for number in numbers)
    session.do(marked)
    for number in range(min(OWN, articles)):
        text = session.catalogue.text(_id(number))
        session.do(annotate.mark(_id(number), text, spans=[(5, 60)], kind="quote", codebook=codebook)[1])
    session.exchange()
    session.close()


def _articles(draw: random.Random, numbers: range, people: list[str]) -> Iterator[ChangeSet]:
    codebook = default_codebook()
    for number in numbers:
        text = f"Report {number}. " + " ".join(draw.choice(_WORDS) for _ in range(150)) + ".\n"
        title = " ".join(draw.choice(_WORDS) for _ in range(draw.randrange(4, 14))).capitalize()
        day = f"20{draw.randrange(10, 26)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}" if number % 10 else ""
        byline = (f"{draw.choice(_FIRST)} {draw.choice(_LAST)}",)
        made = library.bring_in([(Article(_id(number), f"{title} {number}", byline, draw.choice(_OUTLETS), day), text)])
        for place in range(10):
            start = draw.randrange(len(text) - 130)
            chain = (Attribution(draw.choice(people)),) if place % 4 else ()
            if place % 4 == 3:
                chain = (*chain, Attribution(draw.choice(people), "reporter"))
            made += annotate.mark(_id(number), text, spans=[(start, start + draw.randrange(20, 120))],
                                  kind=KINDS[place % 3], codebook=codebook, chain=chain)[1]
        yield made


def _id(number: int) -> str:
    return derived_id("bench article", str(number))


if __name__ == "__main__":
    import sys
    import time

    begun = time.perf_counter()
    print(large_project(int(sys.argv[1])), time.perf_counter() - begun)
