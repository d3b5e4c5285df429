"""What of all that PyInstaller gathers goes into the package: what is used, and what nothing needs stays out.

Plugins and data are named because they are wanted; libraries come by what the kept files are linked to. What belongs to
the system (graphics, fonts, C) is left to it: its own parts fit its drivers and settings, ours would not.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""As PyInstaller has it: where it goes, where it comes from, and its kind."""

EXCLUDED_MODULES = [
    *("tkinter", "unittest", "doctest", "pdb", "pydoc", "pydoc_data", "lib2to3", "distutils", "setuptools", "pip"),
    *("pkg_resources", "hatchling", "PyInstaller", "zstandard", "numpy", "pandas", "IPython", "sqlite_utils.cli"),
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDBus"),
    # Libraries under the GPL that the standard library is only a door to.
    *("readline", "_gdbm", "dbm.gnu", "curses", "_curses"),
]

WITH_DATA = ("trafilatura", "justext", "htmldate", "tld", "courlan")
"""Packages whose own files PyInstaller does not know of."""

PLUGINS = re.compile(
    r"""/plugins/(
        platforms/(lib)?q(xcb|wayland\w*|wayland-\w+|offscreen|windows|cocoa)
      | iconengines/(lib)?qsvgicon
      | imageformats/(lib)?q(gif|ico|jpeg|svg|webp)
      | platforminputcontexts/lib(compose|ibus)platforminputcontextplugin
      | platformthemes/libqxdgdesktopportal
      | wayland-shell-integration/libxdg-shell
      | wayland-decoration-client/lib(adwaita|bradient)
      | printsupport/ | styles/
    )(?=[.\w]|$)""",
    re.VERBOSE,
)
LEFT_OUT = re.compile(
    r"""(
        ^babel/locale-data/(?!root\.dat|en\.dat)
      | ^qtawesome/fonts/(?!materialdesignicons6)
      | /Qt/translations/(?!qtbase_fr) | ^PySide6/translations/(?!qtbase_fr)
      | (^|/)opengl32sw\.dll$
      | ^[\w.+-]+\.dist-info/(?!METADATA|entry_points\.txt|licenses/|LICENSE)
      | ^setuptools/ | ^tld/tests/
    )""",
    re.VERBOSE,
)

SYSTEM = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libresolv.so.2": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libexpat.so.1": "libexpat1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Libraries that a Linux desktop has, and Debian's package of each: the only ones that a package of ours may need."""

OPTIONAL = ("libcups2", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
"""Needed for a printer, and by a window under Wayland: recommended, not required."""


def is_wanted(place: str) -> bool:
    """Whether a file goes into the package, by where it would go there."""
    place = place.replace("\\", "/")
    return not LEFT_OUT.search(place) and ("/plugins/" not in place or bool(PLUGINS.search(place)))


def needed_of(path: str) -> list[str]:
    """The libraries that a file of Linux is linked to, by name."""
    said = subprocess.run(["objdump", "-p", path], capture_output=True, text=True)
    return re.findall(r"^\s+NEEDED\s+(\S+)", said.stdout, re.MULTILINE)


def is_library(place: str) -> bool:
    """Whether a file is there only because another one is linked to it: Qt's, and those beside the program."""
    path = PurePosixPath(place)
    return ".so" in path.name and (len(path.parts) == 1 or path.parts[-3:-1] == ("Qt", "lib"))


def closure(
    entries: Collection[Entry], roots: Iterable[str], *, needed: Callable[[str], list[str]] = needed_of
) -> Iterator[Entry]:
    """Yield the entries that something needs: all that is no library, and of the libraries what those are linked to.

    Args:
        roots: files outside the entries that are linked to some, such as Python's own library.
    """
    links = [each for each in entries if each[2] == "SYMLINK"]
    files = [each for each in entries if each[2] != "SYMLINK"]
    libraries = {PurePosixPath(each[0]).name: each for each in files if is_library(each[0])}
    kept = [each for each in files if not is_library(each[0])]
    waiting = [each[1] for each in kept if each[2] in ("BINARY", "EXTENSION")]
    names = list(roots)
    while waiting or names:
        for path in waiting:
            names += needed(path)
        found = {name: libraries.pop(name) for name in set(names) if name in libraries and name not in SYSTEM}
        kept += found.values()
        waiting, names = [each[1] for each in found.values()], []
    there = {each[0] for each in kept}
    yield from kept
    yield from (each for each in links if str(PurePosixPath(each[0]).parent / each[1]) in there)
