"""What the parts of the handlers have in common: the window, and a table of what they can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.side_panel import SidePanel

Table = dict[str, Callable[[], object]]
"""Command id → what to call."""


class Part(QObject):
    """The methods behind the commands of one subject. Parts are strangers to each other."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bridge, self._annotating, self._view = window.bridge, window.annotating, window.view
        self._navigation = window.navigation

    def table(self) -> Table:
        """Command id → what to call; a part of its own says which."""
        return {}

    def _shown_panel(self) -> SidePanel:
        """The side panel, built and in sight."""
        self._window.furnish()
        panel = self._window.panel
        assert panel is not None
        self._window.panel_place.show()
        self._window.actions_.set_checked("show.panel", True)
        return panel
