"""A large commit on a thread of its own: whoever waits for it can show that it is under way."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress

BREATH = 0.002
"""Seconds between two looks whether a commit is written."""


def commit(db: sqlite3.Connection, meanwhile: Callable[[], None] | None) -> None:
    """Write what a transaction holds.

    Args:
        meanwhile: called again and again until it is written; it cannot take anything back.

    Raises:
        sqlite3.Error: the disk refused.
    """
    if meanwhile is None or sqlite3.threadsafety < 3:  # two threads may not use one connection
        db.execute("COMMIT")
        return
    from concurrent.futures import ThreadPoolExecutor  # only for what takes long
    with ThreadPoolExecutor(1) as other:
        written = other.submit(db.execute, "COMMIT")
        while not written.done():
            with suppress(BaseException):  # it comes too late to take anything back
                meanwhile()
            time.sleep(BREATH)
        written.result()
