"""Roles over time: a row each, an empty one for the next, dates checked."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from annotator.corpus.hands import Hand
from annotator.ui.forms.role_rows import RoleRows, problem_of


@pytest.fixture
def rows(qtbot: QtBot) -> RoleRows:
    made = RoleRows()
    qtbot.addWidget(made)
    made.show()
    return made


def given(rows: RoleRows) -> list[Any]:
    found: list[Any] = []
    rows.given.connect(found.append)
    return found


def test_there_is_always_an_empty_row(rows: RoleRows) -> None:
    assert len(rows.rows) == 1
    rows.show_roles([{"text": "mayor", "from": "2020"}, {"text": "minister"}])
    assert [row.written() for row in rows.rows] == [{"text": "mayor", "from": "2020"}, {"text": "minister"}, {}]
    rows.show_roles([])
    assert [row.written() for row in rows.rows] == [{}]


@pytest.mark.parametrize(("role", "problem"), [
    ({"from": "last week"}, "“last week” is not a date"), ({"to": "2024-13"}, "“2024-13” is not a date"),
    ({"from": "2024", "to": "2023"}, "It ends (2023) before it begins (2024)"), ({"from": "2024", "to": "2024-02"}, ""),
    ({"from": "2024~"}, "“2024~” is not a date"), ({"from": "2024-03-14"}, ""), ({}, "")])
def test_a_date_that_cannot_be_is_complained_of(role: dict[str, str], problem: str) -> None:
    assert problem_of(role).startswith(problem) and bool(problem_of(role)) == bool(problem)


def test_a_wrong_date_stays_as_written_and_stores_nothing(rows: RoleRows, qtbot: QtBot) -> None:
    found = given(rows)
    rows.show_roles([{"text": "mayor"}])
    line = rows.rows[0].lines["from"]
    line.setFocus()
    qtbot.keyClicks(line, "last week")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert found == [] and rows.problem and line.text() == "last week"
    line.selectAll()
    qtbot.keyClicks(line, "2024")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert found == [[{"text": "mayor", "from": "2024"}]] and rows.problem == ""


def test_dates_without_words_wait_for_them(rows: RoleRows, qtbot: QtBot) -> None:
    found = given(rows)
    for part, typed in (("from", "2020"), ("text", "mayor")):
        qtbot.keyClicks(rows.rows[0].lines[part], typed)
        qtbot.keyClick(rows.rows[0].lines[part], Qt.Key.Key_Return)
    assert found == [[], [{"text": "mayor", "from": "2020"}]]


def test_a_row_is_taken_away_by_its_cross_or_by_emptying_its_words(rows: RoleRows, qtbot: QtBot) -> None:
    found = given(rows)
    rows.show_roles([{"text": "mayor"}, {"text": "minister"}])
    rows.rows[0].findChild(QToolButton).click()  # type: ignore[union-attr]
    rows.rows[1].lines["text"].clear()
    rows.rows[1].lines["text"].commit()
    assert found == [[{"text": "minister"}], [{"text": "mayor"}]]


def test_while_somebody_writes_in_one_row_nothing_comes_into_the_others(rows: RoleRows, qtbot: QtBot) -> None:
    found, told = given(rows), list[object]()
    rows.overtaken.connect(told.append)
    rows.caught_up.connect(lambda: told.append("caught up"))
    rows.show_roles([{"text": "mayor", "from": "2020"}])
    line, both = rows.rows[1].lines["text"], [{"text": "clerk", "from": "2010"}, {"text": "mayor", "from": "2020"}]
    rows.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "m")
    rows.show_roles(both, who=Hand("Maria"))
    assert [row.written() for row in rows.rows] == [{"text": "mayor", "from": "2020"}, {"text": "m"}]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClick(line, Qt.Key.Key_Return)  # nothing was written after all
    assert [row.written() for row in rows.rows] == [*both, {}]
    assert (found, told) == ([], [Hand("Maria"), "caught up"])
    qtbot.keyClicks(line, "x")
    rows.show_roles(both[1:], who=Hand("Maria"))
    rows.restore()
    assert ([row.written() for row in rows.rows], told[2:]) == ([both[1], {}], [Hand("Maria"), "caught up"])
