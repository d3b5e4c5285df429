"""The letters of this system: whether there are any (without, Qt ends the program at its first word), and how large."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

_NAMES_ONLY = {"Monospace", "Sans Serif", "Serif"}
"""Families that Qt names on Linux, whether there is a font behind them or not."""


def families() -> list[str]:
    """The families of letters. Asking costs nothing that the first word would not cost."""
    return [name for name in QFontDatabase.families()
            if name not in _NAMES_ONLY and not name.startswith("Material Design Icons")]


_LARGEST = 15
"""Pixels of the largest letters that desktops have when nobody has asked for larger ones."""


def stretched(pixels: int) -> int:
    """A length that has to hold letters, where somebody has asked their desktop for larger ones; else as it is."""
    if QGuiApplication.instance() is None:
        return pixels
    return round(pixels * max(1.0, QFontInfo(QGuiApplication.font()).pixelSize() / _LARGEST))
