"""What keeps a project safe: backups on this computer, copies taken in, files written anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from annotator.corpus.errors import FOREIGN, MISSING, Fault
from annotator.corpus.ids import new_id, pack
from annotator.identity import EXTENSION
from annotator.language import tr
from annotator.project import purge
from annotator.project.answers import Answers, mark
from annotator.project.backup import Backup, Held, back_up, backups, blank_file, held, is_due
from annotator.project.copies import Merged, Preview, conflict_copies, make_own, merge, preview, set_aside, siblings
from annotator.project.exchange import exchange
from annotator.project.place import BACKUPS
from annotator.project.replica import Replica
from annotator.project.restore import Return, back_to_backup, counted_return
from annotator.project.writing import rewrite, write_copy

TIDY = "merged copies"
"""“Study merged copies” is the folder beside the project into which copies go that were taken in."""


@dataclass(slots=True)
class Found:
    """What lay beside the project: copies that were merged by themselves, copies to ask about, and what went wrong."""

    merged: list[Merged] = field(default_factory=list)
    to_ask: list[Preview] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


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
        self.answers = Answers(folder)

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

    def held(self, backup: Backup) -> Held:
        """What is in a backup, and how much was done since.

        Raises:
            Fault: it cannot be read.
        """
        return held(self._replica, backup.path)

    def going_back(self, backup: Backup) -> Return:
        """What would make everything as it is in a backup, worked out and counted; nothing is changed.

        Raises:
            Fault: it cannot be read.
        """
        return counted_return(back_to_backup(self._replica, backup.path))

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
            raise Fault(tr("{name} was not merged", name=copy.name), tr("it is the project itself"),
                        tr("Name a copy of it"))
        exchange(self._replica, self.path)
        found = self.preview(copy)
        if found.changes or found.articles:
            self.back_up(f"before merging {copy.stem}")
        done = merge(self._replica, copy)
        exchange(self._replica, self.path)
        return replace(done, changes=found.changes, left_out=found.left_out)

    def copies(self) -> list[Path]:
        """All other files of the project in its folder."""
        return [*self.conflict_copies(), *siblings(self.path, self._replica.project())]

    def conflict_copies(self) -> list[Path]:
        """The files beside the project that a sync service left when two people wrote at the same time."""
        return conflict_copies(self.path, self._replica.project())

    def take_in_conflict_copies(self) -> Iterator[Merged | Fault]:
        """Merge those that have not been taken in as they are, one after the other; nobody asks for it, and it is safe.

        One that cannot be read is told as the fault that it is, and stops none of the others.
        """
        for copy in self.conflict_copies():
            if not self.answers.is_taken(copy):
                yield self._taken_in(copy)

    def _taken_in(self, copy: Path) -> Merged | Fault:
        """A copy that is damaged is not tried again as it is; one for which there was no room is."""
        before = mark(copy)
        try:
            self.preview(copy)
        except Fault as fault:
            self.answers.took(copy, before)
            return fault
        try:
            done = self.merge(copy)
        except Fault as fault:
            return fault
        self.answers.took(copy, before)
        return done

    def look_around(self) -> Found:
        """Merge what a sync service has left beside the project, and look at the other copies that lie there."""
        found = Found()
        for each in self.take_in_conflict_copies():
            if isinstance(each, Fault):
                found.faults += [each] if each.state != MISSING else []  # a service may take it away again
            elif each.changes or each.left_out:
                found.merged.append(each)
        for copy in siblings(self.path, self._replica.project()):
            if not self.answers.of(copy) and not self.answers.is_taken(copy):
                before = mark(copy)
                try:
                    seen = self.preview(copy)
                except Fault as fault:
                    found.faults += [fault] if fault.state != MISSING else []
                    self.answers.took(copy, before)
                    continue
                if seen.changes or seen.articles:
                    found.to_ask.append(seen)
        return found

    def tidy_away(self, copies: Iterable[Path]) -> Path:
        """Move copies that were taken in into a folder beside the project; returns the folder.

        Raises:
            Fault: they cannot be moved.
        """
        folder = self._tidied
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
            raise Fault(tr("The copies were not tidied away"), str(error),
                        tr("Move them by hand to {folder}", folder=folder)) from error
        return folder

    def blank_beside(self) -> list[Path]:
        """Take what was purged out of the copies in the file's folder, tidied away or not, and of old files there.

        Returns:
            those that could not be written to, and may still hold it.
        """
        rules, project = purge.known(self._replica), self._replica.project()
        tidied = sorted(self._tidied.glob(f"*{EXTENSION}"))
        left = []
        for path in [*self.copies(), *set_aside(self.path), *tidied]:
            try:
                blank_file(path, rules, project)
            except Fault as fault:
                left += [path] if fault.state not in (MISSING, FOREIGN) else []
        return left

    @property
    def _tidied(self) -> Path:
        return self.path.with_name(f"{self.path.stem} {TIDY}")

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
            raise Fault(tr("{name} was not written", name=path.name), tr("it is the project itself"),
                        tr("Choose another name"))
        write_copy(self._replica, path, own=pack(new_id()) if own else None)

    def rewrite(self) -> Path | None:
        """Write the project's file afresh from this computer; returns where the old one was put, if there was one.

        Raises:
            Fault: the folder takes no file, or there is no room; what lay there is left as it was.
        """
        return rewrite(self._replica, self.path, now=datetime.now())


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))
