"""The library's rows follow the project one by one."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, library
from annotator.corpus.names import folded
from annotator.corpus.team import Shelf
from annotator.ui.models.shelves import FILTERS, ShelfModel, spoken
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]

PATIENT = 60.0
"""Seconds of a search in one go: on a busy machine, too, it is listed when the next line asks."""


def titles(model: ShelfModel) -> list[str]:
    return [model.shelf(row).title for row in range(model.rowCount())]


def test_articles_stand_in_the_order_of_their_dates(newsroom: Newsroom, qtmodeltester: ModelTester) -> None:
    model = ShelfModel(newsroom.bridge)
    assert titles(model) == [
        "A minister explains", "What the audit found", "Europe’s patience, counted", "Undated notes"]
    qtmodeltester.check(model)


def test_words_are_looked_for_in_title_outlet_and_byline_without_case_or_accents(newsroom: Newsroom) -> None:
    model = ShelfModel(newsroom.bridge, patience=PATIENT)
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
    model = ShelfModel(newsroom.bridge, patience=PATIENT)
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


def expected(newsroom: Newsroom, model: ShelfModel, words: str) -> list[Shelf]:
    """What the model should list, by a plain look at all articles."""
    fits = {"all": lambda shelf: True, "needs_source": lambda shelf: shelf.unsourced > 0}
    found = []
    for shelf in newsroom.shelves():
        article = newsroom.session.catalogue.article(shelf.id)
        said = folded(" ".join((shelf.title, shelf.outlet, *(article.byline if article else ()))))
        if fits.get(model.filter, lambda shelf: shelf.mine == model.filter)(shelf) and all(
                word in said for word in folded(words).split()):
            found.append(shelf)
    return found


def step(newsroom: Newsroom, draw: random.Random) -> str:
    """Something that a person does to an article."""
    session, shelf = newsroom.session, draw.choice(newsroom.shelves())
    article = session.catalogue.article(shelf.id)
    assert article is not None
    what = draw.choice(("date", "title", "status", "mark", "unmark", "remove", "undo"))
    if what in ("date", "title"):
        fields = {"date": {"published": draw.choice(("", "1999", "2024-05", "2030"))},
                  "title": {"title": draw.choice(("Audit", "Ünnamed", ""))}}[what]
        session.do(library.describe_article(article, fields))
    elif what == "status":
        session.do(library.set_status(shelf.id, session.coder, draw.choice(("todo", "doing", "done", "skipped"))))
    elif what == "mark":
        text, codebook = session.catalogue.text(shelf.id), session.catalogue.codebook()
        session.do(annotate.mark(shelf.id, text, spans=[(0, 8)], kind="quote", codebook=codebook)[1])
    elif what == "unmark":
        session.do(annotate.remove(session.catalogue.annotations(shelf.id)[:1]))
    elif what == "remove" and len(newsroom.shelves()) > 2:
        session.do(library.remove_article(shelf.id, session.catalogue.annotations(shelf.id)))
    elif what == "undo" and not session.undo_label().startswith("Import"):
        undone = session.undo()
        return min(undone.changed.articles(), default="") if undone else ""
    return shelf.id


@pytest.mark.parametrize("seed", range(6))
def test_rows_that_are_refreshed_one_by_one_equal_the_library_looked_through_anew(
        newsroom: Newsroom, qtmodeltester: ModelTester, seed: int) -> None:
    draw, model, words = random.Random(seed), ShelfModel(newsroom.bridge, patience=PATIENT), ""
    for _ in range(40):
        touched = step(newsroom, draw)
        model.refresh(touched)
        shown = [model.shelf(row) for row in range(model.rowCount())]
        assert shown == expected(newsroom, model, words)
        assert model.counts()["all"] == model.total == len(newsroom.shelves())
        if draw.random() < 0.3:
            words = draw.choice(("", "a", "politico", "unnamed", "audit courier"))
            model.search(words)
            model.show_only(draw.choice(tuple(FILTERS)))
    qtmodeltester.check(model)


def test_a_large_library_is_listed_from_its_beginning_until_all_of_it_has_been_looked_through(
        newsroom: Newsroom, qtbot: QtBot) -> None:
    ids = newsroom.session.catalogue.article_ids()
    model = ShelfModel(newsroom.bridge, at_once=2)
    assert model.ids() == ids[:2]
    assert model.place(ids[1]) == (0, 0)
    with qtbot.waitSignal(model.filled):
        pass
    assert model.ids() == ids
    assert model.place(ids[1]) == (2, 4)
    with qtbot.waitSignal(model.filled):
        model.reload()
        assert model.ids() == ids


def test_what_changes_while_a_large_library_is_looked_through_is_not_lost(newsroom: Newsroom, qtbot: QtBot) -> None:
    model = ShelfModel(newsroom.bridge, at_once=1)
    first, *_, last = newsroom.session.catalogue.article_ids()
    with qtbot.waitSignal(model.filled):
        for article in (first, last):
            newsroom.bridge.do(library.set_status(article, newsroom.session.coder, "done"))
            model.refresh(article)
    assert model.counts()["done"] == 2
    assert model.ids() == newsroom.session.catalogue.article_ids()


def test_in_a_large_library_what_is_searched_for_is_listed_when_all_of_it_has_been_looked_through(
        newsroom: Newsroom, qtbot: QtBot) -> None:
    model = ShelfModel(newsroom.bridge, at_once=1, patience=0)
    with qtbot.waitSignal(model.filled):
        pass
    minister, audit, europe, undated = titles(model)
    with qtbot.waitSignal(model.found):
        model.search("nobody writes that")
        model.search("politico")
        assert model.is_looking and titles(model) == [minister, audit, europe, undated]
    assert not model.is_looking and titles(model) == [minister, europe]
    model.search("audit")
    model.show_only("todo")
    assert titles(model) == [minister, europe]
    model.finish()
    assert titles(model) == [audit]
    model.search("")
    assert not model.is_looking and model.rowCount() == 4


@pytest.mark.parametrize("seed", range(6))
def test_what_changes_while_words_are_looked_for_is_not_lost(newsroom: Newsroom, qtbot: QtBot, seed: int) -> None:
    draw, model = random.Random(seed), ShelfModel(newsroom.bridge, patience=0)
    for words in ("a", "politico", "unnamed", "audit courier", "e"):
        model._at_once = 1
        model.search(words)
        model._at_once = 1_000
        for _ in range(3):
            model.refresh(step(newsroom, draw))
            QApplication.processEvents()
        if draw.random() < 0.5:
            model.reload()
        model.finish()
        assert [model.shelf(row) for row in range(model.rowCount())] == expected(newsroom, model, words)


def test_a_row_says_everything_that_is_painted(newsroom: Newsroom, qtbot: QtBot) -> None:
    newsroom.mark("What the audit found", "12 percent")
    newsroom.colleague("Ilse", "What the audit found", "done")
    shelf = next(s for s in newsroom.shelves() if s.title == "What the audit found")
    assert spoken(shelf) == ("What the audit found, Elsin Courier, March 2025, to do, 1 annotation, "
                             "1 without a source, 1 colleague: done")
