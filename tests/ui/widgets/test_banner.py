"""One banner at a time: a state, its severity, and what can be done."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.theme import load_theme
from annotator.ui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    banner = Banner(load_theme("light"))
    qtbot.addWidget(banner)
    return banner


def words(banner: Banner) -> list[str]:
    return [button.text() for button in banner.findChildren(QPushButton) if button.isVisibleTo(banner)]


def test_it_is_hidden_until_something_is_the_matter_and_again_after(banner: Banner) -> None:
    assert banner.isHidden()
    banner.show_state("The shared file is locked.", severity="warning")
    assert not banner.isHidden()
    assert banner.accessibleName() == "The shared file is locked."
    banner.clear()
    assert banner.isHidden()
    assert banner.text == ""


def test_a_new_state_takes_the_place_of_the_old_with_its_actions(banner: Banner, qtbot: QtBot) -> None:
    called: list[str] = []
    banner.show_state("Locked.", [("Try again", lambda: called.append("again"))], severity="warning")
    banner.show_state("Disk full.", [("Choose another place…", lambda: called.append("place"))], severity="danger")
    qtbot.waitUntil(lambda: words(banner) == ["Choose another place…"])
    banner.findChildren(QPushButton)[-1].click()
    assert called == ["place"]
    assert banner.property("severity") == "danger"


def test_a_severity_that_is_none_is_refused(banner: Banner) -> None:
    with pytest.raises(ValueError, match="panic"):
        banner.show_state("Help!", severity="panic")


def test_it_takes_another_theme_while_it_shows(banner: Banner) -> None:
    banner.show_state("Offline.")
    banner.set_theme(load_theme("dark"))
    assert banner.text == "Offline."
