"""How one works: what is filled in, and what is suggested."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.ui.bridge import Bridge
from annotator.ui.forms.settings.page import SettingsPage


class WorkingPage(SettingsPage):
    """Keep the source; suggestions."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        keep = self.add_switch("keep_source", tr("Keep the source"),
                               tr("Each new annotation gets the source of the last one, until this is off again."))
        self.add_switch("suggestions", tr("Suggest annotations to me"),
                        tr("Quotes, statistics and boilerplate are found on this computer, by rules. Nothing is "
                           "stored by itself."))
        self._column.addStretch(1)
        self.setFocusProxy(keep)
