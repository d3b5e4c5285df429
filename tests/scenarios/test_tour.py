"""The tour through the sample: lived through by keys alone, and put away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.settings import load
from annotator.ui.application import Application
from annotator.ui.main_window import MainWindow
from annotator.ui.widgets.callout import Callout
from tests.hooks import hooks
from tests.scenarios.windows import application

__all__ = ["application", "hooks"]

Key = Qt.Key


def live() -> None:
    for _ in range(4):
        QApplication.processEvents()


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)
    live()


def opened(application: Application) -> tuple[MainWindow, Callout]:
    """The sample as a person opens it for the first time."""
    window = application.open_sample()
    assert window is not None
    window.furnish()
    window.activateWindow()
    live()
    card = window.handlers.touring.card
    assert card is not None
    return window, card


def told(window: MainWindow) -> list[str]:
    return [toast.text for toast in window.toasts._shown]


def test_whoever_opens_the_sample_is_shown_round_and_each_step_ends_with_the_deed(application: Application) -> None:
    window, card = opened(application)
    bridge, shown = window.bridge, []
    assert not bridge.annotations(), "there is something to mark in this article"
    assert window.view.hasFocus(), "the card takes no focus"
    shown.append(card.title)
    assert card.accessibleName().startswith("Tour, 1 of 5: Take some words. Press ↓")
    for key in (Key.Key_Down, Key.Key_2):
        press(key)
        shown.append(card.title)
    assert not card.geometry().contains(window.focusWidget().mapTo(window, window.focusWidget().rect().center()))
    QTest.keyClicks(QApplication.focusWidget(), "Mikkel Thorburn")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.append(card.title)
    window.furnish()
    while bridge.suggestions.searching:
        QTest.qWait(5)
    press(Key.Key_Tab)
    shown.append(card.title)
    assert shown == ["Take some words", "Say what they are", "Say who stands behind it", "Look at what is suggested",
                     "Find everything else"]
    press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    for palette in QApplication.topLevelWidgets():
        if palette.objectName() == "palette":
            palette.close()
    live()
    assert card.isHidden() and load().toured
    assert not told(window), "who has seen all of it need not be told how to see it again"

    assert application.open_sample() is window
    assert not window.handlers.touring.is_on, "once is enough"
    window.actions_.action("help.tour").trigger()
    live()
    assert window.handlers.touring.is_on and card.title == shown[0]


def test_esc_puts_the_tour_away_for_good_and_the_toast_brings_it_back(application: Application) -> None:
    window, card = opened(application)
    press(Key.Key_Down)
    assert card.title == "Say what they are"
    press(Key.Key_F6)
    press(Key.Key_F6)
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None and card.isAncestorOf(focus), "F6 leads to the card, too"
    press(Key.Key_Escape)
    assert card.isHidden() and load().toured
    assert window.view.hasFocus() and window.view.selection(), "what was begun is still there"
    assert told(window) == ["The tour is put away; Help › Show the tour again brings it back"]
    window.toasts._shown[-1]._take_back()
    live()
    assert card.isVisible() and card.title == "Say what they are"
    card.next.click()
    live()
    assert card.title == "Say who stands behind it", "a step can be passed over"
    window.view.setFocus()
    press(Key.Key_Escape)
    assert card.isHidden(), "Esc in the text does it, too"
