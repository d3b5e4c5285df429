"""What of Qt an installation must have: asked by the self-test, never by the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QColor, QIcon, QImage, QImageReader
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication

from annotator.settings import resource
from annotator.ui.icons import ICONS, icon
from annotator.ui.letters import families
from annotator.ui.theme import FUSION

PLATFORMS = {
    "linux": ("xcb", "wayland", "offscreen"),
    "win32": ("windows", "offscreen"),
    "darwin": ("cocoa", "offscreen"),
}
"""The plugins by which Qt draws on each system."""

PARTS = {
    "linux": ("wayland-shell-integration/xdg-shell", "wayland-decoration-client/bradient", "printsupport/cups"),
    "win32": ("printsupport/windows",),
    "darwin": ("printsupport/cocoa",),
}
"""Further plugins: a frame under a Wayland that draws none, printers."""

_applications: list[QApplication] = []
"""The one that is made here, kept for all that follows."""

PICTURES = ("png", "jpg", "svg")


def colours_of(path: Path) -> int:
    """How many colours a picture has."""
    picture = QImage(str(path))
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)})


def draw_icons() -> int:
    """Draw each of our icons, and both pictures of the program; returns how many.

    Raises:
        LookupError: one of them stays empty.
    """
    drawn = {name: icon(name, QColor("black")) for name in ICONS}
    drawn |= {f"{name}.svg": QIcon(str(resource("icons", f"{name}.svg"))) for name in ("annotator", "project")}
    empty = [name for name, each in drawn.items() if _is_clear(each)]
    if empty:
        raise LookupError(f"nothing is drawn for {', '.join(empty)}")
    return len(drawn)


def _is_clear(one: QIcon) -> bool:
    picture = one.pixmap(32, 32).toImage()
    return not any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height()))


def count_fonts() -> int:
    """How many families of letters there are besides the icons'.

    Raises:
        LookupError: there is none, and Qt would end the program.
    """
    if QApplication.instance() is None:
        _applications.append(QApplication(["annotator", *FUSION]))
    found = families()
    if not found:
        raise LookupError("there is no font; install one, such as fonts-dejavu-core")
    return len(found)


def print_page(path: Path) -> int:
    """Print a line into a file, as Ctrl+P does without a printer; returns the bytes.

    Raises:
        LookupError: nothing was printed.
    """
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

    from annotator.ui.paper import page_layout

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageLayout(page_layout())
    painter = QPainter()
    if not painter.begin(printer):
        raise LookupError("Qt cannot print")
    painter.drawText(1000, 1000, "The harbour will cost $1.3 billion.")
    painter.end()
    printed = path.read_bytes() if path.exists() else b""
    if not printed.startswith(b"%PDF") or b"/FontFile" not in printed:
        raise LookupError("what was printed is no page with letters")
    return len(printed)


def _has(places: list[Path], folder: str, name: str) -> bool:
    """Whether a plugin is there; its file's name has something before and behind."""
    return any(name in path.stem for place in places for path in (place / folder).glob("*"))


def look_at_plugins() -> str:
    """Say what Qt has brought.

    Raises:
        LookupError: a plugin is missing that a window needs.
    """
    places = [Path(place) for place in QCoreApplication.libraryPaths()]
    there = {path.stem.removeprefix("lib").removeprefix("q") for place in places for path in place.glob("platforms/*")}
    missing = [name for name in PLATFORMS.get(sys.platform, ()) if not any(each.startswith(name) for each in there)]
    missing += [part for part in PARTS.get(sys.platform, ()) if not _has(places, *part.split("/"))]
    pictures = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    missing += [name for name in PICTURES if name not in pictures]
    if missing:
        raise LookupError(f"without {', '.join(missing)} in {', '.join(map(str, places))}")
    QLocalServer()
    return f"{qVersion()}, {len(there)} platforms"
