"""What a person has chosen for themselves: their settings, and the keys that follow from them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from annotator.ui.handlers.part import Part, Table

if TYPE_CHECKING:
    from annotator.ui.commands import Keymap
    from annotator.ui.dialogs.settings_window import SettingsWindow
    from annotator.ui.main_window import MainWindow


class Choosing(Part):
    """Has the window follow the settings."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._used: Keymap | None = None
        self.sheet: SettingsWindow | None = None

    def table(self) -> Table:
        """Command id → what to call."""
        return {"settings.show": self.show}

    def connect_settings(self) -> None:
        """Use the keys that are chosen, from now on also those that will be."""
        self._bridge.settings_changed.connect(self.follow)
        if self._bridge.keymap.own:
            self.follow()

    def show(self) -> None:
        """Open the settings, or bring them to the front; one window of them for each project's window."""
        if self.sheet is None:
            from annotator.ui.dialogs.settings_window import SettingsWindow

            self.sheet = SettingsWindow(self._bridge, self._window)
            self.sheet.go_to_article.connect(self._window.handlers.team.go_to)
            self.sheet.everybody_wanted.connect(self._window.handlers.team.show_last)
            self.sheet.renamed.connect(self._window.handlers.team.show_coder)
            self.sheet.again_wanted.connect(partial(self._window.application_wanted.emit, "app.again"))
        self.sheet.show_now()

    @Slot()
    def follow(self, _: object = None) -> None:
        """Have every menu, tooltip, hint and button go by what is chosen now, in whatever window it was."""
        keymap, window = self._bridge.keymap, self._window
        window.status.show_settings(self._bridge.settings, keymap)
        if keymap is not self._used:
            self._used = keymap
            window.actions_.use(keymap)
            window.top.show_kinds(self._bridge.session.catalogue.codebook(), keymap)
            window.handlers.viewing.follow_focus(None, None)
        window.show_state()
