"""Letters are commands in the text and letters in every field; digits are digits on every keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.scenarios.articles import HARBOUR, TUNNEL
from tests.scenarios.driver import ALT, CTRL, SHIFT, Person, faithful

NONE = Qt.KeyboardModifier.NoModifier
LETTERS = "123+-0=jksvnmcbwda?[]"
"""Every key that is a command in the text."""


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", HARBOUR)
    someone.add("Doubts", TUNNEL)
    someone.select("$1.3bn")
    someone.type("3")
    someone.key(Qt.Key.Key_Escape)
    someone.key(Qt.Key.Key_Escape)
    yield someone
    faithful(someone)
    someone.quit()


def fields(person: Person) -> list[QWidget]:
    """Every field of the window in which one can write, on every tab."""
    found: list[QWidget] = []
    panel = person.window.panel
    assert panel is not None
    for tab in ("annotation", "sources", "article", "codebook", "search"):
        panel.show_tab(tab)
        person.settle()
        found += [w for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for w in person.window.findChildren(kind)
                  if w is not person.window.view and w.isVisible() and not w.isReadOnly() and w not in found]
    return found


def test_command_letters_are_only_letters_in_every_field(person: Person) -> None:
    session = person.window.bridge.session
    tried = 0
    for tab in ("annotation", "sources", "article"):
        assert person.window.panel is not None
        person.window.panel.show_tab(tab)
        person.settle()
        for field in [w for w in fields_here(person) if not isinstance(w.parent(), QComboBox)]:
            before = session.replica.last("op")
            field.setFocus()
            person.settle()
            if person.focus() is not field:
                continue
            text = content(field)
            QTest.keyClicks(field, LETTERS)
            person.settle()
            assert session.replica.last("op") == before, field.accessibleName()
            assert person.focus() is field, field.accessibleName()
            assert content(field) != text, field.accessibleName()
            put_back(field, text)
            tried += 1
    assert tried >= 8, "there are fields to try"


def fields_here(person: Person) -> list[QWidget]:
    return [w for kind in (QLineEdit, QPlainTextEdit) for w in person.window.findChildren(kind)
            if w.isVisible() and w.isEnabled() and not w.isReadOnly()]


def content(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined,no-any-return]


def put_back(field: QWidget, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)  # type: ignore[attr-defined]


def test_undo_in_a_field_takes_back_the_typing_and_not_the_work(person: Person) -> None:
    session, count = person.window.bridge.session, len(person.annotations)
    person.type("n")
    person.type("hasty")
    before = session.replica.last("op")
    person.key(Qt.Key.Key_Z, CTRL)
    assert session.replica.last("op") == before
    assert "hasty" not in content(person.focus())
    person.key(Qt.Key.Key_Escape)
    person.window.view.setFocus()
    person.key(Qt.Key.Key_Z, CTRL)
    assert session.replica.last("op") > before
    assert len(person.annotations) == count - 1


def test_shortcuts_with_control_work_from_a_field_too(person: Person) -> None:
    person.type("n")
    first = person.window.bridge.article
    person.key(Qt.Key.Key_Down, CTRL)
    assert person.window.bridge.article != first


def press(person: Person, key: Qt.Key, text: str, scan: int) -> None:
    """A key as a platform with another layout delivers it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(person.window.view, QKeyEvent(kind, key, NONE, scan, 0, 0, text))
    person.settle()


@pytest.mark.skipif(sys.platform != "linux", reason="scan codes of Linux")
@pytest.mark.parametrize(("key", "text", "scan", "kind"), [
    (Qt.Key.Key_Ampersand, "&", 10, "claim"), (Qt.Key.Key_Eacute, "é", 11, "quote"),
    (Qt.Key.Key_QuoteDbl, '"', 12, "statistic")])
def test_on_azerty_the_digit_row_marks_without_shift(
        person: Person, key: Qt.Key, text: str, scan: int, kind: str) -> None:
    person.select("Nobody has apologised")
    press(person, key, text, scan)
    assert person.focused.kind == kind
    assert person.words(person.focused) == "Nobody has apologised"


def test_signs_that_need_altgr_elsewhere_have_a_second_key(person: Person) -> None:
    person.select("“Are we too patient?”")
    person.type("2")
    person.key(Qt.Key.Key_Escape)
    person.type("j")
    assert len(person.focused.content) == 2
    person.window.bridge.focus("")
    person.type("a")
    first = person.focused.id
    person.type("a")
    assert person.focused.id != first
    person.type("A")
    assert person.focused.id == first


def test_the_regions_are_walked_with_f6_and_tab_leaves_the_text(person: Person) -> None:
    window = person.window
    window.view.setFocus()
    regions = []
    for modifiers in (NONE, NONE, NONE, SHIFT, SHIFT, SHIFT):
        person.key(Qt.Key.Key_F6, modifiers)
        focus = person.focus()
        regions.append("text" if focus is window.view else "library" if window.library_place.isAncestorOf(focus)
                       else "panel" if window.panel_place.isAncestorOf(focus) else "?")
    assert regions == ["panel", "library", "text", "library", "panel", "text"]
    suggestions = window.bridge.suggestions
    person.wait(lambda: not suggestions.searching and not suggestions._pause.isActive())
    for _ in range(len(suggestions.shown) + 1):  # what is suggested comes first
        if person.focus() is window.view:
            person.key(Qt.Key.Key_Tab)
    assert person.focus() is not window.view
    assert person.focus().accessibleName()


def test_alt_left_goes_back_and_ctrl_arrows_step_through_the_library(person: Person) -> None:
    first = person.window.bridge.article
    person.key(Qt.Key.Key_Down, CTRL)
    second = person.window.bridge.article
    assert second != first
    person.key(Qt.Key.Key_Left, ALT)
    assert person.window.bridge.article == first
    person.key(Qt.Key.Key_Right, ALT)
    assert person.window.bridge.article == second
    person.key(Qt.Key.Key_Up, CTRL)
    assert person.window.bridge.article == first


def test_done_and_next_marks_the_article_and_opens_the_next(person: Person) -> None:
    first = person.window.bridge.article
    person.key(Qt.Key.Key_Return, CTRL | SHIFT)
    session = person.window.bridge.session
    assert [review.status for review in session.catalogue.reviews(first)] == ["done"]
    assert person.window.bridge.article != first
    assert person.window.view.hasFocus()


def test_edges_move_by_letter_and_by_word_and_undo_takes_each_step_back(person: Person) -> None:
    person.select("six additional")
    person.type("1")
    person.key(Qt.Key.Key_Escape)
    seen = []
    for key, modifiers in ((Qt.Key.Key_Right, CTRL | SHIFT), (Qt.Key.Key_Left, SHIFT),
                           (Qt.Key.Key_Left, ALT | SHIFT), (Qt.Key.Key_Right, ALT | SHIFT)):
        person.key(key, modifiers)
        seen.append(person.words(person.focused))
    assert seen == ["six additional boats", "six additional boat", " six additional boat", "six additional boat"]
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.words(person.focused) == " six additional boat"


def test_the_text_grows_and_shrinks_by_key(person: Person) -> None:
    sizes = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        person.key(key, CTRL)
        sizes.append(person.window.bridge.settings.size)
    assert sizes == [18, 17, 16, 17]


def test_focus_mode_leaves_nothing_but_the_text_and_comes_back(person: Person) -> None:
    window = person.window
    person.key(Qt.Key.Key_F11)
    assert not any(part.isVisible() for part in (window.library_place, window.panel_place, window.top_place))
    assert window.view.isVisible()
    person.select("six additional boats")
    person.type("1")
    assert len(person.annotations) == 2
    person.key(Qt.Key.Key_F11)
    assert all(part.isVisible() for part in (window.library_place, window.panel_place, window.top_place))


def test_what_was_hidden_before_focus_mode_stays_hidden_after_it_and_at_the_next_start(person: Person) -> None:
    person.key(Qt.Key.Key_F9)
    person.key(Qt.Key.Key_F11)
    person.key(Qt.Key.Key_F11)
    assert not person.window.library_place.isVisible()
    assert person.window.panel_place.isVisible()
    person.key(Qt.Key.Key_F11)
    person.quit()
    again = Person(person.path)
    assert not again.window.library_place.isVisible()
    assert again.window.panel_place.isVisible()
    person.window = again.window
