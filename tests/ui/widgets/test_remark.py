"""The quiet line under a field."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.hands import Hand
from annotator.ui.widgets import remark as module
from annotator.ui.widgets.commit_line import CommitLine
from annotator.ui.widgets.remark import Remark


def test_it_speaks_for_a_line_and_show_brings_the_stored_value(qtbot: QtBot) -> None:
    window, line, remark = QWidget(), CommitLine("Outlet"), Remark()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(remark)
    with qtbot.waitActive(window):
        window.show()
    remark.attend(line)
    line.setFocus()
    qtbot.keyClicks(line, "mine")
    line.show_value("hers", who=Hand("Maria"))
    assert (remark.text, line.text()) == ("Maria changed this", "mine")
    remark.findChild(QToolButton).click()  # type: ignore[union-attr]
    assert (remark.text, remark.isVisible(), line.text()) == ("", False, "hers")


def test_how_long_ago_it_was_does_not_go_stale_and_is_not_read_aloud_again(
        qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(module, "announce", lambda _widget, words: read.append(words))
    remark, now = Remark(), time.time_ns() // 1_000_000
    qtbot.addWidget(remark)
    remark.tell_changed(Hand("Maria", now - 59_000))
    assert remark.text == "Maria changed this just now"
    clock = remark.findChild(QTimer)
    assert isinstance(clock, QTimer) and clock.isActive()
    remark._hand = Hand("Maria", now - 61_000)
    clock.timeout.emit()
    assert remark.text == remark.accessibleName() == "Maria changed this 1 min ago"
    assert read == ["Maria changed this just now"]
    remark.clear()
    assert not clock.isActive()
