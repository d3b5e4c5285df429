"""The history is read a page at a time, newest first, each action once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QObject
from pytestqt.qtbot import QtBot

from annotator.corpus.change import PROJECT_ID, Change, ChangeSet
from annotator.project.timeline import Wanted
from annotator.session import Session
from annotator.ui.models.past_list import PAGE, PastModel
from tests import builders

ACTIONS = 2 * PAGE + 20


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = builders.project(tmp_path, name="busy")
    for number in range(ACTIONS):
        session.do(ChangeSet([Change("project", PROJECT_ID, {"description": str(number)})]))
    yield session
    session.close()


def keys(model: PastModel) -> list[tuple[bytes, int]]:
    return [deed.key for row in range(model.rowCount()) if (deed := model.deed(row))]


def fetch_all(model: PastModel) -> None:
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())


def test_pages_follow_each_other_without_a_gap_and_end(qtbot: QtBot, session: Session) -> None:
    parent = QObject()
    model = PastModel(str, lambda _: "", parent)
    model.show_events(session.timeline(), Wanted())
    assert model.rowCount() == PAGE
    fetch_all(model)
    found = keys(model)
    assert len(found) == len(set(found)) >= ACTIONS
    times = [deed.time for row in range(model.rowCount()) if (deed := model.deed(row))]
    assert times == sorted(times, reverse=True)


def test_what_is_done_since_comes_first_and_the_rest_stays(qtbot: QtBot, session: Session) -> None:
    parent = QObject()
    model = PastModel(str, lambda _: "", parent)
    model.show_events(session.timeline(), Wanted())
    model.fetchMore(QModelIndex())
    before = keys(model)
    session.do(ChangeSet([Change("project", PROJECT_ID, {"description": "last"})]))
    model.add_newest()
    assert keys(model)[1:] == before
    assert model.row_of(before[-1]) == len(before)
    assert model.row_of((b"never", 0)) == 0
