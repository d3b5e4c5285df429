"""Work beside the window: heard on the window's thread, left at once, ended with the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.corpus.errors import Fault
from annotator.ui import side_work
from annotator.ui.side_work import SideWork


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[SideWork]:
    made = SideWork()
    yield made
    made.stop()


def numbers(count: int = 3) -> Iterator[object]:
    yield from range(count)


def test_steps_run_elsewhere_and_are_heard_here_in_order(work: SideWork, qtbot: QtBot) -> None:
    heard: list[tuple[object, bool]] = []
    ran: list[threading.Thread] = []

    def steps() -> Iterator[object]:
        for number in range(3):
            ran.append(threading.current_thread())
            yield number
            yield None

    work.begin("count", steps, lambda found: heard.append((found, threading.current_thread() is here)))
    here = threading.current_thread()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [(0, True), (1, True), (2, True)]
    assert here not in ran
    qtbot.waitUntil(lambda: not work.is_at("count"))


def test_a_second_job_of_the_name_takes_the_place_of_the_first(work: SideWork, qtbot: QtBot) -> None:
    heard: list[object] = []
    go = threading.Event()

    def first() -> Iterator[object]:
        go.wait(5)
        yield from numbers(1000)

    work.begin("find", first, lambda found: heard.append(("first", found)))
    work.begin("find", numbers, lambda found: heard.append(("second", found)))
    go.set()
    qtbot.waitUntil(lambda: ("second", 2) in heard)
    assert {who for who, _ in heard} == {"second"}  # type: ignore[misc]


def test_what_was_given_but_not_heard_is_not_heard_once_it_is_left(work: SideWork, qtbot: QtBot) -> None:
    heard: list[object] = []
    given = threading.Event()

    def steps() -> Iterator[object]:
        yield "too late"
        given.set()

    work.begin("find", steps, heard.append)
    assert given.wait(5)
    work.leave("find")
    qtbot.wait(20)
    assert heard == []


def test_the_urgent_goes_first(work: SideWork, qtbot: QtBot) -> None:
    order: list[object] = []
    go = threading.Event()

    def waits() -> Iterator[object]:
        go.wait(5)
        yield None

    work.begin("hold", waits, order.append, urgency=9)
    work.begin("slow", lambda: iter(["slow"]), order.append)
    work.begin("quick", lambda: iter(["quick"]), order.append, urgency=5)
    go.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["quick", "slow"]


def test_a_fault_is_told_and_the_next_job_goes_on(work: SideWork, qtbot: QtBot) -> None:
    heard: list[object] = []

    def fails() -> Iterator[object]:
        yield 1
        raise Fault("It cannot be read", "it is gone")

    work.begin("fails", fails, heard.append)
    work.begin("goes on", lambda: iter([2]), heard.append)
    qtbot.waitUntil(lambda: 2 in heard)
    assert heard[0] == 1
    assert isinstance(heard[1], Fault)


def test_a_mistake_is_reported_and_the_rest_is_done_all_the_same(
    work: SideWork, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))
    go = threading.Event()

    def breaks() -> Iterator[object]:
        go.wait(5)
        yield 1 // 0

    work.begin("breaks", breaks, heard.append)
    work.begin("goes on", lambda: iter([2]), heard.append)
    go.set()
    qtbot.waitUntil(lambda: heard == [2])
    assert reported == [ZeroDivisionError]


def test_a_thread_without_work_ends_and_another_begins(
    work: SideWork, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_work, "LINGER", 0.01)
    heard: list[object] = []
    for number in range(2):
        work.begin("one", lambda number=number: iter([number]), heard.append)  # type: ignore[misc]
        qtbot.waitUntil(lambda number=number: number in heard)  # type: ignore[misc]
        qtbot.waitUntil(lambda: work._thread is None)
    assert heard == [0, 1]


def test_after_the_end_nothing_runs_and_nothing_is_heard(qtbot: QtBot) -> None:
    work = SideWork()
    heard: list[object] = []

    def steps() -> Iterator[object]:
        while True:
            time.sleep(0.001)
            yield "still here"

    work.begin("for ever", steps, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    work.stop()
    heard.clear()
    qtbot.wait(20)
    assert heard == []
    assert work._thread is None
    work.begin("too late", numbers, heard.append)
    assert work._thread is None
