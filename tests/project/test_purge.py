"""Purging: the words go from every file that hears of it, the rest stays, and nothing comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.corpus.change import Change
from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id, new_id, pack
from annotator.project import shared_file
from annotator.project.exchange import difference
from annotator.project.keeping import Keeping
from annotator.project.shared_file import opened
from tests.team import ARTICLE, TEXT, Member, Team

SECRET = "nobody-may-read-this-again"


def purge_article(member: Member, article: str = ARTICLE) -> None:
    member.do(Change("purge", new_id(), {"article": article, "why": "licence"}, article, new=True))


def purge_coder(member: Member, person: str, *, work: bool) -> None:
    member.do(Change("purge", new_id(), {"coder": derived_id(person), "work": int(work)}, new=True))


def bytes_of(path: Path) -> bytes:
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))


def test_the_words_of_a_purged_article_are_absent_from_the_bytes_of_file_and_replicas(team: Team) -> None:
    ann, ben = team.members
    marked = ann.new(note=SECRET)
    ben.exchange()
    team.sync()
    assert SECRET.encode() in bytes_of(team.file)
    purge_article(ann)
    team.sync()
    for path in (team.file, ann.replica.path, ben.replica.path):
        found = bytes_of(path)
        assert SECRET.encode() not in found
        assert TEXT.encode() not in found
    assert not ann.state(marked).visible
    assert ann.replica.rows("SELECT count(*) FROM annotation") == [(0,)]
    assert ann.replica.rows("SELECT count(*) FROM card") == [(0,)]


def test_an_old_copy_and_an_unaware_colleague_bring_nothing_back(team: Team) -> None:
    ann, ben = team.members
    ann.new(note=SECRET)
    team.sync()
    old = team.folder / "old.annot"
    shutil.copy(team.file, old)
    late = ben.new(note=SECRET)
    purge_article(ann)
    ann.exchange()
    ann.exchange(old)
    team.sync()
    for path in (team.file, old, ann.replica.path, ben.replica.path):
        assert SECRET.encode() not in bytes_of(path)
    assert pack(late) in {op.entity for op in ann.replica.operations()}
    with opened(old) as file:
        assert difference(ann.replica, file)[1] == []


def test_a_replica_that_comes_later_gets_the_operations_without_their_words(team: Team) -> None:
    team.members[0].new(note=SECRET)
    team.sync()
    purge_article(team.members[0])
    team.sync()
    cleo = team.member("Cleo")
    team.sync()
    assert SECRET.encode() not in bytes_of(cleo.replica.path)
    assert cleo.operations() == team.members[0].operations()


def test_what_is_purged_takes_no_more_work(team: Team) -> None:
    ann = team.members[0]
    purge_article(ann)
    with pytest.raises(Fault, match="purged"):
        ann.new()


def test_other_articles_are_left_alone(team: Team) -> None:
    ann, other = team.members[0], derived_id("another article")
    ann.do(Change("article", other, {"title": "Kept"}, other, new=True), texts={other: "Kept words."})
    purge_article(ann)
    team.sync()
    assert ann.replica.rows("SELECT title FROM card") == [("Kept",)]
    assert ann.replica.rows("SELECT body FROM article WHERE id=?", (pack(other),)) == [("Kept words.",)]


@pytest.mark.parametrize("work", [False, True])
def test_a_coder_is_purged_by_name_or_with_their_work(team: Team, work: bool) -> None:
    ann, ben = team.members
    ben.do(Change("coder", derived_id("Ben"), {"name": SECRET}, new=True))
    theirs = ben.new(note="said by Ben")
    ours = ann.new(note="said by Ann")
    team.sync()
    purge_coder(ann, "Ben", work=work)
    team.sync()
    for path in (team.file, ann.replica.path, ben.replica.path):
        found = bytes_of(path)
        assert SECRET.encode() not in found
        assert (b"said by Ben" in found) is not work
    assert ann.state(theirs).visible is not work
    assert ann.state(ours).visible


def test_a_purge_is_never_undone(team: Team) -> None:
    ann = team.members[0]
    made = ann.new()
    purge_article(ann)
    ann.undo()
    assert not ann.state(made).visible
    assert ann.replica.rows("SELECT count(*) FROM op WHERE kind='purge'") == [(1,)]


def test_rows_made_anew_are_those_that_were_there(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    purge_article(ann)
    before = ann.replica.dump()
    ann.replica.rebuild()
    assert ann.replica.dump() == before


def test_the_copies_beside_the_file_are_purged_too_and_what_cannot_be_is_named(team: Team) -> None:
    ann = team.members[0]
    ann.new(note=SECRET)
    team.sync()
    tidied = team.folder / "shared merged copies"
    tidied.mkdir()
    copies = [team.folder / "shared (conflicted copy 1).annot", team.folder / "Another name.annot",
              team.folder / "shared set aside 2026-01-01 10-00-00.annot", tidied / "shared-conflict.annot"]
    for copy in copies:
        shutil.copy(team.file, copy)
    damaged = team.folder / "shared set aside 2026-01-02 10-00-00.annot"
    damaged.write_bytes(SECRET.encode() * 100)
    shared_file.create(tidied / "of another project.annot", bytes(16), "test")
    purge_article(ann)
    keeping = Keeping(ann.replica, team.file, team.folder / "home")
    assert keeping.blank_beside() == [damaged]
    for copy in copies:
        assert SECRET.encode() not in bytes_of(copy) and TEXT.encode() not in bytes_of(copy)
    before = [copy.stat().st_mtime_ns for copy in copies]
    keeping.blank_beside()
    assert [copy.stat().st_mtime_ns for copy in copies] == before, "a sync service has nothing to carry twice"


def test_a_purge_that_names_nothing_takes_nothing(team: Team) -> None:
    ann = team.members[0]
    made = ann.new()
    ann.do(Change("purge", new_id(), {"article": 7, "coder": ["x"]}, new=True))
    team.sync()
    assert ann.state(made).visible
