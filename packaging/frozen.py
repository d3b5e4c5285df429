"""The program with its Python and its libraries in one folder, by PyInstaller, and what is asked of that folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import trimming
from templates import ROOT, epoch
from trouble import Trouble

BUILD = ROOT / "build"
"""Everything that is made on the way; safe to remove."""

LARGEST = 190
"""MB (10^6 bytes) that the folder may take on Linux."""


def variables() -> dict[str, str]:
    """What makes two runs give the same bytes: one date, one order of hashing, no settings of this person's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ANNOTATOR", "QT_"))}
    return kept | {
        "ANNOTATOR_BUILD": str(BUILD),
        "LC_ALL": "C.UTF-8",
        "PYINSTALLER_CONFIG_DIR": str(BUILD / "cache"),
        "PYTHONHASHSEED": "1",
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "SOURCE_DATE_EPOCH": str(epoch()),
        "TZ": "UTC",
    }


def freeze(python: Path) -> Path:
    """Draw the icons, then make the folder; returns it.

    Args:
        python: of the environment that holds PyInstaller.

    Raises:
        Trouble: a step failed; its own words stand above.
    """
    shutil.rmtree(BUILD / "frozen", ignore_errors=True)
    run("Drawing the icons", python, ROOT / "packaging" / "draw_icons.py", BUILD / "icons")
    run(
        "Freezing the program",
        *(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"),
        *("--distpath", BUILD / "frozen", "--workpath", BUILD / "work", ROOT / "packaging" / "annotator.spec"),
    )
    folder = BUILD / "frozen" / "annotator"
    if sys.platform == "darwin":
        return add_project_icon(BUILD / "frozen" / "Annotator.app")
    return folder


def run(what: str, *command: str | Path) -> None:
    print(f"{what}")
    if subprocess.run(command, cwd=ROOT, env=variables()).returncode:
        raise Trouble(f"{what} failed", "its own words stand above.", f"Remove {BUILD} and try once more.")


def add_project_icon(bundle: Path) -> Path:
    """Put the picture of a project into a macOS bundle, which brings only the program's itself."""
    shutil.copy(BUILD / "icons" / "project.icns", bundle / "Contents" / "Resources")
    return bundle


def program(folder: Path) -> Path:
    """The program in a frozen folder or bundle: the one for the command line."""
    if folder.suffix == ".app":
        return folder / "Contents" / "MacOS" / "annotator"
    return folder / ("annotator.exe" if sys.platform == "win32" else "annotator")


def size(folder: Path) -> int:
    """Bytes of all files under a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def selftest(folder: Path, *words: str | Path) -> None:
    """Let the frozen program look at itself, without anything of this environment.

    Raises:
        Trouble: it is not whole.
    """
    with tempfile.TemporaryDirectory() as home:
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "COMSPEC")
        clean = {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": home}
        done = subprocess.run([program(folder), "--selftest", *words], cwd=home, env=clean)
    if done.returncode:
        raise Trouble("The package is not whole", "its self-test says why.", "Look at packaging/trimming.py.")


def check_size(folder: Path) -> None:
    """Refuse a folder that has grown beyond its measure."""
    megabytes = size(folder) / 1e6
    print(f"{megabytes:.0f} MB in {folder}")
    if sys.platform.startswith("linux") and megabytes > LARGEST:
        raise Trouble("The package has grown", f"{megabytes:.0f} MB, {LARGEST} are allowed.",
                      "Leave out what is not needed in packaging/trimming.py.")  # fmt: skip


def binaries(folder: Path) -> Iterator[Path]:
    """The programs and libraries of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.open("rb").read(4) == b"\x7fELF":
            yield path


def borrowed(folder: Path) -> dict[str, str]:
    """Each library that the folder needs of the system, with one file that asks for it."""
    own = {path.name for path in folder.rglob("*.so*")}
    found: dict[str, str] = {}
    for path in binaries(folder):
        for name in trimming.needed_of(str(path)):
            if name not in own:
                found.setdefault(name, path.relative_to(folder).as_posix())
    return found


def check_libraries(folder: Path) -> None:
    """Refuse a folder that needs more of the system than a desktop has, or what `ldd` cannot find.

    Raises:
        Trouble: names the libraries and who asks for them.
    """
    strange = {name: by for name, by in borrowed(folder).items() if name not in trimming.SYSTEM}
    lost = unresolved(folder)
    if strange or lost:
        named = ", ".join(f"{name} (by {by})" for name, by in (strange | lost).items())
        raise Trouble("The package needs libraries that a system may not have", named, "Look at packaging/trimming.py.")
    print(f"All libraries are there: {len(borrowed(folder))} of the system, the others inside")


def unresolved(folder: Path) -> dict[str, str]:
    """Libraries that `ldd` does not find on this system, with one file that asks for each."""
    inside = {**os.environ, "LD_LIBRARY_PATH": str(folder / "_internal")}
    paths = [path for path in binaries(folder) if not optional(path)]
    said = subprocess.run(["ldd", *paths], capture_output=True, text=True, env=inside).stdout
    found: dict[str, str] = {}
    asking = ""
    for line in said.splitlines():
        if not line.startswith("\t"):
            asking = Path(line.rstrip(":")).name
        elif missing := re.match(r"\t(\S+) => not found", line):
            found.setdefault(missing[1], asking)
    return found


def optional(path: Path) -> bool:
    """Whether a library serves only printers, or a kind of desktop that may not be here."""
    return "ayland" in path.as_posix() or "printsupport" in path.as_posix()


def newest_glibc(folder: Path) -> str:
    """The version of the C library that the folder needs, such as `2.34`."""
    versions = {(2, 17)}
    for path in binaries(folder):
        found = re.findall(rb"GLIBC_(\d+)\.(\d+)", path.read_bytes())
        versions |= {(int(major), int(minor)) for major, minor in found}
    return ".".join(map(str, max(versions)))
