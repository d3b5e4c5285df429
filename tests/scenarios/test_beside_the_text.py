"""Wherever one is in the window, the keyboard is enough, Esc leads back, and the status line says which keys act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.widgets.kind_button import KindButton
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

ESCAPE, F6, TAB = Qt.Key.Key_Escape, Qt.Key.Key_F6, Qt.Key.Key_Tab


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    for words, source in (("harbour", "Anna Berg"), ("fee", "A. Berg")):
        someone.select(words)
        someone.type("1" + source)
        someone.enter(CTRL)
    yield someone
    if isValid(someone.window) and someone.window.isVisible():
        faithful(someone)
        someone.quit()


def walk_to(person: Person, name: str, most: int = 40) -> None:
    """Press Tab until the widget of that name has the focus."""
    for _ in range(most):
        if person.focus().accessibleName() == name:
            return
        person.key(TAB)
    raise AssertionError(f"{name} is not reached by Tab")


def test_escape_leads_to_the_text_from_the_library_and_from_every_tab(person: Person) -> None:
    window = person.window
    assert window.library is not None and window.panel is not None
    places: list[QWidget] = [window.library.list, window.library.search, window.panel.tabs.tabBar()]
    for place in places:
        place.setFocus()
        person.key(ESCAPE)
        assert window.view.hasFocus()
    for tab in ("annotation", "sources", "article", "codebook", "search"):
        window.panel.show_tab(tab)
        person.key(F6)
        person.key(TAB)
        assert not window.view.hasFocus()
        person.key(ESCAPE)
        assert window.view.hasFocus()


def test_tab_goes_from_the_tabs_into_the_panel_not_to_the_kinds(person: Person) -> None:
    assert person.window.panel is not None
    person.window.panel.show_tab("sources")
    person.key(F6)
    for _ in range(4):
        person.key(TAB)
        assert not isinstance(person.focus(), KindButton)


def test_two_sources_are_merged_by_keys_alone_and_the_first_enter_only_asks(person: Person) -> None:
    person.key(F6)
    person.key(Qt.Key.Key_Right)
    walk_to(person, "Sources")
    assert person.window.panel is not None
    model = person.window.panel.sources.model
    person.key(Qt.Key.Key_Home)
    while model.listed(person.window.panel.sources.list.currentIndex().row()).source.name != "A. Berg":
        person.key(Qt.Key.Key_Down)
    person.enter()
    walk_to(person, "Merge into…")
    person.enter()
    person.type("anna")
    person.enter()
    assert len(person.window.bridge.session.catalogue.merged()) == 0
    person.enter()
    assert len(person.window.bridge.session.catalogue.merged()) == 1
    assert person.title("edit.undo") == "Undo: Merge sources"
    person.key(ESCAPE)
    person.key(ESCAPE)
    assert person.window.view.hasFocus()


def test_the_status_line_names_the_keys_of_the_place_one_is_in(person: Person) -> None:
    status = person.window.status
    person.type("s")
    assert "Ctrl+Enter creates" in status.text()
    person.key(ESCAPE)
    assert "N note" in status.text()
    person.key(F6)
    assert "Esc back to the text" in status.text() and "N note" not in status.text()


def test_escape_lets_go_step_by_step_and_leaves_focus_mode_last(person: Person) -> None:
    person.run("show.focus")
    person.select("harbour")
    for visible in (False, False, True):
        person.key(ESCAPE)
        assert person.window.menuBar().isVisible() is visible


def test_a_toast_offers_undo_only_while_it_would_undo_what_it_tells_of(person: Person) -> None:
    person.type("0")
    assert len(person.toasts()) == 1
    person.select("fee")
    person.type("2")
    QApplication.sendPostedEvents()
    assert person.toasts() == []
    person.key(ESCAPE)


def test_the_first_article_is_pasted_and_no_further_one_by_a_slip(qtbot: object, tmp_path: Path) -> None:
    person = Person(tmp_path / "new.annot", make=True)
    person.wait(lambda: person.focus().accessibleName() == "Import articles…")
    person.key(F6)
    person.key(F6, SHIFT)
    assert person.focus().accessibleName() == "Import articles…"
    QGuiApplication.clipboard().setText("A first article\n\nThe minister said so.")
    for _ in range(2):
        person.key(Qt.Key.Key_V, CTRL)
        person.wait(lambda: person.window.bridge.article)
    QGuiApplication.clipboard().setText("Another one\n\nThe minister said no.")
    person.key(Qt.Key.Key_V, CTRL)
    person.settle()
    assert len(person.window.bridge.article_ids()) == 1
    person.quit()


def test_a_key_that_needs_an_annotation_in_focus_says_so(person: Person) -> None:
    person.key(ESCAPE)
    person.key(ESCAPE)
    assert person.window.bridge.annotation == ""
    for key in "svn+":
        person.window.toasts.clear()
        QApplication.sendPostedEvents()
        person.type(key)
        assert len(person.toasts()) == 1
        assert person.window.view.hasFocus()


def test_the_status_line_says_while_the_source_is_kept_also_after_a_restart(person: Person, tmp_path: Path) -> None:
    assert "kept" not in person.window.status.text()
    person.type("k")
    assert "Source is kept" in person.window.status.text()
    person.quit()
    again = Person(tmp_path / "port.annot")
    assert "Source is kept" in again.window.status.text()
    again.type("k")
    assert "kept" not in again.window.status.text()
    again.quit()
