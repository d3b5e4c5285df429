"""Exchange with a file that was spoiled: explained, left untouched, and nothing of ours is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.errors import Fault
from annotator.project import exchange as exchanging
from tests.team import Team, operations_in


def test_a_file_that_was_replaced_is_checked_whole_before_anything_is_written_to_it(team: Team) -> None:
    ann = team.members[0]
    ann.do(texts={"long": "overflowing " * 3000})
    ann.exchange()
    old = team.folder / "old.annot"
    shutil.copy(team.file, old)
    ann.new()
    ann.exchange()
    spoiled = bytearray(old.read_bytes())
    page = next(at for at in range(0, len(spoiled), 4096) if b"overflowing" in spoiled[at + 4:at + 24])
    spoiled[page:page + 4] = b"\xff\xff\xff\xff"  # where the text goes on: nothing reads that in an exchange
    team.file.write_bytes(spoiled)
    with pytest.raises(Fault, match="damaged"):
        ann.exchange()
    assert team.file.read_bytes() == spoiled


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def cut_within_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1000)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def garbled(path: Path) -> None:
    path.write_bytes(b"not a database, " * 500)


def damaged_inside(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 4)


def another_database(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t(x)")
    db.commit()
    db.close()


def newer(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=9")
    db.execute("UPDATE meta SET value=9 WHERE key='min_reader'")
    db.commit()
    db.close()


def with_a_trigger(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TRIGGER t AFTER INSERT ON op BEGIN DELETE FROM op; END")
    db.commit()
    db.close()


@pytest.mark.parametrize(("spoil", "why"), [
    (truncated, "damaged"), (cut_within_a_page, "damaged"), (emptied, "not an Annotator project"),
    (garbled, "not an Annotator project"), (damaged_inside, "damaged"), (another_database, "not an Annotator project"),
    (newer, "newer version"), (with_a_trigger, "tables are not those"),
], ids=lambda given: getattr(given, "__name__", ""))
def test_a_file_that_cannot_be_ours_is_explained_and_left_untouched(team: Team, spoil: Any, why: str) -> None:
    ann = team.members[0]
    for _ in range(20):
        ann.new()
    ann.exchange()
    ann.new()
    spoil(team.file)
    before = team.file.read_bytes()
    with pytest.raises(Fault, match=why) as caught:
        exchanging.exchange(ann.replica, team.file, thorough=True)
    assert caught.value.remedy
    assert team.file.read_bytes() == before
    ann.new()


def test_a_damaged_file_is_not_written_even_by_an_ordinary_exchange(team: Team) -> None:
    ann = team.members[0]
    for _ in range(200):
        ann.new()
    ann.exchange()
    ann.new()
    damaged_inside(team.file)
    before = team.file.read_bytes()
    with pytest.raises(Fault, match=r"damaged|not those"):
        ann.exchange()
    assert team.file.read_bytes() == before


def test_another_computers_journal_beside_the_file_loses_nothing(team: Team) -> None:
    ann, ben = team.members
    for member in (ann, ben):
        member.new()
        member.exchange()
    journal = hot_journal(team.file)
    for _ in range(10):
        ann.new()
        ann.exchange()
    team.file.with_name("shared.annot-journal").write_bytes(journal)
    try:
        ben.exchange()
    except Fault as fault:
        assert "damaged" in fault.why
        return
    team.sync()
    assert operations_in(team.file) == ann.replica.last("op")


def hot_journal(path: Path) -> bytes:
    """The rollback journal that a program leaves which dies in the middle of a write."""
    copy = path.with_name("dying.annot")
    shutil.copy(path, copy)
    db = sqlite3.connect(copy, isolation_level=None)
    db.execute("PRAGMA cache_size=1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE meta SET value='x' WHERE key='created_by'")
    for name in range(200):
        db.execute("INSERT INTO article(id, body) VALUES(?,?)", (f"spill-{name:04}".encode(), "x" * 3000))
    found = copy.with_name("dying.annot-journal").read_bytes()
    db.close()
    return found


def test_an_operation_that_was_tampered_with_is_not_taken_in(team: Team) -> None:
    ann, ben = team.members
    e = ann.new()
    ann.exchange()
    db = sqlite3.connect(team.file)
    db.execute("UPDATE op SET patch=replace(patch,'quote','claim') WHERE entity=?", (ann.newest(e).entity,))
    db.commit()
    db.close()
    done = ben.exchange()
    assert (done.taken, done.left_out) == (0, 1)
    assert ben.replica.state(e) is None
    done = ben.exchange()
    assert (done.taken, done.left_out) == (0, 0), "told once"
