"""What a person has chosen for themselves: their settings, and the keys that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from annotator.ui.handlers.part import Part

if TYPE_CHECKING:
    from annotator.ui.commands import Keymap
    from annotator.ui.main_window import MainWindow


class Choosing(Part):
    """Has the window follow the settings."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._used: Keymap | None = None

    def connect_settings(self) -> None:
        """Use the keys that are chosen, from now on also those that will be."""
        self._bridge.settings_changed.connect(self.use_keys)
        if self._bridge.keymap.own:
            self.use_keys()

    @Slot()
    def use_keys(self, _: object = None) -> None:
        """Have every menu, tooltip, hint and button go by the keys that are chosen now."""
        keymap, window = self._bridge.keymap, self._window
        window.status.show_settings(self._bridge.settings, keymap)
        if keymap is self._used:
            return
        self._used = keymap
        window.actions_.use(keymap)
        window.top.show_kinds(self._bridge.session.catalogue.codebook(), keymap)
        window.show_state()
        window.handlers.viewing.follow_focus(None, None)
