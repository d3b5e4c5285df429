"""Who is whom, at the real window: look-alikes, roles over time, attributes, jumps, and a colleague who merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from annotator.actions import sources
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.codebook_fields import codebook_fields
from annotator.corpus.ids import new_id
from annotator.corpus.kinds import Attribute
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.forms.source_card import ABOUT
from annotator.ui.panels.sources_panel import SourcesPanel
from annotator.ui.widgets.text_editor import TextEditor
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import ALT, CTRL, Person, faithful


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR, outlet="Courier", published="2026-03-01")
    someone.add("Doubts", TUNNEL, outlet="Gazette", published="2023-03-02")
    someone.window.bridge.show_article(article(someone, "The harbour fee"))
    someone.window.view.setFocus()
    yield someone
    if isValid(someone.window):
        faithful(someone)
        someone.quit()


def article(person: Person, title: str) -> str:
    catalogue = person.window.bridge.session.catalogue
    return next(s.id for s in catalogue.shelves(person.window.bridge.session.coder.id) if s.title == title)


def mark(person: Person, words: str, name: str, *, make: bool = False) -> str:
    person.select(words)
    person.type("2")
    person.type(name)
    person.enter(CTRL if make else Qt.KeyboardModifier.NoModifier)
    return person.focused.id


def known(person: Person) -> dict[str, Source]:
    return {source.name: source for source in person.window.bridge.session.catalogue.sources().values()}


def tab(person: Person) -> SourcesPanel:
    assert person.window.panel is not None
    return person.window.panel.sources


def two_spellings(person: Person) -> SourcesPanel:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "“We owe people the truth,”", "A. Berg", make=True)
    person.run("show.sources")
    panel = tab(person)
    person.wait(lambda: panel.alike.isVisible())
    return panel


def test_look_alikes_are_merged_by_keys_after_a_look_and_one_undo_parts_them(person: Person) -> None:
    panel = two_spellings(person)
    assert panel.alike.head.text().endswith("2 may be the same")
    panel.alike.head.setFocus()
    person.key(Qt.Key.Key_Space)
    assert panel.alike.rows[0].accessibleName() == "Anna Berg · A. Berg: same surname, initials agree"
    person.key(Qt.Key.Key_Tab)
    person.enter()
    assert panel.merging.sentences[0] == "1 annotation from 1 article will count as Anna Berg."
    assert known(person)["A. Berg"].merged_into == "", "a look is no merge"
    person.enter()
    assert {tuple(person.sources(a)) for a in person.annotations} == {("Anna Berg",)}
    assert person.toasts()[-1] == "A. Berg merged into Anna Berg"
    person.wait(lambda: not panel.alike.isVisible())
    person.key(Qt.Key.Key_Z, CTRL)
    assert {tuple(person.sources(a)) for a in person.annotations} == {("Anna Berg",), ("A. Berg",)}
    person.wait(lambda: panel.alike.isVisible())


def test_what_is_not_the_same_is_never_proposed_again(person: Person) -> None:
    panel = two_spellings(person)
    panel.alike.head.setFocus()
    person.key(Qt.Key.Key_Space)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Tab)
    person.enter()
    assert not panel.alike.isVisible()
    person.window.bridge.do(sources.set_alias(known(person)["A. Berg"], "Minister Berg"))
    person.wait(lambda: panel.alike._work is None and not panel.alike._timer.isActive())
    assert panel.alike.groups == []
    fresh = SourcesPanel(person.window.bridge)  # as after a restart: nothing is remembered but the project
    person.wait(lambda: fresh.alike._work is None and not fresh.alike._timer.isActive())
    assert fresh.alike.groups == []
    fresh.deleteLater()


def role_line(panel: SourcesPanel, row: int, part: str) -> QLineEdit:
    return panel.form.roles.rows[row].lines[part]


def test_roles_are_written_by_keys_and_the_one_of_the_articles_date_stands_in_the_chain(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    panel = tab(person)
    panel.show_source(known(person)["Anna Berg"].id)
    panel.card.show_view(ABOUT)
    role_line(panel, 0, "text").setFocus()
    person.type("minister")
    person.key(Qt.Key.Key_Tab)
    person.type("2024-02")
    person.enter()
    role_line(panel, 1, "text").setFocus()
    person.type("spokesperson")
    person.key(Qt.Key.Key_Tab)
    person.type("2020")
    person.key(Qt.Key.Key_Tab)
    person.type("2019")
    person.enter()
    assert panel.form.roles.problem == "It ends (2019) before it begins (2020)"
    line = person.focus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    person.type("2023")
    person.enter()
    assert [dict(role) for role in known(person)["Anna Berg"].roles] == [
        {"text": "spokesperson", "from": "2020", "to": "2023"}, {"text": "minister", "from": "2024-02"}]
    assert role_line(panel, 0, "to").hasFocus(), "the row has moved up, and the focus with it"

    held = []
    for title, words in (("The harbour fee", ""), ("Doubts", "The money is there")):
        person.window.bridge.show_article(article(person, title))
        if words:
            mark(person, words, "anna")
        person.window.bridge.focus(person.annotations[0].id)
        assert person.window.panel is not None
        held.append(person.window.panel.annotation.source._rows[0]._held.text())
    assert held == ["minister", "spokesperson"]


def ask_party(person: Person) -> None:
    session = person.window.bridge.session
    book = replace(session.catalogue.codebook(), source_attributes=(
        Attribute("party", "choice", "Party", ("greens", "harbour_league")), Attribute("elected", "boolean")))
    session.do(ChangeSet([Change("codebook", CODEBOOK_ID, codebook_fields(book))]))


def test_an_attribute_of_a_source_is_answered_once_for_the_project(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    panel = tab(person)
    panel.show_source(known(person)["Anna Berg"].id)
    panel.card.show_view(ABOUT)
    assert not panel.form.answers.isVisible()
    ask_party(person)
    panel.form.answers.field("elected").editor.press(True)  # type: ignore[attr-defined]
    panel.form.answers.field("party").editor.press("greens")  # type: ignore[attr-defined]
    assert known(person)["Anna Berg"].attributes == {"party": "greens", "elected": True}
    person.run("edit.undo")
    assert known(person)["Anna Berg"].attributes == {"elected": True}
    assert panel.form.answers.field("party").stored is None


def test_a_codebook_that_asks_differently_leaves_what_is_being_typed_of_a_source(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    panel = tab(person)
    panel.show_source(known(person)["Anna Berg"].id)
    panel.card.show_view(ABOUT)
    session = person.window.bridge.session
    for label in ("Post", "Office"):
        book = replace(session.catalogue.codebook(), source_attributes=(Attribute("post", "text", label),))
        person.window.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, codebook_fields(book))]))
        person.settle()
        if label == "Post":
            panel.form.answers.field("post").editor.take_focus()
            person.type("mayo")
    person.type("r")
    editor = panel.form.answers.field("post").editor
    assert isinstance(editor, TextEditor) and editor.text() == "mayor"
    assert known(person)["Anna Berg"].attributes == {}


def test_a_jump_from_the_card_is_taken_back_within_the_article_and_across(person: Person) -> None:
    mark(person, "“We owe people the truth,”", "Anna Berg", make=True)
    person.window.bridge.show_article(article(person, "Doubts"))
    mark(person, "The money is there", "anna")
    first = mark(person, "“brave, or blind”", "anna")
    person.window.bridge.focus("")
    person.window.view.select(5, 5)
    person.window.view.setFocus()
    panel = tab(person)
    panel.show_source(known(person)["Anna Berg"].id)
    row = panel.behind.row_of(first)
    panel.behind_list.setFocus()
    panel.behind_list.setCurrentIndex(panel.behind.index(row))
    person.enter()
    assert person.focused.id == first
    person.key(Qt.Key.Key_Down)
    person.enter()
    second = person.focused.id
    assert second != first and panel.behind_list.hasFocus(), "one goes on through the list"
    person.key(Qt.Key.Key_Left, ALT)
    assert person.focused.id == first
    person.key(Qt.Key.Key_Left, ALT)
    assert person.window.bridge.annotation == "" and person.window.view.caret() == 5
    person.key(Qt.Key.Key_Right, ALT)
    assert person.focused.id == first
    panel.behind_list.setCurrentIndex(panel.behind.index(panel.behind.rowCount() - 1))
    person.enter()
    assert person.window.bridge.article == article(person, "The harbour fee")
    person.key(Qt.Key.Key_Left, ALT)
    assert (person.window.bridge.article, person.focused.id) == (article(person, "Doubts"), first)


def test_the_card_of_the_source_in_focus_is_one_key_away(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    person.window.view.setFocus()
    person.key(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert tab(person).source == known(person)["Anna Berg"].id
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_Escape)
    assert person.window.view.hasFocus()
    person.window.bridge.focus("")
    person.key(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert person.toasts()[-1] == "Put an annotation into focus first"


def test_a_colleague_merges_while_the_card_is_open(person: Person, tmp_path: Path) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "“We owe people the truth,”", "A. Berg", make=True)
    both = known(person)
    panel = tab(person)
    panel.show_source(both["A. Berg"].id)
    panel.card.show_view(ABOUT)
    panel.form.job.setFocus()
    person.type("mayor")
    session = person.window.bridge.session
    session.exchange()
    ola = Session.open(session.path, Coder(new_id(), "Ola"), home=tmp_path / "another computer")
    ola.exchange()
    theirs = ola.catalogue.sources()
    ola.do(sources.merge(theirs[both["A. Berg"].id], theirs[both["Anna Berg"].id], {}))
    ola.exchange()
    ola.close()
    person.window.bridge.exchange_once()
    person.settle()
    assert panel.source == both["Anna Berg"].id
    assert panel.form.name.text() == "Anna Berg"
    assert panel.behind.count == 2
    assert panel.form.offer.text == "Ola has merged A. Berg into Anna Berg. This is the card of both now."
    assert known(person)["A. Berg"].job_title == "mayor", "what was being written is kept where it belongs"
    assert known(person)["Anna Berg"].job_title == ""


def test_a_colleague_merges_what_is_just_being_looked_at(person: Person, tmp_path: Path) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    mark(person, "“We owe people the truth,”", "A. Berg", make=True)
    both = known(person)
    panel = tab(person)
    panel.begin_merge([source.id for source in both.values()])
    person.window.bridge.do(sources.merge(both["A. Berg"], both["Anna Berg"], {}))
    assert panel.list.isVisible()
    assert person.toasts()[-1] == "They are one source already"


def test_nothing_is_left_running_when_the_window_goes(person: Person) -> None:
    two_spellings(person).alike.look()
    person.window.hide()
    QApplication.processEvents()


def test_tab_walks_through_the_card_as_it_stands_and_out_of_it(person: Person) -> None:
    mark(person, "“Are we too patient?”", "Anna Berg", make=True)
    ask_party(person)
    berg, bridge = known(person)["Anna Berg"], person.window.bridge
    bridge.do(sources.edit(berg, {"roles": [{"text": "minister"}], "note": "See [there](https://example.org)."})
              + sources.set_identifier(berg, "wikidata", "Q42") + sources.set_alias(berg, "Berg"))
    panel = tab(person)
    panel.show_source(berg.id)
    panel.card.show_view(ABOUT)
    panel.card.back.setFocus()
    seen = []
    while person.focus() is not person.window.view and len(seen) < 60:
        seen.append(person.focus().accessibleName())
        person.key(Qt.Key.Key_Tab)
    assert seen[:4] == ["All sources", "Merge into…", "Remove…", "Name"]
    assert seen[4].startswith("Says") and seen[-2:] == ["Note", "Note"], "the text, then its link"
    inside = ["Remove Berg", "Add a name…", "Job title", "Affiliation", "Role 1", "Role 1, from", "Role 1, to",
              "Take role 1 away", "Role 2", "Role 2, from", "Role 2, to", "Party: Greens",
              "Party: Harbour league", "Elected: Yes", "Elected: No", "Wikidata Q42: open in the browser",
              "Take Wikidata Q42 away", "Add an identifier"]
    assert seen[-2 - len(inside):-2] == inside


def test_a_name_in_the_article_that_may_be_a_sources_is_taken_as_its_other_name(person: Person) -> None:
    made, change_set = sources.create("François Bonnardel")
    person.window.bridge.do(change_set)
    name = person.add("On the quay", "François Bonnardell said that the quay was closed.\n", outlet="Courier")
    panel = tab(person)
    person.window.bridge.show_article(name)
    person.wait(lambda: panel.alike.isVisible())
    panel.alike.head.setFocus()
    person.key(Qt.Key.Key_Space)
    assert panel.alike.rows[0].accessibleName().startswith("“François Bonnardell” in this article · François Bonnardel")
    person.key(Qt.Key.Key_Tab)
    person.enter()
    assert known(person)["François Bonnardel"].aliases == ("François Bonnardell",)
    assert not panel.alike.isVisible()
    person.key(Qt.Key.Key_Z, CTRL)
    assert known(person)["François Bonnardel"].aliases == ()
    assert made.name


def test_a_name_that_is_not_a_sources_is_not_asked_again_after_a_restart_until_that_is_undone(person: Person) -> None:
    person.window.bridge.do(sources.create("François Bonnardel")[1])
    name = person.add("On the quay", "François Bonnardell said that the quay was closed.\n", outlet="Courier")

    def asked(someone: Person) -> SourcesPanel:
        someone.window.bridge.show_article(name)
        someone.run("show.sources")
        panel = tab(someone)
        someone.wait(lambda: not panel.alike._names_soon.isActive() and not someone.window.bridge.beside.is_busy)
        return panel

    panel = asked(person)
    panel.alike.head.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        person.key(key)
    person.enter()
    assert not panel.alike.isVisible()
    assert person.toasts()[-1] == "François Bonnardel is not called François Bonnardell"
    person.quit()
    next_day = Person(person.path)
    assert not asked(next_day).alike.isVisible()
    next_day.window.view.setFocus()
    next_day.key(Qt.Key.Key_Z, CTRL)
    next_day.wait(lambda: tab(next_day).alike.isVisible())
    next_day.quit()
