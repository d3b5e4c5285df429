"""The window: the only floor that knows Qt."""

from __future__ import annotations

from pathlib import Path

import PySide6

if "," in PySide6.__file__:
    # Qt reads the place of its parts from a list, and takes a comma in the name of a folder for the end of one.
    from PySide6.QtCore import QCoreApplication

    for plugins in Path(PySide6.__file__).parent.glob("**/plugins"):
        QCoreApplication.addLibraryPath(str(plugins))
