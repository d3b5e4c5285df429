"""The list of formats."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.formats import EXPORTERS
from annotator.ui.widgets.format_list import FormatList


def test_arrows_walk_the_formats_and_pass_over_the_headings(qtbot: QtBot) -> None:
    shown = FormatList(EXPORTERS)
    qtbot.addWidget(shown)
    seen: list[str] = []
    shown.chosen.connect(lambda format_: seen.append(format_.name))
    shown.choose(EXPORTERS[0].name)
    for _ in EXPORTERS[1:]:
        QTest.keyClick(shown, Qt.Key.Key_Down)
    assert seen == [each.name for each in EXPORTERS]
    assert shown.current() == EXPORTERS[-1]


def test_every_format_says_what_it_is_and_stands_under_its_heading(qtbot: QtBot) -> None:
    shown = FormatList(EXPORTERS)
    qtbot.addWidget(shown)
    headings = [shown.item(row).text() for row in range(shown.count()) if not shown.item(row).flags()]
    assert headings == list(dict.fromkeys(each.group for each in EXPORTERS))
    assert all(each.about.endswith(".") for each in EXPORTERS)
    assert shown.height_of_all() > shown.count() * 24
