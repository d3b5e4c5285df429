"""Exchange: the union both ways, whatever became of the file meanwhile, and nothing written that need not be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.change import Change
from annotator.corpus.errors import Fault
from annotator.project import exchange as exchanging
from annotator.project import shared_file
from annotator.project.replica import Replica
from annotator.project.shared_file import SharedFile
from tests.somebody import somebody
from tests.team import ARTICLE, PROJECT, TEXT, Team, operations_in

__all__ = ["somebody"]


def test_an_exchange_says_how_many_operations_were_new_here_and_there(team: Team) -> None:
    ann, ben = team.members
    e = ann.new()
    ann.set(e, note="a")
    ann.set(e, note="b")
    done = ann.exchange()
    assert (done.taken, done.handed) == (0, 3)
    done = ben.exchange()
    assert (done.taken, done.handed) == (3, 0)
    assert done.changed.entities == {e: ("annotation", ARTICLE)}
    assert done.changed.from_elsewhere
    for member in (ann, ben):
        done = member.exchange()
        assert (done.taken, done.handed, done.changed.entities) == (0, 0, {})


def test_what_came_from_the_file_does_not_wait_to_go_back(team: Team) -> None:
    ann, ben = team.members
    ann.new()
    ann.exchange()
    ben.new()
    ben.exchange()
    for member in (ann, ben):
        member.exchange()
        place = member.replica.place(str(team.file))
        assert place
        assert member.replica.waiting(place) == 0


def test_nothing_new_writes_nothing(team: Team) -> None:
    before = team.file.read_bytes()
    for member in [*team.members, team.member("Cat"), team.member("Dan")]:
        member.exchange()
        member.exchange()
    assert team.file.read_bytes() == before


def test_a_new_colleague_gets_everything_in_pages(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "PAGE", 3)
    monkeypatch.setattr(exchanging, "GIVEN", 4)
    monkeypatch.setattr(exchanging, "TEXTS", 2)
    ann = team.members[0]
    for number in range(7):
        ann.do(Change("article", f"article-{number}", {"title": "T"}, f"article-{number}", new=True),
               texts={f"article-{number}": f"text {number}"})
        ann.new()
    assert ann.exchange().handed == 14
    new = team.member("Cat")
    told: list[int] = []
    done = exchanging.exchange(new.replica, team.file, progress=told.append)
    assert done.taken == new.replica.last("op") == operations_in(team.file)
    assert told[-1] == done.taken
    assert told == sorted(told)
    team.sync()


def test_texts_that_take_longer_than_their_operations_all_arrive(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "TEXTS", 2)
    ann = team.members[0]
    ann.do(Change("article", "long-1", {"title": "T"}, "long-1", new=True),
           texts={f"long-{number}": "words" for number in range(7)})
    ann.exchange()
    with shared_file.opened(team.file) as file:
        assert len(file.article_ids()) == 8


def test_of_a_file_that_was_compared_only_what_it_lacks_is_waiting(team: Team) -> None:
    ann = team.members[0]
    for _ in range(5):
        ann.new()
    ann.exchange()
    old = team.folder / "old.annot"
    shutil.copy(team.file, old)
    ann.new()
    ann.exchange()
    ann.exchange(old, write=False)
    place = ann.replica.place(str(old))
    assert place
    assert ann.replica.waiting(place) == 1


def test_a_fresh_file_of_the_project_gets_everything(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    ann.exchange()
    team.file.unlink()
    shared_file.create(team.file, PROJECT, "test")
    assert ann.exchange().handed == ann.replica.last("op")
    team.sync()
    with shared_file.opened(team.file) as file:
        assert file.texts_after(0, 9)[0][2] == TEXT


@pytest.mark.parametrize("in_place", [True, False])
def test_an_older_file_under_a_known_place_gets_back_what_was_done_since(team: Team, in_place: bool) -> None:
    ann, ben = team.members
    old = team.folder / "old"
    shutil.copy(team.file, old)
    e = ann.new()
    ann.exchange()
    ben.exchange()
    ben.set(e, note="b")
    ben.exchange()
    if in_place:
        shutil.copy(old, team.file)
    else:
        old.rename(team.file)
    last = max(op.hlc for op in ann.replica.operations()) >> 16
    done = ann.exchange()
    assert done.handed == 1, "only what the old file lacks"
    assert 0 < done.older < last
    team.sync()
    assert ann.sees(e) == ("b", True, [])


def test_a_file_that_another_grew_from_the_same_beginning_is_compared(team: Team) -> None:
    ann, ben = team.members
    other = team.folder / "other.annot"
    shutil.copy(team.file, other)
    ours, theirs = ann.new(), ben.new()
    ann.exchange()
    ben.exchange(other)
    other.rename(team.file)
    done = ann.exchange()
    assert (done.taken, done.handed, done.older) == (1, 1, 0)
    team.sync()
    assert ann.state(theirs)
    assert ben.state(ours)


@pytest.mark.parametrize("many", [1, 5])
def test_who_writes_between_our_look_and_our_push_is_not_overlooked(
        team: Team, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(exchanging, "PAGE", 3)
    ann, ben = team.members
    push = exchanging._push
    theirs: list[str] = []

    def push_late(*given: Any) -> Any:
        monkeypatch.setattr(exchanging, "_push", push)
        exchanging.file_access.release()
        theirs.extend(ben.new() for _ in range(many))
        ben.exchange()
        exchanging.file_access.acquire()
        return push(*given)

    monkeypatch.setattr(exchanging, "_push", push_late)
    ours = ann.new()
    done = ann.exchange()
    assert (done.taken, done.handed) == (many, 1)
    assert all(ann.state(entity) for entity in theirs)
    place = ann.replica.place(str(team.file))
    assert place
    assert place[1] == operations_in(team.file)
    team.sync()
    assert ben.state(ours)


def test_a_file_replaced_by_an_older_one_between_our_look_and_our_push_gets_all(
        team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = team.members[0]
    old = team.folder / "old"
    shutil.copy(team.file, old)
    ann.new()
    ann.exchange()
    push = exchanging._push

    def push_late(replica: Replica, file: SharedFile, *given: Any) -> Any:
        monkeypatch.setattr(exchanging, "_push", push)
        file.close()
        old.rename(team.file)
        with shared_file.opened(team.file) as reopened:
            return push(replica, reopened, *given)

    monkeypatch.setattr(exchanging, "_push", push_late)
    ann.new()
    ann.exchange()
    assert operations_in(team.file) == ann.replica.last("op")


def test_a_file_of_another_project_is_left_alone(team: Team) -> None:
    team.file.unlink()
    shared_file.create(team.file, bytes(16), "test")
    before = team.file.read_bytes()
    team.members[0].new()
    with pytest.raises(Fault, match="another project lies there now"):
        team.members[0].exchange()
    assert team.file.read_bytes() == before


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_missing_file_or_folder_is_said_and_the_work_waits(team: Team, what: str) -> None:
    ann = team.members[0]
    ann.new()
    gone = team.folder / "gone"
    gone.mkdir()
    shutil.move(team.file, gone)
    path = team.file if what == "file" else team.folder / "no such folder" / "shared.annot"
    with pytest.raises(Fault, match="missing") as caught:
        ann.exchange(path)
    assert "saved on this computer" in caught.value.remedy
    shutil.move(gone / "shared.annot", team.file)
    assert ann.exchange().handed == 1


def test_a_file_that_may_only_be_read_is_read_and_the_rest_waits(somebody: Path) -> None:
    team = Team(somebody, "Ann", "Ben")
    ann, ben = team.members
    theirs = ann.new()
    ann.exchange()
    ben.new()
    team.file.chmod(0o444)
    before = team.file.read_bytes()
    done = ben.exchange()
    assert done.taken == 1
    assert done.refused
    assert "read-only" in done.refused.why
    assert ben.state(theirs)
    place = ben.replica.place(str(team.file))
    assert place
    assert ben.replica.waiting(place) == 2  # the tail from the first of ours on, which holds what has come since
    assert team.file.read_bytes() == before
    team.file.chmod(0o644)
    assert ben.exchange().handed == 1
    team.sync()
    team.close()


def test_a_reader_of_a_file_that_lacks_nothing_has_nothing_waiting(somebody: Path) -> None:
    team = Team(somebody, "Ann")
    ann = team.members[0]
    ann.new()
    ann.exchange()
    moved = somebody / "moved.annot"
    team.file.rename(moved)
    moved.chmod(0o444)
    done = ann.exchange(moved)
    assert (done.taken, done.handed, done.refused) == (0, 0, None)
    team.close()


def test_a_file_that_is_replaced_while_we_exchange_is_exchanged_with_again(
        team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = team.members[0]
    old = team.folder / "old"
    shutil.copy(team.file, old)
    hand_over = exchanging._hand_over

    def replaced_after(*given: Any) -> Any:
        done = hand_over(*given)
        monkeypatch.setattr(exchanging, "_hand_over", hand_over)
        old.rename(team.file)
        return done

    monkeypatch.setattr(exchanging, "_hand_over", replaced_after)
    ann.new()
    ann.exchange()
    assert operations_in(team.file) == ann.replica.last("op")


def test_a_file_that_is_replaced_for_ever_is_given_up_for_now(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(range(100))
    monkeypatch.setattr(exchanging, "_identity", lambda path: (0, next(numbers)))
    with pytest.raises(Fault, match="replaced again and again"):
        team.members[0].exchange()


def test_a_text_that_comes_without_operations_comes(team: Team) -> None:
    ann, ben = team.members
    ann.do(texts={"late-text": "late"})
    assert ann.replica.place(str(team.file)) is not None
    ann.exchange()
    done = ben.exchange()
    assert (done.taken, done.changed.entities) == (0, {"late-text": ("article", "late-text")})
    ann.do(Change("article", "late-text", {"title": "Now"}, "late-text", new=True))
    team.sync()
    assert ben.replica.rows("SELECT characters FROM card WHERE title='Now'") == [(4,)]


def test_a_text_that_comes_after_what_is_said_of_it_is_measured_again(team: Team) -> None:
    ann, ben = team.members
    ann.do(Change("article", "early", {"title": "Early"}, "early", new=True))
    team.sync()
    assert ben.replica.rows("SELECT characters FROM card WHERE title='Early'") == [(0,)]
    ann.do(texts={"early": "words"})
    ann.exchange()
    ben.exchange()
    assert ben.replica.rows("SELECT characters FROM card WHERE title='Early'") == [(5,)]


def test_the_difference_of_two_journals_is_exact_with_forks_and_gaps(team: Team) -> None:
    ann, ben = team.members
    clone = ann.cloned()
    for member in (ann, clone, ann, ben):
        member.new()
    ours, theirs = exchanging.difference(ann.replica, clone.replica)
    assert {op.digest for op in ours} == {d for _, _, d in ann.operations() - clone.operations()}
    assert {op.digest for op in theirs} == {d for _, _, d in clone.operations() - ann.operations()}
    assert len({op.n for op in ours} & {op.n for op in theirs}) == 1
