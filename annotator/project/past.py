"""A project as it was: to be exported, while all go on working in it as it is."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.corpus.change import PROJECT_ID
from annotator.corpus.errors import Fault
from annotator.corpus.ids import pack
from annotator.corpus.moments import local
from annotator.language import tr
from annotator.project.catalogue import Catalogue
from annotator.project.replica import Replica
from annotator.project.restore import as_of
from annotator.project.sight import Eyes

FOLDER = "past-"
"""How the folder begins in which a past is looked at."""
_ABANDONED = 86_400
"""Seconds after which such a folder belongs to a program that was killed."""


@contextmanager
def looking_back(replica: Replica, eyes: Eyes, until: int) -> Iterator[Catalogue]:
    """What the project held before a moment (milliseconds UTC), as far as the coder may see it now.

    It is made on the disk, beside the replica, and removed at the end; nobody's work waits for it.

    Raises:
        Fault: the project did not exist then, or the disk refused.
    """
    if until <= (began := beginning(replica)):
        raise Fault(tr("There is nothing to look at"), tr("the project began later, on {local}", local=local(began)),
                    tr("Name a later date"))
    _clear_away(replica.path.parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=replica.path.parent))
    except OSError as error:
        raise Fault(tr("The project’s past cannot be looked at"),
                    tr("{parent} takes no files ({error})", parent=replica.path.parent, error=error),
                    tr("Make room on the disk")) from error
    try:
        past = as_of(replica, until, folder / "replica.sqlite")
        try:
            eyes.lend(past)
            yield Catalogue(past)
        finally:
            past.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def beginning(replica: Replica) -> int:
    """When the project was made (milliseconds UTC), else when the first thing was done of which this computer knows."""
    query = "SELECT min(hlc) FROM op"
    found = replica.rows(f"{query} WHERE entity=? AND prev=x''", (pack(PROJECT_ID),))[0][0]
    if found is None:
        found = replica.rows(query)[0][0]
    return (found or 0) >> 16


def _clear_away(place: Path) -> None:
    """Remove what a program that was killed has left."""
    for folder in place.glob(f"{FOLDER}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - _ABANDONED:
                shutil.rmtree(folder, ignore_errors=True)
