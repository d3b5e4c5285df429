from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.ui.navigation import FARTHEST, Navigation, next_region
from tests.ui.newsroom import newsroom
from tests.ui.reading import AUDIT, NOTES, PATIENCE, Reading, reading

__all__ = ["newsroom", "reading"]


@pytest.fixture
def going(reading: Reading) -> Navigation:
    made = Navigation(reading.bridge, reading.view)
    reading.open(PATIENCE)
    return made


def title(reading: Reading) -> str:
    card = reading.room.session.catalogue.article(reading.bridge.article)
    return card.title if card else ""


def test_back_and_forward_walk_what_was_read(going: Navigation, reading: Reading) -> None:
    for name in (AUDIT, NOTES):
        reading.open(name)
    seen = []
    for step in (going.back, going.back, going.back, going.forward, going.forward, going.forward):
        step()
        seen.append(title(reading))
    assert seen == [AUDIT, PATIENCE, PATIENCE, AUDIT, NOTES, NOTES]


def test_back_returns_to_the_annotation_that_was_in_focus(going: Navigation, reading: Reading) -> None:
    made = reading.mark("tolerant")
    reading.open(AUDIT)
    going.back()
    assert reading.bridge.annotation == made.id


def test_a_jump_within_the_article_can_be_taken_back_without_opening_it_anew(
    going: Navigation, reading: Reading
) -> None:
    one, other = reading.mark("tolerant"), reading.mark("burden")
    shown: list[str] = []
    reading.bridge.article_shown.connect(shown.append)
    reading.bridge.jump(one.id)
    assert reading.bridge.annotation == one.id and going.can_go_back
    going.back()
    assert reading.bridge.annotation == other.id
    going.forward()
    assert reading.bridge.annotation == one.id
    assert not shown


def test_a_jump_to_where_one_is_or_to_what_is_gone_leaves_nothing_to_go_back_to(
    going: Navigation, reading: Reading
) -> None:
    made = reading.mark("tolerant")
    before = going.can_go_back
    reading.bridge.jump(made.id)
    reading.bridge.jump("gone")
    assert reading.bridge.annotation == made.id and going.can_go_back == before


def test_going_somewhere_new_forgets_the_way_forward(going: Navigation, reading: Reading) -> None:
    reading.open(AUDIT)
    going.back()
    assert going.can_go_forward
    reading.open(NOTES)
    assert not going.can_go_forward
    assert going.can_go_back


def test_an_article_that_is_gone_is_passed_over(going: Navigation, reading: Reading) -> None:
    reading.open(AUDIT)
    reading.open(NOTES)
    reading.bridge.do(library.remove_article(reading.room.article(AUDIT), []))
    going.back()
    assert title(reading) == PATIENCE


def test_opening_the_same_article_again_is_no_step(going: Navigation, reading: Reading) -> None:
    reading.open(PATIENCE)
    assert not going.can_go_back


def test_it_says_when_back_becomes_possible(going: Navigation, reading: Reading, qtbot: QtBot) -> None:
    with qtbot.waitSignal(going.moved):
        reading.open(AUDIT)
    assert going.can_go_back


def test_no_more_than_a_hundred_places_are_remembered(going: Navigation, reading: Reading) -> None:
    for _ in range(FARTHEST):
        reading.open(AUDIT)
        reading.open(PATIENCE)
    assert len(going._before) == FARTHEST


@pytest.fixture
def regions(qtbot: QtBot) -> Iterator[list[QWidget]]:
    window = QWidget()
    qtbot.addWidget(window)
    column, made = QVBoxLayout(window), []
    for number in range(3):
        region = QWidget()
        inside = QVBoxLayout(region)
        inside.addWidget(QPushButton("A button"))
        inside.addWidget(QLineEdit(str(number)))
        column.addWidget(region)
        made.append(region)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made


def place(regions: list[QWidget]) -> int:
    focus = QApplication.focusWidget()
    return next(i for i, region in enumerate(regions) if focus and region.isAncestorOf(focus))


def test_the_regions_are_walked_round_in_both_directions(regions: list[QWidget]) -> None:
    regions[0].findChildren(QLineEdit)[0].setFocus()
    seen = []
    for step in (1, 1, 1, -1, -1):
        next_region(regions, step)
        seen.append(place(regions))
    assert seen == [1, 2, 0, 2, 1]


def test_a_region_that_is_hidden_is_passed_over(regions: list[QWidget]) -> None:
    regions[0].findChildren(QLineEdit)[0].setFocus()
    regions[1].hide()
    next_region(regions, 1)
    assert place(regions) == 2


@pytest.mark.parametrize(("step", "at"), [(1, 0), (-1, 2)])
def test_from_outside_one_enters_at_the_end_that_one_walks_from(regions: list[QWidget], step: int, at: int) -> None:
    focus = QApplication.focusWidget()
    if focus:
        focus.clearFocus()
    next_region(regions, step)
    assert place(regions) == at


def test_where_nothing_is_shown_nothing_happens(regions: list[QWidget]) -> None:
    before = QApplication.focusWidget()
    next_region([], 1)
    assert QApplication.focusWidget() is before


def test_a_region_is_entered_where_it_says(regions: list[QWidget]) -> None:
    regions[0].findChildren(QLineEdit)[0].setFocus()
    regions[1].findChildren(QLineEdit)[0].setProperty("entry", True)
    next_region(regions, 1)
    assert QApplication.focusWidget() is regions[1].findChildren(QLineEdit)[0]
    next_region(regions, 1)
    assert isinstance(QApplication.focusWidget(), QPushButton)
