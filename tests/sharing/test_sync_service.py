"""T4: a sync service that lets the last writer win, leaves conflict copies, loses some, and brings old files back.

Everybody has a copy of the folder on their own computer; the service carries files between them when it likes.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from annotator.corpus.errors import Fault
from annotator.project.copies import conflict_copies, merge
from tests.team import PROJECT, Member, Team

PEOPLE = ("Ann", "Ben", "Cat", "Dan")
STEPS = 60


@dataclass
class Desk:
    """One person's computer: their folder, as the service last left it (bytes), and their replica."""

    member: Member
    file: Path
    synced: bytes


@dataclass
class Service:
    """The server's version, all that it ever had, and what chance decides."""

    chance: random.Random
    current: bytes
    past: list[bytes] = field(default_factory=list)
    copies: int = 0

    def carry(self, desk: Desk) -> None:
        """Bring a computer and the server together, as these services do."""
        here = desk.file.read_bytes()
        changed_here, changed_there = here != desk.synced, self.current != desk.synced
        if changed_here and changed_there:
            self.keep_copy(desk, here)
            self.place(desk, self.current)
        elif changed_here:
            self.past.append(self.current)
            self.current = here
        elif changed_there:
            self.place(desk, self.current)
        desk.synced = desk.file.read_bytes()

    def keep_copy(self, desk: Desk, content: bytes) -> None:
        """Who comes second gets a conflict copy; one in four gets lost."""
        self.copies += 1
        if self.chance.random() < 0.75:
            name = f"{desk.file.stem} (conflicted copy {self.copies}).annot"
            desk.file.with_name(name).write_bytes(content)

    def bring_back(self, desk: Desk) -> None:
        """Somebody restores an old version in the service's web page."""
        if self.past:
            self.current = self.chance.choice(self.past)
            self.place(desk, self.current)
            desk.synced = self.current

    def place(self, desk: Desk, content: bytes) -> None:
        """Replace the file: some services by a rename, some in place."""
        if self.chance.random() < 0.5:
            desk.file.write_bytes(content)
        else:
            coming = desk.file.with_name("coming")
            coming.write_bytes(content)
            coming.replace(desk.file)


def work(desk: Desk, chance: random.Random, made: list[str]) -> None:
    if made and chance.random() < 0.5:
        known = [e for e in made if desk.member.replica.state(e)]
        if known:
            desk.member.set(chance.choice(known), note=str(chance.random()))
            return
    made.append(desk.member.new())


def exchange(desk: Desk) -> None:
    """What the program does in the background: exchange, then take in what the service left beside the file."""
    desk.member.exchange(desk.file)
    for copy in conflict_copies(desk.file, PROJECT):
        merge(desk.member.replica, copy)
        copy.unlink()
    desk.member.exchange(desk.file)


def simulate(folder: Path, seed: int) -> None:
    chance, team, made = random.Random(seed), Team(folder, *PEOPLE), list[str]()
    desks = []
    for member in team.members:
        own = folder / member.person / "Study.annot"
        own.parent.mkdir()
        shutil.copy(team.file, own)
        desks.append(Desk(member, own, own.read_bytes()))
    service, told = Service(chance, team.file.read_bytes()), set[tuple[bytes, int, int]]()
    for _ in range(STEPS):
        desk, what = chance.choice(desks), chance.random()
        if what < 0.4:
            before = desk.member.operations()
            work(desk, chance, made)
            told |= desk.member.operations() - before
        elif what < 0.65:
            exchange(desk)
        elif what < 0.95:
            service.carry(desk)
        else:
            service.bring_back(desk)
    for _ in range(2 * len(desks)):
        for desk in desks:
            service.carry(desk)
            exchange(desk)
            service.carry(desk)
    for desk in desks:
        assert told <= desk.member.operations(), f"seed {seed} lost something"
    dumps = [desk.member.replica.dump() for desk in desks]
    assert all(dump == dumps[0] for dump in dumps), f"seed {seed}: not all see the same"
    team.close()


def test_a_sync_service_that_does_its_worst_loses_nothing(shore: Path, seeds: range) -> None:
    for seed in seeds:
        folder = shore / str(seed)
        folder.mkdir()
        simulate(folder, seed)
        shutil.rmtree(folder)


def test_a_file_that_is_still_on_its_way_is_no_copy_and_harms_nothing(shore: Path) -> None:
    team = Team(shore, "Ann")
    half = team.file.read_bytes()[:3000]
    team.file.with_name("shared (conflicted copy).annot").write_bytes(half)
    assert conflict_copies(team.file, PROJECT) == []
    team.file.write_bytes(half)
    made = team.members[0].new()
    with pytest.raises(Fault):
        team.members[0].exchange()
    assert team.members[0].state(made).alive
    team.close()
