"""Menu entry, icons and file type for one user of a Linux desktop, so that a double click opens a project.

A project is known by what it holds (SQLite's header with our application id at byte 68), not only by its name: one
that was renamed `.db` still opens with us, and another program's database does not.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from templates import ENTRY, ICONS, TYPE_ICON, entry, identity, project_type


@dataclass(frozen=True, slots=True)
class Places:
    """Where this user's desktop keeps what programs bring (`data`) and what the user chose (`config`)."""

    data: Path
    config: Path

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Places:
        home = Path(variables.get("HOME") or Path.home())
        return cls(
            data=Path(variables.get("XDG_DATA_HOME") or home / ".local" / "share"),
            config=Path(variables.get("XDG_CONFIG_HOME") or home / ".config"),
        )


def files(places: Places, executable: Path) -> dict[Path, str]:
    """Return each file that is written, with what it holds."""
    scalable = places.data / "icons" / "hicolor" / "scalable"
    return {
        places.data / "applications" / ENTRY: entry(executable),
        places.data / "mime" / "packages" / f"{identity.DESKTOP_ID}.xml": project_type(),
        scalable / "apps" / f"{identity.DESKTOP_ID}.svg": (ICONS / "annotator.svg").read_text(encoding="utf-8"),
        scalable / "mimetypes" / f"{TYPE_ICON}.svg": (ICONS / "project.svg").read_text(encoding="utf-8"),
    }


def install(places: Places, executable: Path) -> list[str]:
    """Write the files, tell the desktop's registers, and return what was done, one sentence a line."""
    said = []
    for path, text in files(places, executable).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        said.append(f"wrote {path}")
    said += refresh(places)
    if not (run("xdg-mime", "default", ENTRY, identity.MIME_TYPE) or run("gio", "mime", identity.MIME_TYPE, ENTRY)):
        said.append("neither xdg-mime nor gio is here: choose the program once with a right click on a project")
    said.append(f"{identity.NAME} stands in the menu; a double click on a {identity.EXTENSION} file opens it.")
    said.append("`start.py desktop` again after moving this folder; `start.py desktop --remove` takes all this away.")
    return said


def remove(places: Places) -> list[str]:
    """Take away what `install` wrote; files of other programs are left alone."""
    said = []
    for path in files(places, Path("annotator-window")):
        if path.exists():
            path.unlink()
            said.append(f"removed {path}")
    forget_choice(places.config / "mimeapps.list")
    return [*said, *refresh(places)] if said else ["There was nothing to remove."]


def forget_choice(register: Path) -> None:
    """Take our entry out of the user's list of preferred programs; a type that keeps others keeps its line."""
    if not register.exists():
        return
    kept = []
    for line in register.read_text(encoding="utf-8").splitlines():
        name, equals, programs = line.partition("=")
        others = [each for each in programs.split(";") if each and each != ENTRY]
        if name.strip() != identity.MIME_TYPE or not equals:
            kept.append(line)
        elif others:
            kept.append(f"{name}={';'.join(others)};")
    register.write_text("\n".join(kept) + "\n", encoding="utf-8")


def refresh(places: Places) -> list[str]:
    """Make the desktop read its registers anew; each program is optional and names what its absence costs."""
    said = []
    if not run("update-mime-database", places.data / "mime"):
        said.append("update-mime-database (package shared-mime-info) is not here: the file type is not known yet")
    if not run("update-desktop-database", places.data / "applications"):
        said.append("update-desktop-database (package desktop-file-utils) is not here: the menu follows at next login")
    icons = places.data / "icons" / "hicolor"
    if icons.exists():
        icons.touch()
    return said


def run(program: str, *words: str | Path) -> bool:
    """Run a program of the desktop; False when it is not installed or fails."""
    found = shutil.which(program)
    return found is not None and subprocess.run([found, *words], capture_output=True).returncode == 0


def elsewhere(system: str, venv: Path) -> str:
    """Say how the same is done by hand where this command does not do it."""
    if system == "win32":
        program = venv / "Scripts" / "annotator-window.exe"
        return f"Right click on a {identity.EXTENSION} file, Open with, Choose another app, Always; choose {program}"
    return (
        f"On this system a double click is taught by the application's own package. From source, open a project by "
        f"`{venv / 'bin' / 'annotator-window'} PROJECT{identity.EXTENSION}`."
    )
