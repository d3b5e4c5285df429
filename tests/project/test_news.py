"""What others have done since a row of the journal, and what of it may be told."""

from __future__ import annotations

from pathlib import Path

from annotator.actions import annotate, library
from annotator.corpus.sight import identities
from annotator.project import news
from annotator.project.news import News, news_since, seen_of
from annotator.session import Session
from annotator.settings import home
from tests import builders


def two(folder: Path) -> tuple[Session, Session, str]:
    mara = builders.project(folder / "a")
    article = builders.article(mara)
    mara.exchange()
    maria = Session.open(mara.path, builders.MARIA, home=home() / "maria")
    return mara, maria, article


def meet(*sessions: Session) -> None:
    for _ in range(2):
        for session in sessions:
            session.exchange()
            session.catch_up()


def come(session: Session, row: int) -> tuple[list[News], int]:
    return news_since(session.replica, row, identities(session.coder.id, session.catalogue.coders()))


def test_all_that_somebody_did_to_one_thing_is_one_piece_of_news(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    mara, maria, article = two(tmp_path)
    meet(mara, maria)
    row = mara.replica.last("op")
    made = builders.annotation(maria, article, "Bernard Lind")
    maria.do(annotate.set_note(made, "Who?"))
    builders.annotation(mara, article, "Politico")
    meet(maria, mara)
    found, more = come(mara, row)
    assert [(one.kind, one.entity, one.new, one.gone, one.fields["note"]) for one in found] == [
        ("annotation", made.id, True, False, "Who?")]
    assert found[0].coder == maria.coder.id and found[0].article == article and more == 0


def test_that_somebody_has_begun_an_article_or_said_their_name_is_no_news(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    mara, maria, article = two(tmp_path)
    meet(mara, maria)
    row = mara.replica.last("op")
    maria.do(library.set_status(article, maria.coder, "doing"))
    meet(maria, mara)
    assert come(mara, row) == ([], 0)
    maria.do(library.set_status(article, maria.coder, "done"))
    meet(maria, mara)
    assert [one.kind for one in come(mara, row)[0]] == ["review"]


def test_an_undo_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    mara, maria, article = two(tmp_path)
    meet(mara, maria)
    builders.annotation(maria, article, "Bernard Lind")
    meet(maria, mara)
    row = mara.replica.last("op")
    maria.undo()
    meet(maria, mara)
    found, _ = come(mara, row)
    assert [(one.kind, one.gone, one.taken_back) for one in found] == [("annotation", True, True)]


def test_of_very_many_only_the_number_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    mara, maria, article = two(tmp_path)
    meet(mara, maria)
    row = mara.replica.last("op")
    made = [builders.annotation(maria, article, words) for words in ("Bernard Lind", "Politico", "Tuesday")]
    meet(maria, mara)
    before, news.MOST = news.MOST, 2
    try:
        found, more = come(mara, row)
    finally:
        news.MOST = before
    assert (len(found), more) == (1, len(made) - 1)  # the first row says her name


def test_what_is_hidden_is_not_told_also_when_it_was_removed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    mara, maria, article = two(tmp_path)
    meet(mara, maria)
    row = mara.replica.last("op")
    kept, gone = (builders.annotation(maria, article, words) for words in ("Bernard Lind", "Politico"))
    maria.do(annotate.remove([gone]))
    source = builders.source(maria, "Anna Berg")
    meet(maria, mara)
    found, _ = come(mara, row)
    assert {one.entity for one in seen_of(mara.replica, found)} == {kept.id, gone.id, source.id}
    mara.be_blind(True)
    assert {one.entity for one in seen_of(mara.replica, found)} == {source.id}
    mara.be_blind(False)
    assert len(seen_of(mara.replica, found)) == 3
