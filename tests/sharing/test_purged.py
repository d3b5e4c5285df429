"""T13: the words of a purged article are absent from the bytes of everything that hears of it, and never come back."""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator.actions import annotate
from annotator.actions.team import purge_article
from annotator.corpus.annotation import Annotation
from annotator.session import Session
from tests import builders

WORDS, NOTE = "Nobody may read this sentence again", "neither what was said of it"


def hears(session: Session) -> None:
    session.exchange()
    session.catch_up()


def words_in(folder: Path) -> list[Path]:
    """The files below a folder that hold any of it; also a file that is only a journal."""
    return [path for path in folder.rglob("*") if path.is_file()
            and any(words.encode() in path.read_bytes() for words in (WORDS, NOTE))]


def marked(session: Session, article: str, words: str) -> Annotation:
    text = session.catalogue.text(article)
    made, change_set = annotate.mark(article, text, spans=[builders.span(words, text)], kind="quote",
                                     codebook=session.catalogue.codebook())
    session.do(change_set)
    return made


def test_no_byte_of_file_replicas_backups_and_indexes_says_it_and_no_old_copy_brings_it_back(shore: Path) -> None:
    file = shore / "Study.annot"
    mara = Session.create(file, builders.MARA, home=shore / "mara", codebook=builders.codebook())
    article = builders.article(mara, f"{WORDS}, she said.\n", title=WORDS)
    mara.do(annotate.set_note(marked(mara, article, "Nobody may read"), NOTE))
    hears(mara)
    maria = Session.open(file, builders.MARIA, home=shore / "maria")
    hears(maria)
    old = shore / "an old copy.annot"
    shutil.copy(file, old)
    for session in (mara, maria):
        session.keeping().back_up("before")
        while session.search.index.step():
            pass
    unaware = marked(maria, article, "read this sentence")  # before the purge reaches her
    mara.do(purge_article(article))
    for session in (mara, maria, mara, maria):
        hears(session)
    assert words_in(shore) == [old]
    maria.keeping().merge(old)
    for session in (maria, mara):
        hears(session)
    assert words_in(shore) == [old], "what was mailed is out of reach, but brings nothing back"
    assert mara.replica.state(unaware.id) is not None, "her change is kept, without its words"
    assert mara.catalogue.article_ids() == [] == maria.catalogue.article_ids()
    mara.exchange()
    for session in (mara, maria):
        assert session.check() == []
        session.close()
    assert words_in(shore) == [old]
