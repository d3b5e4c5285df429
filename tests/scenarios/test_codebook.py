"""The codebook is changed under coded work: said first, one undo, nothing lost; by oneself and by a colleague."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from annotator import formats
from annotator.actions.annotate import set_attribute
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.formats.doors import WriteOptions
from annotator.ui.panels.codebook_panel import CodebookPanel
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, Person, faithful

Key = Qt.Key
TYPE = ("attribute", "claim", "claim_type")


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    for words in ("The harbour fee will rise", "Nobody has apologised"):
        someone.select(words)
        someone.type("1")
        someone.key(Key.Key_Escape)
        someone.window.bridge.do(set_attribute(someone.focused, "claim_type", "causal"))
        someone.settle()
    yield someone
    if isValid(someone.window) and someone.window.isVisible():
        faithful(someone)
        someone.quit()


def set_guidelines(person: Person, text: str) -> object:
    """Somebody writes guidelines while one looks at another codebook."""
    return person.window.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, {"guidelines": text})]))


def book(person: Person) -> CodebookPanel:
    assert person.window.panel is not None
    panel = person.window.panel.show_tab("codebook")
    assert isinstance(panel, CodebookPanel)
    person.settle()
    return panel


def answers(person: Person) -> list[object]:
    return [a.attributes.get("claim_type") for a in person.annotations]


def values(person: Person) -> tuple[str, ...]:
    attribute = person.window.bridge.session.catalogue.codebook().kind("claim").attribute("claim_type")
    assert attribute is not None
    return attribute.values


def press_button(panel: CodebookPanel, words: str) -> None:
    next(button for button in panel.strip.buttons if button.text() == words).click()


def test_a_value_is_renamed_everywhere_and_one_undo_brings_it_back(person: Person) -> None:
    panel = book(person)
    panel.open_place(TYPE)
    person.settle()
    panel.page.values.row("causal").line.take_focus()  # type: ignore[union-attr]
    person.key(Key.Key_A, CTRL)
    person.type("because")
    person.enter()
    assert panel.strip.text == "“causal” is used 2 times by 1 coder. What of “because”?"
    press_button(panel, next(b.text() for b in panel.strip.buttons if "ename" in b.text()))
    person.settle()
    assert answers(person) == ["because", "because"]
    assert "because" in values(person) and "causal" not in values(person)
    person.run("edit.undo")
    assert answers(person) == ["causal", "causal"]
    assert "causal" in values(person)


def test_a_colleague_renames_the_question_that_one_is_answering_and_nothing_is_lost(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = str(tmp_path / "here")
    monkeypatch.setenv("ANNOTATOR_HOME", here)
    book(person).open_place(("owner", "claim"))
    person.settle()
    panel = book(person)
    panel.page.add.setFocus()  # type: ignore[union-attr]
    person.type("Reason")
    person.enter()
    attribute = next(a for a in person.window.bridge.session.catalogue.codebook().kind("claim").attributes
                     if a.label == "Reason")
    panel.page.effects.change_type("claim", attribute.id, "text")  # type: ignore[union-attr]
    person.window.bridge.exchange_once()
    person.window.panel.show_tab("annotation")  # type: ignore[union-attr]
    person.window.bridge.focus(person.annotations[0].id)
    person.settle()
    form = person.window.panel.annotation.attributes  # type: ignore[union-attr]
    form.field(attribute.id).editor.take_focus()
    person.type("since the boa")
    ben = Person(person.path, at=tmp_path / "ben")
    other = book(ben)
    other.open_place(("attribute", "claim", attribute.id))
    ben.settle()
    assert other.page.effects.rename_attribute("claim", attribute.id, "why") == ""  # type: ignore[union-attr]
    ben.window.bridge.exchange_once()
    ben.quit()
    person.window.bridge.exchange_once()
    person.window.activateWindow()
    person.settle()
    form.field("why").editor.take_focus()
    assert form.field("why").editor.text() == "since the boa"  # type: ignore[attr-defined]
    person.type("rd said so")
    person.enter()
    assert person.annotations[0].attributes["why"] == "since the board said so"


def test_a_codebook_goes_out_alone_and_comes_into_another_project(
        person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = book(person)
    panel.show_page("kinds")
    person.settle()
    panel.page.add.setFocus()  # type: ignore[union-attr]
    person.type("Frame")
    person.enter()
    out = tmp_path / "ours.codebook.json"
    formats.export("codebook", person.window.bridge.session.catalogue, out, WriteOptions(reproducible=True))
    assert json.loads(out.read_text("utf-8"))["format"] == "annotator-codebook"
    person.quit()
    other = Person(tmp_path / "other.annot", make=True)
    panel = book(other)
    panel.read(out)
    other.wait(lambda: panel.place == ("takeover",))
    assert all(kind.label != "Frame" for kind in other.window.bridge.session.catalogue.codebook().kinds)
    asked = set_guidelines(other, "Read it twice.")
    before = panel.page
    panel.page.accept.click()  # type: ignore[union-attr]
    assert asked and all(kind.label != "Frame" for kind in other.window.bridge.session.catalogue.codebook().kinds)
    other.wait(lambda: panel.page is not before and panel.place == ("takeover",))
    panel.page.accept.click()  # type: ignore[union-attr]
    other.settle()
    assert any(kind.label == "Frame" for kind in other.window.bridge.session.catalogue.codebook().kinds)
    other.run("edit.undo")
    assert all(kind.label != "Frame" for kind in other.window.bridge.session.catalogue.codebook().kinds)
    other.quit()


def test_a_file_of_another_tool_is_refused_in_words(person: Person, tmp_path: Path) -> None:
    for name, content in (("a.json", '{"labels": ["x"]}'), ("b.xml", "<View><Labels/></View>"),
                          ("c.json", "no json"), ("d.conf", "[entities]\nPerson\n")):
        path = tmp_path / name
        path.write_text(content)
        found = formats.read_files([path], person.window.bridge.session.catalogue, format="codebook")
        assert len(found.problems) == 1 and found.problems[0].fault.remedy, name
