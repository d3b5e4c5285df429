from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.ui.widgets.choice_box import ChoiceBox

CHOICES = {"": "All sources", "alike": "May be the same as another one that you know"}


def test_words_that_do_not_fit_end_in_three_dots_and_are_whole_where_they_do(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.fill("What needs attention", CHOICES)
    box.setCurrentIndex(1)
    box.resize(140, 30)
    box.show()
    assert box.shown().endswith("…") and CHOICES["alike"].startswith(box.shown()[:-1])
    box.resize(600, 30)
    assert box.shown() == CHOICES["alike"]
    assert (box.accessibleName(), box.currentData()) == ("What needs attention", "alike")


def test_it_takes_the_room_that_it_is_given(qtbot: QtBot) -> None:
    short, long = ChoiceBox(), ChoiceBox()
    for box, words in ((short, "All"), (long, "All of them, whatever they are called, in every article")):
        qtbot.addWidget(box)
        box.fill("Which", {"": words})
    assert short.sizeHint().width() == long.sizeHint().width()
