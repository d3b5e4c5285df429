"""Icons come after the first picture of the window, and every name is in the font."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui import icons
from annotator.ui.icons import ICONS, IconSetter, icon, set_icon
from annotator.ui.theme import load_theme

NO_EARLY_IMPORT = """
import sys
import annotator.ui.commands, annotator.ui.dialogs.palette, annotator.ui.dialogs.help_window
import annotator.ui.dialogs.fault, annotator.ui.dialogs.cheat_sheet, annotator.ui.widgets.markdown_view
import annotator.ui.widgets.toast, annotator.ui.widgets.banner, annotator.ui.widgets.empty_state
print([name for name in ("qtawesome", "markdown", "nh3", "sqlite_utils") if name in sys.modules])
"""

GONE_AFTER_ONE_PICTURE = """
from PySide6.QtWidgets import QApplication, QWidget
from annotator.ui.icons import IconSetter
from annotator.ui.theme import load_theme
application = QApplication([])
window = QWidget()
setter = IconSetter(window, load_theme("light"))
window.show()
application.processEvents()
"""


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has not drawn an icon yet."""
    monkeypatch.setattr(icons, "_drawer", icons._Drawer())


def test_importing_the_window_s_parts_loads_none_of_the_slow_packages() -> None:
    told = subprocess.run([sys.executable, "-c", NO_EARLY_IMPORT], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_window_that_is_closed_while_the_icons_load_ends_the_program_in_peace() -> None:
    ended = subprocess.run([sys.executable, "-c", GONE_AFTER_ONE_PICTURE], capture_output=True)
    assert ended.returncode == 0


@pytest.mark.parametrize("name", ICONS)
def test_every_name_draws_something(qtbot: QtBot, name: str) -> None:
    picture = icon(name, QColor("#ff0000")).pixmap(24, 24).toImage()
    inked = [picture.pixelColor(x, y) for x in range(24) for y in range(24) if picture.pixelColor(x, y).alpha() > 250]
    assert inked
    assert all(colour.red() > 240 and colour.blue() < 16 for colour in inked)


def test_an_icon_that_is_not_ours_is_refused_at_once(qtbot: QtBot, no_font: None) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    with pytest.raises(KeyError, match="unicorn"):
        set_icon(button, "unicorn", QColor("black"))


def test_controls_get_their_icons_after_the_first_paint_and_not_before(qtbot: QtBot, no_font: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, label = QToolButton(window), QLabel(window)
    gone = QToolButton()
    setter = IconSetter(window, load_theme("light"))
    setter.give(button, "undo")
    set_icon(label, "warning", QColor("red"), size=20)
    set_icon(gone, "redo", QColor("red"))
    gone.deleteLater()
    assert button.icon().isNull()
    with qtbot.waitSignal(setter.ready):
        window.show()
    assert not button.icon().isNull()
    assert label.pixmap().deviceIndependentSize().width() == 20


def test_another_theme_draws_the_icons_anew(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    icon("undo", QColor("red"))
    button = QToolButton(window)
    setter = IconSetter(window, load_theme("light"))
    setter.give(button, "undo")
    before = button.icon().pixmap(16, 16).toImage()
    setter.set_theme(load_theme("dark"))
    assert button.icon().pixmap(16, 16).toImage() != before
