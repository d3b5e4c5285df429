"""What the loop costs: the table of keystrokes is a promise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.actions import library, sources
from annotator.corpus.article import Article, article_id
from tests.scenarios.driver import Person

CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = (
    "The harbour fee rises to $1.3bn, the board said on Monday.\n"
    "“Are we too patient?” Anna Berg asked. “At some point the ferries have to run.” "
    "Fewer than 0.2 percent of the crossings were late, the Courier reported.\n"
    "Bernard Lind disagreed. “The ferries are fine,” he said."
)


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "harbour.annot", make=True)
    bridge = someone.window.bridge
    bridge.do(library.bring_in([(Article(article_id(TEXT), "Harbour fee", outlet="Courier"), TEXT)]))
    for name, kind in (("Anna Berg", "person"), ("Bernard Lind", "person"), ("The Courier", "organisation")):
        bridge.do(sources.create(name, kind)[1])
    someone.settle()
    someone.presses = 0
    yield someone
    someone.quit()


def test_a_quote_by_the_likely_speaker_costs_two_keys(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.enter()
    assert person.presses == 2
    assert person.sources(person.focused) == ["Anna Berg"]
    assert person.window.view.hasFocus()


def test_a_guess_is_not_stored_before_enter(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    assert person.focused.needs_source
    person.key(Qt.Key.Key_Escape)
    assert person.focused.needs_source
    assert person.window.view.hasFocus()


def test_another_known_source_costs_at_most_five_keys(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.type("lin")
    person.enter()
    assert person.presses <= 5
    assert person.sources(person.focused) == ["Bernard Lind"]


def test_with_keep_source_the_next_annotation_costs_one_key(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.enter()
    person.type("k")
    person.presses = 0
    person.select("At some point the ferries have to run.")
    person.type("1")
    assert person.presses == 1
    assert person.sources(person.focused) == ["Anna Berg"]


def test_with_the_keyboard_alone_a_sentence_costs_three_keys(person: Person) -> None:
    person.window.view.place_caret(0)
    person.key(Qt.Key.Key_Down)
    person.type("2")
    person.enter()
    assert person.presses == 3
    assert person.focused.kind == "quote"


def test_the_second_half_of_a_split_quote_costs_one_key(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.enter()
    person.presses = 0
    person.type("+")
    assert person.presses == 1
    assert person.words(person.focused) == "“Are we too patient?” … “At some point the ferries have to run.”"
    assert len(person.annotations) == 1


def test_a_statistic_costs_one_key_and_has_its_value(person: Person) -> None:
    person.select("Fewer than 0.2 percent")
    person.type("3")
    assert person.presses == 1
    found = person.focused.quantity
    assert (found["value"], found["unit"], found["comparator"]) == ("0.2", "%", "<")


def test_a_chain_costs_a_key_the_letters_and_enter(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.enter()
    person.presses = 0
    person.type("v")
    person.type("cou")
    person.enter()
    assert person.presses <= 5
    assert person.sources(person.focused) == ["Anna Berg", "The Courier"]
    assert [link.role for link in person.focused.chain] == ["speaker", "reporter"]


def test_a_new_source_is_made_only_when_asked_for(person: Person) -> None:
    person.select("“The ferries are fine,”")
    person.type("2")
    person.type("Olga Sand")
    person.enter(CTRL)
    assert person.sources(person.focused) == ["Olga Sand"]
    assert "Olga Sand" in {source.name for source in person.window.bridge.session.catalogue.sources().values()}


def test_another_digit_changes_the_kind(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.enter()
    person.type("1")
    assert [annotation.kind for annotation in person.annotations] == ["claim"]
