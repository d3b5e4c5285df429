"""What lies where on a Linux system: the same tree for the Debian package and for the archive, with the same bytes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from frozen import BUILD
from templates import ENTRY, entry, epoch, fill, identity, project_type

PROGRAM = "annotator"
"""The command, and the folder that holds the program."""


def share(folder: Path, executable: str) -> None:
    """Write what desktops read (`share` of a prefix): entry, type, icons, and what software centres show."""
    pages = {
        f"applications/{ENTRY}": entry(executable),
        f"mime/packages/{identity.DESKTOP_ID}.xml": project_type(),
        f"metainfo/{identity.DESKTOP_ID}.metainfo.xml": fill("linux/metainfo.xml.in"),
    }
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(BUILD / "icons" / "hicolor", folder / "icons" / "hicolor")


def settle(folder: Path) -> None:
    """Give everything under a folder the one date and usual rights, whoever builds it and whenever."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
