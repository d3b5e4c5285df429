"""Whether this system has a font: without one, Qt ends the program at the first word that it draws."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

_NAMES_ONLY = {"Monospace", "Sans Serif", "Serif"}
"""Families that Qt names on Linux, whether there is a font behind them or not."""


def families() -> list[str]:
    """The families of letters. Asking costs nothing that the first word would not cost."""
    return [name for name in QFontDatabase.families()
            if name not in _NAMES_ONLY and not name.startswith("Material Design Icons")]
