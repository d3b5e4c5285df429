"""How the text looks, with the very form of the sheet at “Aa”; and whether things may move."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.forms.reading_form import ReadingForm
from annotator.ui.forms.settings.page import SettingsPage
from annotator.ui.theme import Theme


class AppearancePage(SettingsPage):
    """Theme, face, size, line, width; motion."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.reading = ReadingForm(bridge.settings, bridge.theme)
        self.reading.chosen.connect(self._choose)
        self.reading.theme_chosen.connect(self._wear)
        self.hold(self.reading)
        self.add_choice("motion", tr("Motion"), {"system": tr("Like the desktop"), "less": tr("Less")},
                        tr("With less, what shows that work goes on stands still."))
        self._column.addStretch(1)
        self.setFocusProxy(self.reading.face)

    def show_settings(self) -> None:
        """Show what is chosen now."""
        super().show_settings()
        self.reading.show_settings(self._bridge.settings)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.reading.set_theme(theme)

    @Slot(str)
    def _wear(self, choice: str) -> None:
        self._bridge.wanted.emit(f"theme.{choice}")
