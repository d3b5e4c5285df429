"""Work beside the window: on one thread, in steps so short that neither a key nor a frame waits for them.

Python lets one thread run at a time, so a long calculation on another thread makes the window's wait for each of its
turns. Hence steps: a step begins when the event loop has nothing to do, and is over before anybody notices.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Condition, Event, Thread
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Signal, Slot

from annotator.corpus.errors import Fault

NAP = 0.001
"""Seconds between two steps, in which whoever waits gets its turn."""
PATIENCE = 0.02
"""Seconds after which a step begins though the window is busy without a break."""
TURN = 0.0005
"""Seconds after which a thread of Python has to let another one on that waits, while there is work: it is 5 ms else."""
LINGER = 2.0
"""Seconds after which a thread without work ends; the next work begins another."""

Steps = Callable[[], Iterator[object]]
"""Called on the other thread; each `next` is a step. What it gives is told, None is only a breath."""


@dataclass(eq=False, slots=True)
class _Job:
    name: str
    steps: Steps
    urgency: int
    wanted: bool = True
    running: Iterator[object] | None = field(default=None)


class SideWork(QObject):
    """Does one thing at a time, the most urgent first; what it gives comes back on the window's thread.

    A job's steps must not read what the window's thread may change: give it the facts that it needs. It begins no
    search for dead objects of its own (`collecting`).
    """

    _come = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[_Job] = []
        self._given: deque[tuple[_Job, object]] = deque()
        self._told: dict[str, Callable[[Any], object]] = {}
        """Who hears of a job, by its name. Only this thread knows: the other one must not be the last to hold them, or
        it would end an object of Qt."""
        self._news, self._idle = Condition(), Event()
        self._thread: Thread | None = None
        self._ended = False
        self._turn = sys.getswitchinterval()
        self._loop: QAbstractEventDispatcher | None = None
        self._come.connect(self._tell)

    # --- on the window's thread ---

    def begin(self, name: str, steps: Steps, tell: Callable[[Any], object], *, urgency: int = 0) -> None:
        """Begin a piece of work; what is under way by the same name is not wanted any more.

        Args:
            steps: see `Steps`.
            tell: gets each thing that it gives, in order, and a `Fault` that it raises; nothing once it is left.
            urgency: of several the one with the largest goes first; of those alike the one that was begun first.
        """
        self.leave(name)
        with self._news:
            if self._ended:
                return
            self._told[name] = tell
            self._jobs.append(_Job(name, steps, urgency))
            self._jobs.sort(key=_order)
            if self._thread is None:
                self._begin_thread()
            self._news.notify()
        self._watch()

    def leave(self, name: str) -> None:
        """Want a piece of work no more: it is not heard, and ends after the step that it is at."""
        with self._news:
            for job in self._jobs:
                job.wanted = job.wanted and job.name != name
            self._jobs = [job for job in self._jobs if job.wanted]
            for job, _ in self._given:
                job.wanted = job.wanted and job.name != name
        self._told.pop(name, None)

    def is_at(self, name: str) -> bool:
        """Whether a piece of work of that name is under way, or not heard yet."""
        with self._news:
            return any(job.name == name and job.wanted for job in [*self._jobs, *(job for job, _ in self._given)])

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way, or not heard yet."""
        with self._news:
            return bool(self._jobs or self._given)

    def stop(self) -> None:
        """End for good, when the step that is under way is over; nothing is heard after that."""
        with self._news:
            self._ended = True
            for job in [*self._jobs, *(job for job, _ in self._given)]:
                job.wanted = False
            self._jobs.clear()
            self._told.clear()
            self._news.notify()
            thread = self._thread
        self._idle.set()
        if thread is not None:
            thread.join()
        self._rest()

    @Slot()
    def _tell(self) -> None:
        job, found = self._given.popleft()
        if job.wanted and found is _END:
            del self._told[job.name]
        elif job.wanted:
            self._told[job.name](found)
        if not self._jobs and not self._given:
            self._rest()

    def _watch(self) -> None:
        """Learn when the event loop has nothing to do, and have it wait for less; only while there is work."""
        if self._loop is None and (loop := QAbstractEventDispatcher.instance()) is not None:
            self._loop, self._turn = loop, sys.getswitchinterval()
            sys.setswitchinterval(min(TURN, self._turn))
            loop.aboutToBlock.connect(self._note_idle)
            loop.awake.connect(self._note_awake)

    @Slot()
    def _note_idle(self) -> None:
        self._idle.set()

    @Slot()
    def _note_awake(self) -> None:
        self._idle.clear()

    def _rest(self) -> None:
        if self._loop is not None:
            self._loop.aboutToBlock.disconnect(self._note_idle)
            self._loop.awake.disconnect(self._note_awake)
            self._loop = None
            sys.setswitchinterval(self._turn)

    # --- on the other thread ---

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                self._idle.wait(PATIENCE)
                if job.wanted:
                    self._step(job)
                del job  # it waits without it
                time.sleep(NAP)
        finally:  # also after a mistake in a step, which is reported: the rest of the work is done all the same
            with self._news:
                self._thread = None
                if self._jobs:
                    self._begin_thread()

    def _begin_thread(self) -> None:
        self._thread = Thread(target=self._run, name="beside the window", daemon=True)
        self._thread.start()

    def _next(self) -> _Job | None:
        with self._news:
            while not self._jobs:
                if self._ended or not (self._news.wait(LINGER) or self._jobs):
                    return None
            return self._jobs[0]

    def _step(self, job: _Job) -> None:
        over = True
        try:
            if job.running is None:
                job.running = job.steps()
            found: object = next(job.running, _END)
            over = found is _END
        except Fault as fault:
            self._give(job, fault)
            found = _END
        finally:
            if over:
                self._drop(job)
        if found is not None:
            self._give(job, found)

    def _drop(self, job: _Job) -> None:
        with self._news:
            if job in self._jobs:
                self._jobs.remove(job)

    def _give(self, job: _Job, found: object) -> None:
        with self._news:
            if not job.wanted:
                return
            self._given.append((job, found))
        try:
            self._come.emit()
        except RuntimeError:
            return  # the window is gone


_END = object()


def _order(job: _Job) -> int:
    return -job.urgency
