from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.query import understand
from annotator.project.search import Hit
from annotator.session import Session
from annotator.ui import marking_hits
from annotator.ui.bridge import Bridge, Said
from annotator.ui.marking_hits import HitMarking, Stopped
from tests import builders


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    for number in range(3):
        builders.article(made, f"Mr. Lind took the ferry 🙂. The ferry left, number {number}. It rained.")
    yield made
    made.close()


@pytest.fixture
def bridge(session: Session) -> Bridge:
    return builders.bridge(session, article=session.catalogue.article_ids()[0])


@pytest.fixture
def marking(bridge: Bridge, qtbot: QtBot) -> HitMarking:
    window = QWidget()
    qtbot.addWidget(window)
    made = HitMarking(bridge, window)
    made.window = window  # type: ignore[attr-defined]  # it lives as long as the marking
    return made


def hits(session: Session, typed: str = "ferry") -> list[Hit]:
    search, query = session.search, understand(typed)
    while search.index.step():
        pass
    found = (search.look(place, query) for place in search.places(query))
    return [hit for one in found if one for hit in one.hits]


def marked(session: Session) -> list[str]:
    names = session.catalogue.article_ids()
    return [a.words(session.catalogue.text(name)) for name in names for a in session.catalogue.annotations(name)]


def test_hits_in_several_articles_are_one_action(session: Session, bridge: Bridge, marking: HitMarking) -> None:
    said: list[Said] = []
    bridge.said.connect(said.append)
    assert marking.mark(hits(session), "claim", sentence=False)
    assert marked(session) == ["ferry"] * 6
    assert said == [Said("6 hits marked as claim in 3 articles", undoable=True)]
    assert session.undo_label() == "Mark 6 claims"
    bridge.undo()
    assert marked(session) == []
    reviews = [review for name in session.catalogue.article_ids() for review in session.catalogue.reviews(name)]
    assert {review.status for review in reviews} <= {"todo"}


def test_the_sentence_of_two_hits_is_marked_once(session: Session, marking: HitMarking) -> None:
    assert marking.mark(hits(session, "Lind OR ferry")[:2], "quote", sentence=True)
    assert marked(session) == ["Mr. Lind took the ferry 🙂."]


def test_the_kept_source_goes_to_each_of_them(session: Session, bridge: Bridge, marking: HitMarking) -> None:
    anna = builders.source(session, "Anna Berg")
    bridge.used(anna.id)
    bridge.choose(keep_source=True)
    marking.mark(hits(session)[:2], "claim", sentence=False)
    made = session.catalogue.annotations(session.catalogue.article_ids()[0])
    assert [a.chain[0].source for a in made] == [anna.id, anna.id]
    bridge.choose(keep_source=False)


def test_who_stops_it_has_marked_nothing(session: Session, bridge: Bridge, marking: HitMarking,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Said] = []
    bridge.said.connect(said.append)
    monkeypatch.setattr(marking_hits, "MANY", 2)
    monkeypatch.setattr(marking_hits, "_BREATH", 0.0)

    def stop(_self: object, done: int) -> None:
        if done > 2:
            raise Stopped

    monkeypatch.setattr(marking_hits._Progress, "step", stop)
    before = session.replica.last("op")
    assert not marking.mark(hits(session), "claim", sentence=False)
    assert marked(session) == []
    assert session.replica.last("op") == before
    assert said == [Said("Nothing was marked")]
