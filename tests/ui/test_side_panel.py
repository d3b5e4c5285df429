from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.side_panel import PANELS, SidePanel
from tests.ui.newsroom import Newsroom, newsroom

__all__ = ["newsroom"]


@pytest.fixture
def panel(newsroom: Newsroom, qtbot: QtBot) -> SidePanel:
    newsroom.bridge.show_article(newsroom.shelves()[0].id)
    made = SidePanel(newsroom.bridge)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    return made


def test_there_is_a_tab_for_each_panel_in_the_order_of_the_tuple(panel: SidePanel) -> None:
    assert [panel.tabs.tabToolTip(at) for at in range(panel.tabs.count())] == [title for _, title, *_ in PANELS]
    assert panel.tab() == "annotation"


def test_a_panel_is_built_when_it_is_first_shown_and_only_once(panel: SidePanel) -> None:
    assert set(panel._built) == {"annotation"}
    first = panel.show_tab("sources")
    assert set(panel._built) == {"annotation", "sources"}
    panel.show_tab("article")
    assert panel.show_tab("sources") is first


@pytest.mark.parametrize("name", [name for name, *_ in PANELS])
def test_every_panel_can_be_shown_and_fits_its_place(panel: SidePanel, name: str, qtbot: QtBot) -> None:
    shown = panel.show_tab(name)
    assert panel.tab() == name
    assert shown.isVisible()
    assert shown.minimumSizeHint().width() <= 360, f"{name} would hold the panel wider than 360"


def test_an_unknown_name_shows_the_first(panel: SidePanel) -> None:
    panel.show_tab("sources")
    panel.show_tab("gone in a later version")
    assert panel.tab() == "annotation"


def test_the_sources_are_shown_when_asked_for(panel: SidePanel) -> None:
    assert panel.sources.isVisible()
    assert panel.tab() == "sources"
