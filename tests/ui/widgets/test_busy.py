"""Work shows as much as it deserves: nothing, a dot, a bar."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.busy import Busy, Dot, time_left


@pytest.fixture
def busy(qtbot: QtBot) -> Busy:
    busy = Busy(load_theme("light"))
    qtbot.addWidget(busy)
    return busy


def shows(busy: Busy) -> tuple[bool, bool, bool]:
    parts = [busy.findChild(part) for part in (Dot, QProgressBar, QPushButton)]
    dot, bar, cancel = (not busy.isHidden() and part is not None and not part.isHidden() for part in parts)
    return dot, bar, cancel


def test_nothing_then_a_dot_then_a_bar_with_count_and_cancel(busy: Busy) -> None:
    busy.begin("Importing", total=10000, cancel=print)
    busy.step(1204)
    seen = []
    for elapsed in (0, 299, 300, 1999, 2000):
        busy.show_after(elapsed)
        seen.append(shows(busy))
    nothing, dot, bar = (False, False, False), (True, False, False), (False, True, True)
    assert seen == [nothing, nothing, dot, dot, bar]
    assert busy.sentence.startswith("Importing 1,204 of 10,000")
    busy.end()
    assert shows(busy) == nothing


def test_work_that_cannot_be_stopped_has_no_cancel_and_unknown_size_no_count(busy: Busy) -> None:
    busy.begin("Reading")
    busy.show_after(2500)
    assert shows(busy) == (False, True, False)
    assert busy.sentence == "Reading"


def test_cancel_is_asked_for_once_and_the_next_work_can_be_stopped_again(busy: Busy) -> None:
    asked: list[str] = []
    button = busy.findChild(QPushButton)
    assert button is not None
    for work in ("first", "second"):
        busy.begin(work, total=3, cancel=lambda: asked.append("stop"))
        busy.show_after(3000)
        assert button.isEnabled()
        button.click()
        button.click()
    assert asked == ["stop", "stop"]


def test_the_dot_breathes_and_takes_the_theme(busy: Busy) -> None:
    dot = busy.findChild(Dot)
    assert dot is not None
    pictures = [dot.grab().toImage()]
    dot.breathe()
    pictures.append(dot.grab().toImage())
    busy.set_theme(load_theme("dark"))
    pictures.append(dot.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


@pytest.mark.parametrize(("spent", "done", "total", "said"), [
    (10, 50, 100, "about 10 s left"), (30, 10, 100, "about 4 min left"), (10, 10, 100, "about 2 min left"),
    (10, 99, 100, ""), (1, 50, 100, ""), (10, 0, 100, ""), (10, 100, 100, ""), (10, 120, 100, ""),
])
def test_the_time_left_is_said_once_it_can_be_told(spent: float, done: int, total: int, said: str) -> None:
    assert time_left(spent, done, total) == said


def test_what_it_is_at_has_words_of_its_own(busy: Busy) -> None:
    busy.begin("Reading…")
    busy.say("Reading {done} of {total} files", 312, 1_000)
    assert busy.sentence == "Reading 312 of 1,000 files"
    busy.say("Comparing with the project…")
    assert busy.sentence == "Comparing with the project…"
