"""The platform's own file dialogs, in one place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.identity import EXTENSION
from annotator.language import tr

_ALL = f"{tr('All files')} (*)"
_PROJECTS = f"{tr('Annotator projects')} (*{EXTENSION});;{_ALL}"


def ask_new_project(parent: QWidget | None, name: str = tr("My project")) -> Path | None:
    """Where a new project is to lie; None when the person changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("New project"), name + EXTENSION, _PROJECTS)
    return (path if (path := Path(chosen)).suffix else path.with_suffix(EXTENSION)) if chosen else None


def ask_project(parent: QWidget | None) -> Path | None:
    """Which project to open."""
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Open project"), "", _PROJECTS)
    return Path(chosen) if chosen else None


def ask_export(parent: QWidget | None, name: str) -> Path | None:
    """Where an export is to go; an existing one is written over only when the platform's dialog has asked."""
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Export"), name)
    return Path(chosen) if chosen else None


def ask_pdf(parent: QWidget | None, name: str) -> Path | None:
    """Where a PDF is to go; an existing one is written over only when the platform's dialog has asked."""
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save as PDF"), f"{name}.pdf", "PDF (*.pdf)")
    return (path if (path := Path(chosen)).suffix else path.with_suffix(".pdf")) if chosen else None


def ask_codebook(parent: QWidget | None) -> Path | None:
    """Which codebook to look at."""
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Import a codebook"), "",
                                            f"{tr('Codebooks')} (*.json);;{_ALL}")
    return Path(chosen) if chosen else None


def ask_articles(parent: QWidget | None) -> list[Path]:
    """Which files to bring in."""
    from annotator.formats import IMPORTERS

    endings = " ".join(dict.fromkeys(f"*{suffix}" for each in IMPORTERS for suffix in each.suffixes))
    kinds = f"{tr('Articles, tables, corpora and datasets')} ({endings});;{_ALL}"
    chosen, _ = QFileDialog.getOpenFileNames(parent, tr("Import articles"), "", kinds)
    return [Path(name) for name in chosen]


def ask_copy(parent: QWidget | None) -> Path | None:
    """Which copy of the project to merge."""
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Merge a copy"), "", _PROJECTS)
    return Path(chosen) if chosen else None


def ask_place(parent: QWidget | None, title: str, path: Path) -> Path | None:
    """Where a project file is to be written; `path` is what is proposed."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(path), _PROJECTS)
    return (found if (found := Path(chosen)).suffix else found.with_suffix(EXTENSION)) if chosen else None
