"""How the article is set: face, size, line, width, theme. Each acts at once, and can go back by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.settings import Settings
from annotator.ui.letters import stretched
from annotator.ui.reader.typography import FACES, PLAIN_FACES, Reading, text_font
from annotator.ui.theme import CHOICES, Theme
from annotator.ui.widgets.call import Call
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.plain import plain_label
from annotator.ui.widgets.revert_button import RevertButton

DEFAULT = Settings()
_THEMES = dict(zip(CHOICES, (tr("Auto"), tr("Light"), tr("Sepia"), tr("Dark"), tr("Contrast")), strict=True))
_WIDTH = 440
_SAMPLE = 15
"""Pixels of a face's name in the list of faces, set in itself."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A setting that slides: its ends and step as whole numbers, `unit` of which make one of the setting's own."""

    key: str
    caption: str
    name: str
    ends: tuple[int, int]
    step: int
    unit: int
    words: Callable[[float], str]

    def value(self, at: int) -> float:
        """The setting for a place of the slider."""
        return at if self.unit == 1 else at / self.unit

    def place(self, value: float) -> int:
        """The slider's place for a setting."""
        return round(value * self.unit)


SCALES = (
    Scale("size", tr("Size"), tr("Size of the letters in pixels"), (14, 24), 1, 1,
          lambda value: tr("{value:.0f} px", value=value)),
    Scale("line", tr("Line"), tr("Space between lines, in hundredths of a line"), (130, 200), 5, 100,
          lambda value: tr("{value:.2f}", value=value)),
    Scale("width", tr("Width"), tr("Width of the text in characters"), (40, 100), 2, 1,
          lambda value: tr("{value:.0f} letters", value=value)),
)  # fmt: skip


class ReadingForm(QWidget):
    """The form; it stores nothing itself.

    Signals:
        chosen: a setting's name and its new value.
        theme_chosen: one of `CHOICES`.
    """

    chosen = Signal(str, object)
    theme_chosen = Signal(str)

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._theme = settings, theme
        self._waiting: dict[str, Any] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._tell)
        self._grid = QGridLayout()
        self.face = QComboBox(self)
        self.sliders: dict[str, QSlider] = {}
        self.reverts: dict[str, RevertButton] = {}
        self._values: dict[str, QLabel] = {}
        self.theme_row = ChoiceRow(_THEMES, name=tr("Theme"))
        self._lay_out()
        self.show_settings(settings)
        self.set_theme(theme)
        self.setFixedWidth(stretched(_WIDTH))

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen; nobody is told."""
        self._settings = settings
        self._show_face(settings.face)
        for scale in SCALES:
            value, slider = getattr(settings, scale.key), self.sliders[scale.key]
            if scale.key not in self._waiting:
                slider.blockSignals(True)
                slider.setValue(scale.place(value))
                slider.blockSignals(False)
            self._values[scale.key].setText(scale.words(value))
        self.theme_row.show_choice(settings.theme if settings.theme in CHOICES else "system")
        for key, button in self.reverts.items():
            button.show_changed(getattr(settings, key) != getattr(DEFAULT, key))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for button in self.reverts.values():
            button.set_theme(theme)

    # --- building ---

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 10, 14)
        column.setSpacing(10)
        column.addWidget(plain_label(tr("Reading"), "heading"))
        column.addLayout(self._grid)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._fill_faces()
        self._add_row("face", tr("Face"), self.face, None)
        for scale in SCALES:
            self._add_row(scale.key, scale.caption, self._slider(scale), self._value(scale))
        self._add_row("theme", tr("Theme"), self.theme_row, None)
        self.theme_row.button("system").setToolTip(tr("Like the desktop"))
        self.theme_row.button("system").setAccessibleName(tr("Like the desktop"))

    def _add_row(self, key: str, caption: str, control: QWidget, value: QLabel | None) -> None:
        row = self._grid.rowCount()
        label = plain_label(caption, "muted")
        label.setBuddy(control)
        self._grid.addWidget(label, row, 0)
        if value is None:
            self._grid.addWidget(control, row, 1, 1, 2)
        else:
            self._grid.addWidget(control, row, 1)
            self._grid.addWidget(value, row, 2)
        self._grid.addWidget(self._revert(key, caption), row, 3)

    def _slider(self, scale: Scale) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(*scale.ends)
        slider.setSingleStep(scale.step)
        slider.setPageStep(3 * scale.step)
        slider.setAccessibleName(scale.name)
        slider.setMinimumHeight(28)
        slider.valueChanged.connect(Call(_Slid(self, scale).tell, slider).run)
        self.sliders[scale.key] = slider
        return slider

    def _value(self, scale: Scale) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(tr("100 letters")))
        self._values[scale.key] = label
        return label

    def _revert(self, key: str, caption: str) -> RevertButton:
        button = RevertButton(caption, self._control(key))
        button.clicked.connect(Call(_Back(self, key).go, button).run)
        self.reverts[key] = button
        return button

    def _fill_faces(self) -> None:
        """The faces of the design that this computer has, text faces first; the first line takes the best of them."""
        self.face.setAccessibleName(tr("Face"))
        self.face.setMinimumContentsLength(12)
        self.face.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.face.addItem(tr("Best here: {family}", family=QFontInfo(text_font(Reading())).family()), "")
        here = set(QFontDatabase.families())
        for name in (*FACES, *PLAIN_FACES):
            if name in here:
                self._add_face(name, name)
        self.face.activated.connect(self._choose_face)
        self.theme_row.chosen.connect(self.theme_chosen)

    def _add_face(self, name: str, words: str) -> None:
        sample = QFont(name)
        sample.setPixelSize(_SAMPLE)
        self.face.addItem(words, name)
        self.face.setItemData(self.face.count() - 1, sample, Qt.ItemDataRole.FontRole)

    def _show_face(self, name: str) -> None:
        if self.face.findData(name) < 0:
            self._add_face(name, tr("{name} (not on this computer)", name=name))
        self.face.setCurrentIndex(self.face.findData(name))

    # --- choosing ---

    def _control(self, key: str) -> QWidget:
        if key == "theme":
            return self.theme_row.button("system")
        return self.face if key == "face" else self.sliders[key]

    @Slot()
    def _choose_face(self) -> None:
        self.choose("face", self.face.currentData())

    def choose(self, key: str, value: Any) -> None:
        """Have a setting from now on; what comes faster than the text can be set is told once."""
        if key == "theme":
            self.theme_chosen.emit(value)
            return
        self._waiting[key] = value
        self._timer.start()

    @Slot()
    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for key, value in waiting.items():
            self.chosen.emit(key, value)


class _Slid:
    """A slider as something to call."""

    def __init__(self, form: ReadingForm, scale: Scale) -> None:
        self._form, self._scale = form, scale

    def tell(self) -> None:
        """Choose what it shows."""
        at = self._form.sliders[self._scale.key].value()
        self._form.choose(self._scale.key, self._scale.value(at))


class _Back:
    """A way back as something to call."""

    def __init__(self, form: ReadingForm, key: str) -> None:
        self._form, self._key = form, key

    def go(self) -> None:
        """Choose the default again."""
        self._form.choose(self._key, getattr(DEFAULT, self._key))
