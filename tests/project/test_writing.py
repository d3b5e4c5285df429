"""Files written anew from this computer: whole, the project's own or one of their own, and never half."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.project.shared_file import opened
from annotator.project.writing import keep_at, rewrite, write_copy
from tests.team import PROJECT, Team, operations_in

NOW = datetime(2026, 3, 1, 12, 0, 0)


def test_a_copy_has_all_that_is_here_also_what_waits(team: Team, tmp_path: Path) -> None:
    ann, copy = team.members[0], tmp_path / "to send.annot"
    ann.new()
    write_copy(ann.replica, copy)
    assert operations_in(copy) == len(ann.operations())
    with opened(copy, project=PROJECT) as file:
        file.check_pages()
    assert ann.replica.rows("SELECT path FROM remote") == [(str(team.file),)], "a copy is not exchanged with again"
    assert sorted(path.name for path in tmp_path.glob("*to send*")) == ["to send.annot"]


def test_a_project_of_its_own_says_where_it_comes_from(team: Team, tmp_path: Path) -> None:
    own = tmp_path / "own.annot"
    write_copy(team.members[0].replica, own, own=bytes(16))
    with opened(own, project=bytes(16)) as file:
        assert file.meta("forked_from") == PROJECT


@pytest.mark.parametrize("damage", ["gone", "nonsense", "another project's journal"])
def test_a_file_that_is_lost_or_damaged_is_written_afresh_and_the_old_one_kept(team: Team, damage: str) -> None:
    ann, ben = team.members
    made = ann.new()
    if damage == "gone":
        team.file.unlink()
    elif damage == "nonsense":
        team.file.write_bytes(b"nonsense" * 1000)
    else:
        team.file.with_name(team.file.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 600)
    aside = rewrite(ann.replica, team.file, now=NOW)
    assert (aside is None) == (damage == "gone")
    assert aside is None or (aside.name == "shared set aside 2026-03-01 12-00-00.annot" and aside.exists())
    team.sync()
    assert ben.state(made).alive


def test_where_no_file_can_be_written_the_old_one_stays(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    before = team.file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Fault, match="No space left"):
        rewrite(team.members[0].replica, team.file, now=NOW)
    assert team.file.read_bytes() == before
    assert sorted(path.name for path in team.folder.glob("*.new*")) == []
    with pytest.raises(Fault):
        write_copy(team.members[0].replica, team.folder / "none" / "copy.annot")


def test_a_file_that_will_not_stay_is_kept_at_another_place_whole(team: Team, tmp_path: Path) -> None:
    kept = tmp_path / "kept.annot"
    keep_at(team.file, kept)
    assert operations_in(kept) == operations_in(team.file)
    with pytest.raises(Fault, match="there already"):
        keep_at(team.file, kept)
    with pytest.raises(Fault, match="was not written"):
        keep_at(team.file, tmp_path / "no folder" / "kept.annot")
    assert list(tmp_path.glob(".kept*")) == []
