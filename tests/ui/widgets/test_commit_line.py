"""A line and a page that store when one leaves them: what is written stays, whatever comes, and one is told."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.hands import Hand
from annotator.ui.widgets.commit_line import CommitLine, CommitText

MARIA = Hand("Maria", 1_750_000_000_000)


@dataclass
class Tried:
    """A field in a window with another one beside it, and what was heard of it."""

    window: QWidget
    editor: CommitLine | CommitText
    beside: QLineEdit
    qtbot: QtBot
    heard: list[object] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.editor.text() if isinstance(self.editor, CommitLine) else self.editor.toPlainText()

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.editor, words)

    def delete(self, letters: int) -> None:
        for _ in range(letters):
            self.qtbot.keyClick(self.editor, Qt.Key.Key_Backspace)

    def leave(self) -> None:
        self.beside.setFocus()


@pytest.fixture(params=[CommitLine, CommitText])
def tried(request: pytest.FixtureRequest, qtbot: QtBot) -> Tried:
    window, editor, beside = QWidget(), request.param("Outlet"), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(editor)
    column.addWidget(beside)
    editor.show_value("Politico")
    with qtbot.waitActive(window):
        window.show()
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_End)
    made = Tried(window, editor, beside, qtbot)
    editor.committed.connect(made.heard.append)
    editor.overtaken.connect(made.heard.append)
    editor.caught_up.connect(lambda: made.heard.append("caught up"))
    return made


def test_a_field_nobody_writes_in_follows_without_a_word(tried: Tried) -> None:
    tried.editor.show_value("The Courier", who=MARIA)
    assert (tried.text, tried.heard) == ("The Courier", [])
    tried.leave()
    assert tried.heard == []


def test_what_is_written_stays_is_told_of_once_and_is_stored_on_leaving(tried: Tried) -> None:
    tried.type("s")
    for _ in range(2):  # another field of the same thing has changed, too
        tried.editor.show_value("The Courier", who=MARIA)
    assert (tried.text, tried.heard) == ("Politicos", [MARIA])
    tried.editor.committed.connect(tried.editor.show_value)
    tried.leave()
    assert (tried.text, tried.heard) == ("Politicos", [MARIA, "Politicos", "caught up"])


def test_whoever_deletes_what_they_typed_has_written_nothing(tried: Tried) -> None:
    tried.type(" of")
    tried.editor.show_value("The Courier", who=MARIA)
    tried.delete(3)
    assert tried.text == "Politico"
    tried.leave()
    assert (tried.text, tried.heard) == ("The Courier", [MARIA, "caught up"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_the_stored_value_comes_by_escape_and_on_demand(tried: Tried, key: Qt.Key | None) -> None:
    tried.type("s")
    tried.editor.show_value("The Courier", who=MARIA)
    tried.qtbot.keyClick(tried.editor, key) if key else tried.editor.restore()
    assert (tried.text, tried.heard) == ("The Courier", [MARIA, "caught up"])
    tried.qtbot.keyClick(tried.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    tried.type("Politico")  # as it was: now that one has seen the other, that is an answer
    tried.leave()
    assert tried.heard[2:] == ["Politico"]


def test_a_change_that_is_taken_back_or_that_both_make_is_none(tried: Tried) -> None:
    tried.type("s")
    tried.editor.show_value("The Courier", who=MARIA)
    tried.editor.show_value("Politico", who=MARIA)
    assert (tried.text, tried.heard) == ("Politicos", [MARIA, "caught up"])
    tried.editor.show_value("Politicos", who=MARIA)
    tried.leave()
    assert tried.heard == [MARIA, "caught up"]


def test_without_a_name_it_was_an_undo(tried: Tried) -> None:
    tried.type("s")
    tried.editor.show_value("")
    assert tried.heard == [Hand("An undo")]


def test_what_was_not_taken_stays_until_it_is_given_up(tried: Tried) -> None:
    tried.editor.committed.connect(lambda _: tried.editor.refuse())
    tried.type("?")
    tried.leave()
    tried.editor.show_value("Politico")
    assert (tried.text, tried.heard) == ("Politico?", ["Politico?"])
    tried.editor.show_value("The Courier", who=MARIA)
    assert (tried.text, tried.heard[1:]) == ("Politico?", [MARIA])
    tried.editor.restore()
    assert (tried.text, tried.heard[2:]) == ("The Courier", ["caught up"])


def test_spaces_that_came_in_from_elsewhere_are_nobodys_edit(tried: Tried) -> None:
    tried.editor.show_value("Der  Kurier ")
    tried.editor.commit()
    assert tried.heard == []
