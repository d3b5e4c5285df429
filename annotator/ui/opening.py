"""Before a project is opened: whether its file stays where it is, and what is left when it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.corpus.errors import Fault, FileFault
from annotator.project.place import holding, is_passing
from annotator.session import Session
from annotator.settings import home

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def kept_somewhere(path: Path, parent: QWidget | None) -> Path | None:
    """The path, or another one for a file that would not stay where it is; None when that was not wanted.

    A copy of a project that this computer knows needs no place: it is asked what it is to be.

    Raises:
        Fault: the file cannot be read, or not be written at the place that was chosen.
    """
    if not path.is_file() or not is_passing(path):
        return path
    from annotator.project.copies import known_elsewhere  # only for this rare case

    if known_elsewhere(path, home()):
        return path
    from annotator.project.writing import keep_at
    from annotator.ui.dialogs.keep_where import ask_keep_where

    chosen = ask_keep_where(parent, path)
    if chosen and chosen != path:
        keep_at(path, chosen)
    return chosen


def can_recover(path: Path, fault: Fault) -> bool:
    """Whether this computer has the project of a file that cannot be read, and it can be opened without it."""
    return isinstance(fault, FileFault) and fault.is_lost and holding(home(), path) is not None


def can_be_opened(path: Path) -> bool:
    """Whether the file of a project is there, or at least what this computer has of it."""
    return path.exists() or holding(home(), path) is not None


def followed(windows: Iterable[MainWindow], opened: Session) -> bool:
    """Have the window whose file was moved to where it was opened just now go on there; whether there is one."""
    for window in windows:
        known = window.bridge.session
        if known.folder == opened.folder and not known.path.exists():
            opened.close()
            known.follow(opened.path)
            window.bridge.exchange_now()
            return True
    return False
