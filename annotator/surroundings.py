"""What must be said before there is a window: a display, libraries or letters that are missing. Knows no Qt."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING

from annotator.corpus.errors import Fault
from annotator.identity import NAME
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libfontconfig": "libfontconfig1",
    "libdbus-1": "libdbus-1-3",
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libxkbcommon": "libxkbcommon0",
}
"""Libraries that Qt is linked to, and Debian's package of each."""

_TELLERS: Sequence[Sequence[str]] = (
    ("zenity", "--error", "--no-markup", "--title", NAME, "--text"),
    ("kdialog", "--title", NAME, "--error"),
    ("xmessage", "-center"),
    ("notify-send", "--app-name", NAME, NAME),
)
"""Programs of desktops that show some words; the first that is there does."""


def give_back_libraries(environment: MutableMapping[str, str]) -> None:
    """Undo what the frozen program's starter has set, for the programs that are started from here.

    A browser that is given our libraries may not start. This process has loaded its own by then, or finds them by the
    path that is built into them: the linker reads the variable once, at the beginning.
    """
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
        before = environment.pop(f"{name}_ORIG", None)
        if before:
            environment[name] = before
        else:
            environment.pop(name, None)


def give_back_plugins(environment: MutableMapping[str, str]) -> None:
    """The same for Qt's plugins, once the application has found its own: another program of Qt would load ours."""
    for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        environment.pop(name, None)


def lacking_display(environment: Mapping[str, str], system: str = sys.platform) -> Fault | None:
    """What to say where no window can be shown; Qt would end the program with a dump of its memory."""
    if not system.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return None
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return None
    return Fault(tr("The window cannot be opened"), tr("there is no display"),
                 tr("Start it on a desktop, or use the command line: annotator --help"))


def lacking_window(said: str, environment: Mapping[str, str]) -> Fault:
    """What to say when Qt finds no way to show a window.

    Args:
        said: Qt's own words.
    """
    what = "The window cannot be opened"
    if "xcb-cursor" in said:
        return Fault(what, "this system has no libxcb-cursor.so.0",
                     "On Debian or Ubuntu: sudo apt-get install libxcb-cursor0")
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    tried = ", ".join(f"{name}={environment[name]}" for name in names if environment.get(name))
    return Fault(what, f"the display cannot be reached ({tried})" if tried else "there is no display",
                 "Start it on a desktop, or use the command line: annotator --help")


def lacking_library(error: ImportError) -> Fault:
    """What to say when Qt cannot be loaded."""
    found = re.match(r"((lib[\w+-]+(?:\.\d+)?)[\w.]*): cannot open shared object file", str(error))
    if not found:
        return Fault(tr("The window cannot be opened"), tr("a part of the program is missing ({error})", error=error),
                     tr("Install the program anew; annotator --selftest looks at all of it"))
    package = next((PACKAGES[name] for name in PACKAGES if found[1].startswith(f"{name}.")), "")
    way = tr("On Debian or Ubuntu: sudo apt-get install {package}",
             package=package) if package else tr("Install the package that has it")
    return Fault(tr("The window cannot be opened"), tr("this system has no {library}", library=found[1]), way)


NO_LETTERS = Fault(tr("The window cannot be opened"), tr("this system has no font to write with"),
                   tr("Install one, on Debian or Ubuntu: sudo apt-get install fonts-dejavu-core"))


def tell(fault: Fault) -> None:
    """Say it where a person can see it: on the terminal, and without one by a program of the desktop."""
    if sys.stderr is not None:
        print(fault, file=sys.stderr)
        if sys.stderr.isatty():
            return
    import shutil
    import subprocess

    for program, *words in _TELLERS:
        if sys.platform.startswith("linux") and (found := shutil.which(program)) and _has_display():
            subprocess.Popen([found, *words, str(fault)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True)
            return


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
