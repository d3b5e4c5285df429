"""Where this computer keeps the replica of a project, and which file it belongs to."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BACKUPS = "backups"
"""The folder of a project's backups on this computer, inside its place."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one project under the home folder."""

    folder: Path

    @property
    def replica(self) -> Path:
        """The replica's file."""
        return self.folder / "replica.sqlite"


def find(home: Path, project: bytes) -> Place:
    """The place of a project, by the 16 bytes that its files recognise each other by."""
    return Place(home / "replicas" / project.hex())


def known_file(place: Place) -> Path | None:
    """The file that the project was last opened from."""
    try:
        return Path((place.folder / "file.txt").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def remember_file(place: Place, path: Path) -> None:
    """Remember where the project lies."""
    if known_file(place) != path:
        place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = place.folder / "file.txt.new"
        draft.write_text(str(path), encoding="utf-8")
        os.replace(draft, place.folder / "file.txt")


def words_of(replica: Path) -> Path:
    """Where the index of the words of a replica's texts lies."""
    return replica.with_name("words.sqlite")


def discard_words(replica: Path) -> None:
    """Remove the index of words; the next search makes it again."""
    path = words_of(replica)
    with suppress(OSError):  # Windows lets nobody remove what a window has open
        for part in (path, path.with_name(path.name + "-journal")):
            part.unlink(missing_ok=True)
