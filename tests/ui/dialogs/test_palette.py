"""The palette is used by keyboard alone, on a real window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from annotator.language import Catalogue, speak
from annotator.ui.commands import COMMANDS, Actions
from annotator.ui.dialogs.palette import CommandPalette
from annotator.ui.models.entries import Entry
from annotator.ui.theme import THEMES, load_theme


class Desk:
    def __init__(self, qtbot: QtBot, theme: str = "light", *, title: str = "") -> None:
        self.done: list[str] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        reader = QTextEdit(self.window)
        handlers = {one.id: partial(self.done.append, one.id) for one in COMMANDS if not one.by_widget}
        self.actions = Actions(self.window, handlers, places={"reader": reader})
        self.window.resize(1000, 700)
        self.window.show()
        extra = [Entry("Minister defends the barrier 😀", "Courier", partial(self.done.append, "article"))]
        self.actions.set_enabled("edit.redo", False)
        self.actions.set_title("edit.undo", title)
        self.palette = CommandPalette(self.window, self.actions, theme=load_theme(theme), extra=lambda _: extra)
        self.palette.ask()
        self.line = self.palette.findChild(QLineEdit)
        self.list = self.palette.findChild(QListView)

    def row(self) -> str:
        assert self.list is not None
        return str(self.list.currentIndex().data())


@pytest.fixture(params=THEMES)
def desk(request: pytest.FixtureRequest, qtbot: QtBot) -> Desk:
    return Desk(qtbot, request.param)


def test_letters_and_enter_run_a_command_after_the_palette_has_closed(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.line, "exp")
    assert desk.row() == "Export the dataset…"
    qtbot.keyClick(desk.line, Qt.Key.Key_Return)
    assert desk.done == ["dataset.export"]


def test_arrows_walk_the_rows_and_round(desk: Desk, qtbot: QtBot) -> None:
    titles = desk.palette.titles
    assert titles[0] == "New project…"
    qtbot.keyClick(desk.line, Qt.Key.Key_Up)
    assert desk.row() == titles[-1]
    qtbot.keyClick(desk.line, Qt.Key.Key_Down)
    qtbot.keyClick(desk.line, Qt.Key.Key_Down)
    assert desk.row() == titles[1]
    qtbot.keyClick(desk.line, Qt.Key.Key_PageDown)
    assert desk.row() == titles[9]


def test_a_disabled_command_keeps_its_rank_so_that_enter_does_not_run_another(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.line, "redo")
    assert desk.palette.titles[0] == "Redo"
    qtbot.keyClick(desk.line, Qt.Key.Key_Return)
    assert desk.done == []
    assert desk.palette.isVisible()


def test_what_fits_only_by_chance_is_not_listed(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.line, "export")
    assert sorted(desk.palette.titles) == ["Export the codebook…", "Export the dataset…"]


def test_an_article_is_found_once_letters_are_typed(desk: Desk, qtbot: QtBot) -> None:
    assert "Minister defends the barrier 😀" not in desk.palette.titles
    qtbot.keyClicks(desk.line, "mini")
    assert desk.palette.titles[0] == "Minister defends the barrier 😀"
    assert not desk.palette.grab().isNull()
    qtbot.keyClick(desk.line, Qt.Key.Key_Enter)
    assert desk.done == ["article"]


def test_nothing_found_says_so_and_enter_does_nothing(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.line, "zzqq")
    assert desk.palette.titles == []
    assert desk.list is not None
    assert desk.list.isHidden()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(desk.line, key)
    assert desk.done == []


def test_escape_leaves_without_doing_anything(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.line, "exp")
    qtbot.keyClick(desk.line, Qt.Key.Key_Escape)
    assert not desk.palette.isVisible()
    assert desk.done == []


def test_it_offers_every_command_but_itself_and_lists(desk: Desk) -> None:
    offered = {one.title for one in COMMANDS if not one.by_widget and not one.submenu} - {"Command palette…"}
    assert set(desk.palette.titles) == offered


@pytest.fixture
def other_language() -> Iterator[None]:
    """A language whose words for “Zap the qualm” are “Undo”, as the command is titled in it."""
    speak(Catalogue("fr", {"Zap the qualm": ("Undo",)}))
    yield
    speak(Catalogue())


@pytest.mark.usefixtures("other_language")
def test_a_command_is_found_by_its_english_title_too_in_another_language(qtbot: QtBot) -> None:
    desk = Desk(qtbot, title="Undo: mark a quote")
    qtbot.keyClicks(desk.line, "zapqualm")
    assert desk.palette.titles == ["Undo: mark a quote"]
    desk.line.clear()
    qtbot.keyClicks(desk.line, "undo")
    assert desk.palette.titles[0] == "Undo: mark a quote"
