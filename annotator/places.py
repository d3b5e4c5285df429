"""Where things lie on this computer. Nothing of the program is loaded with it: the language is chosen first."""

from __future__ import annotations

import configparser
import os
import sys
from pathlib import Path

from annotator.language import spoken

PORTABLE = "portable.txt"
"""A file of this name beside the frozen program, whatever is in it, makes it portable."""


def home() -> Path:
    """The folder for settings, replicas and logs: `ANNOTATOR_HOME`, else the platform's place for such things.

    A package that has `PORTABLE` beside it keeps them there, too: on a stick it leaves nothing on the computer.
    """
    if chosen := os.environ.get("ANNOTATOR_HOME"):
        return Path(chosen)
    if getattr(sys, "frozen", False) and (beside := _beside_program()):
        return beside
    from platformdirs import user_data_path

    return user_data_path("annotator", appauthor=False)


def _beside_program() -> Path | None:
    program = Path(sys.executable)
    folder = next((each.parent for each in program.parents if each.suffix == ".app"), program.parent)
    return folder / "annotator-data" if (folder / PORTABLE).exists() else None


def resource(*parts: str) -> Path:
    """A file that comes with the program: in a checkout, an installed wheel or a frozen app."""
    inside = Path(__file__).with_name("_resources")
    return (inside if inside.is_dir() else Path(__file__).parent.parent / "resources").joinpath(*parts)


def localised(*parts: str) -> Path:
    """A text that comes with the program, in the person's language where it has been translated (`help/fr/…`)."""
    translated = resource(*parts[:-1], spoken(), parts[-1])
    return translated if translated.exists() else resource(*parts)


def chosen_language() -> str:
    """The language that was chosen on this computer; empty when none was, or nothing can be read."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), default_section="")
    try:
        parser.read(home() / "settings.ini", encoding="utf-8")
        return parser.get("annotator", "language", fallback="")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return ""
