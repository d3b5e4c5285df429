"""When this computer's own disk does not do what it should, in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.corpus.errors import Fault
from annotator.language import tr


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, and not just refused for now."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def unreadable(path: Path, error: sqlite3.Error) -> Fault:
    """A replica that is damaged."""
    return Fault(tr("The project cannot be read on this computer"),
                 tr("{path} is damaged ({error})", path=path, error=error),
                 tr("Close the project and open it again: it is made anew from the shared file, "
                    "and from what can still be read here"))


def refused(path: Path, error: sqlite3.Error, what: str = "", remedy: str = "") -> Fault:
    """A disk that refused what was asked of it."""
    return Fault(what or tr("The change was not saved"), tr("this computer's disk refused it ({error})", error=error),
                 remedy or tr("Make room on the disk of {parent}, then do it again", parent=path.parent))
