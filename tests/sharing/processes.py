"""Processes of their own: forked, not started anew, and killed when it suits."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

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
            if code:
                traceback.print_exc()
                sys.stderr.flush()
            os._exit(code)
    return child


def spread(work: Callable[[int], object], seeds: Iterable[int]) -> None:
    """Do the work of all seeds, on as many processors as there are; what failed stands on stderr."""
    many, listed = (os.cpu_count() or 1) if hasattr(os, "fork") else 1, list(seeds)
    if many == 1:
        for seed in listed:
            work(seed)
        return

    def part(first: int) -> None:
        for seed in listed[first::many]:
            work(seed)

    assert ended([fork(partial(part, first)) for first in range(many)]) == [0] * many


def ended(children: list[int]) -> list[int]:
    """Wait for all; their exit codes. When the time is over before, those that are left are killed."""
    codes: list[int] = []
    try:
        for child in children:
            codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    finally:
        for child in children[len(codes):]:
            os.kill(child, signal.SIGKILL)
    return codes


def killed(work: Callable[[], object], after: float) -> None:
    """Run `work` in a process of its own and kill it after so many seconds."""
    child = fork(work)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def killed_at_work(work: Callable[[], object], told: Path) -> None:
    """Kill it once more, after it has told something: on a busy computer the others may have come before it began."""
    patience = 0.05
    while not (told.exists() and told.stat().st_size):
        killed(work, patience)
        patience *= 2


def is_whole(replica: Replica) -> bool:
    """Whether SQLite finds nothing wrong, and the rows are those that a rebuild makes."""
    before = replica.dump()
    replica.rebuild()
    db: sqlite3.Connection = replica.db
    return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and replica.dump() == before
