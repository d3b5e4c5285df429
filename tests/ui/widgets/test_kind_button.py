"""The kinds' pills differ by more than colour, and mark without changing by themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.ui.theme import THEMES, load_theme
from annotator.ui.widgets.kind_button import KindButton


@pytest.fixture(params=THEMES)
def buttons(request: pytest.FixtureRequest, qtbot: QtBot) -> list[KindButton]:
    theme = load_theme(request.param)
    made = [
        KindButton(kind, "Kind", key=str(key), theme=theme) for key, kind in enumerate(("claim", "quote", "statistic"))
    ]
    for button in made:
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
    return made


def strokes(button: KindButton) -> list[bool]:
    """Where the line under the name has ink, from left to right."""
    picture: QImage = button.grab().toImage()
    colour = button._theme.kind(button.kind).stroke
    rows = [
        [picture.pixelColor(x, y) == colour for x in range(8, picture.width() - 8)]
        for y in range(picture.height() // 2, picture.height() - 6)
    ]
    return max(rows, key=sum)


def test_claim_is_solid_quote_dashed_statistic_dotted_under_the_name(buttons: list[KindButton]) -> None:
    breaks = [sum(before and not after for before, after in pairwise(row)) for row in map(strokes, buttons)]
    assert breaks[0] == 1
    assert breaks[0] < breaks[1] < breaks[2]


def test_it_is_large_enough_named_and_reached_by_tab(buttons: list[KindButton]) -> None:
    for button in buttons:
        assert button.minimumSizeHint().height() >= 24
        assert button.accessibleName().startswith("Kind, key ")
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_click_marks_and_leaves_the_state_to_the_focused_annotation(buttons: list[KindButton], qtbot: QtBot) -> None:
    button = buttons[1]
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isChecked()


def test_checked_focused_disabled_and_another_theme_each_look_different(buttons: list[KindButton]) -> None:
    button = buttons[0]
    plain = button.grab().toImage()
    button.setChecked(True)
    checked = button.grab().toImage()
    button.setEnabled(False)
    disabled = button.grab().toImage()
    button.setEnabled(True)
    button.set_theme(load_theme("dark" if button._theme.name == "light" else "light"))
    themed = button.grab().toImage()
    pictures = [plain, checked, disabled, themed]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[place + 1 :])
