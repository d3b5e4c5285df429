"""About › Licences: every part with its licence in full, found by a word of its name or of its licence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.licences_window import LicencesWindow


def test_from_about_to_the_words_of_a_licence_by_keyboard(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    about.show()
    button = next(each for each in about.findChildren(QPushButton) if each.accessibleName() == "Licences")
    QTest.keyClick(button, Qt.Key.Key_Space)
    (window,) = about.findChildren(LicencesWindow)
    assert window.isVisible()
    find, parts = window.findChildren(QLineEdit)[0], window.findChildren(QListWidget)[0]
    text = window.findChildren(QPlainTextEdit)[0]
    assert "Permission is hereby granted" in text.toPlainText()
    QTest.keyClicks(find, "msgsp")
    shown = [parts.item(row).text() for row in range(parts.count()) if not parts.item(row).isHidden()]
    assert len(shown) == 1 and shown[0].startswith("msgspec ")
    assert "Redistribution" in text.toPlainText()
    window.close()
