"""Copies: which names sync services give, what a merge would bring, what it brings, and what it leaves alone."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from annotator.corpus.change import Change
from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id
from annotator.project import shared_file
from annotator.project.copies import (
    conflict_copies,
    is_conflict_name,
    known_elsewhere,
    make_own,
    merge,
    preview,
    renamed,
    siblings,
)
from annotator.project.keeping import Keeping
from annotator.project.place import find, remember_file
from annotator.project.timeline import Timeline, Wanted
from tests.team import PROJECT, Team

GIVEN = (
    "Study.sync-conflict-20260301-120102-ABCDEFG.annot",
    "Study (Maria's conflicted copy 2026-03-01).annot",
    "Study (conflicted copy 2026-03-01 120102).annot",
    "Study_conflict-20260301-120102.annot",
    "Study (Copie en conflit de Maria 2026-03-01).annot",
    "Study (In Konflikt stehende Kopie von Maria 2026-03-01).annot",
    "Study (copia en conflicto de Maria 2026-03-01).annot",
    "Study_Andy-PC_Jan-03-0901-2026_Conflict.annot",
    "Study.Conflict.annot",
    "Study (SFConflict maria@example.org 2026-03-01-12-00-00).annot",
    "Study-DESKTOP-4F2K9QX.annot",
    "Study-LAPTOP-4F2K9QX-2.annot",
    "Study (Maria 的冲突副本 2026-03-01).annot",
    "Study (salinan Maria yang berkonflik 2026-03-01).annot",
    "Study (Maria motstridiga kopia 2026-03-01).annot",
    unicodedata.normalize("NFD", "Study (ütközés Maria 2026-03-01).annot"),
    unicodedata.normalize("NFD", "Study (Maria'nın çakışan kopyası 2026-03-01).annot"),
)
CHOSEN = ("Study.annot", "Study 2.annot", "Study (1).annot", "Study copy.annot", "Study – Maria.annot",
          "Conflict.annot", "Studyconflict.annot", "Study-final.annot", "Study.sync-conflict-1.txt", "My Study.annot")


@pytest.mark.parametrize("name", GIVEN)
def test_a_name_that_a_sync_service_gives_is_known(name: str) -> None:
    assert is_conflict_name(name, "Study.annot")


@pytest.mark.parametrize("name", CHOSEN)
def test_a_name_that_a_person_may_have_chosen_is_left_to_them(name: str) -> None:
    assert not is_conflict_name(name, "Study.annot")


def copied(team: Team, name: str = "shared (conflicted copy 2026-03-01).annot") -> Path:
    copy = team.file.with_name(name)
    shutil.copy(team.file, copy)
    return copy


def test_only_whole_files_of_the_same_project_beside_it_are_its_conflict_copies(team: Team) -> None:
    ours = copied(team)
    copied(team, "shared 2.annot")
    shared_file.create(team.file.with_name("shared.Conflict.annot"), bytes(16), "another")
    team.file.with_name("shared_conflict-1.annot").write_bytes(b"half of it")
    assert conflict_copies(team.file, PROJECT) == [ours]


def test_of_a_folder_that_is_gone_there_are_no_copies(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "gone" / "shared.annot", PROJECT) == []


def work_on_both(team: Team) -> tuple[Path, str]:
    """Ben works in a copy while Ann works in the file: one note of both, two quotes of Ben's own."""
    ann, ben = team.members
    shared = ann.new()
    team.sync()
    copy = copied(team)
    ann.set(shared, note="Ann's")
    ann.exchange()
    ben.set(shared, note="Ben's")
    ben.new()
    ben.new()
    ben.exchange(copy)
    return copy, shared


def test_a_preview_says_whose_changes_would_come_and_changes_nothing(team: Team) -> None:
    copy, _ = work_on_both(team)
    ann = team.members[0]
    before = ann.replica.dump()
    found = preview(ann.replica, copy)
    assert (found.by_coder, found.changes, found.to_settle, found.articles) == ({derived_id("Ben"): 3}, 3, 1, 0)
    assert ann.replica.dump() == before


def test_a_merge_brings_what_its_preview_said_and_leaves_the_copy_as_it_was(team: Team) -> None:
    copy, shared = work_on_both(team)
    ann, bytes_before = team.members[0], copy.read_bytes()
    done = merge(ann.replica, copy)
    assert (done.changes, done.to_settle) == (3, 1)
    assert ann.sees(shared) == ("Ben's", True, ["note"])
    assert copy.read_bytes() == bytes_before


def test_changes_that_are_damaged_stay_out_and_are_counted(team: Team, tmp_path: Path) -> None:
    ann, ben = team.members
    copy = tmp_path / "copy.annot"
    shutil.copy(team.file, copy)
    kept, altered = ben.new(note="kept"), ben.new(note="altered")
    ben.exchange(copy)
    db = sqlite3.connect(copy)
    db.execute("UPDATE op SET patch=replace(patch, 'altered', 'nonsense')")
    db.commit()
    db.close()
    found = preview(ann.replica, copy)
    assert (found.changes, found.left_out) == (1, 1)
    (tmp_path / "home").mkdir()
    done = Keeping(ann.replica, team.file, tmp_path / "home").merge(copy)
    assert (done.changes, done.left_out) == (1, 1)
    assert ann.state(kept).alive and ann.replica.state(altered) is None


def test_merging_again_brings_nothing_and_writes_nothing(team: Team) -> None:
    copy, _ = work_on_both(team)
    ann = team.members[0]
    merge(ann.replica, copy)
    operations = ann.operations()
    assert merge(ann.replica, copy).changes == 0
    assert ann.operations() == operations


def test_history_knows_what_came_with_a_merge_on_every_computer(team: Team) -> None:
    copy, _ = work_on_both(team)
    merge(team.members[0].replica, copy)
    team.sync()
    for member in team.members:
        timeline = Timeline(member.replica)
        (found,) = timeline.merges()
        name, file = found.id, found.name
        assert file == copy.name
        assert [event.words for event in timeline.events(Wanted(merge=name))] == [
            "Mark quote", "Mark quote", "Edit note"]


def test_undo_passes_a_merge_over(team: Team) -> None:
    copy, shared = work_on_both(team)
    ann = team.members[0]
    merge(ann.replica, copy)
    ann.undo()
    assert ann.sees(shared) == ("Ben's", True, [])


def test_a_copy_of_another_project_and_a_damaged_one_are_refused_and_nothing_comes(team: Team, tmp_path: Path) -> None:
    ann, other = team.members[0], tmp_path / "other.annot"
    shared_file.create(other, bytes(16), "another")
    broken = copied(team)
    page = broken.read_bytes()
    broken.write_bytes(page[:4096] + b"\xff" * (len(page) - 4096))
    before = ann.replica.dump()
    for path in (other, broken, tmp_path / "none.annot"):
        with pytest.raises(Fault):
            merge(ann.replica, path)
        with pytest.raises(Fault):
            preview(ann.replica, path)
    assert ann.replica.dump() == before


def test_a_copy_made_a_project_of_its_own_is_no_longer_taken_for_this_one(team: Team) -> None:
    copy = copied(team)
    make_own(copy, bytes(range(16, 32)))
    assert conflict_copies(team.file, PROJECT) == []
    with shared_file.opened(copy, project=bytes(range(16, 32))) as file:
        assert file.meta("forked_from") == PROJECT
    with pytest.raises(Fault, match="another project"):
        merge(team.members[0].replica, copy)


def test_a_preview_names_the_coders_as_the_copy_or_the_project_knows_them(team: Team) -> None:
    ben, copy = team.members[1], team.folder / "copy.annot"
    shutil.copy(team.file, copy)
    ben.do(Change("coder", derived_id("Ben"), {"name": "Ben Lind"}))
    ben.new()
    ben.exchange(copy)
    found = preview(team.members[0].replica, copy)
    assert dict(found.by_coder) == {derived_id("Ben"): 1}
    assert dict(found.names) == {derived_id("Ben"): "Ben Lind"}
    merge(team.members[0].replica, copy)
    ben.new()
    ben.exchange(copy)
    assert dict(preview(team.members[0].replica, copy).names) == {derived_id("Ben"): "Ben Lind"}


def test_siblings_are_other_files_of_the_project_with_names_that_somebody_chose(team: Team, tmp_path: Path) -> None:
    for name in ("shared 2.annot", "Maria.annot", "shared (conflicted copy).annot", ".shared.annot.new",
                 "shared set aside 2026-03-01 12-00-00.annot", "shared.txt"):
        shutil.copy(team.file, team.folder / name)
    shared_file.create(team.folder / "other.annot", bytes(16), "test")
    (team.folder / "nonsense.annot").write_text("nonsense")
    (team.folder / "link.annot").symlink_to(team.file)
    assert [path.name for path in siblings(team.file, PROJECT)] == ["Maria.annot", "shared 2.annot"]
    assert siblings(team.folder / "nowhere" / "x.annot", PROJECT) == []


def test_a_renamed_file_is_found_by_what_it_was_and_not_by_what_lies_there(team: Team) -> None:
    was = team.file.stat()
    identity = (was.st_dev, was.st_ino)
    shutil.copy(team.file, team.folder / "copy.annot")
    assert renamed(team.file, PROJECT, identity) is None, "it is where it was: another thread has followed it already"
    team.file.rename(team.folder / "renamed.annot")
    assert renamed(team.file, PROJECT, identity) == team.folder / "renamed.annot"
    assert renamed(team.file, bytes(16), identity) is None, "another project's"
    (team.folder / "renamed.annot").rename(team.folder / "shared (conflicted copy).annot")
    assert renamed(team.file, PROJECT, identity) is None, "a sync service puts another file in its place"
    assert renamed(team.folder / "nowhere" / "x.annot", PROJECT, identity) is None


def test_a_project_that_this_computer_knows_from_elsewhere_is_recognised(team: Team, tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    shutil.copy(team.file, copy)
    assert known_elsewhere(copy, tmp_path / "home") is None
    remember_file(find(tmp_path / "home", PROJECT), team.file)
    assert known_elsewhere(copy, tmp_path / "home") == team.file
    team.file.unlink()
    assert known_elsewhere(copy, tmp_path / "home") is None, "it has moved"
