"""The codebook changes under an open card: what is being typed goes with its question, or is shown with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.actions import codebook as edit
from annotator.actions.annotate import set_attribute
from annotator.actions.recoding import move_answers
from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.project.usage import answers
from annotator.ui.widgets.attribute_form import AttributeForm
from annotator.ui.widgets.text_editor import TextEditor
from tests import builders

BOOK = Codebook(kinds=(Kind("claim", "Claim", key="1", attributes=(
    Attribute("gist", "text", "Gist"), Attribute("sure", "boolean", "Sure"), Attribute("size", "number", "Size"))),))


class Card:
    """A card that is open, and the codebook behind it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.session = builders.project(folder, book=BOOK)
        article = builders.article(self.session)
        made = builders.annotation(self.session, article, "the plan", kind="claim")
        self.bridge = builders.bridge(self.session, article=article, annotation=made.id)
        self.place = QWidget()
        qtbot.addWidget(self.place)
        self.form = AttributeForm(self.bridge, self.place)
        self.form.setParent(self.place)
        self.form.resize(360, 400)
        with qtbot.waitActive(self.place):
            self.place.show()
        self.bridge.changed.connect(self.show)
        self.show()

    @property
    def annotation(self) -> Annotation:
        found = self.bridge.focused_annotation()
        assert found is not None
        return found

    def show(self, _: object = None) -> None:
        self.form.show_annotation(self.annotation)

    def type(self, name: str, words: str) -> None:
        field = self.form.field(name)
        field.editor.take_focus()
        QTest.keySequence(field.editor.control, "Ctrl+End")
        QTest.keyClicks(field.editor.control, words)

    def text(self, name: str) -> str:
        editor = self.form.field(name).editor
        assert isinstance(editor, TextEditor)
        return editor.text()

    def agree(self, change: Callable[[Codebook], Codebook]) -> None:
        book = self.session.catalogue.codebook()
        self.bridge.do(edit.revise(book, change(book)))


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> Card:
    return Card(qtbot, tmp_path)


def test_another_label_leaves_the_typing_alone(card: Card) -> None:
    card.type("gist", "half a tho")
    control = card.form.field("gist").editor.control
    card.agree(lambda book: edit.change_attribute(book, "claim", "gist", label="In short", required=True, help="H"))
    assert card.form.field("gist").editor.control is control and control.hasFocus()
    QTest.keyClicks(control, "ught")
    card.form.field("sure").editor.take_focus()
    assert card.annotation.attributes == {"gist": "half a thought"}
    assert card.form.field("gist").title == "In short"


def test_another_id_takes_the_typing_along(card: Card) -> None:
    card.type("gist", "half a tho")
    card.agree(lambda book: edit.rename_attribute(book, "claim", "gist", "in_short"))
    QTest.keyClicks(card.form.field("in_short").editor.control, "ught")
    card.form.field("sure").editor.take_focus()
    assert card.annotation.attributes == {"in_short": "half a thought"}


def test_a_question_that_moves_or_gets_neighbours_keeps_its_typing(card: Card) -> None:
    card.type("gist", "still he")
    card.agree(lambda book: edit.move_attribute(edit.add_attribute(book, "claim", "New")[0], "claim", "gist", 1))
    QTest.keyClicks(card.form.field("gist").editor.control, "re")
    assert card.text("gist") == "still here" and card.form.field("gist").editor.control.hasFocus()


def test_a_question_that_goes_leaves_what_was_typed_with_a_sentence(card: Card) -> None:
    card.type("gist", "half a thought")
    card.agree(lambda book: edit.remove_attribute(book, "claim", "gist"))
    assert card.form.orphans.text == ("The codebook has changed and does not ask this any more. You had typed for"
                                      " “Gist”: half a thought")
    card.form.orphans.buttons[0].click()
    assert QGuiApplication.clipboard().text() == "half a thought"
    card.form.orphans.buttons[1].click()
    assert card.form.orphans.text == ""
    assert card.annotation.attributes == {}, "nothing is answered to a question that nobody asks"


def test_another_type_keeps_the_words_in_the_new_editor(card: Card) -> None:
    card.type("size", "12 or so")
    card.agree(lambda book: edit.change_attribute(book, "claim", "size", type="text"))
    assert card.text("size") == "12 or so"
    card.form.field("sure").editor.take_focus()
    assert card.annotation.attributes == {"size": "12 or so"}
    card.type("size", "!")
    card.agree(lambda book: edit.change_attribute(book, "claim", "size", type="boolean"))
    assert "“Size”: 12 or so!" in card.form.orphans.text


def test_an_answer_that_does_not_fit_is_shown_and_kept(card: Card) -> None:
    card.bridge.do(set_attribute(card.annotation, "gist", "quite"))
    for type_ in ("boolean", "number", "date"):
        card.agree(lambda book, type_=type_: edit.change_attribute(book, "claim", "gist", type=type_))  # type: ignore[misc]
        assert "“Quite” was answered before the question changed" in card.form.field("gist").remark.text
        card.form.field("gist").editor.take_focus()
        card.form.field("sure").editor.take_focus()
        assert card.annotation.attributes == {"gist": "quite"}


def test_what_a_colleague_answered_under_the_old_id_is_shown_and_goes_with_a_new_answer(card: Card) -> None:
    book = card.session.catalogue.codebook()
    moved = move_answers(answers(card.session.catalogue, "claim", "gist"), "gist", "in_short")
    card.bridge.do(edit.revise(book, edit.rename_attribute(book, "claim", "gist", "in_short")) + moved)
    card.bridge.do(set_attribute(card.annotation, "gist", "unseen"))
    assert card.text("in_short") == "unseen"
    card.type("in_short", " no more")
    card.form.field("sure").editor.take_focus()
    assert card.annotation.attributes == {"in_short": "unseen no more"}


def test_a_colour_is_a_bar_and_hidden_questions_are_not_asked(card: Card) -> None:
    card.agree(lambda book: edit.change_attribute(book, "claim", "sure", colour="green"))
    card.agree(lambda book: edit.change_attribute(book, "claim", "size", hidden=True))
    with pytest.raises(KeyError):
        card.form.field("size")
    field = card.form.field("sure")
    place = field.mapTo(card.form, field.rect().center())
    drawn = card.form.grab().toImage().pixelColor(1, place.y())
    assert drawn.green() > 1.2 * max(drawn.red(), drawn.blue()), "a green bar"


def test_the_codebook_on_the_screen_is_the_one_that_is_stored(card: Card) -> None:
    assert replace(card.session.catalogue.codebook(), version="1") == BOOK
