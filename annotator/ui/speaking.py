"""The window in another language: Qt's own words, and the program that starts anew to speak it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from annotator.language import spoken


def words_of_qt(language: str) -> QTranslator | None:
    """Qt's own words in a language, None where they are not there."""
    own, beside = QTranslator(), Path(PySide6.__file__).parent
    for place in (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
                  beside / "Qt" / "translations", beside / "translations"):  # a frozen Qt does not know where it lies
        if own.load(f"qtbase_{language}", str(place)):
            return own
    return None


def translate_qt(app: QApplication) -> None:
    """Qt's own words (of its dialogs and menus) in the language that the program speaks; numbers, too."""
    if own := words_of_qt(spoken()):
        own.setParent(app)
        app.installTranslator(own)
    if QLocale.system().name()[:2] != spoken():
        QLocale.setDefault(QLocale(spoken()))


def start_again(paths: Sequence[Path]) -> None:
    """Start the program anew, as it was started, with these projects."""
    given = len(sys.argv) - 1
    command = sys.orig_argv[:-given] if given else sys.orig_argv
    # PyInstaller's loader takes a child for a part of its parent unless it is told.
    subprocess.Popen([*command, *map(str, paths)], start_new_session=True,
                     env=os.environ | {"PYINSTALLER_RESET_ENVIRONMENT": "1"})
