"""Rows that wrap, in windows that run either way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.flow_layout import FlowLayout


@pytest.mark.parametrize("leftward", [False, True])
def test_rows_begin_where_the_window_begins(qtbot: QtBot, leftward: bool) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
    flow, labels = FlowLayout(place, gap=4), []
    for _ in range(3):
        label = QLabel()
        label.setFixedSize(90, 20)
        labels.append(label)
        flow.addWidget(label)
    place.resize(200, 60)
    place.show()
    first, second, third = (label.geometry() for label in labels)
    assert (first.left(), second.left()) == ((110, 16) if leftward else (0, 94))
    assert (third.left(), third.top()) == (first.left(), 24), "the third begins a row under the first"
