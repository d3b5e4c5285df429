"""The files by which desktops know the program: pages with `@WORDS@` in them, filled from the one identity."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))

from annotator import __version__ as __version__  # noqa: E402
from annotator import identity as identity  # noqa: E402

HERE = ROOT / "packaging"
ICONS = ROOT / "resources" / "icons"
ENTRY = f"{identity.DESKTOP_ID}.desktop"
TYPE_ICON = identity.MIME_TYPE.replace("/", "-")
SUMMARY = "Mark claims, quotes and statistics in articles and link them to their sources"
FIRST_RELEASE = 1_793_491_200
"""For a copy of the sources without its history: 1 November 2026, seconds since 1970."""


def epoch() -> int:
    """The moment that everything in a package is dated: SOURCE_DATE_EPOCH, else the last commit (seconds)."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    try:
        asked = ["git", "log", "-1", "--format=%ct"]
        return int(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return FIRST_RELEASE


def words() -> dict[str, str]:
    """What stands for each `@WORD@`; a page may add its own."""
    return {
        "NAME": identity.NAME,
        "VERSION": __version__,
        "DATE": datetime.fromtimestamp(epoch(), UTC).date().isoformat(),
        "SUMMARY": SUMMARY,
        "DESKTOP_ID": identity.DESKTOP_ID,
        "MIME_TYPE": identity.MIME_TYPE,
        "MIME_ICON": TYPE_ICON,
        "EXTENSION": identity.EXTENSION,
        "APPLICATION_ID": f"0x{identity.APPLICATION_ID:08x}",
        "APPLICATION_ID_HEX": f"{identity.APPLICATION_ID:08x}",
    }


def fill(page: str, more: Mapping[str, str] | None = None) -> str:
    """Return a page of this folder, such as `linux/project-type.xml.in`, with its words filled in.

    Raises:
        KeyError: a word is left that nobody has said.
    """
    text = (HERE / page).read_text(encoding="utf-8")
    for name, word in (words() | dict(more or {})).items():
        text = text.replace(f"@{name}@", word)
    left = [part for part in text.split("@")[1::2] if part.isupper() and part.replace("_", "").isalpha()]
    if left:
        raise KeyError(f"{page} asks for {', '.join(left)}")
    return text


def escape(text: str) -> str:
    """Escape a value as desktop files want it."""
    return text.replace("\\", "\\\\")


def quote(executable: Path | str) -> str:
    """Quote a path for `Exec`, which is read twice: as a value, and then as a command line with its own escapes."""
    command = str(executable).replace("%", "%%")
    for character in '\\"`$':
        command = command.replace(character, f"\\{character}")
    return escape(f'"{command}"')


def entry(executable: Path | str) -> str:
    """Return the menu entry of a program that stands there."""
    # GLib looks for the program as it is written, with two per cent signs, and drops what it cannot find.
    command = f"env {quote(executable)}" if "%" in str(executable) else quote(executable)
    return fill("linux/annotator.desktop.in", {"EXEC": command, "TRY_EXEC": escape(str(executable))})


def project_type() -> str:
    """Return the page that makes a project's file known, by its content and by its name."""
    return fill("linux/project-type.xml.in")
