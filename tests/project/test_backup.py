"""Backups: whole, named by when and why, thinned by rules that a person can tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from annotator.actions.team import purge_article
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.ids import new_id
from annotator.project.backup import Backup, Held, back_up, backups, held, is_due, superfluous
from annotator.project.shared_file import opened
from tests import builders
from tests.team import ARTICLE, PROJECT, Team, operations_in

NOON = datetime(2026, 3, 1, 12, 0, 0)


def test_a_backup_holds_what_the_file_holds_and_says_when_and_why(team: Team, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = back_up(team.file, folder, now=NOON, reason="before merging Study: 2/3")
    assert made == Backup(folder / "2026-03-01T12-00-00 before merging Study_ 2_3.annot", NOON,
                          "before merging Study_ 2_3")
    assert backups(folder) == [made]
    assert operations_in(made.path) == operations_in(team.file)
    with opened(made.path, project=PROJECT) as file:
        file.check_pages()


def test_no_backup_is_made_of_a_damaged_file_and_the_old_ones_stay(team: Team, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    kept = back_up(team.file, folder, now=NOON)
    page = team.file.read_bytes()
    team.file.write_bytes(page[:4096] + b"\xff" * (len(page) - 4096))
    with pytest.raises(Fault):
        back_up(team.file, folder, now=NOON + timedelta(hours=1))
    assert backups(folder) == [kept]
    assert [path.name for path in folder.iterdir()] == [kept.path.name]


def test_a_day_is_due_once(team: Team, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert is_due(folder, NOON)
    back_up(team.file, folder, now=NOON)
    assert not is_due(folder, NOON + timedelta(hours=11))
    assert is_due(folder, NOON + timedelta(hours=12))


def test_other_files_in_the_folder_are_no_backups(tmp_path: Path) -> None:
    for name in ("notes.txt", "2026-03-01.annot", "2026-13-41T12-00-00.annot", "Study.annot"):
        (tmp_path / name).touch()
    assert backups(tmp_path) == []
    assert backups(tmp_path / "none") == []


def test_of_a_year_of_hourly_backups_the_newest_and_the_last_of_each_day_week_and_month_stay() -> None:
    known = [Backup(Path(f"{n}"), NOON - timedelta(hours=n)) for n in range(24 * 400)]
    gone = {backup.path for backup in superfluous(known)}
    kept = [backup for backup in known if backup.path not in gone]
    assert kept[:10] == known[:10]
    assert len({backup.made.date() for backup in kept}) >= 7
    assert len(kept) <= 10 + 7 + 4 + 12
    assert min(backup.made for backup in kept) < NOON - timedelta(days=300)


def test_a_few_backups_all_stay() -> None:
    assert not list(superfluous([Backup(Path(f"{n}"), NOON - timedelta(minutes=n)) for n in range(10)]))


def test_what_is_purged_goes_from_the_bytes_of_every_backup_and_a_damaged_one_goes_altogether(tmp_path: Path) -> None:
    secret = "Nobody may read this sentence again."
    session = builders.project(tmp_path)
    name = builders.article(session, secret)
    session.exchange()
    session.keeping().back_up("before the purge")
    session.do(ChangeSet([Change("annotation", new_id(), {"kind": "quote", "segments": [["content", 0, 6]],
                                                          "note": "It stands there"}, name, new=True)]))
    session.exchange()
    session.keeping().back_up("after the note")
    one, two = session.keeping().backups()
    assert secret.encode() in one.path.read_bytes() and secret.encode() in two.path.read_bytes()
    damaged = two.path.with_name("2026-01-01T00-00-00.annot")
    damaged.write_bytes(secret.encode() * 100)
    aside = session.folder / "replica.damaged-20260101-000000.sqlite"
    aside.write_bytes(secret.encode() * 100)
    session.do(purge_article(name))
    session.exchange()
    session.close()
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    found += [path for path in session.folder.rglob("*") if path.is_file()]
    assert one.path in found and two.path in found and damaged not in found and aside not in found
    for path in found:
        content = path.read_bytes()
        assert secret.encode() not in content and b"It stands there" not in content, path


def test_what_is_in_a_backup_is_counted_without_what_was_removed(team: Team, tmp_path: Path) -> None:
    ann = team.members[0]
    kept, removed, brought_back = ann.new(), ann.new(), ann.new()
    for entity in (removed, brought_back):
        ann.set(entity, deleted=1)
    ann.set(brought_back, deleted=0)
    ann.exchange()
    made = back_up(team.file, tmp_path / "backups", now=NOON)
    assert held(ann.replica, made.path) == Held(articles=1, annotations=2, since=0)
    ann.set(kept, note="later")
    ann.do(Change("article", ARTICLE, {"deleted": 1}, ARTICLE))
    assert held(ann.replica, made.path) == Held(articles=1, annotations=2, since=2)
    ann.exchange()
    later = back_up(team.file, tmp_path / "backups", now=NOON + timedelta(hours=1))
    assert held(ann.replica, later.path) == Held(articles=1, annotations=2, since=0), "there is work in the article"
