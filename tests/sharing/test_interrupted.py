"""T3, T8, T10: exchanges that are interrupted anywhere, files that are replaced meanwhile, and locks let go."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.errors import Fault
from annotator.project import exchange as exchanging
from annotator.project import shared_file
from annotator.project.shared_file import SharedFile
from tests.sharing.processes import ended, fork, needs_fork
from tests.team import Member, Team


@pytest.fixture
def team(shore: Path) -> Iterator[Team]:
    made = Team(shore, "Ann", "Ben")
    made.members[0].new(note="first")
    made.sync()
    yield made
    made.close()


class Broken(Exception):
    """The drive is gone."""


class Interrupting(sqlite3.Connection):
    """A connection that fails at one of its statements."""

    left = -1

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self._count()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._count()
        return super().executemany(*arguments)

    def _count(self) -> None:
        Interrupting.left -= 1
        if Interrupting.left == 0:
            raise sqlite3.OperationalError("disk I/O error")


@pytest.fixture
def interrupting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    connect = sqlite3.connect

    def connected(*arguments: Any, **named: Any) -> sqlite3.Connection:
        return connect(*arguments, **named, factory=Interrupting)

    monkeypatch.setattr("annotator.project.journal.sqlite3.connect", connected)
    yield
    Interrupting.left = -1


@pytest.mark.usefixtures("interrupting")
def test_an_exchange_that_fails_at_any_statement_is_made_good_by_the_next_one(shore: Path) -> None:
    """T8: at each statement, of the file's connection and of the replica's."""
    statement = 0
    while True:
        statement += 1
        folder = shore / str(statement)
        folder.mkdir()
        team = Team(folder, "Ann", "Ben")
        ann, ben = team.members
        kept = ann.new()
        team.sync()
        ben.set(kept, note="Ben's")
        ben.exchange()
        ours = ann.new()
        before = ann.operations()
        Interrupting.left = statement
        try:
            failed = ann.exchange().refused
        except Fault as fault:
            failed = fault
        through = Interrupting.left > 0
        Interrupting.left = -1
        assert before <= ann.operations()
        assert failed is None or failed.remedy
        team.sync()
        assert ann.state(kept).fields["note"] == "Ben's" and ben.state(ours).alive
        dump = ann.replica.dump()
        ann.replica.rebuild()
        assert ann.replica.dump() == dump
        team.close()
        shutil.rmtree(folder)
        if through:
            break
    assert statement > 20, "it went through more statements than this"


def older(team: Team, content: bytes) -> None:
    team.file.write_bytes(content)


def renamed(team: Team, content: bytes) -> None:
    (team.folder / "coming").write_bytes(content)
    (team.folder / "coming").replace(team.file)


def cut_short(team: Team, content: bytes) -> None:
    os.truncate(team.file, 2000)


def gone(team: Team, content: bytes) -> None:
    team.file.unlink()


def another_computers_journal(team: Team, content: bytes) -> None:
    """A hot journal that a sync service carried here from another computer."""
    other = team.folder / "elsewhere.annot"
    other.write_bytes(content)
    db = sqlite3.connect(other, isolation_level=None)
    db.execute("PRAGMA journal_mode=DELETE")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE op SET stamp=stamp+1")
    db.execute("PRAGMA cache_spill=ON")
    journal = other.with_name(other.name + "-journal")
    if journal.exists():
        shutil.copy(journal, team.file.with_name(team.file.name + "-journal"))
    db.execute("ROLLBACK")
    db.close()


MISHAPS = (older, renamed, cut_short, gone, another_computers_journal)


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("when", ["between", "before the look", "before the push", "at the end"])
def test_a_file_that_is_replaced_at_any_moment_costs_nobody_their_work(
        team: Team, mishap: Callable[[Team, bytes], None], when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """T3."""
    ann, ben = team.members
    old = team.file.read_bytes()
    theirs = ben.new(note="Ben's")
    ben.exchange()
    ours = ann.new(note="Ann's")
    if when == "between":
        mishap(team, old)
    else:
        at(when, monkeypatch, lambda: mishap(team, old))
    attempt(ann)
    if not team.file.exists() or not is_ours(team.file):
        team.file.unlink(missing_ok=True)
        team.file.with_name(team.file.name + "-journal").unlink(missing_ok=True)
        shared_file.create(team.file, ann.replica.project(), "again")
    team.sync()
    for member in team.members:
        assert member.state(theirs).fields["note"] == "Ben's"
        assert member.state(ours).fields["note"] == "Ann's"


def at(moment: str, monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Have something happen once, in the middle of the next exchange."""
    name = {"before the look": "_look", "before the push": "_push", "at the end": "_identity"}[moment]
    original, waits = getattr(exchanging, name), [2 if moment == "at the end" else 1]

    def acting(*arguments: Any, **named: Any) -> Any:
        waits[0] -= 1
        if waits[0] == 0:
            act()
        return original(*arguments, **named)

    monkeypatch.setattr(exchanging, name, acting)


def attempt(member: Member) -> None:
    try:
        member.exchange()
    except Fault as fault:
        assert fault.remedy


def is_ours(path: Path) -> bool:
    try:
        with shared_file.opened(path) as file:
            file.check_pages()
            return True
    except Fault:
        return False


@needs_fork
def test_after_an_exchange_the_file_is_closed_and_unlocked(team: Team) -> None:
    """T10."""
    team.members[0].new()
    team.members[0].exchange()
    handles = Path("/proc/self/fd")
    if handles.is_dir():
        held = [os.readlink(each) for each in handles.iterdir() if each.is_symlink() and each.exists()]
        assert str(team.file) not in held

    def lock() -> None:
        db = sqlite3.connect(team.file, timeout=0, isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
        db.execute("COMMIT")

    assert ended([fork(lock)]) == [0]


def test_nobody_opens_the_file_beside_sqlite_while_it_is_connected(team: Team) -> None:
    """T10: `open()` on a file that SQLite has open drops its locks when it is closed (POSIX)."""
    opened: list[str] = []
    watching = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching[0] and event == "open" and str(arguments[0]) == str(team.file):
            opened.append(str(arguments[0]))

    sys.addaudithook(watch)
    team.members[0].new()
    team.members[0].exchange()
    watching[0] = False
    assert opened == []


def test_a_file_is_open_for_no_longer_than_it_is_looked_at(team: Team) -> None:
    closed: list[SharedFile] = []
    with shared_file.opened(team.file) as file:
        closed.append(file)
    with pytest.raises(sqlite3.ProgrammingError):
        closed[0].rows("SELECT 1")
