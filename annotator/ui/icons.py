"""Icons by our own names, drawn by qtawesome once the first picture of the window stands.

Why late: qtawesome and its font cost more than the whole first paint. Only one of its fonts is loaded (12 MB less than
all), and whoever asked for an icon before then gets it a moment later.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any

import PySide6
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid

from annotator.ui.theme import Theme

Target = QAction | QAbstractButton | QLabel

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "accept": "check",
        "account": "account-outline",
        "add": "plus",
        "annotation": "marker",
        "back": "arrow-left",
        "bin": "delete-restore",
        "boilerplate": "text-box-remove-outline",
        "calendar": "calendar",
        "chain": "account-arrow-right-outline",
        "claim": "bullhorn-outline",
        "close": "close",
        "codebook": "format-list-bulleted-type",
        "contrast": "contrast-circle",
        "copy": "content-copy",
        "danger": "alert-circle-outline",
        "details": "card-account-details-outline",
        "dismiss": "close",
        "document": "text-box-outline",
        "done": "check-circle-outline",
        "down": "chevron-down",
        "edit": "pencil-outline",
        "export": "tray-arrow-up",
        "external": "open-in-new",
        "filter": "filter-outline",
        "focus": "fullscreen",
        "forward": "arrow-right",
        "help": "help-circle-outline",
        "import": "tray-arrow-down",
        "keep": "pin-outline",
        "keyboard": "keyboard-outline",
        "library": "bookshelf",
        "link": "link-variant",
        "merge": "call-merge",
        "moon": "weather-night",
        "more": "dots-horizontal",
        "new": "file-plus-outline",
        "note": "note-text-outline",
        "notice": "information-outline",
        "open": "folder-open-outline",
        "palette": "console-line",
        "panel": "dock-right",
        "paste": "clipboard-text-outline",
        "quote": "format-quote-close",
        "redo": "redo",
        "remove": "delete-outline",
        "repeats": "repeat-variant",
        "revert": "restore",
        "right": "chevron-right",
        "sample": "flask-outline",
        "sepia": "palette-outline",
        "search": "magnify",
        "settings": "cog-outline",
        "source": "account-voice",
        "split": "call-split",
        "statistic": "chart-bar",
        "suggestion": "lightbulb-on-outline",
        "sun": "white-balance-sunny",
        "text": "format-letter-case",
        "undo": "undo",
        "up": "chevron-up",
        "via": "account-arrow-right-outline",
        "warning": "alert-outline",
        "welcome": "book-open-variant",
    }
)  # fmt: skip
"""Our name of an icon → its name in Material Design Icons 6."""

_FAMILY = "mdi6"
_TURNED = {"arrow-left": "arrow-right", "arrow-right": "arrow-left", "chevron-right": "chevron-left"}
"""What stands in for an icon that points along the line, in a window that runs from right to left."""
_AFTER_PAINT = 60
"""Milliseconds for the rest of the window to be built first."""


class _Drawer:
    """The icon font of this process, and who still waits for it."""

    def __init__(self) -> None:
        self.font: Any = None
        self.waiting: list[tuple[weakref.ref[Target], str, QColor, int]] = []

    def load(self) -> None:
        qtawesome = _qtawesome()
        fonts = [font for font in qtawesome._BUNDLED_FONTS if font[0] == _FAMILY]
        self.font = qtawesome.IconicFont(*fonts)

    def serve(self) -> None:
        waiting, self.waiting = self.waiting, []
        for reference, name, colour, size in waiting:
            target = reference()
            if target is not None and isValid(target):
                set_icon(target, name, colour, size=size)


def _qtawesome() -> Any:
    """qtawesome on PySide6 itself.

    It asks for Qt through qtpy, which gives Qt's classes the methods of other bindings: 300 ms in which a window
    stands still, and on a thread of its own a crash when that window paints meanwhile.
    """
    if "qtpy" not in sys.modules:
        qt = {"QtCore": QtCore, "QtGui": QtGui, "QtWidgets": QtWidgets}
        plain = ModuleType("qtpy")
        vars(plain).update(qt, PYSIDE_VERSION=PySide6.__version__)
        sys.modules["qtpy"] = plain
        sys.modules.update({f"qtpy.{name}": module for name, module in qt.items()})
    import qtawesome

    return qtawesome


_drawer = _Drawer()


def icon(name: str, colour: QColor) -> QIcon:
    """The icon of that name in that colour, at any size; loads the font now if that has not happened yet.

    Raises:
        KeyError: `ICONS` has no such name.
    """
    figure = ICONS[name]
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        figure = _TURNED.get(figure, figure)
    figure = f"{_FAMILY}.{figure}"
    if _drawer.font is None:
        _drawer.load()
    pale = QColor(colour)
    pale.setAlphaF(0.4)
    made: QIcon = _drawer.font.icon(figure, color=colour, color_disabled=pale)
    return made


def set_icon(target: Target, name: str, colour: QColor, *, size: int = 16) -> None:
    """Give an action, a button or a label its icon, now or as soon as icons are ready.

    Args:
        size: side in device-independent pixels; for labels, which take a picture and not an icon.

    Raises:
        KeyError: `ICONS` has no such name: said at once, not when the font is there.
    """
    if _drawer.font is None:
        _drawer.waiting.append((weakref.ref(target), ICONS[name] and name, QColor(colour), size))
    elif isinstance(target, QLabel):
        target.setPixmap(icon(name, colour).pixmap(QSize(size, size), target.devicePixelRatioF()))
    else:
        target.setIcon(icon(name, colour))


def draw_now() -> None:
    """Load the font and serve all who wait: for pictures, where nobody can wait for a timer."""
    if _drawer.font is None:
        _drawer.load()
    _drawer.serve()


class IconSetter(QObject):
    """Loads the icons after a window's first paint, and keeps the icons of its controls in the theme's colour.

    Signals:
        ready: icons can be drawn without delay from now on.
    """

    ready = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._given: list[tuple[weakref.ref[Target], str]] = []
        if _drawer.font is None:
            window.installEventFilter(self)

    def give(self, target: Target, name: str) -> None:
        """Let the control show that icon, in this theme and the next."""
        self._given.append((weakref.ref(target), name))
        set_icon(target, name, self._theme.chrome_ink)

    def set_theme(self, theme: Theme) -> None:
        """Draw every icon that was given anew, in this theme's ink."""
        self._theme = theme
        self._given = [(reference, name) for reference, name in self._given if _alive(reference())]
        for reference, name in self._given:
            target = reference()
            if target is not None:
                set_icon(target, name, theme.chrome_ink)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window's first paint, then look away for ever."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(_AFTER_PAINT, self, self._begin)
        return False

    @Slot()
    def _begin(self) -> None:
        draw_now()
        self.ready.emit()


def _alive(target: Target | None) -> bool:
    return target is not None and isValid(target)
