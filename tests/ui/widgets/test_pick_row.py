"""One of several values is picked by one key; long ones are cut, and whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.pick_row import PickRow


def test_the_first_is_picked_until_an_arrow_picks_another(qtbot: QtBot) -> None:
    row = PickRow("Job title", [("a", "Minister"), ("b", "Mayor")])
    qtbot.addWidget(row)
    row.show()
    picked: list[object] = []
    row.picked.connect(picked.append)
    first, second = row.buttons()
    assert (row.value, first.accessibleName()) == ("a", "Job title: Minister")
    row.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert (row.value, picked) == ("b", ["b"])
    with qtbot.waitSignal(row.entered):
        qtbot.keyClick(second, Qt.Key.Key_Return)


def test_long_words_are_cut_and_never_markup(qtbot: QtBot) -> None:
    row = PickRow("Note", [(1, "<b>R&D</b> " * 30), (2, "x")])
    qtbot.addWidget(row)
    row.resize(300, 60)
    row.show()
    long = row.buttons()[0]
    assert long.width() < 310 and "…" in long.text()
    assert "R&&D" in long.text() and long.toolTip().startswith("&lt;b&gt;R&amp;D")
