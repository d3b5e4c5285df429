"""The Debian package, by dpkg-deb: `/opt/annotator`, a command, and what desktops read. No script of its own runs: the
registers of menus, types and icons are brought up to date by the packages that keep them."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

import frozen
import stage
import trimming
from templates import ROOT, SUMMARY, __version__, fill
from trouble import Trouble

LARGEST = 75
"""MB (10^6 bytes) that the package may take."""

HOME = Path("opt", stage.PROGRAM)
RENAMED = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}
"""Packages that newer releases call otherwise."""


def architecture() -> str:
    """This machine's, as Debian calls it."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def build(folder: Path, out: Path, licences: Path) -> Path:
    """Make the package of a frozen folder; returns its file.

    Raises:
        Trouble: dpkg-deb failed, or the package has grown beyond its measure.
    """
    root = frozen.BUILD / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / HOME, symlinks=True)
    stage.share(root / "usr" / "share", stage.PROGRAM)
    document = root / "usr" / "share" / "doc" / stage.PROGRAM
    document.mkdir(parents=True)
    shutil.copy(licences, document / "copyright")
    shutil.copy(ROOT / "CHANGELOG.md", document)
    command = root / "usr" / "bin" / stage.PROGRAM
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..", "..", HOME, stage.PROGRAM))
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(describe(folder, frozen.size(root) // 1024), encoding="utf-8")
    stage.settle(root)
    package = out / f"{stage.PROGRAM}_{__version__}_{architecture()}.deb"
    words: list[str | Path] = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", root, package]
    if subprocess.run(words, env=frozen.variables(), stdout=subprocess.DEVNULL).returncode:
        raise Trouble("No Debian package was made", "dpkg-deb's own words stand above.", "Is dpkg 1.21.18 or newer?")
    if package.stat().st_size > LARGEST * 1_000_000:
        raise Trouble("The Debian package has grown", f"{package.stat().st_size / 1e6:.0f} MB, {LARGEST} are allowed.",
                      "Leave out what is not needed in packaging/trimming.py.")  # fmt: skip
    return package


def describe(folder: Path, kilobytes: int) -> str:
    """Return the control file: what the package needs is what its files are linked to."""
    needed = {trimming.SYSTEM[name] for name in frozen.borrowed(folder)} - {"libc6"}
    required = [RENAMED.get(name, name) for name in sorted(needed.difference(trimming.OPTIONAL))]
    recommended = [*trimming.OPTIONAL, "fonts-dejavu-core | fonts-noto-core", "xdg-utils"]
    return fill("linux/control.in", {
        "ARCHITECTURE": architecture(),
        "KILOBYTES": str(kilobytes),
        "DEPENDS": ", ".join([f"libc6 (>= {frozen.newest_glibc(folder)})", *required]),
        "RECOMMENDS": ", ".join(recommended),
        "SUMMARY_SMALL": SUMMARY[0].lower() + SUMMARY[1:],
    })  # fmt: skip
