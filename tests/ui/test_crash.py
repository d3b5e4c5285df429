"""“This is our mistake”: logged, shown once, without a word of an article."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.corpus.errors import Fault
from annotator.ui.crash import Reporter
from annotator.ui.theme import load_theme
from tests.hooks import hooks

__all__ = ["hooks"]

LOG = logging.getLogger("annotator")


@pytest.fixture
def reporter(qtbot: QtBot, hooks: None) -> Iterator[Reporter]:
    parent = QObject()
    made = Reporter(parent, load_theme("light"))
    yield made
    if made.dialog is not None:
        made.dialog.close()


def broken(error: BaseException) -> None:
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_an_error_is_shown_with_a_report_and_logged(reporter: Reporter, home: Path) -> None:
    broken(KeyError("the minister said"))
    assert reporter.dialog is not None and reporter.dialog.isVisible()
    log = (home / "logs" / "annotator.log").read_text(encoding="utf-8")
    for place in (reporter.last_report, log):
        assert "KeyError" in place and "test_crash.py" in place
        assert "the minister said" not in place


def test_several_errors_open_one_dialog_and_are_all_logged(reporter: Reporter, home: Path) -> None:
    broken(KeyError("one"))
    first = reporter.dialog
    broken(ValueError("two"))
    assert reporter.dialog is first
    assert "ValueError" in (home / "logs" / "annotator.log").read_text(encoding="utf-8")


def test_after_it_is_closed_the_next_error_is_shown_again(reporter: Reporter, qtbot: QtBot) -> None:
    broken(KeyError("one"))
    assert reporter.dialog is not None
    reporter.dialog.close()
    qtbot.waitUntil(lambda: reporter.dialog is None)
    broken(KeyError("two"))
    assert reporter.dialog is not None


def test_a_known_fault_is_shown_as_one(reporter: Reporter, qtbot: QtBot) -> None:
    broken(Fault("It was not done", "the disk is full", "Make room"))
    assert reporter.dialog is None
    assert "the disk is full" in reporter.last_report


def test_an_error_of_a_thread_is_reported_on_the_windows_own(reporter: Reporter, qtbot: QtBot) -> None:
    def fail() -> None:
        raise KeyError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert "KeyError" in reporter.last_report


def test_a_disk_that_takes_no_log_is_no_second_error(reporter: Reporter, home: Path) -> None:
    (home / "logs").write_text("a file is in the way")
    broken(KeyError("one"))
    assert reporter.dialog is not None


def test_an_interrupt_is_not_our_mistake(reporter: Reporter) -> None:
    broken(KeyboardInterrupt())
    assert reporter.dialog is None
    assert reporter.last_report == ""


def test_without_a_console_it_is_shown_all_the_same(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    broken(KeyError("one"))
    assert reporter.dialog is not None


def test_the_log_is_of_our_own_and_not_of_the_root(reporter: Reporter) -> None:
    reporter.note("something")
    assert [type(handler).__name__ for handler in LOG.handlers] == ["RotatingFileHandler"]
    assert LOG.handlers[0] not in logging.getLogger().handlers


def test_the_log_goes_round_in_five_files_and_never_beyond_five_megabytes(reporter: Reporter, home: Path) -> None:
    for _ in range(14):
        reporter.note("x" * 500_000)
    files = list((home / "logs").iterdir())
    assert len(files) == 5
    assert sum(path.stat().st_size for path in files) <= 5_000_000
