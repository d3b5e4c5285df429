"""What keeps a project safe: backups on this computer, copies taken in, files written anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id, pack
from annotator.project.backup import Backup, back_up, backups, is_due
from annotator.project.copies import Merged, Preview, conflict_copies, make_own, merge, preview
from annotator.project.exchange import exchange
from annotator.project.place import BACKUPS
from annotator.project.replica import Replica
from annotator.project.writing import rewrite, write_copy

TIDY = "merged copies"
"""“Study merged copies” is the folder beside the project into which copies go that were taken in."""


class Keeping:
    """The safe-keeping of one project; each step may run on any thread.

    Args:
        replica: this computer's replica.
        path: the shared file.
        folder: where this computer keeps what belongs to the project.
    """

    def __init__(self, replica: Replica, path: Path, folder: Path) -> None:
        self._replica, self.path = replica, path
        self.folder = folder / BACKUPS

    # --- backups ---

    def backups(self) -> list[Backup]:
        """The backups of this computer, newest first."""
        return backups(self.folder)

    def back_up(self, reason: str = "") -> Backup:
        """Copy the shared file into the backups, and thin out the old ones.

        Raises:
            Fault: the file cannot be had, failed its check, or there is no room.
        """
        return back_up(self.path, self.folder, now=datetime.now(), reason=reason)

    def daily(self) -> Backup | None:
        """The first backup of a day, when it is not made yet.

        Raises:
            Fault: as `back_up`.
        """
        return self.back_up() if is_due(self.folder, datetime.now()) else None

    # --- copies ---

    def preview(self, copy: Path) -> Preview:
        """What merging a copy of this project would bring; nothing is changed.

        Raises:
            Fault: the copy cannot be read, or is another project's.
        """
        return preview(self._replica, _plain(copy))

    def merge(self, copy: Path) -> Merged:
        """Take in all that a copy has, after a backup; what came is in the shared file at the end.

        Raises:
            Fault: the copy cannot be read or is another project's, or no backup could be made; nothing was taken in.
        """
        copy = _plain(copy)
        if copy.exists() and self.path.exists() and copy.samefile(self.path):
            raise Fault(f"{copy.name} was not merged", "it is the project itself", "Name a copy of it")
        found = self.preview(copy)
        exchange(self._replica, self.path)
        if found.changes or found.articles:
            self.back_up(f"before merging {copy.stem}")
        done = merge(self._replica, copy)
        exchange(self._replica, self.path)
        return done

    def conflict_copies(self) -> list[Path]:
        """The files beside the project that a sync service left when two people wrote at the same time."""
        return conflict_copies(self.path, self._replica.project())

    def take_in_conflict_copies(self, known: Iterable[Path] = ()) -> Iterator[Merged]:
        """Merge those that are not known yet, one after the other; each was asked for by nobody, and is safe.

        Raises:
            Fault: as `merge`.
        """
        told = set(known)
        return (self.merge(copy) for copy in self.conflict_copies() if copy not in told)

    def tidy_away(self, copies: Iterable[Path]) -> Path:
        """Move copies that were taken in into a folder beside the project; returns the folder.

        Raises:
            Fault: they cannot be moved.
        """
        folder = self.path.with_name(f"{self.path.stem} {TIDY}")
        try:
            folder.mkdir(exist_ok=True)
            for copy in copies:
                target, number = folder / copy.name, 1
                while target.exists():
                    number += 1
                    target = folder / f"{copy.stem} {number}{copy.suffix}"
                if copy.exists():
                    shutil.move(copy, target)
        except OSError as error:
            raise Fault("The copies were not tidied away", str(error), f"Move them by hand to {folder}") from error
        return folder

    def make_own(self, copy: Path) -> None:
        """Make a copy a project of its own.

        Raises:
            Fault: it cannot be written.
        """
        make_own(_plain(copy), pack(new_id()))

    # --- files written anew ---

    def write_copy(self, path: Path, *, own: bool = False) -> None:
        """Write all that this computer has as another file: to send, or as a project of its own.

        Raises:
            Fault: it is the project's own file, the folder takes none, or there is no room.
        """
        path = _plain(path)
        if path == self.path:
            raise Fault(f"{path.name} was not written", "it is the project itself", "Choose another name")
        write_copy(self._replica, path, own=pack(new_id()) if own else None)

    def rewrite(self) -> Path | None:
        """Write the project's file afresh from this computer; returns where the old one was put, if there was one.

        Raises:
            Fault: the folder takes no file, or there is no room; what lay there is left as it was.
        """
        return rewrite(self._replica, self.path, now=datetime.now())


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))
