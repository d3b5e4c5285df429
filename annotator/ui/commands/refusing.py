"""Which keys a command cannot have, and why, in words: those that every program and every list needs for itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from annotator.language import tr
from annotator.ui.commands.keymap import Keymap
from annotator.ui.commands.keys import combination, key_text, letter_key
from annotator.ui.commands.table import MENUS, Command, menu_letter, menu_title

_NONE, _SHIFT, _ALT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                       Qt.KeyboardModifier.AltModifier)
_STANDARD = {
    QKeySequence.StandardKey.Copy: tr("{key} copies, here as in every program. Choose another key."),
    QKeySequence.StandardKey.Cut: tr("{key} cuts out, here as in every program. Choose another key."),
    QKeySequence.StandardKey.Paste: tr("{key} pastes, here as in every program. Choose another key."),
    QKeySequence.StandardKey.SelectAll: tr("{key} selects everything, here as in every program. Choose another key."),
}
_MOVING = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert,
})
_OF_KINDS = {"annotate.claim", "annotate.quote", "annotate.statistic"}
_DIGITS = "123456789"


def why_not(key: str, one: Command, keymap: Keymap, *, kinds: Mapping[str, str], answers: Mapping[str, str]) -> str:
    """Why a command cannot have a key; empty when it can.

    Args:
        kinds: of the codebook, key → what it marks.
        answers: of the codebook, key → the question that it answers in the panel.
    """
    pressed, shown = combination(key), key_text(key)
    return (_of_every_program(pressed.key(), pressed.keyboardModifiers(), shown, key)
            or _of_lists(pressed.key(), pressed.keyboardModifiers(), shown, one)
            or _of_the_codebook(key, shown, one, kinds, answers)
            or _of_a_field(key, shown, one, keymap))


def _of_every_program(key: Qt.Key, held: Qt.KeyboardModifier, shown: str, name: str) -> str:
    if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return tr("{key} leads from one control to the next, here as in every program. Choose another key.",
                  key=shown)
    if held in (_NONE, _SHIFT) and key == Qt.Key.Key_Escape:
        return tr("{key} leaves what one is in, here as in every program. Choose another key.", key=shown)
    if held in (_NONE, _SHIFT) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        return tr("{key} presses the button or opens the row that has the focus. Choose another key.", key=shown)
    for standard, why in _STANDARD.items():
        if any(QKeySequence(name) == each for each in QKeySequence.keyBindings(standard)):
            return why.format(key=shown)
    if held == _ALT and key == Qt.Key.Key_F4:
        return tr("{key} closes the window, here as in every program. Choose another key.", key=shown)
    if held == _ALT and (menu := next((each for each in MENUS if combination(menu_letter(each)).key() == key), "")):
        return tr("{key} opens the menu “{menu}”. Choose another key.", key=shown, menu=menu_title(menu))
    return ""


def _of_lists(key: Qt.Key, held: Qt.KeyboardModifier, shown: str, one: Command) -> str:
    if one.context == "anywhere" and key in _MOVING and held in (_NONE, _SHIFT):
        return tr("Fields and lists need {key} for themselves, and “{title}” acts there too. Choose another key.",
                  key=shown, title=_title(one))
    return ""


def _of_the_codebook(key: str, shown: str, one: Command, kinds: Mapping[str, str], answers: Mapping[str, str]) -> str:
    if key in _DIGITS and not (one.id in _OF_KINDS and key in "123"):
        if key in kinds:
            return tr("{key} marks “{kind}” in this project’s codebook. Choose another key.", key=shown,
                      kind=kinds[key])
        return tr("The digits 1 to 9 mark with the kinds of the codebook, and stay with them. Choose another key.")
    if one.context == "anywhere" and not letter_key(key):
        asked = next((words for name, words in answers.items() if QKeySequence(name) == QKeySequence(key)), "")
        if asked:
            return tr("{key} answers “{question}” in this project’s codebook. Choose another key.", key=shown,
                      question=asked)
    return ""


def _of_a_field(key: str, shown: str, one: Command, keymap: Keymap) -> str:
    fixed = next((other for other in keymap.owners(key, one) if other.by_widget), None)
    return tr("{key} does “{title}”, and stays with it. Choose another key.", key=shown,
              title=_title(fixed)) if fixed else ""


def _title(one: Command) -> str:
    return one.title.rstrip("…")
