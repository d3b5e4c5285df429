"""Enter presses the button that has the focus, and never one that gets the focus by that Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.unanswered_keys import UnansweredKeys


class Room:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.line, self.push, self.tool = QLineEdit(), QPushButton("Merge"), QToolButton()
        column = QVBoxLayout(self.window)
        for widget in (self.line, self.push, self.tool):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            column.addWidget(widget)
        self.keys = UnansweredKeys(self.window)
        self.heard: list[str] = []
        self.push.clicked.connect(self._push)
        self.tool.clicked.connect(self._tool)
        self.keys.escaped.connect(self._escape)
        self.keys.pasted.connect(self._paste)
        self.window.show()
        self.window.activateWindow()

    def _push(self) -> None:
        self.heard.append("push")

    def _tool(self) -> None:
        self.heard.append("tool")

    def _escape(self) -> None:
        self.heard.append("escape")

    def _paste(self) -> None:
        self.heard.append("paste")


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_enter_presses_the_button_that_has_the_focus(room: Room, qtbot: QtBot) -> None:
    for button, key in ((room.push, Qt.Key.Key_Return), (room.tool, Qt.Key.Key_Enter)):
        button.setFocus()
        qtbot.keyClick(button, key)
    assert room.heard == ["push", "tool"]


def test_enter_with_control_presses_nothing(room: Room, qtbot: QtBot) -> None:
    room.push.setFocus()
    qtbot.keyClick(room.push, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.heard == []


def test_the_enter_that_brings_the_focus_to_a_button_does_not_press_it(room: Room, qtbot: QtBot) -> None:
    room.line.returnPressed.connect(room.push.setFocus)
    room.line.setFocus()
    qtbot.keyClick(room.line, Qt.Key.Key_Return)
    assert room.push.hasFocus()
    assert room.heard == []
    qtbot.keyClick(room.push, Qt.Key.Key_Return)
    assert room.heard == ["push"]


def test_escape_and_paste_are_told_only_where_they_mean_nothing_else(room: Room, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("words")
    paste = QKeySequence(QKeySequence.StandardKey.Paste)[0]
    for widget in (room.line, room.push):
        widget.setFocus()
        qtbot.keyClick(widget, paste.key(), paste.keyboardModifiers())
    assert (room.line.text(), room.heard) == ("words", ["paste"])
    qtbot.keyClick(room.push, Qt.Key.Key_Escape)
    assert room.heard == ["paste", "escape"]
