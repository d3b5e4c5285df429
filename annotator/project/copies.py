"""Other files of the same project: what a sync service left beside it, or what came by mail; looked at, then merged."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from annotator.corpus.change import Change, Changed, ChangeSet
from annotator.corpus.ids import new_id, pack, unpack
from annotator.identity import EXTENSION
from annotator.project.catalogue import Catalogue
from annotator.project.exchange import difference, exchange
from annotator.project.fold import fold
from annotator.project.journal import is_sound_session
from annotator.project.operation import Operation, is_sound
from annotator.project.place import find, known_file
from annotator.project.replica import Replica
from annotator.project.shared_file import SharedFile, belongs, opened

MERGE = "merge"
"""The kind of operation that says which others came with a merge; nobody's work, and never undone."""

SET_ASIDE = "set aside"
"""“Study set aside 2026-03-01 …” is the old file after a fresh one was written in its place."""

_CONFLICT = re.compile(
    r"conflict|konflik|conflit|conflikt|motstridig|конфл|conflic|kolizj|ütközés|çakış|ristiriita|σύγκρουση|התנגשות|تعارض"
    r"|冲突|衝突|競合|충돌", re.IGNORECASE)
"""The word for a conflict in the names that sync services give, in the languages that we know of."""

_COMPUTER = re.compile(r"-(DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9]{4,11}(-\d+)?", re.IGNORECASE)
"""How OneDrive marks a copy: by the name of the computer that Windows gave it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would bring: changes of whom (coder's id → number), new articles, and how much is to settle then.

    `names` of those coders, as far as the copy or the project knows them. `left_out`: changes that would stay out, as
    they are not what their digests say.
    """

    path: Path
    by_coder: Mapping[str, int]
    articles: int = 0
    to_settle: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0

    @property
    def changes(self) -> int:
        """How many changes it would bring."""
        return sum(self.by_coder.values())


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought: the copy, what is different now, how many changes were new, how much is to settle since.

    `left_out` as in `Preview`.
    """

    path: Path
    changed: Changed
    changes: int = 0
    to_settle: int = 0
    left_out: int = 0


def is_conflict_name(name: str, of: str) -> bool:
    """Whether a sync service gave a file this name because two people wrote `of` at the same time.

    “Study 2.annot” and “Study (1).annot” are no such names: a person may have chosen them.

    Args:
        name, of: file names without their folder.
    """
    name, of = (unicodedata.normalize("NFC", each) for each in (name, of))  # macOS takes letters and accents apart
    stem, suffix = of.removesuffix(EXTENSION), EXTENSION if of.endswith(EXTENSION) else ""
    if not name.startswith(stem) or not name.endswith(suffix) or name == of:
        return False
    added = name[len(stem):len(name) - len(suffix)]
    separated = bool(added) and not added[0].isalnum()
    return separated and bool(_CONFLICT.search(added) or _COMPUTER.fullmatch(added))


def conflict_copies(path: Path, project: bytes) -> list[Path]:
    """The files beside the project that a sync service left there and that belong to it, by name.

    What cannot be read is left out: it may still be under way.
    """
    try:
        names = sorted(other.name for other in path.parent.iterdir() if is_conflict_name(other.name, path.name))
    except OSError:
        return []
    return [path.with_name(name) for name in names if belongs(path.with_name(name), project)]


def siblings(path: Path, project: bytes) -> list[Path]:
    """The other files beside the project that belong to it and whose names somebody has chosen (“Study 2.annot”)."""
    try:
        names = sorted(other.name for other in path.parent.iterdir() if other.suffix == EXTENSION)
    except OSError:
        return []
    others = [path.with_name(name) for name in names if not (
        name == path.name or name.startswith((".", f"{path.stem} {SET_ASIDE} ")) or is_conflict_name(name, path.name))]
    return [other for other in others if belongs(other, project) and not other.samefile(path)]


def set_aside(path: Path) -> list[Path]:
    """The old files that were kept beside the project when a fresh one was written."""
    return sorted(other for other in path.parent.glob(f"*{EXTENSION}") if other.name.startswith(
        f"{path.stem} {SET_ASIDE} "))


def renamed(path: Path, project: bytes, identity: tuple[int, int]) -> Path | None:
    """Where the project's file is now, when it bears another name in the same folder.

    Args:
        identity: device and inode that the file had.
    """
    with suppress(OSError):
        for other in sorted(path.parent.iterdir()):
            found = other.stat()
            if (found.st_dev, found.st_ino) == identity and other.suffix == EXTENSION and other != path and (
                    not is_conflict_name(other.name, path.name)) and belongs(other, project):
                return other
    return None


def known_elsewhere(path: Path, home: Path) -> Path | None:
    """Where the project of a file lies that this computer knows already; None when it knows it not, or not any more.

    Raises:
        Fault: the file cannot be read.
    """
    with opened(path) as file:
        project = file.project()
    known = known_file(find(home, project))
    return known if known and belongs(known, project) else None


def preview(replica: Replica, path: Path) -> Preview:
    """What a merge of a copy would bring; nothing is changed.

    Raises:
        Fault: the copy is missing, damaged, newer, or another project's.
    """
    with opened(path, project=replica.project()) as file:
        file.check_pages()
        coder_of = {row[0]: row[1] for row in file.sessions() if is_sound_session(row)}
        lacking = difference(replica, file)[1]
        theirs = [op for op in lacking if is_sound(op) and op.session in coder_of]
        articles = len(file.article_ids() - replica.article_ids())
    work = Counter(unpack(coder_of[op.session]) for op in theirs if op.kind not in (MERGE, "coder"))
    return Preview(path, dict(work.most_common()), articles, _to_settle(replica, theirs), _names(replica, theirs, work),
                   len(lacking) - len(theirs))


def _names(replica: Replica, theirs: Iterable[Operation], coders: Iterable[str]) -> dict[str, str]:
    """Coder → name, by what the copy brings of them, else by what is known here."""
    said = [op for op in theirs if op.kind == "coder"]
    brought = {unpack(op.entity): str(op.fields().get("name") or "") for op in sorted(said, key=Operation.order)}
    known = {name: replica.state(name) for name in coders}
    return {name: brought.get(name) or str(state.fields.get("name") or "" if state else "")
            for name, state in known.items()}


def _to_settle(replica: Replica, theirs: list[Operation]) -> int:
    """How many entities would be to settle that are not so now."""
    found = 0
    for entity, group in groupby(sorted(theirs, key=attrgetter("entity")), key=attrgetter("entity")):
        ours = replica.of(entity)
        found += bool(ours and fold([*ours, *group]).conflicts and not fold(ours).conflicts)
    return found


def merge(replica: Replica, path: Path) -> Merged:
    """Take in all that a copy has; the copy itself is left as it is. An operation says what came with it.

    Raises:
        Fault: the copy is missing, damaged, newer, or another project's; nothing was taken in.
    """
    before, open_before = replica.last("op"), Catalogue(replica).to_settle()
    done = exchange(replica, path, write=False, thorough=True)
    came = replica.rows("SELECT s.id, o.n FROM op o JOIN session s ON s.k=o.session WHERE o.seq>? AND s.id<>?"
                        " ORDER BY s.id, o.n", (before, replica.session))
    if came:
        replica.do(ChangeSet([Change(MERGE, new_id(), {"name": path.name, "came": _ranges(came)}, new=True)]))
    return Merged(path, done.changed, done.taken, max(0, Catalogue(replica).to_settle() - open_before))


def _ranges(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[list[int]]]:
    """Session (hexadecimal) → the stretches [first, last] of its operations."""
    found: dict[str, list[list[int]]] = {}
    for session, n in rows:
        parts = found.setdefault(session.hex(), [])
        if parts and n <= parts[-1][1] + 1:
            parts[-1][1] = n
        else:
            parts.append([n, n])
    return found


def make_own(path: Path, project: bytes | None = None) -> None:
    """Make a copy a project of its own: it gets another identity, and keeps where it comes from.

    Args:
        project: its 16 new bytes; some are made up without it.

    Raises:
        Fault: it cannot be written.
    """
    with opened(path) as file:
        file.check_pages()
        _rename(file, project or pack(new_id()))


def _rename(file: SharedFile, project: bytes) -> None:
    before = file.project()
    file.db.execute("BEGIN IMMEDIATE")
    try:
        file.db.execute("UPDATE meta SET value=? WHERE key='project'", (project,))
        file.db.execute("INSERT OR REPLACE INTO meta VALUES('forked_from',?)", (before,))
        file.db.execute("COMMIT")
    finally:
        if file.db.in_transaction:
            file.db.execute("ROLLBACK")
