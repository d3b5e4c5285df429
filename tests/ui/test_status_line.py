from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from annotator.corpus.errors import DAMAGED, MISSING, READ_ONLY, Fault, FileFault
from annotator.ui.exchange_thread import Saved
from annotator.ui.status_line import StatusLine

AWAY = Fault("corpus.annot cannot be reached", "the drive is not connected", "Wait")


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    return made


def test_work_that_is_in_the_file_is_said_to_be_there_with_the_time(line: StatusLine) -> None:
    line.show_saved(Saved("12:04"), 0, read_only=False)
    assert line.text() == "Saved here · in the shared file 12:04"


def test_before_the_first_exchange_nothing_is_said_of_the_file(line: StatusLine) -> None:
    line.show_saved(Saved(), 0, read_only=False)
    assert line.text() == "Saved here"


@pytest.mark.parametrize(("waiting", "words"), [(1, "1 change waits for the file"), (3, "3 changes wait for the file")])
def test_changes_that_cannot_go_into_the_file_are_counted(line: StatusLine, waiting: int, words: str) -> None:
    line.show_saved(Saved("12:04", waiting, AWAY), 0, read_only=False)
    assert line.text() == f"Saved here · {words}"


def test_changes_that_are_just_on_their_way_are_no_news(line: StatusLine) -> None:
    line.show_saved(Saved("12:04", 2), 0, read_only=False)
    assert line.text() == "Saved here"


def test_a_file_that_is_gone_with_nothing_waiting_does_not_claim_to_hold_the_work_now(line: StatusLine) -> None:
    line.show_saved(Saved("12:04", 0, AWAY), 0, read_only=False)
    assert line.text() == "Saved here · in the shared file 12:04"


def test_a_copy_says_that_it_is_only_read(line: StatusLine) -> None:
    line.show_saved(Saved("12:04", 4, AWAY), 0, read_only=True)
    assert line.text() == "A copy, only read"


def test_conflicts_are_counted(line: StatusLine) -> None:
    line.show_saved(Saved("12:04"), 2, read_only=False)
    assert line.text().endswith("2 to settle")


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1 character"), (1214, "1,214 characters")])
def test_what_is_selected_is_counted(line: StatusLine, count: int, words: str) -> None:
    line.show_selection(count)
    assert line.text() == words


def test_a_name_that_looks_like_markup_stays_a_name(line: StatusLine) -> None:
    line.show_coder("<b>Mara</b>")
    assert line.text() == "<b>Mara</b>"
    assert "<b>" not in line.coder.toolTip()


def test_the_keys_of_the_state_give_way_when_room_is_short(line: StatusLine) -> None:
    line.show_keys("W widen · " * 40)
    assert line.minimumSizeHint().width() < 300


@pytest.mark.parametrize(("state", "waiting", "words"), [
    (MISSING, 0, "Saved here · file missing"),
    (MISSING, 3, "Saved here · 3 changes wait for the file · file missing"),
    (DAMAGED, 1, "Saved here · 1 change waits for the file · file damaged"),
    (READ_ONLY, 2, "Saved here · 2 changes wait for the file · file read-only"),
    (READ_ONLY, 0, "Saved here · in the shared file 12:04 · file read-only"),
])
def test_what_is_the_matter_with_the_file_is_said_in_a_word(
        line: StatusLine, state: str, waiting: int, words: str) -> None:
    line.show_saved(Saved("12:04", waiting, FileFault("It is away", "", state=state)), 0, read_only=False)
    assert line.text() == words


def test_the_file_and_the_number_to_settle_can_be_pressed(line: StatusLine, qtbot: QtBot) -> None:
    line.show_saved(Saved("12:04"), 2, read_only=False)
    line.show()
    file, settle = (button for button in line.findChildren(QToolButton)
                    if button.isVisible() and button is not line.coder)
    assert settle.accessibleName() == "2 to settle" and "12:04" in file.accessibleName()
    with qtbot.waitSignal(line.file_pressed):
        file.click()
    line.let_settle(False)
    assert not settle.isEnabled()
    line.let_settle(True)
    with qtbot.waitSignal(line.settle_pressed):
        settle.click()
    line.show_saved(Saved("12:04"), 0, read_only=False)
    assert not settle.isVisible()


def test_a_file_of_a_newer_version_is_only_read(line: StatusLine) -> None:
    line.show_saved(Saved("12:04", 3), 0, read_only=False, newer=True)
    assert line.text() == "Only read"


def test_whose_annotations_are_shown_stands_in_the_line_itself(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_keys("1 2 3 mark")
    line.show_only("Maria’s")
    assert "Only Maria’s – show all" in line.text()
    assert all(button.parent() is line for button in (line._only, line._news, line._settle, line.coder))
