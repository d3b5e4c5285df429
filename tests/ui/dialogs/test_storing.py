"""How far storing is, and how long it still takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QProgressDialog, QPushButton, QSplitter
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.storing import Storing, time_left


@pytest.mark.parametrize(("spent", "done", "total", "said"), [
    (10, 50, 100, "about 10 s left"), (30, 10, 100, "about 4 min left"), (10, 10, 100, "about 2 min left"),
    (10, 99, 100, ""), (1, 50, 100, ""), (10, 0, 100, ""), (10, 100, 100, ""), (10, 120, 100, ""),
])
def test_the_time_left_is_said_once_it_can_be_told(spent: float, done: int, total: int, said: str) -> None:
    assert time_left(spent, done, total) == said


def test_once_it_is_too_late_nothing_cancels_and_the_parts_of_the_window_are_painted_only_at_the_end(
        qtbot: QtBot) -> None:
    window, text = QSplitter(), QPlainTextEdit()
    window.addWidget(text)
    qtbot.addWidget(window)
    window.show()
    storing = Storing(window, 5_000, title="Import")
    bar = window.findChild(QProgressDialog)
    assert bar is not None
    bar.show()
    storing.step(10)
    button = bar.findChild(QPushButton)
    assert button is not None and button.isEnabled()
    storing.end()
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    bar.close()
    assert not button.isEnabled() and bar.labelText() == "Finishing… It is too late to cancel now."
    assert bar.isVisible() and not bar.wasCanceled() and not text.updatesEnabled()
    storing.end()
    storing.close()
    QApplication.processEvents()
    assert text.updatesEnabled() and not bar.isVisible()
