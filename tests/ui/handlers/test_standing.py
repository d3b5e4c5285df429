"""What the banner says when several things are the matter: the file first, then what is asked, each until answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.corpus.errors import MISSING, READ_ONLY, FileFault
from annotator.ui.exchange_thread import Saved
from annotator.ui.handlers.standing import Notice, Standing
from tests.scenarios.driver import Person

AWAY = Saved("12:00", 2, FileFault("port.annot cannot be reached", "the file is missing", "Wait", state=MISSING))


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    yield someone
    someone.quit()


@pytest.fixture
def standing(person: Person) -> Standing:
    return person.window.handlers.standing


def buttons(person: Person) -> list[QPushButton]:
    person.settle()
    return [button for button in person.window.banner.findChildren(QPushButton) if button.isVisible()]


def test_a_fault_of_the_file_stands_before_what_is_asked_and_gives_way_to_it(
        person: Person, standing: Standing) -> None:
    banner = person.window.banner
    standing.say("one", Notice("First"))
    standing.say("two", Notice("Second"))
    assert banner.text == "First"
    standing.show(AWAY)
    assert banner.text.startswith("port.annot cannot be reached")
    assert [b.text() for b in buttons(person)] == ["Try again", "Write a fresh project file…"]
    standing.show(Saved("12:01"))
    assert banner.text == "First"
    standing.drop("one")
    assert banner.text == "Second"
    standing.drop("two")
    assert not banner.isVisible()


def test_what_says_the_same_again_leaves_the_buttons_to_whoever_is_on_one(person: Person, standing: Standing) -> None:
    standing.show(AWAY)
    before = buttons(person)
    before[0].setFocus()
    standing.show(AWAY)
    assert buttons(person) == before and before[0].hasFocus()


def test_a_file_is_written_afresh_only_when_none_can_be_read_there(person: Person, standing: Standing) -> None:
    action = person.window.actions_.action("keeping.rewrite")
    assert not action.isEnabled()
    standing.show(Saved("12:00", 2, FileFault("It takes nothing", "it is read-only", "Wait", state=READ_ONLY)))
    assert not action.isEnabled()
    assert [b.text() for b in buttons(person)] == ["Try again"]
    standing.show(AWAY)
    assert action.isEnabled()


def test_a_note_of_the_opening_is_said_until_it_is_understood(person: Person, standing: Standing) -> None:
    person.window.bridge.session.note = "The replica was made anew"
    standing.show()
    assert person.window.banner.text == "The replica was made anew"
    buttons(person)[0].click()
    assert not person.window.banner.isVisible() and person.window.bridge.session.note == ""
