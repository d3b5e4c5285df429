"""The language of the program, which it speaks from its next start on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.language import LANGUAGES, spoken, tr, wanted
from annotator.ui.bridge import Bridge
from annotator.ui.forms.settings.page import SettingsPage
from annotator.ui.widgets.plain import plain_label


class LanguagePage(SettingsPage):
    """One of a few languages, or the one that the computer is set to.

    Signals:
        again_wanted: the program shall start again now, with what is open.
    """

    again_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        row = self.add_choice("language", tr("Language"), {"": tr("Like the computer"), **LANGUAGES},
                              tr("Menus, messages, help and numbers. It changes nothing in a project."))
        self.later = plain_label("", "muted")
        self.again = QPushButton(tr("Start again now"))
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.again_wanted)
        line = QHBoxLayout()
        line.addWidget(self.later, 1)
        line.addWidget(self.again)
        self._column.addLayout(line)
        self._column.addStretch(1)
        self.setFocusProxy(row)

    def show_settings(self) -> None:
        """Show what is chosen now, and what becomes of it."""
        super().show_settings()
        to_come = wanted(self._bridge.settings.language)
        self.later.setText(tr("Annotator speaks {language} once it has started again. Nothing that is open is lost.",
                              language=LANGUAGES[to_come]))
        for widget in (self.later, self.again):
            widget.setVisible(to_come != spoken())
