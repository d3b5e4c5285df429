"""Backups of a project on this computer: before each merge and repair, and once a day; few of the old ones stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotator.corpus.errors import Fault
from annotator.identity import EXTENSION
from annotator.language import tr
from annotator.project import purge
from annotator.project.fold import fold
from annotator.project.inside import kept
from annotator.project.journal import Journal
from annotator.project.place import BACKUPS, DAMAGED
from annotator.project.replica import Replica
from annotator.project.shared_file import opened

RECENT, DAYS, WEEKS, MONTHS = 10, 7, 4, 12
"""How many of the newest stay, and of the last one of each day, week and month."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)(?: (.+))?" + re.escape(EXTENSION))
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (local time), and why (“before merging Study 2”)."""

    path: Path
    made: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a backup, without what was removed, and how many changes have been made since."""

    articles: int
    annotations: int
    since: int


def backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; other files there are left alone."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                day, *time, reason = match.groups()
                with suppress(ValueError):
                    found.append(Backup(path, datetime.fromisoformat(f"{day}T{':'.join(time)}"), reason or ""))
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def back_up(file: Path, folder: Path, *, now: datetime, reason: str = "") -> Backup:
    """Copy the shared file as it is now, look at the copy, and thin out the old ones.

    Never by copying bytes: a plain copy beside a writer may be torn.

    Args:
        folder: where this computer keeps the backups of the project.
        now: local time.

    Raises:
        Fault: the file failed its check, or there is no room; nothing is left behind, no old backup is gone.
    """
    words = _FORBIDDEN.sub("_", reason)[:80].rstrip(" .")
    path = folder / f"{now:%Y-%m-%dT%H-%M-%S}{' ' if words else ''}{words}{EXTENSION}"
    draft = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.unlink(missing_ok=True)
        with opened(file) as source:
            source.check_pages()
            source.write_to(draft)
        with opened(draft) as copy:
            copy.check_pages()
        draft.replace(path)
    except OSError as error:
        raise Fault(tr("No backup of {name} was made", name=file.name), str(error),
                    tr("Make room on the disk of {folder}", folder=folder)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    made = Backup(path, now.replace(microsecond=0), words)
    for old in superfluous(backups(folder)):
        with suppress(OSError):
            old.path.unlink()
    return made


def blank(place: Path, rules: Sequence[purge.Rule]) -> None:
    """Take what was purged out of all else that this computer keeps of a project: every backup, a damaged replica.

    A backup that cannot be read any more goes altogether, and so does what was kept of a damaged replica.

    Args:
        place: the project's folder on this computer.

    Raises:
        Fault: something can neither be written nor removed.
    """
    for path in place.glob(DAMAGED):
        _remove(path)
    for backup in backups(place / BACKUPS):
        try:
            blank_file(backup.path, rules)
        except Fault:
            _remove(backup.path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Fault(tr("What was purged is still on this computer"), str(error),
                    tr("Remove {path} by hand", path=path)) from error


def blank_file(path: Path, rules: Sequence[purge.Rule], project: bytes | None = None) -> None:
    """Take what was purged out of one file of the project; one that says nothing of it is not written to.

    Raises:
        Fault: it cannot be read or written, or is another project's.
    """
    with opened(path, project=project) as file:
        file.db.execute("PRAGMA secure_delete=ON").fetchall()
        file.db.execute("BEGIN IMMEDIATE")
        purge.apply(file, rules)
        file.db.execute("COMMIT")


def is_due(folder: Path, now: datetime) -> bool:
    """Whether today has no backup yet."""
    return all(backup.made.date() != now.date() for backup in backups(folder))


def superfluous(known: Iterable[Backup]) -> Iterator[Backup]:
    """Those that no rule keeps: neither among the newest, nor the last one of its day, week or month.

    Args:
        known: newest first.
    """
    listed = list(known)
    kept = {backup.path for backup in listed[:RECENT]}
    for many, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last: dict[str, Backup] = {}
        for backup in listed:
            last.setdefault(backup.made.strftime(period), backup)
        kept |= {backup.path for backup in list(last.values())[:many]}
    return (backup for backup in listed if backup.path not in kept)


def held(replica: Replica, backup: Path) -> Held:
    """Look into a backup.

    Raises:
        Fault: it cannot be read, or is another project's.
    """
    with opened(backup, project=replica.project()) as file:
        annotations = _standing(file, "annotation")
        annotated = {article for name, article in file.rows(
            "SELECT entity, article FROM op WHERE kind='annotation' AND prev=x''") if name in annotations}
        standing = _standing(file, "article")
        removed = {row[0] for row in file.rows("SELECT DISTINCT entity FROM op WHERE kind='article'")} - standing
        articles = standing | annotated | kept(file, removed)  # a removed one is in sight as long as work is in it
        work = _work(file)
    return Held(len(articles), len(annotations), max(0, _work(replica) - work))


def _work(journal: Journal) -> int:
    return int(journal.rows("SELECT count(*) FROM op WHERE kind NOT IN ('merge','coder')")[0][0])


def _standing(file: Journal, kind: str) -> set[bytes]:
    """The entities of a kind that were made and are not removed. Only where there was a removal, all is folded."""
    made = {row[0] for row in file.rows(
        "SELECT entity FROM op WHERE kind=? AND prev=x'' AND patch IS NOT NULL", (kind,))}
    removed = file.rows("""SELECT DISTINCT entity FROM op WHERE kind=? AND patch LIKE '%"deleted"%'""", (kind,))
    return made - {name for (name,) in removed if not fold(file.operations("WHERE o.entity=?", (name,))).alive}
