"""What a person chooses in the place of the table's keys, and what becomes of those who had them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.commands import COMMANDS, Keymap, command
from annotator.ui.commands.keys import pressed_key

NONE, SHIFT, CTRL, ALT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                          Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)


def test_without_a_choice_every_command_has_the_keys_of_the_table() -> None:
    assert Keymap().commands() == COMMANDS
    assert Keymap.read({}) == Keymap()


def test_a_key_is_given_instead_of_the_others_or_beside_them() -> None:
    assert Keymap().given("annotate.join", "Ctrl+J", instead=True).keys("annotate.join") == ("Ctrl+J",)
    assert Keymap().given("annotate.join", "G", instead=False).keys("annotate.join") == ("+", "J", "G")


def test_who_had_the_key_has_it_no_more_and_keeps_the_others() -> None:
    keymap = Keymap().given("link.add", "J", instead=True)
    assert (keymap.keys("link.add"), keymap.keys("annotate.join")) == (("J",), ("+",))


def test_one_key_may_mean_two_things_where_one_cannot_press_it_for_both() -> None:
    assert [one.id for one in Keymap().owners("Ctrl+Return", command("annotate.note"))] == []
    assert [one.id for one in Keymap().owners("Ctrl+Return", command("show.history"))] == ["source.create"]
    assert [one.id for one in Keymap().owners("X", command("annotate.note"))] == ["suggestion.dismiss"]


def test_what_is_as_in_the_table_again_is_not_kept_as_a_choice() -> None:
    keymap = Keymap().given("link.add", "Q", instead=True).given("link.add", "L", instead=True)
    assert keymap == Keymap()
    assert Keymap().without("link.add").restored("link.add") == Keymap()


def test_a_key_that_is_taken_back_leaves_whoever_got_it_meanwhile() -> None:
    keymap = Keymap().given("annotate.note", "L", instead=True)
    assert keymap.keys("link.add") == ()
    assert keymap.restored("link.add").own == {"annotate.note": ()}


def test_enter_is_one_key_wherever_it_lies() -> None:
    keymap = Keymap().given("show.history", "Ctrl+Alt+Return", instead=True)
    assert keymap.text("show.history") == "Ctrl+Alt+Enter"
    assert [one.id for one in keymap.owners("Ctrl+Alt+Enter", command("show.bin"))] == ["show.history"]


@pytest.mark.parametrize("stored", [
    {"no.such": ("Ctrl+J",)}, {"link.add": ("Blurb",)}, {"link.add": ("Ctrl+K, Ctrl+L",)}, {"source.accept": ("Q",)},
    {"link.add": ("",)},
])
def test_what_a_file_says_and_makes_no_sense_leaves_the_table(stored: dict[str, tuple[str, ...]]) -> None:
    assert Keymap.read(stored) == Keymap()


def test_of_two_that_a_file_gives_one_key_the_first_of_the_table_has_it() -> None:
    keymap = Keymap.read({"link.add": ("Q",), "annotate.note": ("Q", "Z")})
    assert (keymap.keys("annotate.note"), keymap.keys("link.add")) == (("Q", "Z"), ())


def test_a_key_of_ones_own_that_the_table_gives_to_another_stays_ones_own() -> None:
    keymap = Keymap.read({"show.history": ("Ctrl+K",)})
    assert (keymap.keys("show.history"), keymap.keys("palette.show")) == (("Ctrl+K",), ())


def test_hints_name_the_keys_that_act_and_leave_out_what_has_none() -> None:
    keymap = Keymap().given("annotate.note", "Q", instead=True).without("source.via")
    assert keymap.hints("{annotate.note} note · {source.via} via · Esc leaves") == "Q note · Esc leaves"
    assert (keymap.named("Note", "annotate.note"), keymap.named("Via", "source.via")) == ("Note (Q)", "Via")


@pytest.mark.parametrize(("key", "held", "text", "name"), [
    (Qt.Key.Key_Question, SHIFT, "?", "?"), (Qt.Key.Key_A, SHIFT, "A", "Shift+A"), (Qt.Key.Key_A, NONE, "a", "A"),
    (Qt.Key.Key_Plus, SHIFT | CTRL, "+", "Ctrl++"), (Qt.Key.Key_Backtab, SHIFT, "", "Shift+Tab"),
    (Qt.Key.Key_BracketRight, CTRL | ALT, "]", "]"), (Qt.Key.Key_Shift, SHIFT, "", ""),
    (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5", "5"), (Qt.Key.Key_F7, SHIFT | ALT, "", "Alt+Shift+F7"),
    (Qt.Key.Key_Comma, CTRL, ",", "Ctrl+,"),
])
def test_a_press_is_named_as_the_table_names_it(key: Qt.Key, held: Qt.KeyboardModifier, text: str, name: str) -> None:
    assert pressed_key(QKeyEvent(QEvent.Type.KeyPress, key, held, text)) == name
