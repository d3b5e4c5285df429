"""The rows of a search: they come little by little, and follow the project without moving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.corpus.query import understand
from annotator.project.search import NO_FILTERS, Filters, Hit
from annotator.session import Session
from annotator.ui.models import hits
from annotator.ui.models.hits import ROW, TICK, Group, HitModel
from tests import builders


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    for number in range(6):
        builders.article(made, f"A ferry here. A ferry there, number {number}.", title=f"T{number}",
                         published=f"2025-0{number + 1}", outlet="Courier")
    yield made
    made.close()


def model(session: Session, typed: str = "ferry", filters: Filters = NO_FILTERS) -> HitModel:
    take_in(session)
    made = HitModel(session.search, session.catalogue.codebook())
    made.begin(understand(typed), filters)
    while made.work(1_000):
        pass
    return made


def take_in(session: Session) -> None:
    while session.search.index.step():
        pass
    session.search.forget()


def titles(made: HitModel) -> list[str]:
    rows = [made.data(made.index(at), ROW) for at in range(made.rowCount())]
    return [row.title for row in rows if isinstance(row, Group)]


def faithful(made: HitModel, session: Session) -> None:
    """The rows are those of a search that is begun now."""
    anew = HitModel(session.search, session.catalogue.codebook())
    anew.begin(made.query, made.filters)
    while anew.work(1_000):
        pass
    said = [[one.data(one.index(at)) for at in range(one.rowCount())] for one in (made, anew)]
    assert said[0] == said[1]
    assert [hit.kinds for hit in made.all_hits()] == [hit.kinds for hit in anew.all_hits()]
    assert made.total() == anew.total()


def test_hits_stand_below_the_heading_of_their_article(session: Session, qtmodeltester: ModelTester) -> None:
    made = model(session)
    qtmodeltester.check(made)
    assert titles(made) == ["T0", "T1", "T2", "T3", "T4", "T5"]
    assert made.total() == "12 hits in 6 articles"
    assert made.data(made.index(0)) == "T0, Courier · Jan 2025, 2 hits"
    assert made.hit(0) is None and made.hit(1) is not None and made.hit(99) is None
    assert not made.flags(made.index(0)) & Qt.ItemFlag.ItemIsEnabled
    assert (made.beside(-1, 1), made.beside(2, 1), made.beside(4, -1), made.beside(1, -1)) == (1, 4, 2, -1)


def test_rows_come_as_far_as_there_is_time(session: Session) -> None:
    take_in(session)
    made = HitModel(session.search, session.catalogue.codebook())
    made.begin(understand("ferry"), NO_FILTERS)
    assert made.rowCount() == 0
    assert made.total() == ""
    assert made.work(0.0001)
    assert "so far" in made.total()
    while made.work(1):
        pass
    assert made.hits == 12


@pytest.mark.parametrize(("apart", "screen"), [(0, 60), (3, 60), (30, 60), (30, 1), (2, 1)])
def test_a_phrase_is_found_everywhere_although_its_words_stand_apart_in_many_articles(
    session: Session, monkeypatch: pytest.MonkeyPatch, apart: int, screen: int
) -> None:
    monkeypatch.setattr(hits, "_PAGE", screen)
    for number in range(apart):
        builders.article(session, "Here no ferry was. Here.", published=f"2025-02-{number % 28 + 1:02}")
    take_in(session)
    made = HitModel(session.search, session.catalogue.codebook())
    made.begin(understand('"ferry here" -zebra'), NO_FILTERS)
    while made.work(0.0001):
        pass
    assert titles(made) == ["T0", "T1", "T2", "T3", "T4", "T5"]
    assert made.total() == "6 hits in 6 articles"
    faithful(made, session)


def test_a_heading_follows_its_article(session: Session) -> None:
    made = model(session)
    article = session.catalogue.article(made.all_hits()[0].article)
    assert article is not None
    session.do(library.describe_article(article, {"title": "Anew", "outlet": "Echo"}))
    session.search.forget(("article",))
    assert made.refresh({article.id})
    assert made.data(made.index(0)) == "Anew, Echo · Jan 2025, 2 hits"


def test_above_a_number_hits_are_only_estimated(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "MOST", 4)
    made = model(session)
    assert made.hits == 4
    assert made.is_cut
    assert made.total().startswith("About")


def test_an_annotation_changes_what_its_hits_show_and_no_row_moves(session: Session, qtbot: QtBot) -> None:
    made = model(session)
    first = made.all_hits()[0]
    builders.annotation(session, first.article, "ferry here", kind="claim")
    with qtbot.assertNotEmitted(made.rowsRemoved), qtbot.assertNotEmitted(made.modelReset):
        assert made.refresh({first.article})
    assert [hit.kinds for hit in made.all_hits()[:2]] == [("claim",), ()]
    faithful(made, session)


def test_a_new_article_comes_in_at_its_place_and_a_removed_one_goes(
    session: Session, qtmodeltester: ModelTester
) -> None:
    made = model(session)
    qtmodeltester.check(made)
    builders.article(session, "One more ferry", title="new", published="2025-03-05")
    take_in(session)
    assert made.refresh(())
    assert titles(made) == ["T0", "T1", "T2", "new", "T3", "T4", "T5"]
    gone = made.all_hits()[0].article
    session.do(library.remove_article(gone, []))
    session.search.forget()
    assert made.refresh({gone})
    assert titles(made)[0] == "T1"
    faithful(made, session)


def test_what_lies_beyond_what_was_read_comes_when_it_is_read(session: Session) -> None:
    take_in(session)
    made = HitModel(session.search, session.catalogue.codebook())
    made.begin(understand("ferry"), NO_FILTERS)
    made.work(0.0001)
    builders.article(session, "One more ferry", title="last", published="2026")
    take_in(session)
    assert made.refresh(())
    assert "last" not in titles(made)
    while made.work(1_000):
        pass
    assert titles(made)[-1] == "last"
    faithful(made, session)


def test_under_a_filter_by_annotation_hits_come_and_go(session: Session) -> None:
    made = model(session, filters=Filters(unmarked=True))
    first = made.all_hits()[0]
    note = builders.annotation(session, first.article, "ferry here", kind="claim")
    assert made.refresh({note.article})
    assert made.hits == 11
    session.undo()
    assert made.refresh({note.article})
    assert made.hits == 12
    faithful(made, session)


def test_too_much_at_once_is_begun_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made = model(session)
    monkeypatch.setattr(hits, "_AFRESH", 1)
    for _ in range(2):
        builders.article(session, "One more ferry", published="2024")
    take_in(session)
    assert not made.refresh(())


def test_a_long_text_is_one_article_with_one_heading(session: Session) -> None:
    builders.article(session, "A lighthouse and more words.\n" * 5_000, title="long")
    made = model(session, "lighthouse")
    assert titles(made) == ["long"]
    assert made.hits == 5_000


def test_ticks_are_set_taken_away_and_said(session: Session) -> None:
    made = model(session)
    assert made.data(made.index(1), TICK) is None
    made.tick(made.all_hits()[:2])
    assert [made.data(made.index(at), TICK) for at in range(3)] == [None, True, True]
    made.toggle(1)
    made.toggle(0)
    assert len(made.ticked()) == 1
    spoken = made.data(made.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str) and spoken.endswith("not ticked")
    made.tick(None)
    assert made.ticked() == []


def test_a_hit_is_spoken_with_what_marks_it(session: Session) -> None:
    name = session.catalogue.article_ids()[0]
    builders.annotation(session, name, "ferry here", kind="claim")
    made = model(session)
    assert made.data(made.index(1), Qt.ItemDataRole.AccessibleTextRole) == (
        "ferry: A ferry here. A ferry there, number 0., marked as Claim")
    assert isinstance(made.data(made.index(1), ROW), Hit)
