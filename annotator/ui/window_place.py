"""Where a project's window stood, and how its lists were filtered: kept, and put back where that makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen

from annotator.ui.window_state import WindowState

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.models.cards import Filter

_GRIP = QRect(0, 0, 120, 32)
"""Pixels at the upper left of a window that must lie on a screen for it to be moved by hand."""


def put_back(window: MainWindow) -> None:
    """Give the window the size it had, and the place, unless the screen that it was on is gone or has become small."""
    state = window.state
    corner = QPoint(state.left, state.top)
    screen = _screen_at(corner) if state.placed else None
    room, least = (screen or window.screen()).availableGeometry().size(), window.minimumSize()
    wanted = QSize(state.width, state.height)
    window.resize(wanted.boundedTo(room) if room.boundedTo(least) == least else wanted)
    if screen is not None:
        window.move(corner)


def filter_again(window: MainWindow) -> None:
    """List in library and cards what was listed."""
    from annotator.ui.models.cards import Filter  # the lists come after the first paint
    from annotator.ui.models.shelves import FILTERS

    state = window.state
    assert window.library is not None and window.panel is not None
    if state.shelf != "all" and state.shelf in FILTERS:
        window.library.show_filter(state.shelf)
    codebook = window.bridge.session.catalogue.codebook()
    kinds = {kind.id: Filter(kind=kind.id) for kind in codebook.shown}
    if wanted := (_special() | kinds).get(state.cards):
        window.panel.annotation.cards.show_filter(wanted)


def present_state(window: MainWindow) -> WindowState:
    """How the window is left now."""
    sizes, large = window.splitter.sizes(), window.isMaximized() or window.isFullScreen()
    frame = window.normalGeometry() if large else QRect(window.pos(), window.size())
    desk, before, panel, library = window.desk, window.state, window.panel, window.library
    known = set(window.bridge.session.catalogue.library.in_order(desk.carets.keys() | desk.scrolls.keys()))
    return WindowState(
        frame.width(), frame.height(), window.isMaximized(), sizes[0] or before.library, sizes[2] or before.panel,
        not window.library_place.isHidden(), not window.panel_place.isHidden(),
        panel.tab() if panel else before.tab, window.bridge.article,
        {name: caret for name, caret in desk.carets.items() if name in known},
        {name: scroll for name, scroll in desk.scrolls.items() if name in known},
        placed=True, left=frame.x(), top=frame.y(), shelf=library.filters.choice if library else before.shelf,
        cards=_name(panel.annotation.cards.model.filter) if panel else before.cards)


def _screen_at(corner: QPoint) -> QScreen | None:
    grip = _GRIP.translated(corner)
    return next((each for each in QGuiApplication.screens() if each.availableGeometry().contains(grip)), None)


def _special() -> dict[str, Filter]:
    from annotator.ui.models.cards import INCOMPLETE, NEEDS_SOURCE

    return {"?source": NEEDS_SOURCE, "?answer": INCOMPLETE}


def _name(wanted: Filter) -> str:
    return next((name for name, each in _special().items() if each == wanted), wanted.kind)
