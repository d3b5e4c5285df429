"""Several values of one thing side by side, of which a person picks one: ← and → do it, or a click."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.widgets.plain import plain

_BESIDE = 34
"""Pixels of a radio button that are not its words."""
_SHORT = 22
"""Letters that fit beside another value; of longer ones, cut there, one could not tell what differs."""


class ElidedRadio(QRadioButton):
    """A radio button that is as wide as its place; the whole of its words is in the tooltip when they are cut.

    Signals:
        entered: Enter was pressed on it: the choice is made.
    """

    entered = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = " ".join(words.split())
        self.setAccessibleName(self.words)
        self.setText(plain(self.words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """A few letters: long words must not hold a panel open."""
        return QSize(80, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + _BESIDE, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        room = self.width() - _BESIDE
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideMiddle, room)
        self.setToolTip(escape(self.words) if shown != self.words else "")
        if self.text() != plain(shown):
            self.setText(plain(shown))


class PickRow(QWidget):
    """A caption, and the values below it, side by side where they are short; the first is picked at the beginning.

    Signals:
        picked: the value.
        entered: Enter was pressed on a value.
    """

    picked = Signal(object)
    entered = Signal()

    def __init__(
        self, caption: str, values: Sequence[tuple[Any, str]], *, at: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.caption = caption
        self.setAccessibleName(caption)
        self._values = [value for value, _ in values]
        self._group = QButtonGroup(self)
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(caption)
        label.setProperty("role", "caption")
        columns = 2 if all(len(words) <= _SHORT for _, words in values) else 1
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for place, (_, words) in enumerate(values):
            button = ElidedRadio(words, self)
            button.setAccessibleName(f"{caption}: {words}")
            button.setChecked(place == at)
            button.entered.connect(self.entered)
            self._group.addButton(button, place)
            grid.addWidget(button, place // columns, place % columns)
        for at_column in range(columns):
            grid.setColumnStretch(at_column, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(label)
        column.addLayout(grid)
        self._group.buttonClicked.connect(self._tell)

    @property
    def value(self) -> Any:
        """What is picked."""
        return self._values[self._group.checkedId()]

    def buttons(self) -> list[QAbstractButton]:
        """The values' buttons, in order."""
        return self._group.buttons()

    @Slot(QAbstractButton)
    def _tell(self, _button: QAbstractButton) -> None:
        self.picked.emit(self.value)
