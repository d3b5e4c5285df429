"""T4: a sync service that lets the last writer win, leaves conflict copies, loses some, and brings old files back.

Everybody has a copy of the folder on their own computer; the service carries files between them when it likes.
Meanwhile machines are cloned while they run, set up from an old disk image, an article is purged, and clocks are wrong
by a day.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from annotator.corpus.change import Change
from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id
from annotator.project.copies import conflict_copies, merge
from tests.sharing.processes import spread
from tests.team import ARTICLE, DAY, PROJECT, QUOTE, TEXT, Member, Team
from tests.team import name as new_name

PEOPLE = ("Ann", "Ben", "Cat", "Dan")
MOST = 7
"""Computers that take part at the most; one more when two are set up at once."""
STEPS = 60
SECRET, WORDS = derived_id("the article that is purged"), "nobody-may-read-this"


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


@dataclass
class Study:
    """The computers, the service, what was acknowledged, and what was made."""

    team: Team
    chance: random.Random
    service: Service
    desks: list[Desk]
    told: set[tuple[bytes, int, int]] = field(default_factory=set)
    made: list[tuple[str, str]] = field(default_factory=list)
    image: tuple[Path, bytes] | None = None

    def work(self, desk: Desk) -> None:
        """Make an annotation or change one; not in an article that is known to be purged."""
        member, before = desk.member, desk.member.operations()
        purged = bool(member.replica.rows("SELECT 1 FROM op WHERE kind='purge'"))
        known = [(name, article) for name, article in self.made
                 if member.replica.state(name) and not (purged and article == SECRET)]
        if known and self.chance.random() < 0.5:
            name, article = self.chance.choice(known)
            member.do(Change("annotation", name, {"note": str(self.chance.random())}, article))
        else:
            article = ARTICLE if purged or self.chance.random() < 0.7 else SECRET
            fields = {**QUOTE, "note": WORDS} if article == SECRET else QUOTE
            self.made.append((made := new_name(), article))
            member.do(Change("annotation", made, fields, article, new=True))
        self.told |= member.operations() - before

    def exchange(self, desk: Desk) -> None:
        """What the program does in the background: exchange, then take in what the service left beside the file."""
        desk.member.exchange(desk.file, write=self.chance.random() < 0.8)
        for copy in conflict_copies(desk.file, PROJECT):
            merge(desk.member.replica, copy)
            copy.unlink()
        desk.member.exchange(desk.file)

    def joins(self, member: Member, content: bytes) -> None:
        """Another computer, whose folder is as another one's was."""
        if member not in self.team.members:
            self.team.members.append(member)
        folder = self.team.folder / f"desk {len(self.desks)}"
        folder.mkdir()
        file = folder / "Study.annot"
        file.write_bytes(content)
        self.desks.append(Desk(member, file, content))

    def clone(self, desk: Desk) -> None:
        """A machine is copied while its program runs."""
        if len(self.desks) < MOST:
            self.joins(desk.member.cloned(), desk.file.read_bytes())

    def take_image(self, desk: Desk) -> None:
        """The disk of a computer is kept, to set up others from it."""
        image = self.team.folder / "image.sqlite"
        shutil.copy(desk.member.replica.path, image)
        self.image = image, desk.file.read_bytes()

    def set_up(self) -> None:
        """Two computers are set up from the same disk image, which is old by now."""
        if self.image and len(self.desks) < MOST:
            for _ in range(2):
                path = self.team.folder / f"set up {len(self.desks)}.sqlite"
                shutil.copy(self.image[0], path)
                self.joins(Member(self.team, "Eve", path=path), self.image[1])

    def purge(self, desk: Desk) -> None:
        """The law takes an article out."""
        before = desk.member.operations()
        desk.member.do(Change("purge", new_name(), {"article": SECRET, "why": "law"}, SECRET, new=True))
        self.told |= desk.member.operations() - before

    def step(self) -> None:
        """Something happens."""
        desk, what = self.chance.choice(self.desks), self.chance.random()
        for likely, act in ((0.40, self.work), (0.65, self.exchange), (0.91, self.service.carry),
                            (0.95, self.service.bring_back), (0.96, self.clone), (0.975, self.take_image),
                            (0.985, lambda _: self.set_up()), (0.99, self.purge)):
            if what < likely:
                act(desk)
                return
        desk.member.replica.close()  # the program ends and is started again
        again = Member(self.team, desk.member.person, path=desk.member.replica.path, skew=desk.member.skew)
        self.team.members[self.team.members.index(desk.member)] = desk.member = again

    def settle(self) -> None:
        """The service comes to rest: a round in which nothing comes to anybody is the last one."""
        for _ in range(2 * len(self.desks)):
            before = self.rest()
            for desk in self.desks:
                self.service.carry(desk)
                self.exchange(desk)
                self.service.carry(desk)
            if self.rest() == before:
                return

    def rest(self) -> tuple[object, ...]:
        """What is where."""
        return self.service.current, *((desk.file.read_bytes(), desk.member.replica.last("op")) for desk in self.desks)


def simulate(folder: Path, seed: int) -> None:
    chance, team = random.Random(seed), Team(folder, *PEOPLE, skews=(0, DAY, -DAY))
    for article in (ARTICLE, SECRET):
        text = f"{WORDS}. {TEXT}" if article == SECRET else TEXT
        team.members[0].do(Change("article", article, {"title": "T"}, article, new=True), texts={article: text})
    team.members[0].exchange()
    study = Study(team, chance, Service(chance, team.file.read_bytes()), [])
    for member in team.members:
        study.joins(member, team.file.read_bytes())
    for _ in range(STEPS):
        study.step()
    study.settle()
    for desk in study.desks:
        assert study.told <= desk.member.operations(), f"seed {seed} lost something"
    dumps = [desk.member.replica.dump() for desk in study.desks]
    assert all(dump == dumps[0] for dump in dumps), f"seed {seed}: not all see the same"
    before = study.desks[0].member.replica
    before.rebuild()
    assert before.dump() == dumps[0], f"seed {seed}: made anew, rows are others"
    if before.rows("SELECT 1 FROM op WHERE kind='purge'"):
        for desk in study.desks:
            for path in (desk.file, desk.member.replica.path):
                assert WORDS.encode() not in path.read_bytes(), f"seed {seed}: {path} still says what was purged"
    team.close()


@pytest.mark.usefixtures("hurried")
@pytest.mark.timeout(600)
def test_a_sync_service_that_does_its_worst_loses_nothing(shore: Path, seeds: range) -> None:
    def run(seed: int) -> None:
        folder = shore / str(seed)
        folder.mkdir()
        simulate(folder, seed)
        shutil.rmtree(folder)

    spread(run, seeds)


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
