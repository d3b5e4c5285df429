"""The first page: three ways to begin, what was open before, and the name one works under."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.settings import Settings
from annotator.ui.theme import load_theme
from annotator.ui.welcome import WelcomePage
from annotator.ui.widgets.recent_project import RecentProject


def opened(qtbot: QtBot, *recent: Path) -> WelcomePage:
    page = WelcomePage(load_theme("light"), Settings(name="Mara", recent=tuple(map(str, recent))))
    qtbot.addWidget(page)
    page.show()
    return page


def button(page: WelcomePage, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == words)


@pytest.mark.parametrize(("words", "signal"), [
    ("Open the sample", "sample_wanted"), ("New project…", "new_wanted"), ("Open…", "open_wanted")])
def test_each_way_to_begin_is_one_button(qtbot: QtBot, words: str, signal: str) -> None:
    page = opened(qtbot)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(button(page, words), Qt.MouseButton.LeftButton)


def test_the_sample_leads_whoever_comes_for_the_first_time_and_later_the_last_project(
        qtbot: QtBot, tmp_path: Path) -> None:
    assert button(opened(qtbot), "Open the sample").property("primary")
    again = opened(qtbot, tmp_path / "a.annot")
    assert not button(again, "Open the sample").property("primary")
    assert again.focusWidget() is again.findChild(RecentProject).button  # type: ignore[union-attr]


def test_a_recent_project_opens_and_one_that_is_gone_is_grey(qtbot: QtBot, tmp_path: Path) -> None:
    there, gone = tmp_path / "There.annot", tmp_path / "nowhere" / "Gone.annot"
    there.touch()
    page = opened(qtbot, there, gone)
    first, second = page.findChildren(RecentProject)
    qtbot.waitUntil(lambda: not second.button.isEnabled())
    assert second.button.accessibleName().endswith("not there now")
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.mouseClick(first.button, Qt.MouseButton.LeftButton)
    assert chosen.args == [there]


def test_a_recent_project_can_be_taken_off_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(qtbot, tmp_path / "a.annot", tmp_path / "b.annot")
    first, second = page.findChildren(RecentProject)
    with qtbot.waitSignal(page.recent_forgotten) as forgotten:
        qtbot.mouseClick(first._cross, Qt.MouseButton.LeftButton)
    assert forgotten.args == [tmp_path / "a.annot"]
    assert not first.isVisible()
    assert page.focusWidget() is second.button


def test_the_name_is_kept_when_one_leaves_it_and_never_empty(qtbot: QtBot) -> None:
    page = opened(qtbot)
    page.name.setText("Mara Tennick")
    with qtbot.waitSignal(page.name_chosen) as chosen:
        qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert chosen.args == ["Mara Tennick"]
    page.name.clear()
    with qtbot.assertNotEmitted(page.name_chosen):
        qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert page.name.text() == "Mara Tennick"


def drop(page: WelcomePage, mime: QMimeData) -> None:
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    page.dropEvent(event)


def test_files_that_are_dropped_make_a_project(qtbot: QtBot, tmp_path: Path) -> None:
    page, mime = opened(qtbot), QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "ä b.txt")), QUrl("https://news.example/x")])
    with qtbot.waitSignal(page.dropped) as dropped:
        drop(page, mime)
    assert dropped.args == [[tmp_path / "ä b.txt"]]


def test_a_text_that_is_pasted_makes_a_project_and_an_empty_one_none(qtbot: QtBot) -> None:
    page = opened(qtbot)
    QGuiApplication.clipboard().setText("“It is late,” she said.")
    with qtbot.waitSignal(page.pasted) as pasted:
        page._paste()
    assert pasted.args[0].text == "“It is late,” she said."
    QGuiApplication.clipboard().setText("  \n ")
    with qtbot.assertNotEmitted(page.pasted):
        page._paste()


def test_every_control_has_a_name_and_the_theme_can_change(qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(qtbot, tmp_path / "a.annot")
    controls = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert [w for w in controls if not w.accessibleName()] == []
    page.set_theme(load_theme("dark"))
    assert page.grab().toImage().pixelColor(5, 5) == load_theme("dark").page


def test_enter_presses_the_button_that_leads(qtbot: QtBot) -> None:
    page = opened(qtbot)
    page.activateWindow()
    leads = button(page, "Open the sample")
    qtbot.waitUntil(leads.hasFocus)
    with qtbot.waitSignal(page.sample_wanted):
        qtbot.keyClick(leads, Qt.Key.Key_Return)
