"""A box of choices of which one stands; where its words do not fit they end in “…”, and who hovers reads them whole."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

_LEAST = 4
"""Letters for which there is room however narrow the box becomes."""


class ChoiceBox(QComboBox):
    """Takes the room that it is given, whatever its choices say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST)

    def fill(self, name: str, choices: Mapping[str, str]) -> None:
        """Offer choices (value → words); `name` is what they are about, for a screen reader."""
        self.setAccessibleName(name)
        for value, words in choices.items():
            self.addItem(words, value)

    def shown(self) -> str:
        """The words as they fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._fitting(option)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                            QStyle.SubControl.SC_ComboBoxEditField, self)
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, field.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as the style does, with words that fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitting(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """Say the words whole to who hovers, where they are not."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            whole = self.currentText()
            QToolTip.showText(event.globalPos(), "" if self.shown() == whole else whole, self)
            return True
        return super().event(event)
