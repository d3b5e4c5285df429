"""The shared file: checked before anything, explained in words, closed after each use."""

from __future__ import annotations

import os
import sqlite3
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
