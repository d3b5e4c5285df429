from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from annotator.corpus.kinds import Codebook, Kind
from annotator.ui.commands import COMMANDS, Actions
from annotator.ui.icons import IconSetter
from annotator.ui.theme import load_theme
from annotator.ui.top_bar import TopBar
from tests.ui.newsroom import CODEBOOK


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    made = TopBar(load_theme("light"))
    qtbot.addWidget(made)
    made.show_kinds(CODEBOOK)
    made.resize(1000, 44)
    made.show()
    return made


def test_each_kind_that_can_be_marked_has_a_button(bar: TopBar) -> None:
    assert [button.kind for button in bar._kinds] == ["claim", "quote", "statistic"]


def test_a_kinds_button_asks_for_that_kind(bar: TopBar, qtbot: QtBot) -> None:
    asked: list[str] = []
    bar.kind_wanted.connect(asked.append)
    for button in bar._kinds:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["claim", "quote", "statistic"]


def test_the_kind_of_the_focused_annotation_is_checked(bar: TopBar) -> None:
    bar.check_kind("quote")
    assert [button.isChecked() for button in bar._kinds] == [False, True, False]
    bar.check_kind("")
    assert not any(button.isChecked() for button in bar._kinds)


def test_a_click_does_not_leave_a_kind_checked_that_nothing_has(bar: TopBar, qtbot: QtBot) -> None:
    bar.check_kind("quote")
    qtbot.mouseClick(bar._kinds[0], Qt.MouseButton.LeftButton)
    bar.check_kind("quote")
    assert [button.isChecked() for button in bar._kinds] == [False, True, False]


def test_another_codebook_has_other_buttons(bar: TopBar) -> None:
    bar.show_kinds(Codebook(kinds=tuple(Kind(str(n), f"Kind {n}", key=str(n)) for n in range(1, 13))))
    assert [button.kind for button in bar._kinds] == list("123456789")
    assert bar._middle.count() == 9


def test_title_and_place_are_said(bar: TopBar) -> None:
    bar.show_article("A harbour fee", 3, 40)
    assert (bar._title.text, bar._place.text()) == ("A harbour fee", "3 / 40")
    bar.show_article("", 0, 0)
    assert (bar._title.text, bar._place.text()) == ("", "")


def test_a_long_title_gives_way_and_the_kinds_never_do(bar: TopBar) -> None:
    wide = [button.width() for button in bar._kinds]
    bar.show_article("A very long title " * 40, 3, 40)
    bar.resize(700, 44)
    assert [button.width() for button in bar._kinds] == wide
    assert bar.minimumSizeHint().width() < 700


def test_every_button_of_a_command_has_a_name_and_is_large_enough(qtbot: QtBot) -> None:
    window, reader = QMainWindow(), QTextEdit()
    qtbot.addWidget(window)
    window.setCentralWidget(reader)
    handlers = {one.id: partial(str, one.id) for one in COMMANDS if not one.by_widget}
    made = TopBar(load_theme("light"), window)
    made.add_buttons(Actions(window, handlers, places={"reader": reader}), IconSetter(window, load_theme("light")))
    buttons = made.findChildren(QToolButton)
    assert len(buttons) == 8
    assert all(button.accessibleName() and min(button.width(), button.height()) >= 24 for button in buttons)
