"""The questions that a format has of its own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from annotator.formats import exporter
from annotator.ui.forms.format_choices import FormatChoices


@pytest.fixture
def choices(qtbot: QtBot) -> FormatChoices:
    made = FormatChoices()
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_asked_of_a_format_without_questions(choices: FormatChoices) -> None:
    choices.show_for(exporter("brat"))
    assert not choices.isVisible() and choices.answers() == {}


def test_each_question_has_a_name_for_screen_readers_and_its_usual_answer(choices: FormatChoices) -> None:
    choices.show_for(exporter("matrix"))
    asked = {each.label for each in exporter("matrix").choices}
    assert {box.accessibleName() for box in choices.findChildren(QComboBox)} == asked
    assert choices.answers() == {}, "what is usual need not be said"


def test_an_answer_is_kept_for_the_next_format_that_asks_the_same(choices: FormatChoices) -> None:
    choices.show_for(exporter("matrix"))
    choices.choose("mode", "one")
    choices.choose("rows", "party")
    assert choices.answers() == {"mode": "one", "rows": "party"}
    choices.show_for(exporter("dna"))
    assert choices.answers() == {}
    choices.show_for(exporter("graphml"))
    assert choices.answers() == {"mode": "one", "rows": "party"}
    choices.choose("mode", "two")
    choices.show_for(exporter("dl"))
    assert choices.answers() == {"rows": "party"}


def test_words_of_ones_own_are_taken_where_they_may_be(choices: FormatChoices) -> None:
    choices.show_for(exporter("matrix"))
    choices.choose("from", "2026-03-01")
    assert choices.answers() == {"from": "2026-03-01"}
    choices.choose("from", "")
    assert choices.answers() == {}
    assert exporter("matrix").chosen({"from": "2026-03-01"})["from"] == "2026-03-01"
