"""A team of replicas around one shared file, with clocks of their own: what the journal's tests play with."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from annotator.corpus.change import Change, Changed, ChangeSet
from annotator.corpus.ids import derived_id, pack
from annotator.project import shared_file
from annotator.project.exchange import Exchanged, exchange
from annotator.project.fold import State
from annotator.project.history import History
from annotator.project.operation import Operation, encode_fields
from annotator.project.replica import Replica

PROJECT = bytes(range(16))
START = 1_750_000_000_000
"""Milliseconds since 1970."""
DAY = 86_400_000
ARTICLE = derived_id("the article")
TEXT = "Fewer than 0.2 percent of those asked said so."
QUOTE = {"kind": "quote", "note": "0", "segments": [["content", 0, 5]]}

numbers = itertools.count(1)


def name() -> str:
    """An id that sorts by when it was made, and is the same in each run."""
    return f"0192f0c1-0000-7000-8000-{next(numbers):012x}"


def forge(replica: Replica, *changes: Change) -> None:
    """Store one action as a stranger's program might: nothing is asked of what it says."""
    with replica.transaction():
        replica._store(changes, [encode_fields(change.fields) for change in changes], replica.n + 1)


@cache
def empty_replica() -> bytes:
    """A replica in which nothing is, made once: the tables of hundreds of them take longer than what is done there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "replica.sqlite"
        Replica(path, pack(derived_id("Nobody")), project=PROJECT, app="test").close()
        return path.read_bytes()


class Clock:
    """The time that all members share; each may be wrong about it by a fixed number of milliseconds."""

    def __init__(self, now: int = START) -> None:
        self.now = now

    def wrong_by(self, milliseconds: int) -> Any:
        return lambda: self.now + milliseconds


class Member:
    """One person at one computer: a replica, and what they do with it."""

    def __init__(self, team: Team, person: str, *, path: Path | None = None, skew: int = 0) -> None:
        self.team, self.person, self.skew = team, person, skew
        if path is None:
            path = team.folder / f"{person}-{next(numbers)}.sqlite"
            path.write_bytes(empty_replica())
        self.replica = Replica(path, pack(derived_id(person)), project=PROJECT, app="test",
                               clock=team.clock.wrong_by(skew))
        self.replica.db.execute("PRAGMA synchronous=OFF")
        self.replica.db.execute("PRAGMA journal_mode=MEMORY").fetchall()
        self.history = History(self.replica)

    def do(self, *changes: Change, texts: Mapping[str, str] | None = None) -> Changed:
        """One action, a second after the last one."""
        self.team.clock.now += 1000
        return self.replica.do(ChangeSet(changes, texts or {}))

    def forge(self, *changes: Change) -> None:
        """One action of a program that asks nothing of what it writes."""
        self.team.clock.now += 1000
        forge(self.replica, *changes)

    def new(self, kind: str = "annotation", **fields: Any) -> str:
        """Make an entity; gives its id."""
        made = name()
        given = {**QUOTE, **fields} if kind == "annotation" else fields
        self.do(Change(kind, made, given, ARTICLE if kind == "annotation" else "", new=True))
        return made

    def set(self, entity: str, *, seen: tuple[int, ...] | None = None, **fields: Any) -> None:
        """Edit an annotation."""
        self.do(Change("annotation", entity, fields, ARTICLE, seen))

    def undo(self) -> dict[str, list[str]] | None:
        """Take back the newest own action; what was left alone, None when there was nothing to take back."""
        self.team.clock.now += 1000
        action = self.history.next_undo()
        return None if action is None else self.history.undo(action).kept

    def redo(self) -> dict[str, list[str]] | None:
        """Give back what undo took."""
        self.team.clock.now += 1000
        action = self.history.next_redo()
        return None if action is None else self.history.undo(action).kept

    def exchange(self, path: Path | None = None, *, write: bool = True) -> Exchanged:
        return exchange(self.replica, path or self.team.file, write=write)

    def state(self, entity: str) -> State:
        found = self.replica.state(entity)
        assert found is not None
        return found

    def sees(self, entity: str, field: str = "note") -> tuple[Any, bool, list[str]]:
        """The value of a field, whether the entity is there, and what is to settle."""
        state = self.state(entity)
        return state.fields.get(field), state.alive, sorted(state.conflicts)

    def operations(self) -> set[tuple[bytes, int, int]]:
        return {(op.session, op.n, op.digest) for op in self.replica.operations()}

    def newest(self, entity: str) -> Operation:
        return max(self.replica.of(pack(entity)), key=Operation.order)

    def restart(self) -> Member:
        """The program ends and is started again on the same computer."""
        self.replica.close()
        again = Member(self.team, self.person, path=self.replica.path, skew=self.skew)
        self.team.members[self.team.members.index(self)] = again
        return again

    def cloned(self) -> Member:
        """A machine image copied while the program runs: same replica, same session, same counter."""
        path = self.team.folder / f"clone-{next(numbers)}.sqlite"
        shutil.copy(self.replica.path, path)
        clone = Member(self.team, self.person, path=path, skew=self.skew)
        ours, theirs = self.replica, clone.replica
        theirs.session, theirs.n, theirs._announced, theirs._last_hlc = (
            ours.session, ours.n, ours._announced, ours._last_hlc)
        self.team.members.append(clone)
        return clone


class Team:
    """Several members and the file that they share."""

    def __init__(self, folder: Path, *people: str, skews: Iterable[int] = ()) -> None:
        self.folder, self.clock = folder, Clock()
        self.file = folder / "shared.annot"
        shared_file.create(self.file, PROJECT, "test")
        every = itertools.chain(skews, itertools.repeat(0))
        self.members = [Member(self, person, skew=skew) for person, skew in zip(people, every, strict=False)]

    def member(self, person: str, *, skew: int = 0) -> Member:
        """Somebody joins."""
        self.members.append(Member(self, person, skew=skew))
        return self.members[-1]

    def sync(self) -> None:
        """Everybody exchanges until all have all; then all see the same."""
        for member in [*self.members, *self.members]:
            member.exchange()
        dumps = [member.replica.dump() for member in self.members]
        assert all(dump == dumps[0] for dump in dumps)

    def close(self) -> None:
        for member in self.members:
            member.replica.close()


def operations_in(path: Path) -> int:
    """How many operations a file holds, counted by SQLite alone."""
    db = sqlite3.connect(path)
    try:
        found: int = db.execute("SELECT count(*) FROM op").fetchone()[0]
        return found
    finally:
        db.close()
