"""Asked when a project is opened where it will not stay: out of a mail, a browser's download, an archive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.language import tr
from annotator.ui.dialogs.paths import ask_place


def ask_keep_where(parent: QWidget | None, path: Path) -> Path | None:
    """A place to keep it in, its own path to open it there all the same, None to leave it."""
    answer = _asked(parent, path)
    if answer != "keep":
        return path if answer == "open" else None
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return ask_place(parent, tr("Keep the project in"), Path(documents) / path.name)


def _asked(parent: QWidget | None, path: Path) -> str:
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Where is it to be kept?"))
    box.setText(tr("“{name}” lies in a temporary folder.", name=path.name))
    box.setInformativeText(tr("Out of a mail or an archive a file is put there to be looked at; the folder is emptied "
                              "now and then. Choose a place where the project stays."))
    keep = box.addButton(tr("Keep it in…"), QMessageBox.ButtonRole.AcceptRole)
    there = box.addButton(tr("Open it there"), QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return "keep" if clicked is keep else "open" if clicked is there else ""
