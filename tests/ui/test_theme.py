"""Recompute, from the very files that ship, that everybody can tell the kinds apart and read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.corpus.people import COLOURS
from annotator.settings import resource
from annotator.ui.theme import (
    CHOICES,
    THEMES,
    Theme,
    apply_theme,
    chosen_theme,
    contrast,
    load_theme,
    mixed,
    style_names,
    style_sheet,
    theme_name_for,
)

Matrix = tuple[tuple[float, float, float], ...]
Light = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
OKLAB_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB_AXES: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix: Matrix, light: Light) -> Light:
    red, green, blue = (sum(share * part for share, part in zip(row, light, strict=True)) for row in matrix)
    return red, green, blue


def each(light: Light, change: Callable[[float], float]) -> Light:
    return change(light[0]), change(light[1]), change(light[2])


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def inside(channel: float) -> float:
    return min(1.0, max(0.0, channel))


def root(channel: float) -> float:
    return float(channel ** (1 / 3))


def seen(colour: QColor, sight: str) -> Light:
    light = each((colour.redF(), colour.greenF(), colour.blueF()), linear)
    return each(times(SIGHTS[sight], light), inside)


def apart(one: QColor, other: QColor, sight: str) -> float:
    """The distance of two colours in OKLab, times 100."""
    first, second = (times(OKLAB_AXES, each(times(OKLAB_CONES, seen(c, sight)), root)) for c in (one, other))
    return 100 * float(sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5)


def ratio(one: QColor, other: QColor, sight: str) -> float:
    def shine(colour: QColor) -> float:
        red, green, blue = seen(colour, sight)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((shine(one), shine(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    return load_theme(request.param)


def test_the_measure_itself_knows_black_from_white() -> None:
    assert ratio(QColor("black"), QColor("white"), "normal") == pytest.approx(21)
    assert apart(QColor("black"), QColor("white"), "normal") == pytest.approx(100, abs=0.1)
    assert apart(QColor("#ff0000"), QColor("#00ff00"), "deutan") < apart(QColor("#ff0000"), QColor("#00ff00"), "normal")


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_strokes_of_any_two_kinds_can_be_told_apart(theme: Theme, sight: str) -> None:
    for one, other in combinations(theme.kinds.values(), 2):
        assert apart(one.stroke, other.stroke, sight) >= 14


@pytest.mark.parametrize("sight", SIGHTS)
def test_text_on_a_tint_can_be_read(theme: Theme, sight: str) -> None:
    for colours in (*theme.kinds.values(), *theme.spares.values()):
        assert ratio(colours.on_tint, colours.tint, sight) >= (6 if theme.dark else 7)


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_stroke_is_seen_on_the_page_and_on_its_own_tint(theme: Theme, sight: str) -> None:
    for colours in (*theme.kinds.values(), *theme.spares.values()):
        assert ratio(colours.stroke, theme.page, sight) >= 4.5
        assert ratio(colours.stroke, colours.tint, sight) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_coders_can_be_told_apart_and_their_initials_be_read(theme: Theme, sight: str) -> None:
    assert len(theme.coders) == COLOURS
    for one, other in combinations(theme.coders, 2):
        assert apart(one, other, sight) >= 13
    for fill in theme.coders:
        assert ratio(fill, theme.coder_ink, sight) >= 4.5
        assert min(ratio(fill, ground, sight) for ground in (theme.page, theme.chrome, theme.raised)) >= 3


def test_claim_is_solid_quote_dashed_and_statistic_dotted(theme: Theme) -> None:
    patterns = [theme.kind(kind).pattern for kind in ("claim", "quote", "statistic")]
    assert patterns == [Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine]


def test_every_ink_can_be_read_on_every_ground_it_is_used_on(theme: Theme) -> None:
    grounds = (theme.page, theme.chrome, theme.raised)
    for ground in grounds:
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.chrome_ink, ground) >= 7
        for quiet in (theme.muted, theme.accent, theme.warning, theme.danger, theme.success):
            assert contrast(quiet, ground) >= 4.5
        assert contrast(theme.focus, ground) >= 3
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.ink, theme.selection) >= 7
    assert contrast(theme.ink, theme.hover) >= 7


def test_each_theme_file_names_the_same_colours_kinds_and_spares() -> None:
    stored = [json.loads(resource("themes", f"{name}.json").read_text("utf-8")) for name in THEMES]
    for part in ("colours", "kinds", "spares"):
        assert [theme[part].keys() for theme in stored] == [stored[0][part].keys()] * len(THEMES)
    for theme in stored:
        assert all(QColor(colour).isValid() for colour in theme["colours"].values())
        assert set(theme["kinds"]) == {"claim", "quote", "statistic"}


def test_a_kind_of_the_team_has_the_same_legible_colours_every_time(theme: Theme) -> None:
    assert theme.kind("promise") == theme.kind("promise")
    assert theme.kind("promise") in theme.spares.values()
    assert theme.kind("promise", "green") is theme.spares["green"]
    assert theme.kind("quote", "green") is theme.kinds["quote"]


@pytest.mark.parametrize("colour", ["#FF0000", "#FFFF00", "#FFFFFF", "#000000", "#777777", "#00FFFF"])
def test_whatever_colour_a_codebook_asks_for_can_be_read(theme: Theme, colour: str) -> None:
    colours = theme.kind("promise", colour)
    assert contrast(colours.stroke, theme.page) >= 4.5
    assert contrast(colours.stroke, colours.tint) >= 4.5
    assert contrast(colours.on_tint, colours.tint) >= 5.5


def test_a_colour_that_is_none_falls_back_to_a_spare(theme: Theme) -> None:
    assert theme.kind("promise", "#no colour") in theme.spares.values()


def test_the_style_sheet_leaves_no_name_unfilled_and_finds_its_pictures(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    pictures = [part.split('"')[0] for part in sheet.split('url("')[1:]]
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_the_application_wears_the_theme_and_changes_it(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Export")
    qtbot.addWidget(button)
    for name in (*THEMES, "light"):
        theme = load_theme(name)
        apply_theme(qapp, theme)
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.chrome
        button.ensurePolished()
        assert button.sizeHint().height() >= 24
    qapp.setStyleSheet("")


def test_a_choice_becomes_a_theme_that_exists(qapp: QApplication) -> None:
    assert theme_name_for("dark") == "dark"
    assert theme_name_for("light") == "light"
    desktop_is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme_name_for("system") == ("dark" if desktop_is_dark else "light")
    assert theme_name_for("sepia of a later version") in THEMES
    assert CHOICES == ("system", "light", "sepia", "dark", "contrast")


@pytest.mark.parametrize(("choice", "dark", "high", "expected"), [
    ("system", False, False, "light"), ("system", True, False, "dark"), ("system", False, True, "contrast"),
    ("system", True, True, "contrast"), ("sepia", True, True, "sepia"), ("light", True, True, "light"),
])  # fmt: skip
def test_the_desktop_decides_only_for_who_follows_it(choice: str, dark: bool, high: bool, expected: str) -> None:
    assert chosen_theme(choice, dark=dark, contrast=high) == expected


def test_high_contrast_has_seven_to_one_wherever_something_is_read(qapp: QApplication) -> None:
    theme = load_theme("contrast")
    states = {name: QColor(value) for name, value in style_names(theme).items()}
    for ground in (theme.page, theme.chrome, theme.raised, theme.hover):
        for words in (theme.ink, theme.chrome_ink, theme.muted, theme.faint, theme.accent, theme.warning,
                      theme.danger, theme.success, theme.focus, theme.line):
            assert contrast(words, ground) >= (7 if words != theme.line else 5)
    for ground in (theme.selection, states["pressed"]):
        for words in (theme.ink, theme.chrome_ink, theme.muted):
            assert contrast(words, ground) >= 7
        assert contrast(theme.focus, ground) >= 3
    for colours in (*theme.kinds.values(), *theme.spares.values()):
        assert contrast(colours.on_tint, colours.tint) >= 7
        assert contrast(colours.stroke, colours.tint) >= 7
        assert contrast(colours.stroke, theme.page) >= 7
    assert contrast(theme.on_accent, theme.accent) >= 7


def test_high_contrast_draws_lines_where_others_have_shades(qapp: QApplication) -> None:
    for name in THEMES:
        theme = load_theme(name)
        assert theme.high_contrast == (name == "contrast")
        assert (theme.outline.style() == Qt.PenStyle.SolidLine) == theme.high_contrast
        assert (theme.frame.color() == theme.ring.color()) != theme.high_contrast, "what is chosen has not the focus"
        assert theme.ring.widthF() == (3 if theme.high_contrast else 2)
    assert "border: 3px solid #ffe500" in style_sheet(load_theme("contrast"))
    assert "3px solid" not in style_sheet(load_theme("light"))


def test_states_that_are_stirred_from_the_theme_can_be_read(theme: Theme) -> None:
    names = {name: QColor(value) for name, value in style_names(theme).items()}
    for ground in ("banner_notice", "banner_warning", "banner_danger", "pressed"):
        assert contrast(theme.ink, names[ground]) >= 7, ground
    assert contrast(names["toast_ink"], names["toast"]) >= 7
    assert contrast(theme.on_accent, names["accent_hover"]) >= 4.5
    assert contrast(names["edge"], theme.raised) >= 3, "the frame of a box that can be ticked"


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    black, white = QColor("black"), QColor("white")
    assert mixed(black, white, 0) == black
    assert mixed(black, white, 1) == white
    assert mixed(black, white, 0.5).red() == 128
