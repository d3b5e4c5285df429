"""A project as it was is exported while all go on; nothing that is hidden or purged comes back by it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.actions import annotate, library
from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.change import PROJECT_ID, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id, wall_clock
from annotator.corpus.team import utc
from annotator.formats import EXPORTERS, export
from annotator.formats.doors import WriteOptions
from annotator.project.past import FOLDER, looking_back
from annotator.session import Session
from tests import builders
from tests.builders import MARA, MARIA

DAY = 86_400_000
SetClock = Callable[[int], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Have everybody's clock show another time."""
    return lambda now: monkeypatch.setattr(time, "time_ns", lambda: now * 1_000_000)


@pytest.fixture
def session(tmp_path: Path, set_clock: SetClock) -> Iterator[Session]:
    """A project that was made the day before yesterday."""
    now = wall_clock()
    set_clock(now - 2 * DAY)
    made = builders.project(tmp_path)
    set_clock(now - DAY)
    yield made
    made.close()


def fill(session: Session) -> tuple[str, Annotation]:
    article = builders.article(session)
    made = builders.annotation(session, article, "At some point", chain=[Attribution(builders.source(session, "A").id)])
    session.do(library.set_status(article, session.coder, "done"))
    return article, made


def change_all(session: Session, article: str, made: Annotation) -> None:
    session.do(annotate.set_note(made, "later"))
    session.do(library.remove_article(article, [made]))
    builders.annotation(session, builders.article(session), "At some point")
    session.do(ChangeSet([Change("project", PROJECT_ID, {"name": "Renamed"})]))


def read(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (out.iterdir() if out.is_dir() else [out])}


def at(session: Session, until: int, name: str, out: Path, **options: Any) -> dict[str, bytes]:
    with looking_back(session.replica, session.eyes, until) as corpus:
        export(name, corpus, out, WriteOptions(reproducible=True, **options))
    return read(out)


NOT_SO = ("dna", "dna-events", "matrix", "edges", "graphml", "dl")
"""A DNA file salts its coders' passwords anew, and a network needs statements: they have tests of their own."""


@pytest.mark.parametrize("name", [each.name for each in EXPORTERS if each.name not in NOT_SO])
def test_every_format_gives_the_bytes_that_it_gave_then(
        session: Session, set_clock: SetClock, tmp_path: Path, name: str) -> None:
    article, made = fill(session)
    export(name, session.catalogue, tmp_path / "then", WriteOptions(reproducible=True))
    moment = wall_clock() + 1
    set_clock(moment + DAY)
    change_all(session, article, made)
    operations = session.replica.last("op")
    assert at(session, moment, name, tmp_path / "past") == {
        "past" if key == "then" else key: value for key, value in read(tmp_path / "then").items()}
    export(name, session.catalogue, tmp_path / "now", WriteOptions(reproducible=True))
    assert (read(tmp_path / "now") != read(tmp_path / "then")) or name == "codebook"
    assert session.replica.last("op") == operations


def test_the_dataset_says_of_which_moment_it_is_and_can_be_imported(
        session: Session, set_clock: SetClock, tmp_path: Path) -> None:
    fill(session)
    moment = wall_clock() + 1
    stored = json.loads(at(session, moment, "dataset", tmp_path / "a.json", as_of=utc(moment))["a.json"])
    assert stored["history"] == [{"asOf": utc(moment)}]
    folder = at(session, moment, "dataset-folder", tmp_path / "a", as_of=utc(moment))
    assert f"as it was before {utc(moment)}" in folder["README.md"].decode()
    assert f"as it was before {utc(moment)}" in at(
        session, moment, "html", tmp_path / "a.html", as_of=utc(moment))["a.html"].decode()
    from annotator.formats import read_files

    other = builders.project(tmp_path, name="other")
    incoming = read_files([tmp_path / "a.json"], other.catalogue)
    assert not incoming.problems
    other.do(incoming.change_sets())
    export("dataset", other.catalogue, tmp_path / "b.json", WriteOptions(reproducible=True))
    del stored["history"]
    assert json.loads((tmp_path / "b.json").read_text("utf-8")) == stored
    other.close()


def test_a_moment_before_the_project_is_refused(session: Session) -> None:
    with (pytest.raises(Fault, match="began later"),
          looking_back(session.replica, session.eyes, wall_clock() - 5 * DAY)):
        pass


def test_nothing_stays_on_the_disk_also_not_of_a_program_that_was_killed(session: Session) -> None:
    place = session.replica.path.parent
    left, fresh = place / f"{FOLDER}dead", place / f"{FOLDER}alive"
    for folder in (left, fresh):
        folder.mkdir()
    os.utime(left, (0, 0))
    with looking_back(session.replica, session.eyes, wall_clock() + 1):
        assert len(list(place.glob(f"{FOLDER}*"))) == 2
    assert list(place.glob(f"{FOLDER}*")) == [fresh]


def test_what_is_purged_stays_so(session: Session, set_clock: SetClock, tmp_path: Path) -> None:
    article, _ = fill(session)
    moment = wall_clock() + 1
    set_clock(moment + DAY)
    session.do(ChangeSet([Change("purge", new_id(), {"article": article}, new=True)]))
    assert b"tolerant" not in at(session, moment, "dataset", tmp_path / "a.json")["a.json"]


def test_a_coder_sees_of_the_past_what_they_may_see_now(session: Session, set_clock: SetClock, tmp_path: Path) -> None:
    article, _ = fill(session)
    session.switch(MARIA)
    builders.annotation(session, article, "Fewer than 0.2 percent", kind="statistic")
    moment = wall_clock() + 1

    def kinds() -> list[str]:
        stored = json.loads(at(session, moment, "dataset", tmp_path / "a.json")["a.json"])
        return [each["type"] for one in stored["articles"] for each in one["annotations"]]

    assert kinds() == ["quote", "statistic"]
    session.be_blind(True)
    assert kinds() == ["statistic"]
    session.be_blind(False)
    set_clock(moment + DAY)
    session.do(ChangeSet([Change("project", PROJECT_ID, {"blind_until_done": 1})]))
    assert kinds() == ["statistic"]
    session.do(library.set_status(article, MARIA, "done"))
    assert kinds() == ["quote", "statistic"]
    session.switch(MARA)
    assert kinds() == ["quote", "statistic"]
