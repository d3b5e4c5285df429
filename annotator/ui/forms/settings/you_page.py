"""Who works, with the very form of the sheet at the name in the status line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.ui.bridge import Bridge
from annotator.ui.forms.coder_form import CoderForm
from annotator.ui.forms.settings.page import SettingsPage


class YouPage(SettingsPage):
    """Name, ORCID, e-mail; who else works here."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.form = CoderForm(bridge)
        self.hold(self.form)
        self.form.title.clear()  # the page says it already
        self._column.addStretch(1)
        self.setFocusProxy(self.form.lines["name"])

    def show_settings(self) -> None:
        """Show who works now."""
        self.form.show_coder()
