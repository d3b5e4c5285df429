"""The help shows its pages, finds words in them, and its keys are the table's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from annotator.settings import resource
from annotator.ui.commands import COMMANDS, keys_text
from annotator.ui.dialogs.help_window import PAGES, HelpWindow, commands_markdown, load_pages
from annotator.ui.theme import THEMES, load_theme
from annotator.ui.widgets.markdown_view import MarkdownView


@pytest.fixture
def help_window(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow(None, theme=load_theme("light"))
    window.show()
    return window


def line(window: HelpWindow) -> QLineEdit:
    found = window.findChild(QLineEdit)
    assert found is not None
    return found


def text(window: HelpWindow) -> str:
    view = window.findChild(MarkdownView)
    assert view is not None
    return view.toPlainText()


def test_every_page_that_ships_is_listed() -> None:
    assert {path.stem for path in resource("help").glob("*.md")} == set(PAGES)
    assert [page.name for page in load_pages()] == list(PAGES)
    assert all(page.title and "<!--" not in page.text for page in load_pages())


def test_the_page_of_keys_tells_every_command_that_has_one(help_window: HelpWindow) -> None:
    help_window.show_page("keys")
    shown = text(help_window)
    for one in COMMANDS:
        if one.keys:
            assert one.title.rstrip("…") in shown
            assert keys_text(one.keys) in shown
    assert commands_markdown().count("### ") == 6
    help_window.close()


def test_a_link_in_a_page_turns_to_the_page_it_names(help_window: HelpWindow) -> None:
    assert help_window.page == "start-here"
    view = help_window.findChild(MarkdownView)
    assert view is not None
    view.page_asked.emit("words.md#source")
    assert help_window.page == "words"
    view.page_asked.emit("no-such-page.md")
    assert help_window.page == "words"
    help_window.close()


def test_the_search_lists_only_pages_that_say_it_and_selects_the_words(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(line(help_window), "jsonl")
    pages = help_window.findChild(QListWidget)
    assert pages is not None
    assert 0 < pages.count() < len(PAGES)
    view = help_window.findChild(MarkdownView)
    assert view is not None
    assert view.textCursor().selectedText().casefold() == "jsonl"
    help_window.show_page("keys")
    assert help_window.page == "keys"
    assert line(help_window).text() == ""
    help_window.close()


def test_words_that_no_page_says_leave_no_page(help_window: HelpWindow) -> None:
    line(help_window).setText("xyzzy")
    assert help_window.page == ""
    assert text(help_window) == ""
    line(help_window).clear()
    assert help_window.page == "start-here"
    help_window.close()


def test_arrow_keys_in_the_search_line_turn_the_pages(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(line(help_window), Qt.Key.Key_Down)
    assert help_window.page == PAGES[1]
    qtbot.keyClick(line(help_window), Qt.Key.Key_Up)
    qtbot.keyClick(line(help_window), Qt.Key.Key_Up)
    assert help_window.page == PAGES[-1]
    help_window.close()


@pytest.mark.parametrize("theme", THEMES)
def test_another_theme_shows_the_same_page(help_window: HelpWindow, theme: str) -> None:
    before = text(help_window)
    help_window.set_theme(load_theme(theme))
    assert text(help_window) == before
    help_window.close()
