"""A day's work at the real window, by keyboard: from an empty project to a dataset that comes back the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.scenarios.articles import DAY, HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful
from tests.shared import SHARED, needs_shared


def annotate(person: Person, words: str, key: str, source: str) -> None:
    """One annotation as a person makes it by keyboard: find, mark, name the source."""
    before = len(person.annotations)
    person.find(words)
    person.type(key)
    assert len(person.annotations) == before + 1
    assert person.words(person.focused) == words
    if source == "-":
        person.key(Qt.Key.Key_Escape)
    elif source.startswith("*"):
        person.type(source[1:])
        person.enter(CTRL)
    else:
        person.type(source)
        person.enter()
    assert person.window.view.hasFocus(), f"the focus is not back in the text after {words}"
    assert bool(person.focused.chain) == (source != "-"), words


@pytest.fixture
def project(tmp_path: Path, qtbot: object) -> Path:
    for name, text in (("harbour.txt", HARBOUR), ("tunnel.txt", TUNNEL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "port.annot"


def thirty(person: Person, folder: Path) -> list[str]:
    """Bring both articles in and annotate them; returns their ids in the order of the texts."""
    person.bring_in(folder / "harbour.txt")
    person.bring_in(folder / "tunnel.txt")
    catalogue = person.window.bridge.session.catalogue
    ids = sorted(catalogue.article_ids(), key=lambda name: catalogue.text(name) != HARBOUR)
    for article, words, key, source in DAY:
        if person.window.bridge.article != ids[article]:
            person.window.bridge.show_article(ids[article])
            person.window.view.setFocus()
        annotate(person, words, key, source)
    return ids


def test_a_day(project: Path, tmp_path: Path) -> None:
    person = Person(project, make=True)
    assert person.window.pages.currentIndex() == 1, "an empty project says what to do"
    ids = thirty(person, tmp_path)
    bridge = person.window.bridge
    assert sum(len(bridge.session.catalogue.annotations(name)) for name in ids) == len(DAY) == 30
    faithful(person)

    # A split quote, a chain, a note, boilerplate, done.
    bridge.show_article(ids[0])
    person.window.view.setFocus()
    split = next(a for a in person.annotations if person.words(a) == "“Are we too patient?”")
    bridge.focus(split.id)
    person.type("+")
    assert person.words(person.focused) == "“Are we too patient?” … “At some point the ferries have to run.”"
    person.type("v")
    person.type("cour")
    person.enter()
    assert person.sources(person.focused) == ["Anna Berg", "The Courier"]
    person.type("n")
    person.type("Check the **tape**")
    person.enter(CTRL)
    assert person.focused.note == "Check the **tape**"
    person.find("Sign up for our newsletter. Every Friday in your inbox.")
    person.type("b")
    passages = bridge.session.catalogue.passages(ids[0])
    assert [bridge.text[p.start:p.end] for p in passages] == ["Sign up for our newsletter. Every Friday in your inbox."]
    person.type("d")
    assert [review.status for review in bridge.session.catalogue.reviews(ids[0])] == ["done"]
    faithful(person)

    # Home.
    bridge.show_article(ids[1])
    person.run("annotation.next")
    person.window.view.place_caret(200)
    assert person.window.panel is not None
    person.window.panel.show_tab("sources")
    before = {name: bridge.session.catalogue.annotations(name) for name in ids}
    person.quit()

    # The next morning.
    person = Person(project)
    bridge = person.window.bridge
    assert bridge.article == ids[1]
    assert person.window.view.caret() == 200
    assert person.window.panel is not None and person.window.panel.tab() == "sources"
    assert person.window.view.hasFocus()
    assert {name: bridge.session.catalogue.annotations(name) for name in ids} == before
    assert person.title("edit.undo") == "Undo: Mark article done"
    faithful(person)

    # Undo three, across the articles, and give one back.
    for left, done in (("Undo: Mark passage", "Undone: mark article done"), ("Undo: Edit note", "Undone: mark passage"),
                       ("Undo: Set source", "Undone: edit note")):
        person.key(Qt.Key.Key_Z, CTRL)
        assert person.title("edit.undo") == left
        assert person.toasts()[-1] == done
    assert bridge.article == ids[0], "undo goes where the work was"
    assert bridge.session.catalogue.passages(ids[0]) == ()
    assert person.title("edit.redo") == "Redo: Edit note"
    person.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert person.focused.note == "Check the **tape**"
    faithful(person)

    # Out, in again elsewhere, out: the same bytes.
    first = person.exported(tmp_path / "dataset.json")
    person.quit()
    other = Person(tmp_path / "empty.annot", make=True)
    other.bring_in(tmp_path / "dataset.json")
    assert other.exported(tmp_path / "again.json") == first
    faithful(other)
    other.quit()


def test_everything_can_be_undone_to_the_empty_project_after_a_restart(project: Path, tmp_path: Path) -> None:
    person = Person(project, make=True)
    ids = thirty(person, tmp_path)
    before = person.exported(tmp_path / "one.json")
    person.quit()
    person = Person(project)
    bridge, steps = person.window.bridge, 0
    while person.window.actions_.action("edit.undo").isEnabled():
        person.run("edit.undo")
        steps += 1
        assert steps < 200
    assert bridge.session.catalogue.article_ids() == []
    assert not any(s for s in bridge.session.catalogue.sources())
    assert person.window.pages.currentIndex() == 1
    person.quit()
    person = Person(project)
    while person.window.actions_.action("edit.redo").isEnabled():
        person.run("edit.redo")
    assert set(person.window.bridge.session.catalogue.article_ids()) == set(ids)
    assert _without_times(person.exported(tmp_path / "two.json")) == _without_times(before)
    faithful(person)
    person.quit()


def _without_times(dataset: bytes) -> object:
    """A dataset without who and when: an undo and a redo are work of their own."""
    def plain(value: object) -> object:
        if isinstance(value, dict):
            late = {"modified", "modifiedBy", "modified_by", "revision", "changed", "exported", "dateModified"}
            return {key: plain(inner) for key, inner in value.items() if key not in late}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    return plain(json.loads(dataset))


@needs_shared
def test_a_real_article_comes_in_and_is_annotated(project: Path, tmp_path: Path) -> None:
    assert SHARED is not None
    person = Person(project, make=True)
    person.bring_in(SHARED / "articles" / "quebec-border.txt")
    text = person.window.bridge.text
    assert len(text) > 1_000
    for _ in range(8):
        person.key(Qt.Key.Key_Down)
        person.type("1")
        person.key(Qt.Key.Key_Escape)
    assert len(person.annotations) == 8
    assert all(person.words(a) in text for a in person.annotations)
    faithful(person)
    person.quit()


def test_the_window_is_as_wide_and_its_parts_as_they_were(project: Path) -> None:
    person = Person(project, make=True)
    person.window.resize(1200, 700)
    person.run("show.library")
    person.settle()
    person.quit()
    person = Person(project)
    assert (person.window.width(), person.window.height()) == (1200, 700)
    assert not person.window.library_place.isVisible()
    assert not person.window.actions_.action("show.library").isChecked()
    QApplication.processEvents()
    person.quit()


def test_a_note_that_is_being_written_when_the_window_closes_is_kept(project: Path, tmp_path: Path) -> None:
    person = Person(project, make=True)
    person.bring_in(tmp_path / "tunnel.txt")
    annotate(person, "The money is there", "1", "-")
    person.type("n")
    person.type("who pays?")
    person.quit()
    person = Person(project)
    assert [annotation.note for annotation in person.annotations] == ["who pays?"]
    person.quit()
