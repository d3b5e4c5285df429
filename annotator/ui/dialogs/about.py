"""What this is, in which version, under which licence."""

from __future__ import annotations

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from annotator import __version__
from annotator.language import tr
from annotator.project.journal import SQLITE
from annotator.settings import home, resource


class AboutDialog(QDialog):
    """Versions, licence and where this computer keeps things; the text can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Annotator"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "annotator.svg"))).pixmap(64, 64))
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        words = QLabel(
            f"Annotator {__version__}\n\n"
            + tr("Mark claims, quotes and statistics in articles,\nand link each to its sources.")
            + f"\n\nPython {platform.python_version()} · Qt {pyside_version} · SQLite {SQLITE}\n"
            + tr("Settings and replicas: {folder}", folder=home())
            + "\n\n" + tr("MIT licence. The sample articles are CC0."))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                      | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        words.setAccessibleName(tr("About Annotator"))
        column.addWidget(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        licences = buttons.addButton(tr("Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
        licences.setAccessibleName(tr("Licences"))
        licences.setAutoDefault(False)
        licences.clicked.connect(self.show_licences)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.close)
        column.addWidget(buttons)

    @Slot()
    def show_licences(self) -> None:
        """Who else has a part in the program."""
        from annotator.ui.dialogs.licences_window import LicencesWindow

        LicencesWindow(self).show()
