"""What stands around the text, built after the first paint: menus, bars, library, panel, find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.annotating import Annotating
from annotator.ui.collecting import collect_here
from annotator.ui.commands import Actions
from annotator.ui.find_bar import FindBar
from annotator.ui.handlers import Handlers
from annotator.ui.icons import IconSetter
from annotator.ui.navigation import Navigation
from annotator.ui.panels.library_panel import LibraryPanel
from annotator.ui.side_panel import SidePanel
from annotator.ui.status_line import StatusLine
from annotator.ui.top_bar import TopBar
from annotator.ui.widgets.banner import Banner
from annotator.ui.widgets.pill import Pill
from annotator.ui.widgets.toast import Toasts
from annotator.ui.window_place import filter_again

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def furnish(window: MainWindow) -> None:
    """Put everything into the places that the window has kept for it."""
    collect_here()  # threads begin from here on
    bridge, theme = window.bridge, window.bridge.theme
    window.view.setObjectName("reader")
    window.annotating = Annotating(bridge, window.view)
    window.navigation = Navigation(bridge, window.view)
    window.top, window.banner, window.status = TopBar(theme), Banner(theme), StatusLine()
    window.status.show_settings(bridge.settings, bridge.keymap)
    window.toasts, window.icons = Toasts(window), IconSetter(window, theme)
    window.pill = Pill(window.pages, window.view, theme)
    window.handlers = Handlers(window)
    window.actions_ = Actions(window, window.handlers.table(), places=window.handlers.places())
    window.actions_.fill(window.menuBar())
    window.top.add_buttons(window.actions_, window.icons)
    window.find_bar = FindBar(bridge)
    window.find_bar.hide()
    window.library, window.panel = LibraryPanel(bridge), SidePanel(bridge)
    places = ((window.top_place, window.top), (window.status_place, window.status),
              (window.library_place, window.library), (window.panel_place, window.panel))
    for place, content in places:
        _layout(place).addWidget(content)
    _layout(window.centre).insertWidget(0, window.banner)
    _layout(window.centre).insertWidget(1, window.find_bar)
    window.desk.connect_suggestions()
    window.handlers.connect_parts()
    window.panel.show_tab(window.state.tab)
    filter_again(window)


def _layout(place: QWidget) -> QVBoxLayout:
    layout = place.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout
