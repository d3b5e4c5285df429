"""T7: a full disk, a file or folder that is read-only, a folder that vanishes: work waits here, and goes in later."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.errors import FULL, MISSING, READ_ONLY, Fault
from annotator.project.shared_file import SharedFile
from tests.somebody import somebody
from tests.team import Member, Team

__all__ = ["somebody"]
LONG = "x" * 20_000

Full = tuple[Path, Callable[[bool], None]]


def small_disk(folder: Path) -> Iterator[Full]:
    """A disk of one megabyte, which a file of ballast fills."""
    ballast = folder / "ballast"

    def fill(full: bool) -> None:
        if not full:
            ballast.unlink()
            return
        with ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    yield folder, fill


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Full]:
    """A real disk that can be full; the superuser alone may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounts = shutil.which("mount") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not mounts or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
                                    capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield from small_disk(folder)
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def no_more_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Full:
    """SQLite is told that the disk has no page more than the file."""
    prepare, full = SharedFile.prepare, [False]

    def prepared(file: SharedFile, *given: Any) -> None:
        prepare(file, *given)
        if full[0]:
            file.db.execute("PRAGMA max_page_count=1").fetchall()

    monkeypatch.setattr(SharedFile, "prepare", prepared)

    def fill(now: bool) -> None:
        full[0] = now

    return tmp_path, fill


@pytest.mark.parametrize("where", ["disk", "no_more_pages"])
def test_on_a_full_disk_the_work_waits_and_goes_in_when_there_is_room(
        where: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder, fill = request.getfixturevalue(where)
    (tmp_path / "computers").mkdir()
    team = Team(tmp_path / "computers", "Ann", "Ben")
    team.file = Path(shutil.move(team.file, folder / "shared.annot"))
    team.sync()
    fill(True)
    made = [team.members[0].new(note=LONG) for _ in range(3)]
    refused = refusal(team.members[0])
    assert refused.state == FULL and "the disk is full" in refused.why and "saved on this computer" in refused.remedy
    assert all(team.members[0].state(name).alive for name in made)
    fill(False)
    goes_in(team, made)
    team.close()


def refusal(member: Member) -> Fault:
    """How an exchange is refused that has something to hand over."""
    try:
        fault = member.exchange().refused
    except Fault as caught:
        fault = caught
    assert fault, "it was refused"
    return fault


def goes_in(team: Team, made: list[str]) -> None:
    """Everything that waited is in the file, which is whole, and reaches the colleague."""
    team.sync()
    assert all(team.members[1].state(name).alive for name in made)
    db = sqlite3.connect(team.file)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


def test_a_change_for_which_this_computer_has_no_room_is_refused_whole(disk: Full, tmp_path: Path) -> None:
    folder, fill = disk
    team = Team(tmp_path, "Ann")
    ann = Member(team, "Ann", path=folder / "replica.sqlite")
    ann.replica.db.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
    kept = ann.new(note="kept")
    fill(True)
    before = ann.operations()
    with pytest.raises(Fault, match="this computer's disk refused it") as caught:
        ann.set(kept, note=LONG * 10)
    assert "Make room" in caught.value.remedy
    assert ann.operations() == before and ann.state(kept).fields["note"] == "kept"
    fill(False)
    ann.set(kept, note="later")
    assert ann.state(kept).fields["note"] == "later"
    ann.replica.close()
    team.close()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_read_and_the_work_waits(somebody: Path, what: str) -> None:
    folder = somebody / "share"
    folder.mkdir()
    team = Team(folder, "Ann")
    (somebody / "ben").mkdir()
    ann, ben = team.members[0], Member(team, "Ben", path=somebody / "ben" / "replica.sqlite")
    theirs = ann.new()
    ann.exchange()
    journal = team.file.with_name(team.file.name + "-journal")
    journal.unlink(missing_ok=True)
    closed = team.file if what == "file" else folder
    mode = closed.stat().st_mode
    closed.chmod(0o444 if what == "file" else 0o555)
    made = ben.new()
    refused = ben.exchange().refused
    assert refused and refused.state == READ_ONLY and "read-only" in refused.why
    assert ben.state(theirs).alive, "what is there is read all the same"
    closed.chmod(mode)
    assert ben.exchange().refused is None
    ann.exchange()
    assert ann.state(made).alive
    ben.replica.close()
    team.close()


def test_a_folder_that_vanishes_and_comes_back_costs_nothing(shore: Path) -> None:
    team = Team(shore, "Ann", "Ben")
    stick = shore / "stick"
    stick.mkdir()
    team.file = Path(shutil.move(team.file, stick / "shared.annot"))
    team.sync()
    stick.rename(shore / "pulled out")
    made = [member.new() for member in team.members]
    for member in team.members:
        with pytest.raises(Fault, match="missing or its drive is not connected") as caught:
            member.exchange()
        assert caught.value.state == MISSING and "saved on this computer" in caught.value.remedy
    assert not stick.exists(), "nothing is made in its place"
    (shore / "pulled out").rename(stick)
    team.sync()
    assert all(team.members[0].state(name).alive for name in made)
    team.close()
