"""Where this computer keeps the replica of a project, and which file it belongs to."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.corpus.errors import Fault
from annotator.language import tr

BACKUPS = "backups"
"""The folder of a project's backups on this computer, inside its place."""

DAMAGED = "replica.damaged-*"
"""What is kept there of a replica that was damaged and made anew."""


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


def holding(home: Path, path: Path) -> Place | None:
    """The place of the project that was last opened from a file, whether or not the file is there."""
    folder = home / "replicas"
    places = [Place(each) for each in folder.iterdir()] if folder.is_dir() else []
    known = [place for place in places if known_file(place) == path and place.replica.exists()]
    return max(known, key=_last_used, default=None)


def _last_used(place: Place) -> float:
    return max(each.stat().st_mtime for each in (place.replica, place.folder / "file.txt"))


def forget(folder: Path) -> None:
    """Delete all that this computer keeps of a project: its replica with what waits in it, its backups.

    Raises:
        Fault: something of it could not be deleted.
    """
    import shutil  # not for the first paint

    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Fault(tr("The project was not forgotten altogether"), str(error),
                    tr("Delete {folder} by hand", folder=folder)) from error


_PASSING = re.compile(
    r"mozilla_\w+|evolution-.+|kmail.*|thunderbird.*|\.?fr-\w+|\.?xarchive.*|ark-.+|ark\..+|7z\w+|Rar\$.+|Temp\d+_.+"
    r"|wz[0-9a-f]{3,}|peazip-.*|Mail Downloads|Content\.Outlook|INetCache|Temporary Internet Files|TemporaryItems"
    r"|com\.apple\.mail|com\.microsoft\.Outlook|Outlook Temp", re.IGNORECASE)
"""Folders into which mail programs, browsers and archive programs put what somebody opens in them."""


def is_passing(path: Path, temporary: Path | None = None) -> bool:
    """Whether a file lies where it will not stay: right in the temporary folder, or where mail and archives unpack.

    Args:
        temporary: the system's temporary folder; found out without it.
    """
    if temporary is None:
        import tempfile  # not for the first paint

        temporary = Path(tempfile.gettempdir())
    return path.parent in (temporary, Path("/tmp"), Path("/var/tmp")) or any(
        _PASSING.fullmatch(part) for part in path.parent.parts)


def words_of(replica: Path) -> Path:
    """Where the index of the words of a replica's texts lies."""
    return replica.with_name("words.sqlite")


def discard_words(replica: Path) -> None:
    """Remove the index of words; the next search makes it again."""
    path = words_of(replica)
    with suppress(OSError):  # Windows lets nobody remove what a window has open
        for part in (path, path.with_name(path.name + "-journal")):
            part.unlink(missing_ok=True)
