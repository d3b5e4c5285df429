"""Tab visits controls as they stand, whenever they were made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.tab_order import in_reading_order, visit_in_reading_order


def test_tab_follows_the_layouts_into_rows_and_scroll_areas(qtbot: QtBot) -> None:
    window, inner, scroll = QWidget(), QWidget(), QScrollArea()
    qtbot.addWidget(window)
    made = {name: QPushButton(name) for name in ("e", "a", "d", "b", "c")}
    column, row = QVBoxLayout(window), QHBoxLayout()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inner)
    inside = QVBoxLayout(inner)
    for layout, name in ((column, "e"), (row, "b"), (row, "c"), (inside, "d")):
        layout.addWidget(made[name])
    column.insertWidget(0, made["a"])
    column.insertWidget(1, QLabel("no control"))
    column.insertLayout(2, row)
    column.insertWidget(3, scroll)
    assert [button.text() for button in in_reading_order(window)] == list("abcde")  # type: ignore[attr-defined]
    visit_in_reading_order(window)
    window.show()
    window.activateWindow()
    made["a"].setFocus()
    qtbot.waitUntil(made["a"].hasFocus)
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        seen.append(focus.text())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == list("abcde")
