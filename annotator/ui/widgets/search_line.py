"""A line to search a list by: a magnifier, a cross to empty it, Esc, and the arrow keys go to the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from annotator.language import tr
from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme


class SearchLine(QLineEdit):
    """Filters while one types.

    Signals:
        list_wanted: ↓ or Enter was pressed: the focus belongs to the list now.
    """

    list_wanted = Signal()

    def __init__(self, hint: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._glass = QAction(hint, self)  # to a screen reader the picture is a button
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(tr("Empty the search"), self)
        self._cross.setToolTip(tr("Empty the search"))
        self._cross.triggered.connect(self.clear)
        self._cross.setVisible(False)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._show_cross)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw the magnifier in this theme's quiet ink."""
        set_icon(self._glass, "search", theme.muted)
        set_icon(self._cross, "close", theme.muted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties what is written, ↓ and Enter go on to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))


def add_cross(line: QLineEdit) -> None:
    """Give a line Qt's own cross that empties it, with a name, which Qt does not give it."""
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):
        button.setAccessibleName(tr("Empty the line"))
