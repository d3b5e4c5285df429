from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.icons import draw_now
from annotator.ui.theme import load_theme
from annotator.ui.widgets.word_tabs import WordTabs

WORDS = ("Annotation", "Sources", "Search", "Repeats")
ICONS = ("annotation", "source", "search", "repeats")


@pytest.fixture
def tabs(qtbot: QtBot) -> WordTabs:
    made = WordTabs()
    for word in WORDS:
        made.add(QWidget(), word, visible=word != "Repeats")
    draw_now()
    made.wear(load_theme("light"), ICONS)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    return made


def words(tabs: WordTabs) -> list[str]:
    return [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]


def pictured(tabs: WordTabs) -> list[str]:
    return [WORDS[at] for at in range(tabs.count()) if not tabs.tabIcon(at).isNull() and tabs.isTabVisible(at)]


def narrow(tabs: WordTabs) -> int:
    """Make room for two thirds of the words; gives how much all of them take."""
    all_words = tabs.tabBar().sizeHint().width()
    tabs.resize(all_words * 2 // 3, 200)
    return all_words


def test_every_tab_says_its_word_where_there_is_room(tabs: WordTabs) -> None:
    assert words(tabs) == ["Annotation", "Sources", "Search"]
    assert pictured(tabs) == []


def test_where_there_is_none_the_chosen_tab_says_its_word_and_the_others_show_a_picture(tabs: WordTabs) -> None:
    all_words = narrow(tabs)
    assert words(tabs) == ["Annotation", "", ""]
    assert pictured(tabs) == ["Sources", "Search"]
    tabs.setCurrentIndex(2)
    assert words(tabs) == ["", "", "Search"]
    assert tabs.tabBar().sizeHint().width() < all_words
    tabs.resize(900, 200)
    assert words(tabs) == ["Annotation", "Sources", "Search"]


def test_a_tab_without_its_word_tells_it_to_who_hovers_and_to_a_screen_reader(tabs: WordTabs) -> None:
    narrow(tabs)
    bar = tabs.tabBar()
    assert [tabs.tabToolTip(at) for at in range(3)] == [bar.accessibleTabName(at) for at in range(3)] == list(WORDS[:3])


def test_one_more_tab_may_be_one_too_many(tabs: WordTabs) -> None:
    tabs.resize(tabs.tabBar().sizeHint().width() + 10, 200)
    assert pictured(tabs) == []
    tabs.reveal(3)
    assert words(tabs) == ["", "", "", "Repeats"]


def test_larger_letters_take_more_room(tabs: WordTabs) -> None:
    tabs.resize(tabs.tabBar().sizeHint().width() + 10, 200)
    large = QFont(tabs.font())
    large.setPointSizeF(2 * large.pointSizeF())
    tabs.setFont(large)
    assert words(tabs) == ["Annotation", "", ""]


def test_words_stay_until_the_pictures_can_be_drawn(qtbot: QtBot) -> None:
    made = WordTabs()
    qtbot.addWidget(made)
    for word in WORDS:
        made.add(QWidget(), word)
    made.resize(120, 200)
    made.show()
    assert words(made) == list(WORDS)
