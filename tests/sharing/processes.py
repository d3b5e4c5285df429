"""Processes of their own: forked, not started anew, and killed when it suits."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable

import pytest

from annotator.project.replica import Replica

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def fork(work: Callable[[], object]) -> int:
    """Begin `work` in a process of its own; its exit code is 0 when it came to its end."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def ended(children: list[int]) -> list[int]:
    """Wait for all; their exit codes."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def killed(work: Callable[[], object], after: float) -> None:
    """Run `work` in a process of its own and kill it after so many seconds."""
    child = fork(work)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def is_whole(replica: Replica) -> bool:
    """Whether SQLite finds nothing wrong, and the rows are those that a rebuild makes."""
    before = replica.dump()
    replica.rebuild()
    db: sqlite3.Connection = replica.db
    return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and replica.dump() == before
