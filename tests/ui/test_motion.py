"""Less motion where a person or the desktop asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from annotator.ui.motion import apply_motion, files_say_still, is_still, show_share
from annotator.ui.theme import load_theme
from annotator.ui.widgets.busy import NOTHING_MS, Busy


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.setProperty("annotator_still", False)


@pytest.mark.parametrize(("name", "words", "still"), [
    ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
    ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations = false\n", True),
    ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
    ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
    ("kdeglobals", "[KDE]\nAnimationDurationFactor=1\n", False),
    ("kdeglobals", "nonsense", False),
])
def test_what_the_files_of_desktops_say_is_heard(tmp_path: Path, name: str, words: str, still: bool) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(words)
    assert files_say_still(tmp_path) is still


def test_a_bar_of_unknown_size_runs_or_stands(app: QApplication, qtbot: QtBot) -> None:
    bar = QProgressBar()
    qtbot.addWidget(bar)
    show_share(bar, 0, 0)
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    apply_motion(app, "less")
    show_share(bar, 0, 0)
    assert (bar.value(), bar.maximum()) == (1, 2)
    show_share(bar, 3, 9)
    assert (bar.value(), bar.maximum()) == (3, 9)


def test_the_dot_stands_still(app: QApplication, qtbot: QtBot) -> None:
    busy = Busy(load_theme("light"))
    qtbot.addWidget(busy)
    apply_motion(app, "less")
    assert is_still()
    for _ in range(4):
        busy.show_after(NOTHING_MS)
    assert busy._dot._phase == 0
