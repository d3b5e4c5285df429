"""The colours that a team may give: each a swatch with its wash and the pattern of its line, never colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from annotator.language import tr, trc
from annotator.ui.theme import Theme
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.editors import ENTER, Editor
from annotator.ui.widgets.flow_layout import FlowLayout

_PATTERNS = {
    Qt.PenStyle.SolidLine: tr("solid line"), Qt.PenStyle.DashLine: tr("dashed line"),
    Qt.PenStyle.DotLine: tr("dotted line")}
_COLOURS = {"green": tr("green"), "red": tr("red"), "violet": tr("violet"), "teal": tr("teal"), "olive": tr("olive"),
            "slate": tr("slate")}
"""The theme's spare colours."""


class ColourChips(Editor):
    """One of the theme's spare colours; a colour that is none of them has a swatch of its own.

    Args:
        free: a press on the chosen one takes the colour away.
    """

    def __init__(self, colours: Sequence[str], theme: Theme, *, free: bool = False) -> None:
        super().__init__()
        self._theme, self._free = theme, free
        self._value: Any = None
        self._flow = FlowLayout(self, gap=4)
        self._chips: dict[str, _Swatch] = {}
        for colour in colours:
            self._add(colour)
        self.control = next(iter(self._chips.values()))

    def set_value(self, value: Any) -> None:
        """Show the stored colour."""
        self._value = value
        if value and value not in self._chips:
            self._add(str(value))
        for colour, chip in self._chips.items():
            chip.setChecked(colour == value)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        for chip in self._chips.values():
            chip.set_theme(theme)

    def name(self, title: str, help_: str) -> None:
        """Each swatch says the question with its answer."""
        for colour, chip in self._chips.items():
            words, line = _COLOURS.get(colour, colour), _PATTERNS.get(chip.pattern, trc("pattern", "line"))
            chip.setAccessibleName(tr("{title}: {colour}, {line}", title=title, colour=words, line=line))
            chip.setAccessibleDescription(help_)
            chip.setToolTip(f"{words.capitalize()}, {line}")

    def press(self, value: str) -> None:
        """Choose a colour as a click does."""
        self._chips[value].click()

    def take_focus(self) -> None:
        """Begin at the chosen one."""
        chosen = next((chip for chip in self._chips.values() if chip.isChecked()), self.control)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, colour: str) -> None:
        chip = _Swatch(colour, self._theme)
        chip.clicked.connect(Call(self._picker(colour), chip).run)
        chip.came.connect(self.begun)
        chip.escaped.connect(self.left)
        self._chips[colour] = chip
        self._flow.addWidget(chip)

    def _picker(self, colour: str) -> Callable[[], None]:
        def pick() -> None:
            new = None if self._free and self._value == colour else colour
            self.set_value(new)
            self.committed.emit(new)

        return pick


class _Swatch(QAbstractButton):
    came, escaped = Signal(), Signal()

    def __init__(self, colour: str, theme: Theme) -> None:
        super().__init__()
        self._colour, self._theme = colour, theme
        self.setCheckable(True)
        self.setFixedSize(QSize(34, 28))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def pattern(self) -> Qt.PenStyle:
        """The pattern of its line."""
        return self._theme.kind("", self._colour).pattern

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._theme.kind("", self._colour)
            box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            chosen = self.isChecked()
            painter.setPen(QPen(colours.stroke if chosen else self._theme.line, 2.0 if chosen else 1.0))
            painter.setBrush(colours.tint)
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QPen(colours.stroke, 2.0, colours.pattern, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(box.left() + 5, box.bottom() - 6), QPointF(box.right() - 5, box.bottom() - 6))
            if self.hasFocus():
                painter.setPen(QPen(self._theme.focus, 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        finally:
            painter.end()
