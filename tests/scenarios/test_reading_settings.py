"""The text is set as one likes it, while one looks at it; the place in it stays, and each setting goes back alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from annotator.settings import Settings, load
from annotator.ui.forms.reading_form import ReadingForm
from annotator.ui.widgets.popover import Popover
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful
from tests.ui.test_accessibility import check

Key = Qt.Key
LONG = HARBOUR * 12


@pytest.fixture
def person(qtbot: object, tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path / "port.annot", make=True)
    someone.add("The harbour fee", LONG)
    someone.window.resize(1366, 768)
    someone.window.view.setFocus()
    yield someone
    faithful(someone)
    someone.quit()


def opened(person: Person) -> tuple[Popover, ReadingForm]:
    person.run("text.settings")
    reading = person.window.handlers.reading
    assert reading.sheet is not None and reading.form is not None and reading.sheet.isVisible()
    return reading.sheet, reading.form


def test_everything_is_done_by_keys_and_acts_at_once(person: Person) -> None:
    sheet, form = opened(person)
    assert person.focus() is form.face
    person.key(Key.Key_Tab)
    assert person.focus() is form.sliders["size"]
    person.key(Key.Key_Right)
    person.key(Key.Key_Right)
    assert load().size == 19
    assert person.window.view._reading.size == 19
    person.key(Key.Key_Tab)
    assert person.focus() is form.reverts["size"]
    person.enter()
    assert (load().size, person.window.view._reading.size) == (Settings().size, 17)
    assert not form.reverts["size"].isVisible()
    assert person.focus() is form.sliders["size"], "the button is gone, the keys are not"
    person.key(Key.Key_Escape)
    assert not sheet.isVisible()
    assert person.focus() is person.window.view


def test_a_way_back_stands_beside_what_was_changed_and_nothing_else(person: Person) -> None:
    _, form = opened(person)
    assert not any(button.isVisible() for button in form.reverts.values())
    for key, slider in form.sliders.items():
        slider.triggerAction(slider.SliderAction.SliderToMaximum)
        person.settle()
        assert form.reverts[key].isVisible()
    reading = person.window.view._reading
    assert (reading.size, reading.line, reading.width) == (24, 2.0, 100)
    for key in form.sliders:
        form.reverts[key].click()
        person.settle()
    reading = person.window.view._reading
    assert (reading.size, reading.line, reading.width) == (17, 1.55, 66)
    assert not any(button.isVisible() for button in form.reverts.values())


def test_the_first_visible_line_the_caret_and_the_selection_survive_every_change(person: Person) -> None:
    view = person.window.view
    _, form = opened(person)
    view.select(LONG.rindex("gift to the next"), LONG.rindex("gift to the next") + 16)
    person.settle()
    person.run("text.settings")
    selected = view.selection()
    for key, slider in form.sliders.items():
        for end in (slider.SliderAction.SliderToMaximum, slider.SliderAction.SliderToMinimum):
            first = view.caret_near(QPoint(40, 4).toPointF())
            slider.triggerAction(end)
            person.settle()
            assert view.selection() == selected
            assert abs(view.caret_near(QPoint(40, 4).toPointF()) - first) < 160, (key, end)


def test_a_face_is_chosen_among_those_that_are_here(person: Person) -> None:
    _, form = opened(person)
    offered = [form.face.itemData(row) for row in range(form.face.count())]
    assert offered[0] == "" and set(offered[1:]) <= set(QFontDatabase.families())
    if len(offered) < 2:
        pytest.skip("no face of the list is installed")
    person.key(Key.Key_Down)
    assert load().face == offered[1]
    assert person.window.view.document().defaultFont().families()[0] == offered[1]
    form.reverts["face"].click()
    person.settle()
    assert load().face == ""


def test_a_face_that_is_not_here_is_shown_as_such_and_can_go_back(person: Person) -> None:
    person.window.bridge.choose(face="Nowhere Serif")
    _, form = opened(person)
    assert form.face.currentText() == "Nowhere Serif (not on this computer)"
    assert form.reverts["face"].isVisible()


def test_the_sheet_blocks_nothing_and_a_click_in_the_text_puts_it_away(person: Person) -> None:
    sheet, _ = opened(person)
    assert not sheet.isModal()
    QTest.mouseClick(person.window.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 300))
    person.settle()
    assert not sheet.isVisible()
    assert person.focus() is person.window.view


def test_the_button_opens_and_closes_it_and_tab_leads_out_of_it(person: Person) -> None:
    button = person.window.top.button("text.settings")
    assert button.accessibleName() == "Reading settings…"
    button.click()
    sheet = person.window.handlers.reading.sheet
    assert sheet is not None and sheet.isVisible()
    button.click()
    assert not sheet.isVisible()
    for modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
        button.click()
        for _ in range(12):
            if sheet.isVisible():
                person.key(Key.Key_Tab if not modifiers else Key.Key_Backtab, modifiers)
        assert not sheet.isVisible()
        assert person.focus() is person.window.view


def test_the_focus_comes_back_to_where_it_was(person: Person) -> None:
    person.key(Key.Key_F, CTRL)
    line = person.focus()
    assert line is not person.window.view
    opened(person)
    person.key(Key.Key_Escape)
    assert person.focus() is line


def test_the_palette_leads_to_it_and_it_stays_open(person: Person) -> None:
    person.key(Key.Key_K, CTRL)
    person.type("reading")
    person.enter()
    reading = person.window.handlers.reading
    assert reading.sheet is not None and reading.sheet.isVisible()
    assert reading.form is not None and person.focus() is reading.form.face
    person.key(Key.Key_Escape)
    assert person.focus() is person.window.view


def test_in_focus_mode_it_can_be_seen_too(person: Person) -> None:
    person.run("show.focus")
    sheet, _ = opened(person)
    assert person.window.rect().contains(sheet.geometry())
    person.key(Key.Key_Escape)
    person.run("show.focus")


def test_what_another_way_changes_the_sheet_shows(person: Person) -> None:
    _, form = opened(person)
    person.key(Key.Key_Plus, CTRL)
    assert form.sliders["size"].value() == 18
    assert form.reverts["size"].isVisible()


def test_every_control_has_a_name_and_a_size(person: Person) -> None:
    sheet, form = opened(person)
    for button in form.reverts.values():
        button.show()
    assert check(sheet) >= 10
    assert all(isinstance(each, QAbstractButton) for each in form.reverts.values())


def test_it_stays_inside_the_smallest_window(person: Person) -> None:
    sheet, _ = opened(person)
    person.window.resize(960, 600)
    person.settle()
    assert person.window.rect().contains(sheet.geometry())
