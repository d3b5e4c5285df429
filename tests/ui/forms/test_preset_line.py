"""The line of presets: named, saved, chosen again, deleted, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from annotator.formats.doors import presets
from annotator.formats.doors.presets import Preset
from annotator.ui.forms.preset_line import PresetLine


@pytest.fixture
def line(home: Path, qtbot: QtBot) -> Iterator[PresetLine]:
    """A line in a window whose usual button would close it."""
    dialog = QDialog()
    made, button = PresetLine(lambda: Preset("csv", ("Ann",)), dialog), QPushButton("Export…")
    column = QVBoxLayout(dialog)
    column.addWidget(made)
    column.addWidget(button)
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    qtbot.addWidget(dialog)
    dialog.show()
    yield made


def typed(line: PresetLine, words: str) -> None:
    line.name.lineEdit().selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(line.name.lineEdit(), words)


def test_a_name_is_saved_with_enter_chosen_again_replaced_and_deleted(line: PresetLine, qtbot: QtBot) -> None:
    assert not line.save.isEnabled() and not line.delete.isVisible()
    typed(line, "For R")
    QTest.keyClick(line.name.lineEdit(), Qt.Key.Key_Return)
    assert presets.saved() == {"For R": Preset("csv", ("Ann",))}
    assert line.said.text().startswith("Saved as “For R”") and line.window().isVisible(), "Enter does not export"
    assert (line.save.text(), line.delete.isVisible(), line.name.count()) == ("Replace", True, 1)
    with qtbot.waitSignal(line.chosen) as chosen:
        QTest.keyClick(line.name.lineEdit(), Qt.Key.Key_Enter)
    assert chosen.args == [Preset("csv", ("Ann",))]
    typed(line, "Other")
    assert line.save.text() == "Save" and not line.delete.isVisible()
    typed(line, "For R")
    QTest.mouseClick(line.delete, Qt.MouseButton.LeftButton)
    assert presets.saved() == {} and "is deleted" in line.said.text()
    assert (line.name.currentText(), line.save.text()) == ("For R", "Save"), "so that Save keeps it again"


def test_a_preset_that_cannot_be_saved_says_why_in_red(line: PresetLine, home: Path) -> None:
    (home / "presets.json.new").mkdir()
    typed(line, "For R")
    QTest.mouseClick(line.save, Qt.MouseButton.LeftButton)
    assert line.problem.isVisible() and "The preset was not saved" in line.problem.text()
