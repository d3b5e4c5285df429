"""Safe-keeping: a backup before each merge, one a day, copies tidied away only when that is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.project.answers import LEAVE
from annotator.project.copies import Merged
from annotator.project.keeping import Keeping
from tests.team import Team


@pytest.fixture
def keeping(team: Team) -> Iterator[Keeping]:
    (team.folder / "home").mkdir()
    yield Keeping(team.members[0].replica, team.file, team.folder / "home")


def left_by_a_service(team: Team, number: int = 1) -> tuple[Path, str]:
    """Ben's work in a copy that a sync service has put aside."""
    copy = team.file.with_name(f"shared (conflicted copy {number}).annot")
    shutil.copy(team.file, copy)
    made = team.members[1].new()
    team.members[1].exchange(copy)
    return copy, made


def test_a_merge_is_preceded_by_a_backup_and_ends_in_the_shared_file(team: Team, keeping: Keeping) -> None:
    copy, made = left_by_a_service(team)
    waiting = team.members[0].new()
    assert keeping.merge(copy).changes == 1
    assert [backup.reason for backup in keeping.backups()] == ["before merging shared (conflicted copy 1)"]
    later = team.member("Cleo")
    later.exchange()
    assert later.state(made).alive and later.state(waiting).alive
    assert keeping.merge(copy).changes == 0
    assert len(keeping.backups()) == 1, "a merge that brings nothing needs none"


def test_what_a_service_left_is_taken_in_once_and_stays_until_it_is_tidied_away(team: Team, keeping: Keeping) -> None:
    first, _ = left_by_a_service(team)
    second, _ = left_by_a_service(team, 2)
    done = list(keeping.take_in_conflict_copies())
    assert [(each.path, each.changes) for each in done if isinstance(each, Merged)] == [(first, 1), (second, 1)]
    assert list(keeping.take_in_conflict_copies()) == []
    again = Keeping(team.members[0].replica, team.file, team.folder / "home")
    assert list(again.take_in_conflict_copies()) == [], "it is remembered"
    team.members[1].new()
    team.members[1].exchange(first)
    assert [each.path for each in again.take_in_conflict_copies() if isinstance(each, Merged)] == [first]
    folder = keeping.tidy_away([first, second])
    assert folder.name == "shared merged copies"
    assert sorted(path.name for path in folder.iterdir()) == [first.name, second.name]
    assert keeping.conflict_copies() == []
    again, _ = left_by_a_service(team)
    keeping.tidy_away([again])
    assert len(list(folder.iterdir())) == 3, "none takes the place of another"


def test_nothing_is_merged_when_there_can_be_no_backup(team: Team, keeping: Keeping) -> None:
    copy, made = left_by_a_service(team)
    keeping.folder.write_text("in the way")
    with pytest.raises(Fault, match="No backup"):
        keeping.merge(copy)
    assert team.members[0].replica.state(made) is None


def test_a_day_has_its_backup_once(keeping: Keeping) -> None:
    assert keeping.daily() is not None
    assert keeping.daily() is None


def test_the_project_itself_is_no_copy(team: Team, keeping: Keeping) -> None:
    with pytest.raises(Fault, match="the project itself"):
        keeping.merge(team.file)
    with pytest.raises(Fault, match="the project itself"):
        keeping.write_copy(team.file)


def test_what_lies_beside_the_project_is_merged_or_asked_about_by_its_name(team: Team, keeping: Keeping) -> None:
    left, _ = left_by_a_service(team)
    chosen = team.file.with_name("shared 2.annot")
    shutil.copy(team.file, chosen)
    assert [each.path for each in keeping.look_around().merged] == [left]
    team.members[1].new()
    team.members[1].exchange(chosen)
    found = keeping.look_around()
    assert (found.merged, [each.path for each in found.to_ask], found.faults) == ([], [chosen], [])
    assert keeping.copies() == [left, chosen]
    keeping.answers.remember(chosen, LEAVE)
    assert keeping.look_around().to_ask == []


def test_a_copy_that_is_damaged_is_told_once_and_stops_none_of_the_others(team: Team, keeping: Keeping) -> None:
    spoilt, _ = left_by_a_service(team)
    whole, _ = left_by_a_service(team, 2)
    page = spoilt.read_bytes()
    spoilt.write_bytes(page[:4096 * 2] + b"\xff" * (len(page) - 4096 * 2))
    found = keeping.look_around()
    assert [each.path for each in found.merged] == [whole]
    assert [spoilt.name in str(fault) for fault in found.faults] == [True]
    assert keeping.look_around().faults == []


def test_a_copy_for_which_there_was_no_room_is_tried_again(team: Team, keeping: Keeping) -> None:
    left_by_a_service(team)
    keeping.folder.write_text("in the way")
    assert len(keeping.look_around().faults) == 1
    keeping.folder.unlink()
    assert len(keeping.look_around().merged) == 1
