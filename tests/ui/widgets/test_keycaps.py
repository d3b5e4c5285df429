"""Keys are drawn one cap each."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.keycaps import KeyCaps, key_parts


def test_a_sequence_is_the_caps_to_press() -> None:
    assert key_parts("Ctrl+Shift+Right") == ["Ctrl", "Shift", "→"]
    assert key_parts("Ctrl++") == ["Ctrl", "+"]
    assert key_parts("+") == ["+"]
    assert key_parts("1") == ["1"]


def test_both_enter_keys_are_one_to_a_person_and_each_key_needs_room(qtbot: QtBot) -> None:
    theme = load_theme("light")
    one = KeyCaps(("Ctrl+Return",), theme)
    two = KeyCaps(("Ctrl+Return", "Ctrl+Enter"), theme)
    three = KeyCaps(("]", "A"), theme)
    for caps in (one, two, three):
        qtbot.addWidget(caps)
    assert two.sizeHint() == one.sizeHint()
    assert two.accessibleName() == "Ctrl+Enter"
    assert three.accessibleName() == "] or A"
    assert three.sizeHint().width() > KeyCaps(("]",), theme).sizeHint().width()
