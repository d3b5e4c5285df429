"""Draw the two pictures at every size that desktops ask for: draw_icons.py FOLDER, with the Python of build.py.

One drawing serves all: its edges lie on a grid of 16, so that the smallest is as sharp as the largest.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from templates import ICONS, TYPE_ICON, identity

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Sides in pixels of hicolor's folders."""

OF_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
OF_MACOS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic11": 32, b"ic12": 64,
            b"ic13": 256, b"ic14": 512}  # fmt: skip
"""An icon's kind in an ICNS file and its side; those from `ic11` on are for screens with two pixels to a point."""


def draw(drawing: Path, side: int) -> bytes:
    """Return the drawing as a PNG of that side."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError(f"{drawing} could not be drawn")
    return bytes(buffer.data().data())


def for_windows(pictures: Mapping[int, bytes]) -> bytes:
    """Put PNGs into one ICO file."""
    head, body = struct.pack("<3H", 0, 1, len(OF_WINDOWS)), b""
    start = len(head) + 16 * len(OF_WINDOWS)
    for side in OF_WINDOWS:
        shown = side % 256  # 256 is written as 0
        head += struct.pack("<4B2H2I", shown, shown, 0, 0, 1, 32, len(pictures[side]), start + len(body))
        body += pictures[side]
    return head + body


def for_macos(pictures: Mapping[int, bytes]) -> bytes:
    """Put PNGs into one ICNS file."""
    body = b"".join(kind + struct.pack(">I", 8 + len(pictures[side])) + pictures[side]
                    for kind, side in OF_MACOS.items())  # fmt: skip
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main(folder: Path) -> None:
    """Write `hicolor/…`, and an ICO and an ICNS file of both."""
    app = QGuiApplication([])
    for kind, name, drawing in (("apps", identity.DESKTOP_ID, "annotator"), ("mimetypes", TYPE_ICON, "project")):
        source = ICONS / f"{drawing}.svg"
        pictures = {side: draw(source, side) for side in SIZES}
        files = {folder / "hicolor" / f"{side}x{side}" / kind / f"{name}.png": pictures[side] for side in SIZES}
        files[folder / "hicolor" / "scalable" / kind / f"{name}.svg"] = source.read_bytes()
        files[folder / f"{drawing}.ico"] = for_windows(pictures)
        files[folder / f"{drawing}.icns"] = for_macos(pictures)
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))
