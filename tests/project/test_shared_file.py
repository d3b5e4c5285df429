"""The shared file: checked before anything, explained in words, closed after each use."""

from __future__ import annotations

import os
import sqlite3
import struct
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.project import shared_file
from annotator.project.shared_file import explained, opened
from tests.somebody import somebody
from tests.team import PROJECT, Team

__all__ = ["somebody"]


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="it is a folder"), opened(tmp_path):
        pass


def test_nothing_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no such file"), opened(tmp_path / "x.annot"):
        pass
    assert not list(tmp_path.iterdir())


def test_a_project_is_made_only_where_files_can_be(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="missing, read-only or cannot be reached"):
        shared_file.create(tmp_path / "no" / "x.annot", PROJECT, "test")


def test_a_folder_that_may_not_be_written_takes_no_project(somebody: Path) -> None:
    folder = somebody / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    with pytest.raises(Fault, match="read-only"):
        shared_file.create(folder / "x.annot", PROJECT, "test")
    assert not list(folder.iterdir())
    folder.chmod(0o755)


def test_a_newer_file_that_older_programs_may_read_is_read(team: Team) -> None:
    db = sqlite3.connect(team.file)
    db.execute("PRAGMA user_version=2")
    db.commit()
    db.close()
    with opened(team.file) as file:
        assert file.project() == PROJECT


def test_an_open_connection_does_not_outlive_its_use(team: Team) -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for member in team.members:
        member.exchange()
    assert not before or len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize(("error", "what", "why"), [
    ("file is not a database", "cannot be opened", "not an Annotator project"),
    ("database disk image is malformed", "cannot be read", "damaged"),
    ("database is locked", "is busy", "half a minute"),
    ("attempt to write a readonly database", "cannot be used", "read-only"),
    ("database or disk is full", "cannot be used", "the disk is full"),
    ("unable to open database file", "cannot be used", "missing, read-only or cannot be reached"),
    ("disk I/O error", "cannot be used", "disk I/O error"),
])
def test_each_error_is_explained_and_has_a_remedy(error: str, what: str, why: str) -> None:
    fault = explained(Path("study.annot"), sqlite3.OperationalError(error))
    assert fault.what == f"study.annot {what}"
    assert why in fault.why
    assert fault.remedy


def test_an_empty_journal_beside_the_file_is_normal(team: Team) -> None:
    team.file.with_name("shared.annot-journal").touch()
    team.members[0].new()
    assert team.members[0].exchange().handed == 1


MADE_UP: list[tuple[str, str]] = [
    ("a name that SQLite alone would give", "CREATE TRIGGER sqliteX AFTER INSERT ON op BEGIN DELETE FROM op; END"),
    ("a table's name", "CREATE TRIGGER op AFTER INSERT ON op BEGIN DELETE FROM op; END"),
    ("a view", "CREATE VIEW sqlite1 AS SELECT * FROM op"),
    ("an index", "CREATE INDEX sqlite9 ON op(hlc)"),
    ("statistics", "ANALYZE"),
]


@pytest.mark.parametrize("statement", [sql for _, sql in MADE_UP], ids=[name for name, _ in MADE_UP])
def test_a_file_with_anything_beside_the_four_tables_is_not_opened_by_whatever_name(
        team: Team, statement: str) -> None:
    """A trigger of a stranger's file would run at our next write, whatever `trusted_schema` says."""
    team.members[0].exchange()
    db = sqlite3.connect(team.file)
    db.execute(statement)
    db.commit()
    db.close()
    with pytest.raises(Fault, match="tables are not those"), opened(team.file):
        pass


def test_a_file_whose_pages_lead_in_circles_is_given_up_soon(team: Team) -> None:
    """A stranger may build a tree of pages that is walked for years: every page leads to the next one 300 times."""
    path = team.folder / "endless.annot"
    path.write_bytes(endless(team.file.read_bytes()))
    with pytest.raises(Fault, match="damaged") as caught, opened(path):
        pass
    assert caught.value.remedy


def endless(whole: bytes, *, deep: int = 8, wide: int = 300) -> bytes:
    """A file whose list of tables is a tree of that depth, in which all branches of a page are the same one."""
    first = [whole[at:at + 4096] for at in range(0, len(whole), 4096)]
    pages = len(first)
    cells = struct.unpack(">H", first[0][103:105])[0]
    at = [struct.unpack(">H", first[0][108 + 2 * n:110 + 2 * n])[0] for n in range(cells)]
    index = next(start for start in at if b"sqlite_autoindex_op_1" in first[0][start:start + 60])
    again = first[0][index:index + 60]

    def inner(page: int, head: bytes = b"", children: tuple[int, ...] = ()) -> bytes:
        children = children or (page + 1,) * wide
        body, rows, top = b"", b"", 4096
        for number, child in enumerate(children[:-1]):
            top -= 5
            rows += struct.pack(">H", top)
            body = struct.pack(">IB", child, min(number, 100)) + body
        table = struct.pack(">BHHHBI", 5, 0, len(children) - 1, top, 0, children[-1]) + rows
        start = head + table
        return start + bytes(4096 - len(start) - len(body)) + body

    def leaf(raw: list[bytes]) -> bytes:
        top, rows, body = 4096, b"", b""
        for cell in raw:
            top -= len(cell)
            rows += struct.pack(">H", top)
            body = cell + body
        start = struct.pack(">BHHHB", 13, 0, len(raw), top, 0) + rows
        return start + bytes(4096 - len(start) - len(body)) + body

    ends = sorted([*at, 4096])
    tables = [first[0][start:ends[ends.index(start) + 1]] for start in at]
    branch = pages + 2
    head = first[0][:28] + struct.pack(">I", pages + deep + 2) + first[0][32:100]
    made = [inner(0, head, (pages + 1, *(branch,) * 9)), *first[1:], leaf(tables)]
    made += [inner(branch + level) for level in range(deep)] + [leaf([again])]
    return b"".join(made)
