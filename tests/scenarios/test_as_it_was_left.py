"""Each project comes back as it was left: size, place, panels, article, place in it, filters; several at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.actions import library
from annotator.corpus.article import Article, article_id
from annotator.ui.application import Application
from annotator.ui.main_window import MainWindow
from annotator.ui.models.cards import NEEDS_SOURCE
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.windows import application

__all__ = ["application", "hooks"]


def opened(application: Application, path: Path) -> MainWindow:
    window = application.open_project(path) if path.exists() else application.new_project(path)
    assert window is not None
    window.furnish()
    if not window.bridge.article_ids():
        texts = (("Fee", HARBOUR * 4), ("Doubts", TUNNEL))
        window.bridge.do(library.bring_in([(Article(article_id(text), title), text) for title, text in texts]))
    QApplication.processEvents()
    return window


def test_two_projects_come_back_each_as_it_was_left(application: Application, tmp_path: Path) -> None:
    paths = tmp_path / "port.annot", tmp_path / "tunnel.annot"
    first, second = (opened(application, path) for path in paths)
    assert first.library is not None and first.panel is not None
    fee = article_id(HARBOUR * 4)
    first.resize(1100, 640)
    first.move(90, 60)
    first.bridge.show_article(fee)
    first.view.select(700, 709)
    first.library.show_filter("todo")
    first.panel.annotation.cards.show_filter(NEEDS_SOURCE)
    second.resize(1000, 700)
    second.move(20, 10)
    second.actions_.action("show.library").trigger()
    second.bridge.show_article(article_id(TUNNEL))
    QApplication.processEvents()
    caret = first.view.caret()
    for window in (first, second):
        window.close()
    QApplication.processEvents()

    first, second = (opened(application, path) for path in paths)
    assert first.library is not None and first.panel is not None and second.library is not None
    assert (first.size().toTuple(), first.pos().toTuple()) == ((1100, 640), (90, 60))
    assert (first.bridge.article, first.view.caret()) == (fee, caret)
    assert (first.library.filters.choice, first.library.model.filter) == ("todo", "todo")
    assert first.panel.annotation.cards.model.filter == NEEDS_SOURCE
    assert (second.size().toTuple(), second.pos().toTuple()) == ((1000, 700), (20, 10))
    assert (second.library_place.isHidden(), first.library_place.isHidden()) == (True, False)
    assert (second.bridge.article, second.library.filters.choice) == (article_id(TUNNEL), "all")

    second.move(5000, 5000)
    second.close()
    QApplication.processEvents()
    screens = [screen.geometry() for screen in QApplication.screens()]
    assert any(screen.intersects(opened(application, paths[1]).geometry()) for screen in screens)
