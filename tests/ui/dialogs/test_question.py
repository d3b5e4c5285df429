"""A question says what would happen, and what would lose work has to be typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.question import Question


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_goes_the_way_back_and_the_other_button_does_it(window: QWidget) -> None:
    done: list[str] = []
    question = Question(window, "Forget it?", "All of it.", go="Forget", then=lambda: done.append("forgotten"))
    question.open()
    assert question.accessibleName() == "Forget it? All of it."
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible() and done == []
    question.open()
    question.go.click()
    assert done == ["forgotten"] and not question.isVisible()


def test_where_much_would_be_lost_the_name_has_to_be_typed_first(window: QWidget) -> None:
    done: list[str] = []
    question = Question(window, "Forget it?", "All of it.", go="Forget", then=lambda: done.append("x"), typed="Study")
    question.open()
    assert not question.go.isEnabled()
    for typed, enabled in (("study", False), (" Study ", True), ("Study 2", False), ("Study", True)):
        question.line.setText(typed)
        assert question.go.isEnabled() is enabled
    question.go.click()
    assert done == ["x"]
