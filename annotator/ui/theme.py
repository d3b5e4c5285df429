"""The window's colours: what a theme holds, how it is read and how the application wears it.

Why files and not constants: a designer can edit `resources/themes/*.json` without reading Python, and the
test recomputes from the very file that ships whether people with any colour sight can tell the kinds apart.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QPen
from PySide6.QtWidgets import QApplication

from annotator.settings import THEMES, resource
from annotator.ui.letters import stretched

CHOICES = ("system", *THEMES)
FUSION = ("-style", "fusion")
"""What QApplication is given to wear Fusion: `setStyle` gives a QStyle back, all of whose enums PySide makes (5 ms)."""

_COLOURS = (
    "page", "ink", "muted", "faint", "chrome", "chrome_ink", "line", "raised",
    "accent", "on_accent", "selection", "hover", "focus", "warning", "danger", "success",
)  # fmt: skip
_PATTERNS = {"solid": Qt.PenStyle.SolidLine, "dashed": Qt.PenStyle.DashLine, "dotted": Qt.PenStyle.DotLine}
_LEGIBLE = 4.5
_OF_LETTERS = re.compile(r"(font-size: |max-height: )(\d\d+)px")
"""What has to grow where the desktop's letters are large; a line of one pixel stays one."""


@dataclass(frozen=True, slots=True)
class KindColours:
    """How one kind looks: the wash behind the words, the line under them, text upon the wash, and the line's pattern.

    The pattern carries the kind where colour cannot: claim solid, quote dashed, statistic dotted.
    """

    tint: QColor
    stroke: QColor
    on_tint: QColor
    pattern: Qt.PenStyle


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour that the window may use; nothing in `ui` names a colour of its own.

    `page` lies behind the article, `chrome` behind panels and bars, `raised` behind cards and pop-ups.
    `muted` is still text (4.5:1 on page and chrome); `faint` is for what may be overlooked. `coders` lie behind the
    initials of a coder, which are written in `coder_ink`.
    """

    name: str
    dark: bool
    page: QColor
    ink: QColor
    muted: QColor
    faint: QColor
    chrome: QColor
    chrome_ink: QColor
    line: QColor
    raised: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    hover: QColor
    focus: QColor
    warning: QColor
    danger: QColor
    success: QColor
    kinds: Mapping[str, KindColours]
    spares: Mapping[str, KindColours] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    coders: tuple[QColor, ...] = ()
    coder_ink: QColor = field(default_factory=QColor)

    def with_own(self, colours: Mapping[str, str]) -> Theme:
        """The theme of a project whose codebook gives its own kinds these colours (kind → colour)."""
        return replace(self, own=dict(colours))

    @property
    def high_contrast(self) -> bool:
        """Whether borders say what elsewhere a shade says, and rings are thicker."""
        return self.name == "contrast"

    @property
    def ring(self) -> QPen:
        """What is drawn around that which has the keyboard's focus."""
        return QPen(self.focus, 3.0 if self.high_contrast else 2.0)

    @property
    def frame(self) -> QPen:
        """What is drawn around the one that is chosen, without the keyboard's focus."""
        return QPen(self.ink if self.high_contrast else self.focus, 2.0)

    @property
    def outline(self) -> QPen:
        """What is drawn around that which a shade sets off: nothing, but a line where shades cannot be seen."""
        return QPen(self.ink, 1.0) if self.high_contrast else QPen(Qt.PenStyle.NoPen)

    def kind(self, kind: str, colour: str = "") -> KindColours:
        """The colours of a kind, also of one that the team made itself.

        A kind that this theme does not know takes the spare that the codebook names (`"green"`), else colours
        made legible from the codebook's own `"#RRGGBB"`, else a spare chosen by its id: the same on every machine.
        """
        if kind in self.kinds:
            return self.kinds[kind]
        colour = colour or self.own.get(kind, "")
        if colour in self.spares:
            return self.spares[colour]
        spare = tuple(self.spares.values())[zlib.crc32(kind.encode()) % len(self.spares)]
        wanted = QColor.fromString(colour) if colour.startswith("#") else QColor()
        return _legible(self, wanted, spare.pattern) if wanted.isValid() else spare


def load_theme(name: str) -> Theme:
    """Read `resources/themes/<name>.json`.

    Raises:
        KeyError: the file lacks one of the colours; FileNotFoundError: there is no such theme.
    """
    stored = json.loads(resource("themes", f"{name}.json").read_text("utf-8"))
    colours = {key: QColor(stored["colours"][key]) for key in _COLOURS}
    ink = colours["ink"]
    return Theme(
        name=stored["name"],
        dark=stored["dark"],
        kinds={kind: _kind_colours(entry, ink) for kind, entry in stored["kinds"].items()},
        spares={kind: _kind_colours(entry, ink) for kind, entry in stored["spares"].items()},
        own={},
        coders=tuple(map(QColor, stored["coders"]["fills"])),
        coder_ink=QColor(stored["coders"]["ink"]),
        **colours,
    )


def theme_name_for(choice: str) -> str:
    """The theme to wear for a person's choice: what is not known, as `"system"` itself, follows the desktop."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return chosen_theme(choice, dark=dark, contrast=_desktop_wants_contrast())


def chosen_theme(choice: str, *, dark: bool, contrast: bool) -> str:
    """The theme for a choice on a desktop that is dark or not, and asks for high contrast or not."""
    if choice in THEMES:
        return choice
    return "contrast" if contrast else "dark" if dark else "light"


def _desktop_wants_contrast() -> bool:
    """Qt tells since 6.10."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    return hints is not None and hints().contrastPreference() == Qt.ContrastPreference.HighContrast


def when_contrast_changes(call: Callable[[], None]) -> None:
    """Have something called when the desktop begins or ceases to ask for high contrast."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if hints is not None:
        hints().contrastPreferenceChanged.connect(call)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: one palette, one style sheet. May be called again at any time.

    It fits Fusion, which the application is to be made with: `QApplication([name, *FUSION])`.
    """
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """The theme as a QPalette, so that what the style sheet leaves alone fits too."""
    made = QPalette()
    for role, colour in _roles(theme).items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.faint)
    return made


def style_sheet(theme: Theme) -> str:
    """The one style sheet, `resources/themes/window.qss`, with the theme's colours in place of `$names`.

    High contrast adds `contrast.qss` to it: what it does otherwise is more than colours.
    """
    names = style_names(theme)
    names["theme"] = theme.name
    names["folder"] = resource("themes").as_posix()
    sheets = [resource("themes", "window.qss"), *([resource("themes", "contrast.qss")] if theme.high_contrast else [])]
    text = Template("".join(sheet.read_text("utf-8") for sheet in sheets)).substitute(names)
    return text if stretched(100) == 100 else _OF_LETTERS.sub(_stretch, text)


def _stretch(found: re.Match[str]) -> str:
    return f"{found[1]}{stretched(int(found[2]))}px"


def style_names(theme: Theme) -> dict[str, str]:
    """What stands for each colour's `$name` in the style sheet: the theme's own, and those of states made of them."""
    return {key: colour.name() for key, colour in (_named(theme) | _stirred(theme)).items()}


def _named(theme: Theme) -> dict[str, QColor]:
    return {key: getattr(theme, key) for key in _COLOURS}


def _stirred(theme: Theme) -> dict[str, QColor]:
    """Colours of states and of small things, made of the theme's own."""
    return {
        "pressed": mixed(theme.hover, theme.chrome_ink, 0.12),
        "accent_hover": mixed(theme.accent, theme.raised, 0.14),
        "handle": mixed(theme.chrome, theme.chrome_ink, 0.28),
        "handle_hover": mixed(theme.chrome, theme.chrome_ink, 0.45),
        "edge": mixed(theme.raised, theme.chrome_ink, 0.55),
        "banner_notice": mixed(theme.raised, theme.accent, 0.14),
        "banner_warning": mixed(theme.raised, theme.warning, 0.14),
        "banner_danger": mixed(theme.raised, theme.danger, 0.14),
        "toast": mixed(theme.raised, theme.ink, 0.14 if theme.dark else 0.92),
        "toast_ink": theme.ink if theme.dark else theme.page,
        "toast_line": mixed(theme.raised, theme.ink, 0.32 if theme.dark else 0.66),
    }


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with `share` (0 to 1) of `other` stirred in, channel by channel."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 (same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _roles(theme: Theme) -> dict[QPalette.ColorRole, QColor]:
    role = QPalette.ColorRole
    return {
        role.Window: theme.chrome,
        role.WindowText: theme.chrome_ink,
        role.Base: theme.raised,
        role.AlternateBase: theme.hover,
        role.Text: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.chrome_ink,
        role.BrightText: theme.danger,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.ink,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.faint,
        role.Shadow: theme.line,
    }


def _kind_colours(entry: Mapping[str, str], ink: QColor) -> KindColours:
    return KindColours(
        tint=QColor(entry["tint"]),
        stroke=QColor(entry["stroke"]),
        on_tint=QColor(entry.get("on_tint", ink.name())),
        pattern=_PATTERNS[entry["pattern"]],
    )


def _legible(theme: Theme, wanted: QColor, pattern: Qt.PenStyle) -> KindColours:
    """Keep the hue that the team asked for and move it towards the ink until its line can be seen."""
    tint = mixed(theme.page, wanted, 0.22)
    stroke = wanted
    for _ in range(24):
        if min(contrast(stroke, theme.page), contrast(stroke, tint)) >= _LEGIBLE:
            break
        stroke = mixed(stroke, theme.ink, 0.1)
    return KindColours(tint, stroke, theme.ink, pattern)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
