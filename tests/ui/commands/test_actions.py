"""The table as actions of a real window, driven by synthetic keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.commands import COMMANDS, MENUS, Actions, Keymap, MissingHandler
from annotator.ui.commands.keys import digit_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """A window with a reader and a line to write in, and what was done in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[str] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.reader = QTextEdit("Some words to read")
        self.reader.setReadOnly(True)
        self.line = QLineEdit()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.addWidget(self.reader)
        column.addWidget(self.line)
        self.window.setCentralWidget(middle)
        self.actions = Actions(self.window, handlers(self.done.append), places={"reader": self.reader})
        self.actions.fill(self.window.menuBar())
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.reader.setFocus()

    def press(self, key: str, *, where: QWidget | None = None) -> list[str]:
        place = where or self.reader
        place.setFocus()
        self.done.clear()
        QTest.keySequence(place, QKeySequence(key))
        return list(self.done)

    def send(self, key: Qt.Key, text: str, *, scan: int = 0, held: Qt.KeyboardModifier = NONE) -> list[str]:
        """A key press as the platform delivers it, that no shortcut took."""
        self.done.clear()
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, scan, 0, 0, text)
        QCoreApplication.sendEvent(self.reader, event)
        return list(self.done)


def handlers(note: Callable[[str], None]) -> dict[str, Callable[[], None]]:
    return {one.id: partial(note, one.id) for one in COMMANDS if not one.by_widget}


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    yield Desk(qtbot)


def test_every_key_of_the_table_does_its_command_while_the_reader_has_the_focus(desk: Desk) -> None:
    acting = [one for one in COMMANDS if one.context in ("reader", "anywhere") and not one.by_widget]
    wrong = {(one.id, key): done for one in acting for key in one.keys if (done := desk.press(key)) != [one.id]}
    assert wrong == {}


def test_letters_only_write_where_one_writes(desk: Desk) -> None:
    done = [desk.press(key, where=desk.line) for key in ("1", "2", "?", "J", "+", "N", "Shift+A", "0")]
    assert [one for one in done if one] == []
    assert desk.line.text().lower() == "12?j+na0"


@pytest.mark.parametrize("key", ["Ctrl+K", "Ctrl+E", "Ctrl+D", "F1", "F6", "Ctrl+Down"])
def test_keys_for_anywhere_act_in_a_field_although_qt_would_take_them_for_its_own(desk: Desk, key: str) -> None:
    assert len(desk.press(key, where=desk.line)) == 1


def test_undo_in_a_field_takes_back_what_was_written_there(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "Berg")
    assert desk.press("Ctrl+Z", where=desk.line) == []
    assert desk.line.text() == ""
    assert desk.press("Ctrl+Z") == ["edit.undo"]


@pytest.mark.parametrize(
    ("key", "text", "scan", "does"),
    [
        (Qt.Key.Key_Ampersand, "&", 10, "annotate.claim"),
        (Qt.Key.Key_Eacute, "é", 11, "annotate.quote"),
        (Qt.Key.Key_QuoteDbl, '"', 12, "annotate.statistic"),
        (Qt.Key.Key_Agrave, "à", 19, "annotate.remove"),
    ],
)
def test_the_digit_row_of_azerty_marks_unshifted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, text: str, scan: int, does: str
) -> None:
    monkeypatch.setattr("annotator.ui.commands.guard.digit_of", partial(digit_of, platform="linux"))
    assert desk.send(key, text, scan=scan) == [does]


def test_signs_count_by_what_they_write_with_shift_alt_gr_or_on_the_keypad(desk: Desk) -> None:
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    assert desk.send(Qt.Key.Key_Plus, "+", held=SHIFT) == ["annotate.join"]
    assert desk.send(Qt.Key.Key_Question, "?", held=SHIFT) == ["help.keys"]
    assert desk.send(Qt.Key.Key_BracketRight, "]", held=alt_gr) == ["annotation.next"]
    assert desk.send(Qt.Key.Key_1, "1", held=SHIFT) == ["annotate.claim"]
    assert desk.send(Qt.Key.Key_2, "2", held=Qt.KeyboardModifier.KeypadModifier) == ["annotate.quote"]


def test_shift_and_a_digit_on_qwerty_marks_nothing(desk: Desk) -> None:
    assert desk.send(Qt.Key.Key_Ampersand, "&", scan=16, held=SHIFT) == []
    assert desk.send(Qt.Key.Key_QuoteDbl, '"', scan=48, held=SHIFT) == []
    assert desk.send(Qt.Key.Key_1, "1", held=Qt.KeyboardModifier.ControlModifier) == []


def test_scan_codes_are_read_as_each_platform_counts_them() -> None:
    def pressed(scan: int, virtual: int = 0) -> QKeyEvent:
        return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Eacute, NONE, scan, virtual, 0, "é")

    assert digit_of(pressed(11), platform="linux") == "2"
    assert digit_of(pressed(3), platform="win32") == "2"
    assert digit_of(pressed(0, virtual=19), platform="darwin") == "2"
    assert digit_of(pressed(60), platform="linux") == ""
    assert digit_of(pressed(11), platform="unheard of") == ""


def test_a_missing_handler_and_an_unknown_one_are_named_when_the_window_is_built(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    some = handlers(print)
    del some["annotate.quote"]
    with pytest.raises(MissingHandler, match=r"annotate\.quote"):
        Actions(window, some, places={"reader": QWidget(window)})
    with pytest.raises(MissingHandler, match=r"annotate\.poem"):
        Actions(window, {**handlers(print), "annotate.poem": print}, places={"reader": QWidget(window)})


def test_every_command_that_no_widget_answers_has_an_action(desk: Desk) -> None:
    assert [action.command for action in desk.actions.all()] == [one for one in COMMANDS if not one.by_widget]
    with pytest.raises(KeyError):
        desk.actions.action("source.accept")


def test_a_disabled_command_does_nothing_by_key_nor_by_digit_row(desk: Desk) -> None:
    desk.actions.set_enabled("annotate.join", False)
    assert desk.press("J") == []
    assert desk.send(Qt.Key.Key_Plus, "+", held=SHIFT) == []
    desk.actions.set_enabled("annotate.join", True)
    assert desk.press("J") == ["annotate.join"]


def test_undo_says_what_it_undoes_and_takes_its_own_title_back(desk: Desk) -> None:
    desk.actions.set_title("edit.undo", "Undo: merge “Berg & Lind” <b>")
    action = desk.actions.action("edit.undo")
    assert action.title == "Undo: merge “Berg & Lind” <b>"
    assert "&&" in action.text()
    assert "<b>" not in action.toolTip()
    desk.actions.set_title("edit.undo", "")
    assert action.title == "Undo"


def test_the_menus_stand_in_their_order_and_hold_every_command(desk: Desk) -> None:
    menus = desk.window.menuBar().actions()
    assert [menu.text().replace("&", "") for menu in menus] == list(MENUS)
    assert [action.command.id for action in desk.actions.all() if not reachable(desk, action.command.id)] == []


def reachable(desk: Desk, id: str) -> bool:
    action = desk.actions.action(id)
    return action.command.submenu or any(type(holder).__name__ == "QMenu" for holder in action.associatedObjects())


def test_the_list_of_recent_projects_is_asked_for_when_it_is_about_to_be_shown(desk: Desk) -> None:
    desk.done.clear()
    desk.actions.submenu("project.open_recent").aboutToShow.emit()
    assert desk.done == ["project.open_recent"]


def test_showing_a_state_does_not_call_its_handler(desk: Desk) -> None:
    desk.done.clear()
    desk.actions.set_checked("show.library", True)
    desk.actions.set_checked("theme.dark", True)
    desk.actions.set_checked("theme.light", True)
    assert desk.done == []
    assert not desk.actions.action("theme.dark").isChecked()


def test_other_keys_act_at_once_and_the_ones_before_no_more(desk: Desk) -> None:
    keymap = Keymap().given("annotate.note", "Ctrl+E", instead=True).given("show.history", "!", instead=True)
    desk.actions.use(keymap.given("help.keys", "Q", instead=False).without("source.via"))
    pressed = {key: desk.press(key) for key in ("Ctrl+E", "N", "V", "Q", "F1", "Ctrl+H", "2")}
    assert pressed == {"Ctrl+E": ["annotate.note"], "N": [], "V": [], "Q": ["help.keys"], "F1": ["help.keys"],
                       "Ctrl+H": [], "2": ["annotate.quote"]}
    assert desk.send(Qt.Key.Key_Exclam, "!", held=SHIFT) == ["show.history"]
    assert desk.actions.action("annotate.note").toolTip() == "Note (Ctrl+E)"
    desk.actions.use(Keymap())
    assert desk.press("N") == ["annotate.note"]
    assert desk.press("Q") == []
