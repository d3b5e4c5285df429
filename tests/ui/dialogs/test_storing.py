"""Storing what takes long: until when it can be cancelled, and what the window does meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QProgressDialog, QPushButton, QSplitter
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.storing import Storing


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
