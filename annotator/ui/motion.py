"""Whether things may move: a person's choice, else what the desktop says. Nothing in the window moves to please.

What does move is a sign that work goes on: a dot that breathes, a bar that runs to and fro. Both stand still here.
"""

from __future__ import annotations

import configparser
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QProgressBar

_STILL = "annotator_still"
_EFFECTS = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
            Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip, Qt.UIEffect.UI_AnimateToolBox)
_GTK = ("gtk-4.0/settings.ini", "gtk-3.0/settings.ini")


def is_still() -> bool:
    """Whether as little as possible moves now."""
    app = QApplication.instance()
    return app is not None and bool(app.property(_STILL))


def apply_motion(app: QApplication, choice: str) -> None:
    """From now on move as little as possible, or as the desktop says. May be called again at any time."""
    still = choice == "less" or desktop_is_still()
    if still == is_still():
        return
    app.setProperty(_STILL, still)
    for effect in _EFFECTS:  # off already on most desktops
        app.setEffectEnabled(effect, False)


def show_share(bar: QProgressBar, done: int, total: int) -> None:
    """How much is done; of what nobody knows the size of, a bar that runs to and fro, or that stands half full."""
    if total or not is_still():
        bar.setRange(0, total)
        bar.setValue(done)
        return
    bar.setRange(0, 2)
    bar.setValue(1)


def desktop_is_still() -> bool:
    """Whether the desktop asks for less motion: Qt tells since 6.12; before, Windows and files of the desktops do."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(hints(), "motionPreference", None) if hints is not None else None
    if preference is not None:
        return bool(preference() == Qt.MotionPreference.ReducedMotion)  # type: ignore[attr-defined]  # Qt 6.12
    if sys.platform == "win32":
        return _windows_is_still()
    return sys.platform.startswith("linux") and files_say_still(_configuration())


def when_motion_changes(call: Callable[[], None]) -> None:
    """Have something called when the desktop changes its mind, where Qt tells."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    changed = getattr(hints(), "motionPreferenceChanged", None) if hints is not None else None
    if changed is not None:
        changed.connect(call)


def files_say_still(folder: Path) -> bool:
    """Whether GTK's or KDE's own files in a configuration folder switch animations off."""
    gtk = any(_said(folder / name, "Settings", "gtk-enable-animations") in ("0", "false") for name in _GTK)
    return gtk or _said(folder / "kdeglobals", "KDE", "AnimationDurationFactor") in ("0", "0.0")


def _configuration() -> Path:
    import os  # asked once in the life of the program

    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _said(path: Path, section: str, key: str) -> str:
    parser = configparser.ConfigParser(interpolation=None, strict=False, delimiters=("=",))
    try:
        parser.read(path, encoding="utf-8")
    except (OSError, configparser.Error, UnicodeDecodeError):
        return ""
    return parser.get(section, key, fallback="").strip().casefold()


def _windows_is_still() -> bool:
    """The switch “Animation effects” in the settings of Windows."""
    import ctypes

    moves = ctypes.c_int(1)
    get_client_area_animation = 0x1042
    ctypes.windll.user32.SystemParametersInfoW(get_client_area_animation, 0, ctypes.byref(moves), 0)  # type: ignore[attr-defined]
    return not moves.value
