from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.picker import DateChip, Dates, FilterChip, Picker

THEME = load_theme("light")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def chip(window: QWidget, number: int) -> FilterChip:
    made = FilterChip("Outlet", "Any outlet", lambda: [(f"o{n}", f"Outlet {n} & Söhne") for n in range(number)],
                      theme=THEME, parent=window)
    made.show()
    return made


def opened(kind: type[QWidget]) -> QWidget:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_a_chip_says_its_title_until_it_is_set(window: QWidget) -> None:
    made = chip(window, 3)
    assert (made.text(), made.isChecked()) == ("Outlet", False)
    made.choose("o1", "Outlet 1 & Söhne")
    assert (made.text(), made.isChecked()) == ("Outlet 1 && Söhne", True)
    assert made.accessibleName() == "Outlet: Outlet 1 & Söhne"
    made.choose("", "Any outlet")
    assert (made.text(), made.isChecked()) == ("Outlet", False)


def test_a_choice_is_made_by_keys_alone(window: QWidget, qtbot: QtBot) -> None:
    made = chip(window, 3)
    made.open()
    picker = opened(Picker)
    assert isinstance(picker, Picker)
    QTest.keyClick(picker.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.chosen) as heard:
        QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert heard.args == ["o0"]
    assert not picker.isVisible()


def test_many_choices_can_be_searched_without_accents_and_escape_chooses_nothing(window: QWidget, qtbot: QtBot) -> None:
    made = chip(window, 40)
    made.open()
    picker = opened(Picker)
    assert isinstance(picker, Picker)
    QTest.keyClicks(picker.search, "sohne 17")
    shown = [picker.list.item(row).text() for row in range(41) if not picker.list.item(row).isHidden()]
    assert shown == ["Outlet 17 & Söhne"]
    with qtbot.assertNotEmitted(made.chosen):
        QTest.keyClick(picker.list, Qt.Key.Key_Escape)


def test_dates_act_as_soon_as_they_are_dates(window: QWidget, qtbot: QtBot) -> None:
    made = DateChip(theme=THEME, parent=window)
    made.show()
    made.open()
    dates = opened(Dates)
    assert isinstance(dates, Dates)
    QTest.keyClicks(dates.since, "2025")
    assert made.value == "2025/"
    assert made.text() == "from 2025"
    QTest.keyClicks(dates.since, "-13")
    assert made.value == "2025/"
    assert dates._problem.text() == "There is no month 13"
    dates.since.clear()
    QTest.keyClicks(dates.until, "2024-02")
    assert made.value == "/2024-02"
    assert made.text() == "until Feb 2024"
    dates.close()
