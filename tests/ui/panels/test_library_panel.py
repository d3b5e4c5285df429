"""The library: find, open, mark and remove articles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.corpus.article import Article
from annotator.corpus.ids import new_id
from annotator.ui.panels.library_panel import LibraryPanel
from annotator.ui.theme import load_theme
from tests.ui.newsroom import Newsroom, empty_newsroom, newsroom

__all__ = ["empty_newsroom", "newsroom"]


@pytest.fixture
def panel(newsroom: Newsroom, qtbot: QtBot) -> LibraryPanel:
    panel = LibraryPanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(250, 500)
    panel.show()
    return panel


def choose(panel: LibraryPanel, row: int, words: str) -> None:
    menu = panel.menu(row)
    next(action for action in menu.actions() if action.text() == words).trigger()


def bring_old_ones(newsroom: Newsroom, number: int) -> None:
    old = ((Article(new_id(), f"Old {place:03}", published="1999"), f"Text {place}") for place in range(number))
    newsroom.bridge.do(library.bring_in(old))


def test_enter_and_a_click_open_an_article(panel: LibraryPanel, newsroom: Newsroom, qtbot: QtBot) -> None:
    ids = panel.model.ids()
    panel.list.setCurrentIndex(panel.model.index(1))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert newsroom.bridge.article == ids[1]
    place = panel.list.visualRect(panel.model.index(2)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert newsroom.bridge.article == ids[2]


def test_the_list_follows_an_article_that_opens_elsewhere(panel: LibraryPanel, newsroom: Newsroom) -> None:
    newsroom.bridge.show_article(panel.model.ids()[3])
    assert panel.list.currentIndex().row() == 3


def test_next_article_walks_what_the_filter_shows_and_stops_at_the_ends(
        panel: LibraryPanel, newsroom: Newsroom) -> None:
    first, second, third, last = panel.model.ids()
    newsroom.bridge.do(library.set_status(second, newsroom.session.coder, "done"))
    panel.show_filter("todo")
    newsroom.bridge.show_article(first)
    for expected in (third, last, last):
        panel.next_article(1)
        assert newsroom.bridge.article == expected
    panel.next_article(-1)
    assert newsroom.bridge.article == third


def test_marking_a_status_counts_in_the_progress_and_can_be_undone(panel: LibraryPanel, newsroom: Newsroom) -> None:
    choose(panel, 0, "Done")
    assert panel._progress.text() == "1 of 4 done"
    assert newsroom.shelves()[0].mine == "done"
    newsroom.bridge.undo()
    assert panel._progress.text() == "0 of 4 done"


def test_an_article_whose_annotation_needs_a_source_is_listed_as_such(
        panel: LibraryPanel, newsroom: Newsroom) -> None:
    newsroom.mark("What the audit found", "12 percent")
    panel.show_filter("needs_source")
    assert [panel.model.shelf(row).annotations for row in range(panel.model.rowCount())] == [1]


def test_removing_the_open_article_opens_its_neighbour_and_undo_brings_it_back(
        panel: LibraryPanel, newsroom: Newsroom) -> None:
    newsroom.mark("What the audit found", "12 percent")
    first, audit, third, _ = panel.model.ids()
    newsroom.bridge.show_article(audit)
    choose(panel, 1, "Remove")
    assert newsroom.bridge.article == third
    assert audit not in panel.model.ids()
    assert newsroom.said[-1].text == "“What the audit found” removed with 1 annotation"
    assert newsroom.said[-1].undoable
    newsroom.bridge.undo()
    assert panel.model.ids()[:2] == [first, audit]
    assert newsroom.shelves()[1].annotations == 1


def test_removing_the_last_article_opens_the_one_before(panel: LibraryPanel, newsroom: Newsroom) -> None:
    *_, before, last = panel.model.ids()
    newsroom.bridge.show_article(last)
    panel.remove(last)
    assert newsroom.bridge.article == before


def test_details_opens_the_article_and_asks_for_its_form(panel: LibraryPanel, newsroom: Newsroom) -> None:
    choose(panel, 2, "Details…")
    assert newsroom.bridge.article == panel.model.ids()[2]
    assert newsroom.wanted == ["article.details"]


def test_typing_filters_and_arrow_down_goes_to_the_list(panel: LibraryPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.search, "audit")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.model.rowCount() == 1
    assert panel.list.currentIndex().row() == 0
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)


def test_a_search_without_hits_offers_the_way_back(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.search.setText("no such words")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert panel._empty.title == "No article fits"
    panel._forget_filters()
    assert panel.model.rowCount() == 4
    assert panel._pages.currentWidget() is panel.list


def test_an_empty_project_says_where_its_articles_will_be(empty_newsroom: Newsroom, qtbot: QtBot) -> None:
    panel = LibraryPanel(empty_newsroom.bridge)
    qtbot.addWidget(panel)
    assert panel._empty.title == "No articles yet"
    empty_newsroom.bridge.do(library.bring_in([(Article(new_id(), "First"), "Words")]))
    assert panel._pages.currentWidget() is panel.list


def test_the_list_keeps_its_place_when_articles_come_in(newsroom: Newsroom, qtbot: QtBot) -> None:
    bring_old_ones(newsroom, 40)
    panel = LibraryPanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(250, 400)
    panel.show()
    panel.list.verticalScrollBar().setValue(300)
    newsroom.bridge.do(library.bring_in([(Article(new_id(), "New", published="2030"), "Words")]))
    assert panel.list.verticalScrollBar().value() == 300


def test_home_and_end_go_to_the_ends_of_the_list(panel: LibraryPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    assert panel.list.currentIndex().row() == 3
    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    assert panel.list.currentIndex().row() == 0


def test_rows_are_as_high_as_what_is_drawn_in_them_also_with_larger_letters(panel: LibraryPanel) -> None:
    before = panel.list.visualRect(panel.model.index(0)).height()
    font = panel.list.font()
    font.setPointSize(30)
    panel.list.setFont(font)
    assert panel.list.visualRect(panel.model.index(0)).height() > 1.5 * before


def test_a_date_that_is_changed_moves_the_article_and_no_other(panel: LibraryPanel, newsroom: Newsroom) -> None:
    first, second, third, last = panel.model.ids()
    article = newsroom.session.catalogue.article(last)
    assert article is not None
    newsroom.bridge.do(library.describe_article(article, {"published": "1999"}))
    assert panel.model.ids() == [last, first, second, third]


def test_a_far_row_comes_into_view_before_it_was_laid_out(newsroom: Newsroom, qtbot: QtBot) -> None:
    bring_old_ones(newsroom, 600)
    ids = newsroom.session.catalogue.article_ids()
    newsroom.bridge.show_article(ids[500])
    panel = LibraryPanel(newsroom.bridge)
    qtbot.addWidget(panel)
    panel.resize(250, 400)
    panel.show()
    newsroom.bridge.show_article(ids[550])
    shown = panel.list.visualRect(panel.model.index(550))
    assert panel.list.viewport().rect().contains(shown.center())


def test_every_control_has_a_name_and_the_theme_can_change(panel: LibraryPanel, newsroom: Newsroom) -> None:
    controls = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert controls
    assert all(control.accessibleName() for control in controls)
    newsroom.bridge.theme_changed.emit(load_theme("dark"))
    assert panel.grab().toImage().width() == 250
