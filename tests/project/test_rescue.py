"""A damaged replica is made anew; what was only in it is saved where it can be, and the damaged one is kept."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import pack
from annotator.project.exchange import exchange
from annotator.project.place import Place, remember_file
from annotator.project.replica import Replica
from annotator.project.rescue import open_replica
from tests.team import ARTICLE, PROJECT, QUOTE, Team, name

make = partial(Replica, coder=pack("ann"), project=PROJECT)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "home")


def filled(place: Place, team: Team) -> tuple[set[str], int]:
    """A replica with work that is in the file, and with work that waits; gives how much there is."""
    replica, note = open_replica(place, make)
    assert note == ""
    remember_file(place, team.file)
    exchange(replica, team.file)
    for count in (150, 150):
        for _ in range(count):
            replica.do(ChangeSet([Change("annotation", name(), QUOTE, ARTICLE, new=True)]))
        if count == 150 and replica.last("op") < 200:
            exchange(replica, team.file)
    last = replica.last("op")
    replica.close()
    return {row.name for row in place.folder.iterdir()}, last


def test_a_replica_that_is_whole_is_opened_without_a_word(place: Place, team: Team) -> None:
    _, last = filled(place, team)
    replica, note = open_replica(place, make)
    assert (note, replica.last("op")) == ("", last)
    replica.close()


def test_a_replica_with_damaged_pages_is_noticed_read_as_far_as_it_goes_and_kept(place: Place, team: Team) -> None:
    _, last = filled(place, team)
    size = place.replica.stat().st_size
    with place.replica.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)
    replica, _ = open_replica(place, make)
    with pytest.raises(Fault, match="damaged"):
        for table in ("op", "annotation", "article", "action", "session", "attribution", "entity", "card"):
            replica.rows(f"SELECT * FROM {table}")
        replica.rows("PRAGMA foreign_key_check")
        replica.rebuild()
    replica.close()
    again, note = open_replica(place, make)
    kept = [path for path in place.folder.iterdir() if ".damaged-" in path.name and path.suffix == ".sqlite"]
    assert len(kept) == 1
    assert str(kept[0]) in note
    assert kept[0].stat().st_size == size
    exchange(again, team.file)
    assert again.last("op") > 150, "what the file has, and some of what waited"
    assert again.last("op") <= last
    again.close()
    assert open_replica(place, make)[1] == ""


@pytest.mark.parametrize("nonsense", [b"no database at all " * 300, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_replica_that_is_nonsense_is_made_anew(place: Place, team: Team, nonsense: bytes) -> None:
    filled(place, team)
    place.replica.write_bytes(nonsense)
    replica, note = open_replica(place, make)
    assert "damaged" in note
    exchange(replica, team.file)
    assert replica.last("op") > 150
    replica.close()


def test_a_replica_that_is_gone_is_made_anew_and_the_loss_is_said(place: Place, team: Team) -> None:
    filled(place, team)
    os.unlink(place.replica)
    replica, note = open_replica(place, make)
    assert "gone" in note
    assert "lost" in note
    replica.close()


def test_work_that_waited_in_a_replica_whose_rows_are_damaged_reaches_the_file(place: Place, team: Team) -> None:
    """The journal's pages are whole here, so nothing at all is lost."""
    _, last = filled(place, team)
    place.replica.with_suffix(".damaged").touch()
    replica, note = open_replica(place, make)
    assert f"{last:,} changes" in note
    assert exchange(replica, team.file).handed > 0
    assert replica.last("op") == last
    replica.close()
    team.sync()
    assert team.members[0].replica.last("op") == last
