"""Dead rings are searched for on the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from annotator.ui.collecting import Collector, collect_here


class Ring(QObject):
    """An object of Qt that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def collector() -> Collector:
    """The application's."""
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChildren(Collector)
    assert len(found) == 1
    return found[0]


def busy(kept: list[object]) -> None:
    """Make many objects that stay, as a thread that reads or imports does."""
    kept.extend([number] for number in range(50_000))


def test_a_thread_that_makes_many_objects_ends_none_of_qts(qtbot: QtBot) -> None:
    collect_here()
    collector()._look()  # what is there by then is left out
    ended_on: list[threading.Thread] = []
    ring = Ring()
    watch = weakref.finalize(ring, lambda: ended_on.append(threading.current_thread()))
    del ring
    kept: list[object] = []
    thread = threading.Thread(target=busy, args=(kept,))
    thread.start()
    thread.join()
    assert watch.alive
    qtbot.waitUntil(lambda: not watch.alive, timeout=10_000)
    assert ended_on == [threading.main_thread()]


def test_there_is_one_for_each_application(qtbot: QtBot) -> None:
    collect_here()
    collect_here()
    assert collector()
    assert not gc.isenabled()


@pytest.fixture(autouse=True)
def as_before() -> object:
    """Other tests find the collector as it was."""
    enabled = gc.isenabled()
    yield
    gc.enable() if enabled else gc.disable()
