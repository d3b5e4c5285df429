"""Where things lie on this computer, and what this program is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator import __version__
from annotator.identity import NAME
from annotator.language import tr
from annotator.settings import home
from annotator.ui.bridge import Bridge
from annotator.ui.forms.settings.page import SettingsPage
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.problem_label import ProblemLabel


class PlacesPage(SettingsPage):
    """The folders of settings and logs, with a button that opens each."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.buttons: dict[str, QPushButton] = {}
        self._problem = ProblemLabel(self)
        self._add_place("settings", tr("Settings and replicas"), tr("Open the folder"), home(),
                        tr("What you choose here, and what this computer keeps of each project."))
        self._add_place("logs", tr("Logs"), tr("Open the folder of logs"), home() / "logs",
                        tr("What went wrong, without a word of any article. There is a file only once something has."))
        self._column.addWidget(self._problem)
        self._column.addSpacing(6)
        self._column.addWidget(plain_label(f"{NAME} {__version__}", "heading"))
        about = QPushButton(tr("About, versions and licences…"))
        about.setAutoDefault(False)
        about.clicked.connect(self._show_about)
        self._in_row(about)
        self._column.addStretch(1)
        self.setFocusProxy(self.buttons["settings"])

    def _add_place(self, key: str, caption: str, words: str, folder: Path, explained: str) -> None:
        self._column.addWidget(plain_label(caption, "heading"))
        self._column.addWidget(plain_label(str(folder), selectable=True))
        self._column.addWidget(plain_label(explained, "muted"))
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._open, folder))
        self._in_row(button)
        self.buttons[key] = button

    def _in_row(self, button: QPushButton) -> None:
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def _open(self, folder: Path, _: bool = False) -> None:
        """Show a folder in the desktop's file manager; it is made if nothing was written there yet."""
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._problem.complain("", self)
        except OSError as error:
            self._problem.complain(tr("{folder} cannot be made: {why}.", folder=folder, why=error.strerror),
                                   self)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._problem.complain(tr("No program of this desktop opens folders. It is {folder}.", folder=folder), self)

    @Slot()
    def _show_about(self) -> None:
        self._bridge.wanted.emit("help.about")
