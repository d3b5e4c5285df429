"""Words that somebody has written, shown as they are: no markup, and no key from an ampersand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain(words: str) -> str:
    """The words for a button, a menu or a label with a buddy: “R&D” stays “R&D”, and takes no Alt+D from anybody."""
    return words.replace("&", "&&")


def plain_label(words: str, role: str = "", *, selectable: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label of as many lines as it needs; `role` is the style sheet's."""
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
