"""The thread that talks with the file: real files, and no more waiting than it takes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.actions import sources
from annotator.corpus.errors import Fault
from annotator.project import copies
from annotator.session import Session
from annotator.ui.exchange_thread import ExchangeThread, Noticed, Saved
from tests import builders
from tests.somebody import somebody
from tests.ui.newsroom import Newsroom, newsroom, open_newsroom

__all__ = ["newsroom", "somebody"]

SOON = 10_000


@pytest.fixture
def thread(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExchangeThread]:
    monkeypatch.setattr("annotator.ui.exchange_thread.POLL", 0.02)
    made = ExchangeThread(newsroom.session)
    yield made
    made.stop()


@pytest.fixture
def told(thread: ExchangeThread) -> list[Saved]:
    found: list[Saved] = []
    thread.saved.connect(found.append)
    return found


def work(room: Newsroom, name: str = "Anna Berg") -> None:
    room.session.do(sources.create(name)[1])


def test_the_first_exchange_follows_at_once(
        thread: ExchangeThread, newsroom: Newsroom, told: list[Saved], qtbot: QtBot) -> None:
    work(newsroom)
    thread.start()
    qtbot.waitUntil(lambda: bool(told), timeout=SOON)
    assert (told[0].waiting, told[0].fault, bool(told[0].at)) == (0, None, True)
    assert newsroom.session.waiting() == 0


def test_work_goes_into_the_file_also_without_being_asked(
        thread: ExchangeThread, newsroom: Newsroom, told: list[Saved], qtbot: QtBot) -> None:
    thread.start()
    qtbot.waitUntil(lambda: bool(told), timeout=SOON)
    work(newsroom)
    qtbot.waitUntil(lambda: newsroom.session.waiting() == 0, timeout=SOON)


def test_what_is_waiting_at_the_end_goes_in_by_the_last_exchange(thread: ExchangeThread, newsroom: Newsroom) -> None:
    work(newsroom)
    assert thread.stop() == Saved(thread._last.at, 0)
    assert newsroom.session.waiting() == 0


def test_a_file_that_is_away_is_told_once_and_comes_back_by_itself(
        thread: ExchangeThread, newsroom: Newsroom, told: list[Saved], qtbot: QtBot, tmp_path: Path) -> None:
    thread.start()
    qtbot.waitUntil(lambda: bool(told), timeout=SOON)
    away = tmp_path / "away"
    newsroom.session.path.rename(away)
    work(newsroom)
    thread.request(delay=0)
    qtbot.waitUntil(lambda: told[-1].fault is not None, timeout=SOON)
    assert told[-1].waiting > 0
    count = len(told)
    qtbot.wait(200)
    assert len(told) == count
    away.rename(newsroom.session.path)
    qtbot.waitUntil(lambda: told[-1].fault is None, timeout=SOON)
    assert told[-1].waiting == 0


def test_each_further_change_that_waits_is_counted(
        thread: ExchangeThread, newsroom: Newsroom, told: list[Saved], qtbot: QtBot, tmp_path: Path) -> None:
    newsroom.session.path.rename(tmp_path / "away")
    thread.start()
    qtbot.waitUntil(lambda: bool(told), timeout=SOON)
    before = told[-1].waiting
    work(newsroom)
    thread.request(delay=0)
    qtbot.waitUntil(lambda: told[-1].waiting == before + 1, timeout=SOON)


def test_an_error_that_nobody_foresaw_is_told_and_the_next_request_tries_again(
        thread: ExchangeThread, newsroom: Newsroom, told: list[Saved], qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    real, broken, failed = newsroom.session.exchange, [True], []

    def exchange() -> object:
        if broken:
            raise RuntimeError("a mistake of ours")
        return real()

    monkeypatch.setattr(newsroom.session, "exchange", exchange)
    monkeypatch.setattr(threading, "excepthook", failed.append)
    thread.start()
    qtbot.waitUntil(lambda: bool(failed) and bool(told), timeout=SOON)
    assert failed[0].exc_type is RuntimeError
    assert told[-1].fault is not None and "our mistake" in str(told[-1].fault)
    broken.clear()
    thread.request(delay=0)
    qtbot.waitUntil(lambda: told[-1].fault is None, timeout=SOON)


def test_a_read_only_file_says_so_and_what_waits_is_counted(somebody: Path, qtbot: QtBot) -> None:
    room = open_newsroom(somebody)
    room.session.path.chmod(0o444)
    work(room)
    saved = ExchangeThread(room.session).stop()
    room.session.close()
    assert saved.fault is not None and "read-only" in str(saved.fault)
    assert saved.waiting > 0


def test_two_that_say_the_same_are_told_once() -> None:
    one, other = (Saved("12:04", 2, Fault("It is gone", "nobody knows why", "Wait")) for _ in range(2))
    assert one != other
    assert one.words() == other.words()


def test_a_file_that_the_window_has_followed_meanwhile_is_not_said_to_be_renamed(
        thread: ExchangeThread, newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody opens the file where it is now, while the thread looks for it in its old folder."""
    noticed: list[Noticed] = []
    thread.noticed.connect(noticed.append)
    thread.stop()
    session, elsewhere = newsroom.session, tmp_path / "elsewhere" / newsroom.session.path.name
    elsewhere.parent.mkdir()
    renamed = copies.renamed

    def followed_first(path: Path, *known: Any) -> Path | None:
        path.rename(elsewhere)
        session.follow(elsewhere)
        return renamed(session.path, *known) or renamed(path, *known)

    monkeypatch.setattr(copies, "renamed", followed_first)
    thread._follow()
    assert noticed == [] and session.path == elsewhere


def test_changes_of_the_file_that_are_damaged_are_told_once(
        thread: ExchangeThread, newsroom: Newsroom, tmp_path: Path, qtbot: QtBot) -> None:
    noticed: list[Noticed] = []
    thread.noticed.connect(noticed.append)
    newsroom.session.exchange()
    maria = Session.open(newsroom.session.path, builders.MARIA, home=tmp_path / "hers")
    maria.exchange()
    builders.source(maria, "A name that the disk alters")
    maria.exchange()
    maria.close()
    before = newsroom.session.replica.last("op")
    db = sqlite3.connect(newsroom.session.path)
    db.execute("UPDATE op SET patch=replace(patch, 'that the disk', 'which a disk')")
    db.commit()
    db.close()
    thread.start()
    qtbot.waitUntil(lambda: any(each.faults for each in noticed), timeout=SOON)
    told = [fault for each in noticed for fault in each.faults]
    assert [fault.what for fault in told] == [f"1 change in {newsroom.session.path.name} was left out"]
    assert "nothing was deleted" in told[0].remedy and newsroom.session.replica.last("op") == before + 1
