"""The library's rows follow the project one by one."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.actions import library
from annotator.ui.models.shelves import ShelfModel, spoken
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]


def titles(model: ShelfModel) -> list[str]:
    return [model.shelf(row).title for row in range(model.rowCount())]


def test_articles_stand_in_the_order_of_their_dates(newsroom: Newsroom, qtmodeltester: ModelTester) -> None:
    model = ShelfModel(newsroom.bridge)
    assert titles(model) == [
        "A minister explains", "What the audit found", "Europe’s patience, counted", "Undated notes"]
    qtmodeltester.check(model)


def test_words_are_looked_for_in_title_outlet_and_byline_without_case_or_accents(newsroom: Newsroom) -> None:
    model = ShelfModel(newsroom.bridge)
    minister, audit, europe, undated = titles(model)
    for text, found in (("AUDIT", [audit]), ("politico", [minister, europe]), ("dahl", [europe]),
                        ("europe's politico", [europe]), ("nobody writes that", []),
                        ("  ", [minister, audit, europe, undated])):
        model.search(text)
        assert titles(model) == found, text


def test_an_article_leaves_and_enters_a_filter_with_its_status(newsroom: Newsroom, qtmodeltester: ModelTester) -> None:
    model = ShelfModel(newsroom.bridge)
    model.show_only("todo")
    audit = newsroom.article("What the audit found")
    for status, there in (("done", False), ("todo", True)):
        newsroom.bridge.do(library.set_status(audit, newsroom.session.coder, status))
        model.refresh(audit)
        assert (audit in model.ids()) is there
        assert model.ids() == [i for i in newsroom.session.catalogue.article_ids() if i != audit or there]
        qtmodeltester.check(model)


def test_counts_say_what_each_filter_would_show_whatever_is_searched(newsroom: Newsroom) -> None:
    newsroom.mark("What the audit found", "12 percent")
    newsroom.bridge.do(library.set_status(newsroom.article("Undated notes"), newsroom.session.coder, "done"))
    model = ShelfModel(newsroom.bridge)
    model.search("no such words")
    assert model.rowCount() == 0
    assert model.counts() == {"all": 4, "todo": 3, "doing": 0, "done": 1, "needs_source": 1, "incomplete": 0}


def test_a_refreshed_row_equals_the_row_read_from_the_project(newsroom: Newsroom) -> None:
    model = ShelfModel(newsroom.bridge)
    newsroom.mark("What the audit found", "12 percent")
    newsroom.mark("What the audit found", "savings", source=newsroom.source("Anna Berg"))
    newsroom.colleague("Ilse", "What the audit found", "done")
    audit = newsroom.article("What the audit found")
    for opened in ("", audit):
        newsroom.bridge.show_article(opened)
        model.refresh(audit)
        assert model.shelf(model.row_of(audit)) == next(s for s in newsroom.shelves() if s.id == audit)


def test_the_neighbour_of_an_article_that_is_filtered_out_is_the_one_it_stood_beside(newsroom: Newsroom) -> None:
    model = ShelfModel(newsroom.bridge)
    first, audit, europe, last = newsroom.session.catalogue.article_ids()
    newsroom.bridge.do(library.set_status(audit, newsroom.session.coder, "done"))
    model.reload()
    assert (model.beside(audit, 1), model.beside(audit, -1)) == (europe, first)
    model.show_only("todo")
    assert (model.beside(audit, 1), model.beside(audit, -1)) == (europe, first)
    assert (model.beside(last, 1), model.beside(first, -1), model.beside("", 1)) == ("", "", first)


def test_a_row_says_everything_that_is_painted(newsroom: Newsroom, qtbot: QtBot) -> None:
    newsroom.mark("What the audit found", "12 percent")
    newsroom.colleague("Ilse", "What the audit found", "done")
    shelf = next(s for s in newsroom.shelves() if s.title == "What the audit found")
    assert spoken(shelf) == ("What the audit found, Elsin Courier, March 2025, to do, 1 annotation, "
                             "1 without a source, 1 colleague: done")
