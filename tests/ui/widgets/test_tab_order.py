"""Controls that are made later are visited where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.tab_order import visit_after, visit_before


def test_tab_visits_them_in_order_before_or_after_another(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = {name: QPushButton(name, window) for name in ("first", "last", "b1", "b2", "a1")}
    for button in made.values():
        column.addWidget(button)
    visit_before(made["last"], [made["b1"], made["b2"]])
    visit_after(made["last"], [made["a1"]])
    window.show()
    window.activateWindow()
    made["first"].setFocus()
    qtbot.waitUntil(made["first"].hasFocus)
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        seen.append(focus.text())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == ["first", "b1", "b2", "last", "a1"]
