"""What a person chooses acts at once, in every window, and stands after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from annotator.settings import Settings, home, load
from annotator.ui.application import Application
from annotator.ui.dialogs.settings_window import SECTIONS, SettingsWindow
from annotator.ui.forms.settings.appearance_page import AppearancePage
from annotator.ui.forms.settings.keys_page import KeysPage
from annotator.ui.forms.settings.page import SettingsPage
from annotator.ui.forms.settings.places_page import PlacesPage
from annotator.ui.main_window import MainWindow
from annotator.ui.motion import is_still
from tests.hooks import hooks
from tests.scenarios.articles import HARBOUR
from tests.scenarios.driver import CTRL, SHIFT, Person, faithful
from tests.scenarios.windows import application
from tests.ui.test_accessibility import check

__all__ = ["application", "hooks"]

Key, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier


def settings_of(window: MainWindow) -> SettingsWindow:
    window.furnish()
    window.actions_.action("settings.show").trigger()
    QApplication.processEvents()
    found = window.handlers.choosing.sheet
    assert found is not None and found.isVisible()
    return found


def keys_of(sheet: SettingsWindow, words: str) -> KeysPage:
    sheet.show_now("keys")
    page = sheet.page("keys")
    assert isinstance(page, KeysPage)
    page.search.setText(words)
    return page


def press(page: KeysPage, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    page.change.click()
    QTest.keyClick(page.press, key, held)


def test_settings_act_at_once_in_every_window_and_each_goes_back_alone(
        application: Application, tmp_path: Path) -> None:
    first, second = (application.new_project(tmp_path / f"{name}.annot") for name in "ab")
    assert first is not None and second is not None
    second.furnish()
    sheet = settings_of(first)
    looks, works = sheet.page("appearance"), sheet.page("working")
    assert isinstance(looks, AppearancePage) and isinstance(works, SettingsPage)
    looks.reading.sliders["size"].setValue(21)
    looks.reading.theme_row.choose("dark")
    looks.controls["motion"].choose("less")  # type: ignore[attr-defined]
    keep = works.controls["keep_source"]
    assert isinstance(keep, QCheckBox)
    keep.click()
    QApplication.processEvents()
    chosen = load()
    assert (chosen.size, chosen.theme, chosen.motion, chosen.keep_source) == (21, "dark", "less", True)
    assert {window.view._reading.size for window in (first, second)} == {21}
    assert (application.theme.dark, is_still()) == (True, True)
    assert second.actions_.action("source.keep").isChecked()
    assert "Source is kept (K)" in second.status.text()
    other = settings_of(second).page("appearance")
    assert isinstance(other, AppearancePage) and other.reading.sliders["size"].value() == 21
    for back in (looks.reading.reverts["size"], looks.reading.reverts["theme"], looks.reverts["motion"],
                 works.reverts["keep_source"]):
        back.click()
        QApplication.processEvents()
    chosen = load()
    assert (chosen.size, chosen.theme, chosen.motion, chosen.keep_source) == (
        Settings().size, "system", "system", False)
    assert not is_still() and not keep.isChecked()
    assert not other.reading.reverts["size"].isVisible()


def test_a_key_gets_another_work_conflicts_are_settled_in_words_and_all_of_it_survives_a_restart(
        qtbot: QtBot, tmp_path: Path) -> None:
    person = Person(tmp_path / "port.annot", make=True)
    person.add("The harbour fee", HARBOUR)
    sheet = settings_of(person.window)
    page = keys_of(sheet, "claim")
    page.list.setCurrentIndex(page.model.index(page.model.row_of("annotate.claim")))
    press(page, Key.Key_Q)
    assert load().keys == {"annotate.claim": ("Q",)}

    page = keys_of(sheet, "link…")
    page.list.setCurrentIndex(page.model.index(page.model.row_of("link.add")))
    press(page, Key.Key_K, CTRL)
    assert page.offer.text == "Ctrl+K already does “Command palette”; give it to “Link”?"
    page.offer.buttons[1].click()
    assert "link.add" not in load().keys
    press(page, Key.Key_K, CTRL)
    page.offer.buttons[0].click()
    assert load().keys == {"annotate.claim": ("Q",), "link.add": ("Ctrl+K",), "palette.show": ()}

    for key, held, why in ((Key.Key_Tab, SHIFT, "leads from one control"), (Key.Key_Return, NONE, "presses"),
                           (Key.Key_C, CTRL, "copies"), (Key.Key_4, NONE, "kinds of the codebook"),
                           (Key.Key_2, NONE, "marks “Quote”")):
        press(page, key, held)
        assert why in page.offer.text
        QTest.keyClick(page.press, Key.Key_Escape)
    sheet.close()
    person.window.activateWindow()

    for someone in (person, None):
        if someone is None:
            faithful(person)
            person.quit()
            person = Person(tmp_path / "port.annot")
        known = len(person.annotations)
        person.select("harbour" if known else "fee")
        person.type("1")
        assert len(person.annotations) == known
        person.type("q")
        assert [each.kind for each in person.annotations] == ["claim"] * (known + 1)
        person.window.view.setFocus()
        actions = person.window.actions_
        assert actions.action("link.add").toolTip() == "Link… (Ctrl+K)"
        assert actions.action("palette.show").toolTip() == "Command palette…"
        assert "commands" not in person.window.status.text()
        assert any(button.accessibleName() == "Claim, key Q" for button in person.window.top._kinds)

    page = keys_of(settings_of(person.window), "palette")
    page.back.click()
    assert page.offer.text == "Ctrl+K: “Link” has got it meanwhile; give it back to “Command palette”?"
    page.offer.buttons[0].click()
    assert load().keys == {"annotate.claim": ("Q",), "link.add": ()}
    page.all_back.click()
    page.offer.buttons[0].click()
    assert load().keys == {}
    settings_of(person.window).close()
    person.window.activateWindow()
    person.select("port")
    person.type("1")
    assert len(person.annotations) == 3
    person.quit()


def test_every_section_can_be_reached_and_read_and_folders_that_cannot_be_opened_are_named(
        qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(tmp_path / "port.annot", make=True)
    person.key(Key.Key_Comma, CTRL)
    sheet = person.window.handlers.choosing.sheet
    assert sheet is not None and sheet.isVisible() and not sheet.isModal()
    for section in SECTIONS:
        sheet.show_now(section)
        person.settle()
        assert check(sheet) >= 2
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or len(opened) == 1)
    places = sheet.page("places")
    assert isinstance(places, PlacesPage)
    for button in places.buttons.values():
        button.click()
    assert opened == [str(home()), str(home() / "logs")] and (home() / "logs").is_dir()
    assert places._problem.text() == f"No program of this desktop opens folders. It is {home() / 'logs'}."
    person.key(Key.Key_Escape)
    assert not sheet.isVisible()
    person.quit()
