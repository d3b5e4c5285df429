"""The libraries of a Linux system that Qt needs and no Python package brings.

Each is looked for by loading it, as Qt will: what a package list claims does not matter, and what is there is not
asked for again.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from trouble import Trouble

OFF_SCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Library, and the package of Debian and Ubuntu that holds it."""

FONT = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Without a single font Qt draws no letters and says so only in its log."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob("*.[to]t[fc]"), None) for folder in folders)


def needed(*, window: bool, variables: Mapping[str, str]) -> dict[str, str]:
    """Return library → Debian package: off screen few are needed, for a window those of X11 or of Wayland too."""
    if not window:
        return OFF_SCREEN
    return OFF_SCREEN | (X11 if variables.get("DISPLAY") or not variables.get("WAYLAND_DISPLAY") else WAYLAND)


def missing(wanted: Mapping[str, str], found: Callable[[str], bool] = loads) -> dict[str, str]:
    return {library: package for library, package in wanted.items() if not found(library)}


def require(*, window: bool) -> None:
    """Make sure that Qt finds what it needs; installs it where that is allowed (root on Debian or Ubuntu).

    Raises:
        Trouble: names the libraries and the one line that installs them.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = needed(window=window, variables=os.environ)
    lacking = missing(wanted)
    packages = list(lacking.values()) + ([] if has_font() else [FONT])
    if not packages:
        return
    names = ", ".join([*lacking, *(["a font"] if FONT in packages else [])])
    install_or_explain("Qt needs libraries that this system does not have", names, packages)
    still = missing(wanted)
    if still:
        raise Trouble(
            "Qt still lacks libraries after their packages were installed",
            ", ".join(still),
            f"Look at what the packages hold: dpkg -L {' '.join(still.values())}",
        )


def install_or_explain(what: str, why: str, packages: Sequence[str]) -> None:
    """Install Debian packages when this is root on Debian or Ubuntu; else say how in one line.

    Raises:
        Trouble: this user may not, this system has no apt, or apt failed.
    """
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        remedy = f"Install them with your system's package manager; Debian calls their packages: {names}"
        raise Trouble(what, why, remedy)
    if os.geteuid() != 0:
        raise Trouble(what, why, f"Run this, then start again: sudo apt-get install {names}")
    print(f"{what} ({why}): installing {names}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL).returncode:
        raise Trouble(what, f"{why} (apt-get could not install them)", f"Run this to see why: apt-get install {names}")


def require_programs(wanted: Mapping[str, str], what_for: str) -> None:
    """Make sure that programs (or files, by their path) are there, by the Debian package that holds each.

    Raises:
        Trouble: names the programs and the one line that installs them.
    """
    lacking = {program: package for program, package in wanted.items()
               if not shutil.which(program) and not Path(program).is_file()}
    if lacking:
        packages = sorted(set(lacking.values()))
        install_or_explain(f"{what_for} needs programs that are not here", ", ".join(lacking), packages)
