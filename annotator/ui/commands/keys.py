"""Keys as people know them, and the digit row of keyboards on which digits need Shift."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.corpus.listing import any_of
from annotator.language import tr

_SHOWN = {"Down": "↓", "Up": "↑", "Left": "←", "Right": "→", "Return": tr("Enter"), "Enter": tr("Enter")}
"""How a key is shown that Qt calls otherwise; Qt says the others in the language of the window."""

_OF_THE_LAYOUT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_HELD = frozenset({
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock, Qt.Key.Key_Mode_switch, Qt.Key.Key_Multi_key,
})

_DIGIT_SCAN_CODES = {
    "linux": {code: "1234567890"[code - 10] for code in range(10, 20)},
    "win32": {code: "1234567890"[code - 2] for code in range(2, 12)},
}
_MAC_VIRTUAL_KEYS = {18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0"}


def key_text(key: str) -> str:
    """A key sequence as this platform shows it, with arrows as arrows: `Ctrl+Shift+→`, on a Mac `⇧⌘→`."""
    sequence = QKeySequence(key)
    native = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    if native.endswith("+"):
        return native
    *modifiers, last = native.split("+")
    name = sequence.toString().rpartition("+")[2]
    return "+".join([*modifiers, last if sys.platform == "darwin" else _SHOWN.get(name, last)])


def keys_text(keys: Sequence[str]) -> str:
    """All keys of a command, each spelling once: keypad Enter and Enter are one key to a person."""
    return any_of(list(dict.fromkeys(key_text(key) for key in keys)))


def combination(key: str) -> QKeyCombination:
    """The first key press of a sequence; the table knows no sequences of several."""
    return cast("QKeyCombination", QKeySequence(key)[0])  # type: ignore[index]  # PySide6's stub forgets it


def letter_key(key: str) -> bool:
    """Whether the key writes a character: such keys act in the reader only (WCAG 2.1.4), whatever the command."""
    pressed = combination(key)
    held = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return held == Qt.KeyboardModifier.NoModifier and 0x20 < int(pressed.key()) < 0x0100_0000


def is_one_press(key: str) -> bool:
    """Whether a sequence names one key, with or without others held: what a person may write into a file need not."""
    sequence = QKeySequence(key)
    return sequence.count() == 1 and int(combination(key).key()) not in (0, int(Qt.Key.Key_unknown))


def spelled(key: str) -> tuple[str, ...]:
    """All sequences that are this one key to a person: Enter is one key, wherever it lies on the keyboard."""
    name = QKeySequence(key).toString()
    for one, other in (("Return", "Enter"), ("Enter", "Return")):
        if name.endswith(one):
            return name, name.removesuffix(one) + other
    return (name,)


def pressed_key(event: QKeyEvent) -> str:
    """The portable sequence of a key press; empty while only Shift, Ctrl and the like are held.

    A sign counts by what it writes, however the layout writes it: `?` and not Shift with something.
    """
    key, held = Qt.Key(event.key()), event.modifiers() & ~_OF_THE_LAYOUT
    if key in _HELD or key == Qt.Key.Key_unknown:
        return ""
    if key == Qt.Key.Key_Backtab:
        return "Shift+Tab"
    writes = event.text()
    if held == _ALT_GR and len(writes) == 1 and writes.isprintable() and not writes.isalnum():
        key, held = Qt.Key(ord(writes)), Qt.KeyboardModifier.NoModifier
    if 0x20 < int(key) < 0x0100_0000 and not chr(int(key)).isalpha():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, key)).toString()


def digit_of(event: QKeyEvent, *, platform: str = sys.platform) -> str:
    """The digit printed on the pressed key, though the layout makes something else of it unshifted; else empty.

    AZERTY types & é " ' ( on the digit row: who annotates thousands of quotes shall not hold Shift for it. The
    key is known by its place (scan code; on a Mac by the virtual key), never by the character.
    """
    if event.modifiers() != Qt.KeyboardModifier.NoModifier or event.text()[:1].isdigit():
        return ""
    if platform == "darwin":
        return _MAC_VIRTUAL_KEYS.get(event.nativeVirtualKey(), "")
    return _DIGIT_SCAN_CODES.get(platform, {}).get(event.nativeScanCode(), "")
