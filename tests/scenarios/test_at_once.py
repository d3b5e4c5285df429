"""Two people work at once with two windows on one file: each hears of the other, and nobody is disturbed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, library, sources, team
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import ChangeSet
from annotator.settings import load, save
from annotator.ui.widgets import pill as pills
from tests import builders
from tests.hooks import hooks
from tests.scenarios.driver import CTRL, Person

__all__ = ["hooks"]
LONG = "\n\n".join(f"Paragraph {number}. {builders.TEXT}" for number in range(30)) + "\n"


def named(at: Path, name: str) -> Path:
    """The home folder of somebody's computer, on which they have said who they are."""
    os.environ["ANNOTATOR_HOME"] = str(at)
    settings = load()
    save(replace(settings, name=name))
    return at


@pytest.fixture
def two(qtbot: QtBot, hooks: None, tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Mara and Maria at two computers, with one long article open."""
    file = tmp_path / "study.annot"
    mara = Person(file, make=True, at=named(tmp_path / "mara", "Mara"))
    mara.window.bridge.show_article(builders.article(mara.window.bridge.session, LONG, title="Long"))
    mara.window.bridge.session.exchange()
    maria = Person(file, at=named(tmp_path / "maria", "Maria"))
    meet(mara, maria)
    sit_down(mara)
    yield mara, maria
    for person in (mara, maria):
        person.window.close()


def sit_down(person: Person) -> None:
    """This is the window whose keys are pressed."""
    person.window.activateWindow()
    person.settle()
    person.window.view.setFocus()


def meet(*people: Person) -> None:
    """Everybody hands over and takes in."""
    for _ in range(2):
        for person in people:
            person.window.bridge.session.exchange()
            person.window.bridge.session.catch_up()
            person.settle()


def mark(person: Person, words: str, kind: str = "claim") -> Annotation:
    """Mark the first of these words in the open article."""
    session, article = person.window.bridge.session, person.window.bridge.article
    start = person.window.bridge.text.index(words)
    made, change_set = annotate.mark(article, person.window.bridge.text, spans=[(start, start + len(words))],
                                     kind=kind, codebook=session.catalogue.codebook())
    assert person.window.bridge.do(change_set)
    return made


def do(person: Person, change_set: ChangeSet) -> None:
    assert person.window.bridge.do(change_set)


def pill(person: Person) -> str:
    return person.window.pill.text


def test_the_other_window_tells_who_marked_what_and_a_key_goes_there(two: tuple[Person, Person]) -> None:
    mara, maria = two
    one = mark(maria, "Paragraph 20")
    meet(maria, mara)
    assert pill(mara) == "Maria marked “Paragraph 20” as a claim" and not pill(maria)
    assert mara.focus() is mara.window.view
    mara.key(Qt.Key.Key_J, CTRL)
    assert mara.focused.id == one.id
    assert pill(mara) == "Maria marked “Paragraph 20” as a claim"
    assert "by Maria" not in mara.window.status.text()


def test_neither_text_nor_focus_moves_when_news_arrive(two: tuple[Person, Person]) -> None:
    mara, maria = two
    mara.select("Paragraph 15")
    before = (mara.window.view.scroll_position(), mara.window.view.selection(), mara.focus(),
              mara.window.view.geometry())
    mark(maria, "Paragraph 2.")
    mark(maria, "Paragraph 3.")
    meet(maria, mara)
    assert pill(mara) == "Maria · 2 annotations in this article"
    assert before == (mara.window.view.scroll_position(), mara.window.view.selection(), mara.focus(),
                      mara.window.view.geometry())


def test_several_are_walked_through_in_the_order_of_the_text_with_the_place_in_words(
        two: tuple[Person, Person]) -> None:
    mara, maria = two
    later, sooner = mark(maria, "Paragraph 9."), mark(maria, "Paragraph 4.", "quote")
    meet(maria, mara)
    mara.window.pill.go.click()
    assert mara.focused.id == sooner.id and pill(mara).startswith("1 of 2 · Maria marked “Paragraph 4.” as a quote")
    mara.window.pill.go.click()
    assert mara.focused.id == later.id and pill(mara).startswith("2 of 2 · ")
    assert mara.window.pill.go.isHidden()
    mara.run("news.next")
    assert mara.toasts()[-1] == "Nothing new from others" and not pill(mara)


def test_esc_hides_the_pill_first_and_the_status_line_keeps_what_it_told(two: tuple[Person, Person]) -> None:
    mara, maria = two
    mine = mark(mara, "Paragraph 1.")
    mara.window.bridge.focus(mine.id)
    mark(maria, "Paragraph 2.")
    meet(maria, mara)
    mara.window.view.setFocus()
    mara.key(Qt.Key.Key_Escape)
    assert not pill(mara) and mara.focused.id == mine.id
    assert "1 change by Maria" in mara.window.status.text()
    mara.window.status._news.click()
    assert pill(mara) == "Maria marked “Paragraph 2.” as a claim"
    mara.window.pill._close.click()
    assert not pill(mara) and "by Maria" not in mara.window.status.text()


def test_what_arrives_meanwhile_is_bundled_and_time_hides_it_but_never_under_the_pointer(
        two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    mara, maria = two
    mark(maria, "Paragraph 2.")
    meet(maria, mara)
    source = builders.source(maria.window.bridge.session, "Anna Berg")
    mark(maria, "Paragraph 3.")
    meet(maria, mara)
    assert pill(mara) == "Maria · 2 annotations, 1 source in this article"
    assert mara.window.pill._timer.interval() == pills.SECONDS * 1000
    mara.window.pill._timer.timeout.emit()
    assert not pill(mara) and "3 changes by Maria" in mara.window.status.text()
    for _ in range(3):
        mara.key(Qt.Key.Key_J, CTRL)
    assert mara.window.panel is not None and mara.window.panel.tab() == "sources"
    assert pill(mara) == f"3 of 3 · Maria added the source {source.name}"


def test_edits_removals_undo_sources_marks_and_the_codebook_have_words_of_their_own(
        two: tuple[Person, Person]) -> None:
    mara, maria = two
    bridge, session = maria.window.bridge, maria.window.bridge.session
    one = mark(mara, "Paragraph 5.")
    meet(mara, maria)

    def told() -> str:
        meet(maria, mara)
        said = pill(mara)
        mara.window.handlers.news.put_away()
        return said

    def fresh() -> Annotation:
        found = session.catalogue.annotation(one.id)
        assert found is not None
        return found

    do(maria, annotate.set_note(fresh(), "Sure?"))
    assert told() == "Maria changed the note of “Paragraph 5.”"
    bridge.undo()
    assert told() == "Maria took back a change of “Paragraph 5.”"
    do(maria, annotate.remove([fresh()]))
    assert told() == "Maria removed “Paragraph 5.”"
    bridge.undo()
    assert told() == "Maria brought back “Paragraph 5.”"
    made, change_set = sources.create("Anna Berg", "person")
    do(maria, change_set)
    assert told() == "Maria added the source Anna Berg"
    do(maria, sources.edit(made, {"job_title": "Minister"}))
    assert told() == "Maria changed the source Anna Berg"
    do(maria, library.set_status(bridge.article, session.coder, "done"))
    assert told() == "Maria is done with this article"
    do(maria, team.describe_project(session.catalogue.project(), {"licence": "CC BY 4.0"}))
    assert told() == "Maria changed the project’s settings"
    builders.article(session, "Another text.\n", title="Other")
    assert told() == "Maria brought in “Other”"


def test_other_articles_are_counted_and_the_way_leads_there(two: tuple[Person, Person]) -> None:
    mara, maria = two
    first = mara.window.bridge.article
    names = [builders.article(mara.window.bridge.session, f"Text number {number}.\n", title=f"T{number}")
             for number in (1, 2)]
    meet(mara, maria)
    mara.window.handlers.news.put_away()
    for name in names:
        builders.annotation(maria.window.bridge.session, name, "Text number")
    meet(maria, mara)
    assert pill(mara) == "Maria · 2 annotations in 2 articles"
    mara.run("news.next")
    mara.run("news.next")
    assert mara.window.bridge.article in names and mara.focused.article == mara.window.bridge.article
    mara.run("place.back")
    mara.run("place.back")
    assert mara.window.bridge.article == first


def test_nothing_is_told_of_what_a_blind_coder_may_not_see_until_they_may(two: tuple[Person, Person]) -> None:
    mara, maria = two
    do(mara, team.describe_project(mara.window.bridge.session.catalogue.project(), {"blind_until_done": True}))
    meet(mara, maria)
    mark(maria, "Paragraph 5.")
    meet(maria, mara)
    assert not pill(mara) and "by Maria" not in mara.window.status.text()
    article = mara.window.bridge.article
    for person in two:
        do(person, library.set_status(article, person.window.bridge.session.coder, "done"))
    meet(maria, mara)
    assert pill(mara) == "Maria · 1 annotation, 1 mark in this article"


def test_ones_own_work_at_another_computer_is_no_news(two: tuple[Person, Person], tmp_path: Path) -> None:
    mara, maria = two
    session = mara.window.bridge.session
    mark(maria, "Paragraph 7.")
    meet(maria, mara)
    mara.window.handlers.news.put_away()
    theirs = session.catalogue.coders()[maria.window.bridge.session.coder.id]
    mark(mara, "Paragraph 1.")
    do(mara, team.join(session.coder, theirs))
    mark(maria, "Paragraph 8.")
    meet(maria, mara)
    assert not pill(mara)


def test_both_windows_hear_of_each_other_within_seconds_while_both_write(
        qtbot: QtBot, hooks: None, tmp_path: Path) -> None:
    file = tmp_path / "study.annot"
    mara = Person(file, make=True, at=named(tmp_path / "mara", "Mara"), online=True)
    article = builders.article(mara.window.bridge.session, LONG, title="Long")
    mara.window.bridge.show_article(article)
    mara.window.bridge.exchange_now()
    mara.wait(lambda: mara.window.bridge.session.waiting() == 0)
    maria = Person(file, at=named(tmp_path / "maria", "Maria"), online=True)
    maria.window.bridge.show_article(article)
    mine, theirs = mark(mara, "Paragraph 1."), mark(maria, "Paragraph 2.")
    note = "I am still writing this"
    mara.window.bridge.focus(mine.id)
    mara.run("annotate.note")
    panel = mara.window.panel
    assert panel is not None
    panel.annotation.note.page.setPlainText(note)
    mara.wait(lambda: "Maria" in pill(mara), seconds=10)
    maria.wait(lambda: "Mara" in pill(maria), seconds=10)
    do(maria, annotate.set_note(maria.window.bridge.find(mine.id) or mine, "Maria's note"))
    mara.wait(lambda: "Maria" in panel.annotation.note.remark.text, seconds=10)
    assert panel.annotation.note.page.toPlainText() == note
    panel.annotation.note._finish()
    found = mara.window.bridge.find(mine.id)
    assert found is not None and found.conflicts == ("note",)
    assert {each.id for each in mara.annotations} == {mine.id, theirs.id}
    for person in (mara, maria):
        person.window.close()
    QApplication.processEvents()


def painted(person: Person) -> set[str]:
    return {highlight.id for highlight in person.window.view._overlay.spans.ordered()}


def listed(person: Person) -> set[str]:
    panel = person.window.panel
    assert panel is not None
    model = panel.annotation.cards.model
    return {model.id_at(row) for row in range(model.rowCount())}


def test_only_one_persons_annotations_are_painted_listed_and_counted_and_one_sees_that_it_is_so(
        two: tuple[Person, Person]) -> None:
    mara, maria = two
    mine, theirs = mark(mara, "Paragraph 1."), mark(maria, "Paragraph 2.", "quote")
    meet(maria, mara)
    operations = mara.window.bridge.session.replica.last("op")
    panel = mara.window.panel
    assert panel is not None
    cards = panel.annotation.cards
    assert painted(mara) == listed(mara) == {mine.id, theirs.id}
    mara.run("show.next_coder")
    assert painted(mara) == listed(mara) == {mine.id} and cards.only.text == "Only mine"
    mara.run("show.next_coder")
    assert painted(mara) == listed(mara) == {theirs.id} and cards.only.text == "Only Maria’s"
    assert "Only Maria’s – show all" in mara.window.status.text()
    assert cards._count.text() == "1"
    assert cards.model.card(0).chip == "Q2"  # numbered as in the whole article
    mara.window.status._only.click()
    assert painted(mara) == listed(mara) == {mine.id, theirs.id} and not cards.only.text
    assert mara.window.bridge.session.replica.last("op") == operations


def test_whoever_goes_to_a_hidden_annotation_or_makes_one_sees_everybodys_again(two: tuple[Person, Person]) -> None:
    mara, maria = two
    mine = mark(mara, "Paragraph 1.")
    mark(maria, "Paragraph 2.", "quote")
    meet(maria, mara)
    bridge = mara.window.bridge
    people = bridge.session.catalogue.people()
    bridge.focus(mine.id)
    bridge.show_only(people.one(maria.window.bridge.session.coder.id))
    assert not bridge.annotation
    later = mark(maria, "Paragraph 3.")
    meet(maria, mara)
    assert later.id in painted(mara) and mine.id not in painted(mara)
    bridge.jump(mine.id)
    assert mara.focused.id == mine.id and not bridge.only
    bridge.show_only(people.one(maria.window.bridge.session.coder.id))
    mara.select("Paragraph 4.")
    mara.type("1")
    assert not bridge.only and mara.focused.words(bridge.text) == "Paragraph 4."


def test_the_menu_says_whose_there_are_and_the_card_of_another_bears_their_mark(two: tuple[Person, Person]) -> None:
    mara, maria = two
    mark(mara, "Paragraph 1.")
    mark(maria, "Paragraph 2.", "quote")
    meet(maria, mara)
    menu = mara.window.actions_.submenu("show.coder")
    mara.window.handlers.narrowing.fill()
    assert [action.text() for action in menu.actions()] == ["Everybody’s (2)", "Mine (1)", "Maria’s (1)"]
    menu.actions()[2].trigger()
    panel = mara.window.panel
    assert panel is not None
    card = panel.annotation.cards.model.card(0)
    assert card.by is not None and card.by.name == "Maria" and card.spoken().endswith("by Maria")
    menu.actions()[0].trigger()
    assert panel.annotation.cards.model.card(0).by is None
    builders.article(mara.window.bridge.session, "Nothing is marked in it.\n", title="Empty")
