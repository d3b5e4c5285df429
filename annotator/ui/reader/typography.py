"""How the article is set: face, size, line, column. One place decides, the document and the painters ask."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

FACES = ("Literata", "Source Serif 4", "Charter", "Georgia", "Noto Serif", "DejaVu Serif")
"""Text faces that read well on a screen, best first; whichever the machine has."""

PLAIN_FACES = ("Source Sans 3", "Inter", "Atkinson Hyperlegible", "Segoe UI", "Helvetica Neue", "Noto Sans",
               "Open Sans", "Verdana", "Arial", "Liberation Sans", "DejaVu Sans")  # fmt: skip
"""Faces without serifs for who reads those more easily."""

NATURAL_LINE = 1.2
"""The line of a typical text face in ems: what `Reading.line` is a ratio to, whatever face is at hand."""

_SAMPLE = "The minister said on Tuesday that fewer than a third of those who were asked had ever heard of the plan, "


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's wishes for the text.

    Attributes:
        face: a font family; empty for the first of `FACES` that the machine has.
        size: pixels (14 to 24).
        line: ratio to a natural line (1.3 to 2.0); the lanes stand in the room between two lines.
        width: characters of a full line of English prose.
    """

    face: str = ""
    size: int = 17
    line: float = 1.55
    width: int = 66

    @property
    def pitch(self) -> int:
        """Whole pixels from one baseline to the next, so that every line meets the pixel grid alike."""
        return max(self.size + 4, round(self.line * NATURAL_LINE * self.size))


def text_font(reading: Reading) -> QFont:
    """The article's own font."""
    return _serif(reading, reading.size)


def title_font(reading: Reading) -> QFont:
    """The headline's font: 26 px above text of 17 px, growing with it."""
    font = _serif(reading, round(reading.size * 26 / 17))
    font.setWeight(QFont.Weight.Bold)
    return font


def small_font(reading: Reading) -> QFont:
    """The line under the headline."""
    return interface_font(max(12, round(reading.size * 13 / 17)))


def interface_font(pixels: int, *, bold: bool = False) -> QFont:
    """The platform's sans, which the person chose for the whole desktop.

    By name: a font that names no family would take the text's serif from the widget that it is painted on.
    """
    font = QFont()
    font.setFamilies(QGuiApplication.font().families())
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def column_width(reading: Reading) -> int:
    """Pixels that a line of `reading.width` characters of English prose needs."""
    return ceil(letter_width(reading) * reading.width)


def letter_width(reading: Reading) -> float:
    """Pixels of a letter of English prose, spaces among them, on average."""
    return QFontMetricsF(text_font(reading)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)


def _serif(reading: Reading, pixels: int) -> QFont:
    font = QFont()
    font.setFamilies([reading.face, *FACES] if reading.face else list(FACES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
