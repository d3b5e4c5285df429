"""Toasts tell what was done and offer the way back, once, without taking the focus."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.toast import SECONDS, Toast, Toasts


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.setCentralWidget(QLineEdit())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def shown(window: QMainWindow) -> list[Toast]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return sorted(window.findChildren(Toast), key=Toast.y)


def test_undo_is_called_once_and_the_toast_goes(window: QMainWindow) -> None:
    undone: list[str] = []
    toast = Toasts(window).show("Quote removed", lambda: undone.append("quote"))
    button = toast.findChild(QPushButton)
    assert button is not None
    assert button.accessibleName() == "Undo: Quote removed"
    button.click()
    button.click()
    assert undone == ["quote"]
    assert shown(window) == []


def test_a_toast_takes_no_focus_and_stands_for_eight_seconds(window: QMainWindow) -> None:
    window.centralWidget().setFocus()
    toast = Toasts(window).show("Exported")
    assert window.centralWidget().hasFocus()
    timer = toast.findChild(QTimer)
    assert timer is not None
    assert (SECONDS, timer.interval(), timer.isActive()) == (8, 8000, True)
    assert toast.findChild(QPushButton) is None


def test_a_toast_waits_while_the_pointer_is_on_it(window: QMainWindow, qtbot: QtBot) -> None:
    toast = Toasts(window).show("Exported")
    timer = toast.findChild(QTimer)
    assert timer is not None
    QCoreApplication.sendEvent(toast, enter())
    assert not timer.isActive()
    QCoreApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer.isActive()


def enter() -> QEvent:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QEnterEvent

    return QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1))


def test_three_stand_at_most_and_none_covers_another(window: QMainWindow) -> None:
    toasts = Toasts(window)
    for number in range(5):
        toasts.show(f"Article {number} removed")
    standing = shown(window)
    assert [toast.text for toast in standing] == ["Article 2 removed", "Article 3 removed", "Article 4 removed"]
    for upper, lower in pairwise(standing):
        assert upper.geometry().bottom() < lower.y()
    assert standing[-1].geometry().bottom() < window.height()
    toasts.clear()
    assert shown(window) == []


def test_toasts_stay_in_the_middle_when_the_window_changes(window: QMainWindow) -> None:
    toast = Toasts(window).show("Exported")
    window.resize(1200, 700)
    assert abs(toast.geometry().center().x() - 600) <= 1


def test_a_long_text_is_wrapped_and_markup_is_shown_as_written(window: QMainWindow) -> None:
    text = "“<b>Minister</b> defends the barrier” and eleven more articles with rather long titles were imported, " * 2
    toast = Toasts(window).show(text)
    assert toast.width() < 700
    assert toast.text == text
    close = toast.findChild(QToolButton)
    assert close is not None
    close.click()
    assert shown(window) == []
