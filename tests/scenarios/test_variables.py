"""What the codebook asks of the article as a whole is answered at the head of the panel, by keyboard, by each coder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from shiboken6 import isValid

from annotator.actions.library import set_status
from annotator.actions.variables import answer
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.codebook_fields import codebook_fields
from annotator.corpus.ids import new_id
from annotator.corpus.kinds import Attribute
from annotator.corpus.team import Coder
from annotator.session import Session
from annotator.ui.widgets.text_editor import TextEditor
from annotator.ui.widgets.variables_form import VariablesForm
from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import CTRL, Person, faithful

Key = Qt.Key
ASKED = (Attribute("topic", "choice", "Topic", ("transport", "budget", "migration", "health", "crime"), required=True),
         Attribute("tone", "choice", "Tone", ("critical", "neutral", "kind"), required=True),
         Attribute("frame", "text", "Frame"))
BEN = Coder(new_id(), "Ben")


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    someone.add("The tunnel", TUNNEL)
    ask(someone, *ASKED)
    someone.window.view.setFocus()
    yield someone
    if isValid(someone.window) and someone.window.isVisible():
        faithful(someone)
        someone.quit()


def ask(person: Person, *asked: Attribute) -> None:
    """Have the codebook ask these of an article."""
    session = person.window.bridge.session
    book = replace(session.catalogue.codebook(), article_attributes=asked)
    old = codebook_fields(session.catalogue.codebook())
    fields = {key: value for key, value in codebook_fields(book).items() if old.get(key) != value}
    fields |= {key: None for key in old if key.startswith("article_attribute:") and key not in codebook_fields(book)}
    person.window.bridge.do(ChangeSet([Change("codebook", CODEBOOK_ID, fields)]))
    person.settle()


def form(person: Person) -> VariablesForm:
    assert person.window.panel is not None
    found = person.window.panel.annotation.variables
    assert found is not None
    return found


def mine(person: Person) -> dict[str, object]:
    session = person.window.bridge.session
    said = session.catalogue.values(person.window.bridge.article)
    return next((dict(v.values) for v in said if v.coder == session.coder.id), {})


def test_by_keys_alone_each_question_is_answered_and_the_line_sums_it_up(person: Person) -> None:
    assert form(person).summary == "Questions on the article · 2 to answer" and not form(person).is_open
    person.type("t")
    assert form(person).is_open
    person.type("migr")
    person.enter()
    assert mine(person) == {"topic": "migration"}
    person.key(Key.Key_Tab)
    person.type("1")
    assert mine(person) == {"topic": "migration", "tone": "critical"}
    person.key(Key.Key_Escape)
    assert person.window.view.hasFocus()
    assert form(person).summary == "Topic: Migration · Tone: Critical"


def test_the_first_letter_answers_too_and_the_same_key_again_closes_the_questions(person: Person) -> None:
    person.key(Key.Key_T, CTRL)
    person.key(Key.Key_Tab)
    person.type("n")
    assert mine(person) == {"tone": "neutral"}
    person.key(Key.Key_T, CTRL)
    assert not form(person).is_open and person.window.view.hasFocus()
    assert form(person).summary == "Tone: Neutral · 1 to answer"


def test_one_undo_takes_one_answer_back_and_a_restart_keeps_the_rest(person: Person) -> None:
    person.type("t")
    person.type("budg")
    person.enter()
    person.key(Key.Key_Tab)
    person.type("3")
    assert person.title("edit.undo") == "Undo: Edit article variables"
    person.key(Key.Key_Z, CTRL)
    assert mine(person) == {"topic": "budget"}
    assert form(person).summary == "Topic: Budget · 1 to answer"
    path = person.path
    person.quit()
    again = Person(path)
    assert form(again).summary == "Topic: Budget · 1 to answer"
    again.quit()


def test_each_article_has_its_own_answers(person: Person) -> None:
    person.type("t")
    person.type("budg")
    person.enter()
    person.key(Key.Key_Down, CTRL)
    assert form(person).summary == "Questions on the article · 2 to answer"
    person.key(Key.Key_Up, CTRL)
    assert form(person).summary == "Topic: Budget · 1 to answer"


def test_what_is_typed_is_stored_for_its_own_article_when_another_is_opened(person: Person) -> None:
    first = person.window.bridge.article
    person.type("t")
    form(person).page.take_focus("frame")  # type: ignore[union-attr]
    person.type("conflict")
    person.key(Key.Key_Down, CTRL)
    assert mine(person) == {}
    person.window.bridge.show_article(first)
    assert mine(person) == {"frame": "conflict"}


def test_a_colleagues_answers_stand_beside_mine_and_both_stay(person: Person, tmp_path: Path) -> None:
    session, article = person.window.bridge.session, person.window.bridge.article
    session.exchange()
    ben = Session.open(person.path, BEN, home=tmp_path / "ben")
    ben.exchange()
    ben.do(answer(article, BEN, "tone", "kind"))
    ben.exchange()
    person.key(Key.Key_T, CTRL)
    person.key(Key.Key_Tab)
    person.type("1")
    session.exchange()
    session.catch_up()
    person.settle()
    assert mine(person) == {"tone": "critical"}
    assert form(person)._others["tone"].text == "Ben: Kind"
    assert {v.coder: dict(v.values) for v in session.catalogue.values(article)}[BEN.id] == {"tone": "kind"}
    ben.close()


def test_two_computers_of_one_coder_answer_different_questions_and_both_stay(person: Person, tmp_path: Path) -> None:
    session, article = person.window.bridge.session, person.window.bridge.article
    session.exchange()
    other = Session.open(person.path, session.coder, home=tmp_path / "laptop")
    other.exchange()
    other.do(answer(article, session.coder, "topic", "health"))
    person.key(Key.Key_T, CTRL)
    person.key(Key.Key_Tab)
    person.type("2")
    for each in (session, other, session):
        each.exchange()
        each.catch_up()
    person.settle()
    assert mine(person) == {"topic": "health", "tone": "neutral"}
    assert other.catalogue.values(article) == session.catalogue.values(article)
    other.close()


def test_an_answer_given_while_the_other_computer_gave_another_is_a_conflict_to_settle(
    person: Person, tmp_path: Path
) -> None:
    session, article = person.window.bridge.session, person.window.bridge.article
    session.do(answer(article, session.coder, "tone", "kind"))
    session.exchange()
    other = Session.open(person.path, session.coder, home=tmp_path / "laptop")
    other.exchange()
    person.key(Key.Key_T, CTRL)
    form(person).page.take_focus("tone")  # type: ignore[union-attr]
    other.do(answer(article, session.coder, "tone", "critical"))
    other.exchange()
    session.exchange()
    person.type("2")
    assert session.catalogue.to_settle() == 1
    other.close()


def test_a_question_renamed_while_it_is_being_answered_keeps_what_is_typed(person: Person) -> None:
    person.type("t")
    form(person).page.take_focus("frame")  # type: ignore[union-attr]
    person.type("conf")
    ask(person, *ASKED[:2], replace(ASKED[2], label="Way of framing"))
    person.type("lict")
    editor = form(person).page.fields["frame"].editor  # type: ignore[union-attr]
    assert isinstance(editor, TextEditor) and editor.text() == "conflict"
    assert mine(person) == {}
    person.enter()
    assert mine(person) == {"frame": "conflict"}


def test_a_question_taken_away_while_it_is_being_answered_loses_nothing(person: Person) -> None:
    person.type("t")
    form(person).page.take_focus("frame")  # type: ignore[union-attr]
    person.type("conflict")
    ask(person, *ASKED[:2])
    assert "frame" not in form(person).page.fields  # type: ignore[union-attr]
    assert mine(person) == {"frame": "conflict"}


def test_an_article_that_was_begun_with_a_question_open_is_listed_as_incomplete(person: Person) -> None:
    assert person.window.library is not None
    model, bridge = person.window.library.model, person.window.bridge
    assert model.counts()["incomplete"] == 0
    bridge.do(set_status(bridge.article, bridge.session.coder, "doing"))
    assert model.counts()["incomplete"] == 1 and model.shelf(model.row_of(bridge.article)).unanswered == 2
    person.type("t")
    person.type("heal")
    person.enter()
    person.key(Key.Key_Tab)
    person.type("1")
    assert model.counts()["incomplete"] == 0


def test_where_nothing_is_asked_there_is_no_line_and_the_key_says_why(person: Person) -> None:
    ask(person)
    assert form(person).isHidden()
    person.window.view.setFocus()
    person.type("t")
    assert person.toasts() == ["The codebook asks nothing of an article"]


def test_all_values_are_in_sight_and_what_is_too_much_scrolls_and_several_cards_take_its_room(person: Person) -> None:
    values = ("conflict", "economy", "morality", "human interest", "responsibility", "consequences")
    ask(person, Attribute("frames", "multi", "Frames", values))
    person.window.resize(1366, 768)
    person.run("article.answer")
    person.settle()
    questions = form(person)
    assert questions.page is not None
    chips = questions.page.findChildren(QToolButton)
    assert len([chip for chip in chips if not chip.visibleRegion().isEmpty()]) == len(values)
    ask(person, *(Attribute(f"frame{n}", "text", f"Frame {n}") for n in range(30)))
    person.settle()
    assert questions.height() < questions.parentWidget().height() / 2
    for words in ("The harbour fee will rise", "The ferries are fine"):
        person.select(words)
        person.type("1")
        person.key(Key.Key_Escape)
    person.run("annotate.many")
    person.settle()
    assert not questions.is_open
    assert questions.height() < 60
