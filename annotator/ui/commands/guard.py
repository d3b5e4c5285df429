"""Keeps the table's keys for the table: text widgets would swallow some of them, AZERTY would hide the digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.ui.commands.keys import combination, digit_of, letter_key
from annotator.ui.commands.table import COMMANDS, Command

_WRITING = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_SHIFTING = (
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_TEXT = ("reader", "suggestion", "anywhere")
"""The contexts of keys that act in the text."""
_EDITORS_OWN = frozenset({"edit.undo", "edit.redo"})


class KeyGuard(QObject):
    """Sees key events before the reader and before text fields do.

    Qt's text widgets claim keys such as Ctrl+K, Ctrl+D, Ctrl+E (Emacs keys on Linux) and Shift+arrows as shortcuts
    of their own, and a command's shortcut then never fires. Claims on keys of the table are refused here; undo and
    redo stay with whoever is writing. On the reader, the digit row counts by place (`digit_of`)
    and signs count by what they write, however the layout writes them.
    """

    def __init__(self, window: QMainWindow, *, reader: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._actions = actions
        self._signs: dict[str, QAction] = {}
        self._in_reader = self._in_fields = frozenset[int]()
        self.learn(COMMANDS)
        reader.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)

    def learn(self, commands: Sequence[Command]) -> None:
        """Keep the keys that these have now."""
        self._signs = {
            key: self._actions[one.id]
            for one in commands
            if one.context in _TEXT and not one.by_widget
            for key in one.keys
            if len(key) == 1 and not key.isalpha()
        }
        self._in_reader = _combinations(one for one in commands if one.context in _TEXT)
        self._in_fields = _combinations(
            (one for one in commands if one.context == "anywhere" and one.id not in _EDITORS_OWN), letters=False
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse claims on the table's keys; turn the digit row into digits. Everything else passes untouched."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            owned = self._in_reader if watched is self._reader else self._in_fields
            if owned.isdisjoint(_spellings(event)):
                return False
            event.ignore()
            return True
        if kind == QEvent.Type.KeyPress and watched is self._reader and isinstance(event, QKeyEvent):
            return self._press_sign(event)
        return False

    def _press_sign(self, event: QKeyEvent) -> bool:
        """Digits and signs for which this layout wants Shift or AltGr, where Qt found no shortcut of that name."""
        if event.modifiers() & ~_SHIFTING and event.modifiers() != _ALT_GR:
            return False
        action = self._signs.get(event.text()) or self._signs.get(digit_of(event))
        if action is None or (event.isAutoRepeat() and not action.autoRepeat()):
            return False
        action.trigger()
        return True

    @Slot(QWidget, QWidget)
    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, _WRITING) and now is not self._reader and self._window.isAncestorOf(now):
            now.installEventFilter(self)


def _combinations(commands: Iterable[Command], *, letters: bool = True) -> frozenset[int]:
    keys = (key for one in commands if not one.by_widget for key in one.keys)
    return frozenset(combination(key).toCombined() for key in keys if letters or not letter_key(key))


def _spellings(event: QKeyEvent) -> set[int]:
    """The ways in which a sequence may name this key press: keypad or not, “?” with or without its Shift."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    spellings = {event.keyCombination().toCombined(), (plain | key).toCombined()}
    if letter_key(QKeySequence(key).toString()) and not event.text().isalpha():
        spellings.add(((plain & ~Qt.KeyboardModifier.ShiftModifier) | key).toCombined())
    return spellings
