"""Asked when a project is opened where it will not stay: out of a mail, a browser's download, an archive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.ui.dialogs.paths import ask_place


def ask_keep_where(parent: QWidget | None, path: Path) -> Path | None:
    """A place to keep it in, its own path to open it there all the same, None to leave it."""
    answer = _asked(parent, path)
    if answer != "keep":
        return path if answer == "open" else None
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return ask_place(parent, "Keep the project in", Path(documents) / path.name)


def _asked(parent: QWidget | None, path: Path) -> str:
    box = QMessageBox(parent)
    box.setWindowTitle("Where is it to be kept?")
    box.setText(f"“{path.name}” lies in a temporary folder.")
    box.setInformativeText("Out of a mail or an archive a file is put there to be looked at; the folder is emptied now "
                           "and then. Choose a place where the project stays.")
    keep = box.addButton("Keep it in…", QMessageBox.ButtonRole.AcceptRole)
    there = box.addButton("Open it there", QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return "keep" if clicked is keep else "open" if clicked is there else ""
