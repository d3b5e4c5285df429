"""The bin as a table: words for each kind of thing, read a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, links, sources
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.project.bin import Bin
from annotator.session import Session
from annotator.ui.models.bin_list import COLUMNS, PAGE, BinModel
from tests import builders


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def model(session: Session, qtbot: QtBot) -> Iterator[BinModel]:
    owner = QObject()
    yield BinModel(lambda name: "Mara" if name == session.coder.id else "", owner)
    owner.deleteLater()


def show(model: BinModel, session: Session) -> None:
    model.show(Bin(session.replica), session.catalogue.codebook(), kind="", coders=())


def test_each_kind_of_thing_is_said_in_its_own_words(session: Session, model: BinModel) -> None:
    article = builders.article(session, title="The fee")
    made = builders.annotation(session, article, "“Are we too tolerant?”")
    other = builders.annotation(session, article, "$1.3 billion", kind="statistic")
    link, change_set = links.link(made, "evidence_for", other)
    session.do(change_set)
    session.do(ChangeSet([Change("link", link.id, {DELETED: 1}, article)]))
    session.do(annotate.remove([made]))
    session.do(sources.remove_members([builders.source(session, "Anna Berg")]))
    show(model, session)
    cells = [[model.data(model.index(row, column)) for column in range(1, len(COLUMNS))] for row in range(3)]
    assert cells == [
        ["Mara", "Source", "Anna Berg", ""],
        ["Mara", "Quote", "“Are we too tolerant?”", "The fee"],
        ["Mara", "Link", "“Are we too tolerant?” evidence for “$1.3 billion”", "The fee"]]
    assert model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole) == "What: Source"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Removed"


def test_only_the_pages_in_sight_are_read_and_what_has_come_back_is_empty(session: Session, model: BinModel) -> None:
    article = builders.article(session)
    made = [builders.annotation(session, article, "tolerant") for _ in range(PAGE + 5)]
    session.do(annotate.remove(made))
    show(model, session)
    assert model.rowCount() == PAGE + 5 and model._read == {}
    session.do(Bin(session.replica).bring_back([made[0].id]).change_set)
    gone = model.ids(range(model.rowCount())).index(made[0].id)
    assert model.removed(gone) is None and model.data(model.index(gone, 3)) == ""
    assert len(model._read) <= PAGE
    assert model.removed(-1) is None and model.ids([-1, 10_000]) == []
