"""Sources at the real window: who exists already, who is whom, who stands behind what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotator.actions import sources
from annotator.corpus.source import Source
from annotator.ui.panels.sources_panel import SourcesPanel
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, Person, faithful


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, outlet="Courier", published="2026-03-01")
    someone.add("Doubts", TUNNEL, outlet="Courier", published="2026-03-02")
    someone.window.bridge.show_article(someone.window.bridge.session.catalogue.article_ids()[0])
    someone.window.view.setFocus()
    yield someone
    faithful(someone)
    someone.quit()


def mark(person: Person, words: str, name: str = "", key: str = "2", *, make: bool = False) -> None:
    person.select(words)
    person.type(key)
    if name:
        person.type(name)
        person.enter(CTRL if make else Qt.KeyboardModifier.NoModifier)


def known(person: Person) -> dict[str, Source]:
    return {source.name: source for source in person.window.bridge.session.catalogue.sources().values()}


def cards(person: Person) -> SourcesPanel:
    assert person.window.panel is not None
    return person.window.panel.sources


def test_a_source_that_already_exists_is_chosen_and_not_made_again(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "“We owe people the truth,”", "anna  BERG", make=True)
    assert list(known(person)) == ["Anna Berg"]
    assert person.sources(person.focused) == ["Anna Berg"]
    assert person.toasts()[-1] == "Anna Berg already exists and was chosen"


def test_making_a_source_and_its_annotation_are_undone_together(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    person.run("edit.undo")
    assert known(person) == {}
    assert person.focused.needs_source


def test_enter_on_a_name_that_nobody_bears_makes_nobody(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Zzyx")
    assert known(person) == {}
    assert person.focused.needs_source
    assert not person.window.view.hasFocus(), "one can still press Ctrl+Enter"


def test_a_minus_says_that_nobody_is_named(person: Person) -> None:
    mark(person, "Nobody has apologised", "-", key="1")
    assert not person.focused.needs_source
    assert person.sources(person.focused) == [""]
    assert known(person) == {}


def test_a_rename_into_somebody_else_offers_to_merge_and_keeps_the_alias(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "a gift to the next generation", "the minister", make=True)
    panel = cards(person)
    panel.show_source(known(person)["the minister"].id)
    panel.form.name.setText("Anna Berg")
    panel.form.name.setFocus()
    person.enter()
    merge = next(button for button in panel.findChildren(QPushButton)
                 if button.text().startswith("Merge, keep") and button.isVisible())
    QTest.mouseClick(merge, Qt.MouseButton.LeftButton)
    person.settle()
    berg = known(person)["Anna Berg"]
    assert berg.aliases == ("the minister",)
    assert known(person)["the minister"].merged_into == berg.id
    assert {tuple(person.sources(a)) for a in person.annotations} == {("Anna Berg",)}
    mark(person, "promised an answer", "minis")
    assert person.sources(person.focused) == ["Anna Berg"]

    # And split again.
    panel.show_source(berg.id)
    panel.card.show_view("about")
    [split] = panel.form.merged.buttons
    QTest.mouseClick(split, Qt.MouseButton.LeftButton)
    person.enter()
    assert known(person)["Anna Berg"].aliases == ()
    by_words = {person.words(a): person.sources(a) for a in person.annotations}
    assert by_words["a gift to the next generation"] == ["the minister"]
    assert by_words["promised an answer"] == ["Anna Berg"], "what was attributed meanwhile stays"


def test_a_merge_is_undone_with_one_key(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "a gift to the next generation", "the minister", make=True)
    both = known(person)
    person.window.bridge.do(sources.merge(both["the minister"], both["Anna Berg"], {}))
    person.window.view.setFocus()
    person.key(Qt.Key.Key_Z, CTRL)
    assert {s.name: (s.aliases, s.merged_into) for s in known(person).values()} == {
        name: (source.aliases, source.merged_into) for name, source in both.items()}


def test_the_card_of_a_source_lists_what_it_stands_behind_in_all_articles_and_leads_there(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    first, second = person.window.bridge.session.catalogue.article_ids()
    person.window.bridge.show_article(second)
    mark(person, "The money is there", "berg")
    wanted = person.focused.id
    person.window.bridge.show_article(first)
    panel = cards(person)
    panel.show_source(known(person)["Anna Berg"].id)
    lines = [line.annotation for line in panel.behind.lines() if line.annotation is not None]
    assert {annotation.article for annotation in lines} == {first, second}
    row = next(i for i, line in enumerate(panel.behind.lines()) if line.annotation and line.annotation.id == wanted)
    panel.behind_list.setFocus()
    panel.behind_list.setCurrentIndex(panel.behind.index(row))
    person.enter()
    assert person.window.bridge.article == second
    assert person.focused.id == wanted
    assert person.window.view.focused_id == wanted


def test_the_filter_collects_what_needs_a_source_until_it_has_one(person: Person) -> None:
    mark(person, "“Are we too patient?”")
    person.key(Qt.Key.Key_Escape)
    mark(person, "“We owe people the truth,”", "Anna Berg", make=True)
    person.key(Qt.Key.Key_F8)
    assert person.window.panel is not None
    model = person.window.panel.annotation.cards.model
    assert [model.id_at(row) for row in range(model.rowCount())] == [
        a.id for a in person.annotations if a.needs_source]
    open_one = next(a for a in person.annotations if a.needs_source)
    person.window.bridge.focus(open_one.id)
    person.window.view.setFocus()
    person.type("s")
    person.type("ann")
    person.enter()
    assert model.rowCount() == 0
    person.key(Qt.Key.Key_F8)
    assert model.rowCount() == 2


def test_the_words_that_name_and_attribute_are_kept_with_the_source(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    person.select("Anna Berg")
    person.type("m")
    person.select("asked")
    person.type("c")
    link = person.focused.chain[0]
    text = person.window.bridge.text
    assert [text[slice(*span)] for span in (*link.mention, *link.cue)] == ["Anna Berg", "asked"]
    assert len(person.annotations) == 1


def test_a_chain_names_the_origin_first(person: Person) -> None:
    mark(person, "Fewer than 0.2 percent", "The port board", key="3", make=True)
    person.type("v")
    person.type("The Courier")
    person.enter(CTRL)
    person.type("v")
    person.type("Agency")
    person.enter(CTRL)
    assert person.sources(person.focused) == ["The port board", "The Courier", "Agency"]
    assert [link.role for link in person.focused.chain] == ["speaker", "reporter", "reporter"]


def test_several_letters_find_by_the_beginning_of_any_word_and_by_alias(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "“The ferries are fine,”", "Bernard Lind", make=True)
    person.window.bridge.do(sources.set_alias(known(person)["Bernard Lind"], "Lind, B."))
    names = {typed: [match.source.name for match in person.window.bridge.matches(typed, person.focused)]
             for typed in ("be", "lind,", "ab", "anbe")}
    assert set(names["be"]) == {"Anna Berg", "Bernard Lind"}
    assert names["lind,"] == ["Bernard Lind"]
    assert names["ab"] == ["Anna Berg"]
