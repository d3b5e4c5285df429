"""The journal's tables and its sums."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.identity import APPLICATION_ID
from annotator.project import shared_file
from annotator.project.journal import FORMAT, TABLES
from tests.team import PROJECT, Team


def test_the_shared_file_holds_four_tables_and_nothing_else(team: Team) -> None:
    db = sqlite3.connect(team.file)
    found = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    assert {(kind, name) for kind, name, _ in found} == {("table", name) for name in TABLES}
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert dict(db.execute("SELECT key, value FROM meta")) == {
        "project": PROJECT, "format": 1, "min_reader": 1, "min_writer": 1, "created_by": "test"}
    db.close()


def test_the_file_is_never_in_wal_mode(team: Team) -> None:
    assert team.file.read_bytes()[18:20] == b"\1\1"


def test_equal_sums_mean_the_same_operations(team: Team) -> None:
    ann, ben = team.members
    for _ in range(3):
        ann.new()
    assert ann.replica.summary() != ben.replica.summary()
    assert ann.replica.sums(ann.replica.session, 1) == ben.replica.sums(ann.replica.session, 1)
    team.sync()
    assert ann.replica.summary() == ben.replica.summary()


def test_an_operation_has_one_place_in_a_journal(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    op = ann.replica.operations("ORDER BY o.seq DESC LIMIT 1")
    before = ann.replica.last("op")
    ann.replica.add_operations(op)
    assert ann.replica.last("op") == before
    with pytest.raises(sqlite3.IntegrityError):
        ann.replica.add_operations(op, own=True)


def test_pages_follow_each_other(team: Team) -> None:
    ann = team.members[0]
    for _ in range(5):
        ann.new()
    ann.exchange()
    with shared_file.opened(team.file) as file:
        seen, after = [], 0
        while page := file.tail(after, 2):
            seen += page
            after = file.after(after, len(page))[0]
        assert seen == file.operations("ORDER BY o.seq")
        assert file.tip()[0] == after == len(seen)


def test_a_project_is_not_made_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.annot"
    path.write_text("mine")
    with pytest.raises(shared_file.Fault, match="there already"):
        shared_file.create(path, PROJECT, "test")
    assert path.read_text() == "mine"
