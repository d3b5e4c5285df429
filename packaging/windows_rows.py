"""What Windows' registry is told, for this user alone: one list, of which both installers are made."""

from __future__ import annotations

from dataclasses import dataclass

from templates import __version__, identity

PROGRAM_ID = f"{identity.NAME}.Project"
"""The registry's name of a project's type."""

WINDOW = "annotator-window.exe"
CONSOLE = "annotator.exe"
CLASSES = r"Software\Classes"
PLACE = "[INSTALLDIR]"
"""Stands for the folder of installation, without a stroke at its end."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value under HKEY_CURRENT_USER.

    Attributes:
        name: empty for a key's own value.
        number: the value is a number.
    """

    key: str
    name: str
    value: str
    number: bool = False


def opening() -> list[Row]:
    """Rows by which a double click on a project opens it, and *Open with* offers the program for any file."""
    kind, program = rf"{CLASSES}\{PROGRAM_ID}", rf"{CLASSES}\Applications\{WINDOW}"
    command = rf'"{PLACE}\{WINDOW}" "%1"'
    return [
        Row(rf"{CLASSES}\{identity.EXTENSION}", "", PROGRAM_ID),
        Row(rf"{CLASSES}\{identity.EXTENSION}", "Content Type", identity.MIME_TYPE),
        Row(rf"{CLASSES}\{identity.EXTENSION}\OpenWithProgids", PROGRAM_ID, ""),
        Row(kind, "", f"{identity.NAME} project"),
        Row(rf"{kind}\DefaultIcon", "", rf"{PLACE}\project.ico"),
        Row(rf"{kind}\shell\open\command", "", command),
        Row(program, "FriendlyAppName", identity.NAME),
        Row(rf"{program}\shell\open\command", "", command),
        Row(rf"{program}\SupportedTypes", identity.EXTENSION, ""),
        Row(rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{WINDOW}", "", rf"{PLACE}\{WINDOW}"),
        Row(rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{CONSOLE}", "", rf"{PLACE}\{CONSOLE}"),
    ]


REMOVING = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{identity.NAME}"


def removing(kilobytes: int) -> list[Row]:
    """Rows by which *Installed apps* shows and removes what the NSIS installer has put there; MSI writes its own."""
    return [
        Row(REMOVING, "DisplayName", identity.NAME),
        Row(REMOVING, "DisplayVersion", __version__),
        Row(REMOVING, "Publisher", f"{identity.NAME} contributors"),
        Row(REMOVING, "DisplayIcon", rf"{PLACE}\{WINDOW}"),
        Row(REMOVING, "InstallLocation", PLACE),
        Row(REMOVING, "UninstallString", rf'"{PLACE}\uninstall.exe"'),
        Row(REMOVING, "QuietUninstallString", rf'"{PLACE}\uninstall.exe" /S'),
        Row(REMOVING, "EstimatedSize", str(kilobytes), number=True),
        Row(REMOVING, "NoModify", "1", number=True),
        Row(REMOVING, "NoRepair", "1", number=True),
    ]


def own_keys() -> list[str]:
    """Keys that are ours alone and go as a whole when the program is removed."""
    return [
        rf"{CLASSES}\{PROGRAM_ID}",
        rf"{CLASSES}\Applications\{WINDOW}",
        rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{WINDOW}",
        rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{CONSOLE}",
        REMOVING,
    ]
