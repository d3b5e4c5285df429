"""T1, T2, T11: real processes on one file; a storm of work, sudden deaths, a lock that somebody holds for long."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.change import Change, ChangeSet
from annotator.project import exchange as exchanging
from annotator.project.exchange import exchange
from annotator.project.replica import Replica
from tests.sharing.processes import ended, fork, is_whole, killed, killed_at_work, needs_fork
from tests.team import ARTICLE, PROJECT, QUOTE, Team

COMMITS, DEATHS = 500, 50


@pytest.fixture
def team(shore: Path) -> Iterator[Team]:
    made = Team(shore, "Ann", "Ben")
    made.sync()
    yield made
    made.close()


def new_quote() -> tuple[str, ChangeSet]:
    made = os.urandom(8).hex()
    return made, ChangeSet([Change("annotation", made, QUOTE, ARTICLE, new=True)])


@needs_fork
@pytest.mark.parametrize("people", [4, 8])
def test_a_storm_of_work_fails_nothing_and_loses_nothing(team: Team, people: int) -> None:
    """T1: everybody commits and exchanges as fast as they can."""
    def work(number: int) -> None:
        replica = Replica(team.folder / f"storm-{number}.sqlite", b"%d" % number, project=PROJECT)
        replica.db.execute("PRAGMA synchronous=OFF")
        with (team.folder / f"told-{number}").open("w") as told:
            for commit in range(COMMITS):
                made, change_set = new_quote()
                replica.do(change_set)
                told.write(made + "\n")
                if commit % 20 == 19:
                    assert exchange(replica, team.file).refused is None
        replica.close()

    children = [fork(lambda number=number: work(number)) for number in range(people)]  # type: ignore[misc]
    assert ended(children) == [0] * people
    told = {line for number in range(people) for line in (team.folder / f"told-{number}").read_text().split()}
    team.sync()
    ann = team.members[0].replica
    assert len(told) == people * COMMITS
    assert told == {row[0].rstrip(b"\0").decode() for row in ann.rows("SELECT id FROM annotation")}
    assert is_whole(ann)


@needs_fork
def test_death_in_a_commit_in_an_exchange_and_in_a_first_clone_loses_nothing(team: Team) -> None:
    """T2: what was told as stored is there, however often the program is killed in the middle of what it does."""
    path, told = team.folder / "mortal.sqlite", team.folder / "told"

    def commit() -> None:
        replica = Replica(path, b"c" * 16, project=PROJECT)
        with told.open("a") as file:
            while True:
                made, change_set = new_quote()
                replica.do(change_set)
                file.write(made + "\n")
                file.flush()

    def hand_over() -> None:
        exchanging.GIVEN, exchanging.PAGE = 7, 7
        exchange(Replica(path, b"c" * 16, project=PROJECT), team.file)

    def clone() -> None:
        exchanging.PAGE, exchanging.TEXTS = 20, 20
        exchange(Replica(team.folder / "clone.sqlite", b"d" * 16, project=PROJECT), team.file)

    for number in range(DEATHS):
        killed(commit, 0.01 + number % 7 * 0.005)
        killed(hand_over, 0.004 + number % 11 * 0.003)
        killed(clone, 0.004 + number % 13 * 0.003)
    killed_at_work(commit, told)
    survivor = Replica(path, b"c" * 16)
    exchange(survivor, team.file)
    clone_again = Replica(team.folder / "clone.sqlite", b"d" * 16, project=PROJECT)
    exchange(clone_again, team.file)
    words = set(told.read_text().split())
    for replica in (survivor, clone_again):
        assert words <= {row[0].rstrip(b"\0").decode() for row in replica.rows("SELECT id FROM annotation")}
        assert is_whole(replica)
        replica.close()
    assert words


def test_work_goes_on_while_somebody_holds_the_file(team: Team) -> None:
    """T11: twenty annotations are stored while another program keeps the file locked; they go in afterwards."""
    holder = sqlite3.connect(team.file, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    ann = team.members[0]
    ann.new()
    exchanges = threading.Thread(target=ann.exchange)
    exchanges.start()
    made = [ann.new() for _ in range(20)]
    assert exchanges.is_alive(), "it waits for the file; the twenty are stored all the same"
    holder.execute("COMMIT")
    holder.close()
    exchanges.join()
    team.sync()
    assert all(team.members[1].state(name).alive for name in made)
