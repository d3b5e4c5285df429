"""The way back of one setting: there only while it is not as the program has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.language import tr
from annotator.ui.icons import set_icon
from annotator.ui.theme import Theme


class RevertButton(QToolButton):
    """Keeps its room while it is hidden, so that nothing beside it moves.

    Args:
        caption: the setting's name, for screen readers.
        control: what gets the focus when the button goes away under it.
    """

    def __init__(self, caption: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self.setFixedSize(28, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("{caption}: back to the default", caption=caption))
        self.setToolTip(tr("Back to the default"))
        room = self.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.setSizePolicy(room)

    def show_changed(self, changed: bool) -> None:
        """Whether there is anything to go back from."""
        if not changed and self.hasFocus():
            self._control.setFocus()
        self.setVisible(changed)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's ink."""
        set_icon(self, "revert", theme.chrome_ink)
