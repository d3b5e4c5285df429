"""A fault says what, why and remedy; our own mistakes are easy to report."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotator.corpus.errors import Fault
from annotator.ui.dialogs.fault import CrashDialog, FaultDialog, show_fault
from annotator.ui.theme import load_theme


def words(dialog: FaultDialog | CrashDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


def test_a_fault_is_shown_as_sentences_and_does_not_stop_the_program(qtbot: QtBot) -> None:
    fault = Fault("corpus.annot cannot be opened", "it was written by <b>file 3</b>", "update the program")
    dialog = show_fault(None, fault, theme=load_theme("light"))
    qtbot.addWidget(dialog)
    assert dialog.isVisible()
    assert words(dialog) == [
        "corpus.annot cannot be opened",
        "It was written by <b>file 3</b>.",
        "What you can do",
        "Update the program.",
    ]
    assert dialog.accessibleName() == str(fault)
    with qtbot.waitSignal(dialog.accepted):
        dialog.findChildren(QPushButton)[0].click()


def test_a_fault_without_a_remedy_promises_none(qtbot: QtBot) -> None:
    dialog = show_fault(None, Fault("The page cannot be shown", "it is empty."), theme=load_theme("dark"))
    qtbot.addWidget(dialog)
    assert words(dialog) == ["The page cannot be shown", "It is empty."]


def test_a_word_with_an_apostrophe_begins_a_sentence_with_a_capital(qtbot: QtBot) -> None:
    dialog = show_fault(None, Fault("l’article ne s’ouvre pas", "d’autres l’ont retiré"), theme=load_theme("light"))
    qtbot.addWidget(dialog)
    assert words(dialog) == ["L’article ne s’ouvre pas", "D’autres l’ont retiré."]


@pytest.fixture
def crash(qtbot: QtBot, tmp_path: Path) -> CrashDialog:
    dialog = CrashDialog(None, "ValueError: <boom>", log_folder=tmp_path, theme=load_theme("light"))
    dialog.show()
    return dialog


def button(dialog: CrashDialog, text: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == text)


def test_a_crash_says_whose_mistake_it_is_and_that_nothing_is_lost(crash: CrashDialog) -> None:
    told = words(crash)
    assert told[0] == "This is our mistake"
    assert "Your work is saved" in told[1]
    box = crash.findChild(QPlainTextEdit)
    assert box is not None
    assert box.toPlainText() == "ValueError: <boom>"
    crash.close()


def test_the_report_is_copied_as_it_is(crash: CrashDialog) -> None:
    button(crash, "Copy report").click()
    assert QGuiApplication.clipboard().text() == "ValueError: <boom>"
    assert button(crash, "Copied").isEnabled()
    crash.close()


def test_the_log_folder_is_opened(crash: CrashDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    button(crash, "Open log folder").click()
    assert opened == [str(tmp_path)]
    crash.close()
