"""Words leave the program with who said them: from the text, from a card, and plainly when that is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful

WHERE = "The Courier, March 2026, https://courier.example/fee"


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, outlet="The Courier", published="2026-03",
                url="https://courier.example/fee")
    someone.window.view.setFocus()
    yield someone
    faithful(someone)
    someone.quit()


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def copy(person: Person) -> str:
    person.key(Qt.Key.Key_C, CTRL | SHIFT)
    return clipboard().text()


def mark(person: Person, words: str, *names: str) -> None:
    """A quote with its chain, by keys."""
    person.select(words)
    person.type("2")
    person.type(names[0])
    person.enter(CTRL)
    for name in names[1:]:
        person.type("v")
        person.type(name)
        person.enter(CTRL)


def test_the_annotation_in_focus_goes_with_its_whole_chain_in_three_ways(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", "Politico")
    person.select("“At some point the ferries have to run.”")
    person.type("j")
    joined = "“Are we too patient? … At some point the ferries have to run.”"
    assert copy(person) == f"{joined} — Anna Berg (via Politico), {WHERE}"
    assert person.toasts()[-1] == "Copied with attribution"
    assert clipboard().html().startswith('<meta charset="utf-8"><p>“Are we too patient? … ')
    assert bytes(clipboard().data("text/markdown").data()).decode().endswith(
        "Anna Berg (via Politico), *The Courier*, March 2026, <https://courier.example/fee>")


def test_selected_words_go_with_the_source_of_the_annotation_that_they_lie_in(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg")
    person.select("too patient")
    assert copy(person) == f"“too patient” — Anna Berg, {WHERE}"
    person.select("six additional boats")
    assert copy(person) == f"“six additional boats” — {WHERE}"


def test_a_card_is_copied_by_the_same_key_whatever_is_selected_in_the_text(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg")
    mark(person, "“The ferries are fine,”", "Bernard Lind")
    person.select("six additional boats")
    assert person.window.panel is not None
    person.window.panel.annotation.cards.view.setFocus()
    assert copy(person).startswith("“The ferries are fine,” — Bernard Lind")
    person.key(Qt.Key.Key_Up)
    assert copy(person).startswith("“Are we too patient?” — Anna Berg")


def test_plain_copying_stays_plain(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg")
    person.select("too patient")
    person.key(Qt.Key.Key_C, CTRL)
    assert clipboard().text() == "too patient"
    assert not clipboard().hasHtml()


def test_with_nothing_to_copy_the_clipboard_stays_and_it_is_said(person: Person) -> None:
    QGuiApplication.clipboard().setText("mine")
    assert copy(person) == "mine"
    assert "Select words" in person.toasts()[-1]


def test_several_annotations_of_several_articles_are_a_paragraph_each(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg")
    first = person.focused
    other = person.add("Doubts", "“Brave, or blind,” Olga Sand said.", outlet="The Globe")
    person.window.bridge.show_article(other)
    person.window.view.setFocus()
    mark(person, "“Brave, or blind,”", "Olga Sand")
    person.window.handlers.citing.copy_annotations([first, person.focused])
    assert clipboard().text() == (
        f"“Are we too patient?” — Anna Berg, {WHERE}\n\n“Brave, or blind,” — Olga Sand, The Globe")
