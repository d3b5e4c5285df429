"""A page of settings: rows of a caption, a control and its way back; each acts at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from annotator.settings import Settings
from annotator.ui.bridge import Bridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.revert_button import RevertButton

DEFAULT = Settings()


class SettingsPage(QWidget):
    """What the pages have in common; each adds its rows.

    Attributes:
        controls: setting → what it is chosen with.
        reverts: setting → its way back.
    """

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.controls: dict[str, QWidget] = {}
        self.reverts: dict[str, RevertButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def add_switch(self, key: str, caption: str, explained: str) -> QCheckBox:
        """A setting that is on or off."""
        box = QCheckBox(caption)
        box.toggled.connect(partial(self._choose, key))
        self._add(key, caption, box, explained)
        return box

    def add_choice(self, key: str, caption: str, choices: dict[str, str], explained: str) -> ChoiceRow:
        """A setting that is one of a few."""
        row = ChoiceRow(choices, name=caption)
        row.chosen.connect(partial(self._choose, key))
        self._add(key, caption, row, explained, titled=True)
        return row

    def _add(self, key: str, caption: str, control: QWidget, explained: str, *, titled: bool = False) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        revert = RevertButton(caption, control)
        revert.clicked.connect(partial(self._go_back, key))
        if titled:
            grid.addWidget(plain_label(caption, "muted"), 0, 0)
            grid.addWidget(control, 0, 1)
        else:
            grid.addWidget(control, 0, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(revert, 0, 2, Qt.AlignmentFlag.AlignTop)
        words = plain_label(explained, "muted")
        words.setContentsMargins(0 if titled else 26, 0, 0, 0)
        grid.addWidget(words, 1, 0, 1, 3)
        control.setAccessibleDescription(explained)
        self._column.addLayout(grid)
        self.controls[key], self.reverts[key] = control, revert

    def show_settings(self) -> None:
        """Show what is chosen now; nobody is told."""
        settings = self._bridge.settings
        for key, control in self.controls.items():
            value = getattr(settings, key)
            if isinstance(control, QCheckBox):
                control.setChecked(value)
            elif isinstance(control, ChoiceRow):
                control.show_choice(value if value in control.ids else getattr(DEFAULT, key))
            self.reverts[key].show_changed(value != getattr(DEFAULT, key))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for button in self.reverts.values():
            button.set_theme(theme)

    def hold(self, form: QWidget) -> None:
        """Show a form that elsewhere is a sheet of its own: the page has margins already."""
        layout = form.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(form)

    def _choose(self, key: str, value: object) -> None:
        if getattr(self._bridge.settings, key) != value:
            self._bridge.choose(**{key: value})

    def _go_back(self, key: str, _: bool = False) -> None:
        self._choose(key, getattr(DEFAULT, key))
