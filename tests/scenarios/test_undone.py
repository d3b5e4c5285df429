"""What is said at two computers of what the other has done: where an undo left something alone, where a source that was
removed is named, where a change has not arrived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.corpus.ids import pack
from annotator.project.operation import Operation
from annotator.ui.models.past_names import thing_title
from tests.hooks import hooks
from tests.scenarios.driver import CTRL, Person
from tests.scenarios.pair import Pair, asked, makes, sets, step, to_settle

__all__ = ["hooks"]


@pytest.fixture
def pair(qtbot: QtBot, hooks: None, tmp_path: Path) -> Iterator[Pair]:
    both = Pair(tmp_path)
    yield both
    both.close()


def mark(person: Person, words: str) -> str:
    person.window.activateWindow()
    person.settle()
    person.select(words)
    person.type("1")
    return person.focused.id


def undo(person: Person) -> str:
    person.window.activateWindow()
    person.window.view.setFocus()
    person.settle()
    person.key(Qt.Key.Key_Z, CTRL)
    return person.toasts()[-1]


def test_an_undo_says_in_plain_words_who_has_changed_what_and_offers_to_delete_what_stands(pair: Pair) -> None:
    mara, ben, harbour = pair.mara, pair.ben, pair.harbour
    claim = mark(mara, "The harbour fee will rise")
    pair.meet()
    sets("annotation", claim, {"note": "hers", "attribute:certainty": "low"}, harbour)(mara)
    pair.meet()
    sets("annotation", claim, {"note": "his"}, harbour)(ben)
    pair.meet()
    assert undo(mara) == "1 of 2 undone; Ben has changed the note since"

    said = undo(mara)
    assert said.startswith("Not undone: mark ") and said.endswith("; Ben has worked on it since")
    toast = next(each for each in reversed(mara.window.toasts._shown) if isValid(each) and each.isVisible())
    offer = next(each for each in toast.findChildren(QPushButton) if each.text() == "Delete it instead")
    offer.click()
    mara.settle()
    assert mara.toasts()[-1] == "Deleted" and mara.window.bridge.find(claim) is None
    assert undo(mara).startswith("Undone: remove") and mara.window.bridge.find(claim) is not None

    pair.meet()
    gone = {"deleted": 1}
    pair.unseen(sets("annotation", claim, gone, harbour), sets("annotation", claim, gone, harbour))
    assert undo(mara) == "It stays removed: Ben removed it, too"


def test_a_source_removed_while_somebody_names_it_is_asked_about_with_its_name(pair: Pair) -> None:
    mara, ben, harbour = pair.mara, pair.ben, pair.harbour
    makes(mara, "source", "berg", {"name": "Anna Berg", "type": "person"})
    claim = mark(mara, "The harbour fee will rise")
    pair.meet()
    pair.unseen(sets("annotation", claim, {"chain": [["berg", "speaker"]]}, harbour),
                sets("source", "berg", {"deleted": 1}))
    assert to_settle(mara) == to_settle(ben) == 1
    step(ben)
    ((title, choices),) = asked(ben)
    assert title == "Ben removed it, and Mara names it in 1 annotation."
    assert thing_title(ben.window.bridge, "source", "berg") == "Source: “Anna Berg”"
    assert [words.split(", ")[1] for words in choices] == ["Keep", "Remove"]
    ben.type("2")
    assert to_settle(ben) == 0
    ben.key(Qt.Key.Key_Z, CTRL)
    assert to_settle(ben) == 1
    pair.meet()
    step(mara)
    mara.type("1")
    pair.meet()
    assert to_settle(mara) == to_settle(ben) == 0
    assert "berg" in ben.window.bridge.session.catalogue.sources()


def test_of_what_a_change_has_not_arrived_that_stands_with_it_until_it_comes(pair: Pair) -> None:
    mara, ben, harbour = pair.mara, pair.ben, pair.harbour
    claim = mark(mara, "The harbour fee will rise")
    pair.meet()
    for fields in ({"note": "one"}, {"note": "two"}):
        sets("annotation", claim, fields, harbour)(ben)
    theirs, ours = ben.window.bridge.session.replica, mara.window.bridge.session.replica
    ours.take_in([], theirs.sessions(), [max(theirs.of(pack(claim)), key=Operation.order)], None)
    mara.window.bridge.session.catch_up()
    mara.settle()
    assert mara.window.panel is not None
    heading = mara.window.panel.annotation.heading
    said = "1 change has not arrived yet"
    assert heading.shown is not None and said in heading.shown.whose + heading.shown.conflict
    pair.meet()
    assert said not in heading.shown.whose + heading.shown.conflict
