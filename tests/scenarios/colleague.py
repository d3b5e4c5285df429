"""A colleague at another computer: works in a file of the project, with a home of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator.actions import annotate
from annotator.corpus.change import Change, ChangeSet
from annotator.session import Session
from tests import builders


def works_in(path: Path, home: Path, *words: str, note: str = "") -> None:
    """Maria opens this file on her computer, marks words of its first article, and is done.

    Args:
        note: what she writes into the note of each annotation that is there already.
    """
    session = Session.open(path, builders.MARIA, home=home)
    session.exchange()
    session.catch_up()
    article = session.catalogue.article_ids()[0]
    text = session.catalogue.text(article)
    for annotation in session.catalogue.annotations(article):
        if note:
            session.do(ChangeSet([Change("annotation", annotation.id, {"note": note}, article)]))
    for part in words:
        start = text.index(part)
        session.do(annotate.mark(article, text, spans=[(start, start + len(part))], kind="claim",
                                 codebook=session.catalogue.codebook())[1])
    session.exchange()
    session.close()


def copy_of(path: Path, name: str) -> Path:
    """A copy beside the file, as a person or a sync service would leave it."""
    copy = path.parent / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, copy)
    return copy
