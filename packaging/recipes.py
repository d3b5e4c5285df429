"""AppImage and Flatpak: python3 packaging/recipes.py appimage | flatpak [--dist dist], after build.py.

What goes in is written to `build/appimage` and `build/flatpak`; then the tool of each is run where there is one, else
the command is said. Neither was run by us: their runtimes could not be had. That the parts are there and fit is tested.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import stage
from frozen import BUILD
from templates import ENTRY, ICONS, ROOT, __version__, identity
from trouble import Trouble

APPRUN = '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/usr/lib/annotator/annotator" "$@"\n'

RUNTIME = "org.freedesktop"
RUNTIME_VERSION = "24.08"

PERMISSIONS = [
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
    "--filesystem=home",  # SQLite writes its journal beside the project: one chosen file is not enough
]


def main(arguments: Sequence[str]) -> int:
    """Write the parts of one recipe, and follow it where its tool is here; returns the exit code."""
    parser = argparse.ArgumentParser(prog="recipes.py", description="Make an AppImage or a Flatpak (not run by us).")
    parser.add_argument("kind", choices=["appimage", "flatpak"])
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py has put the packages (dist)")
    parsed = parser.parse_args(arguments)
    place = BUILD / parsed.kind
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        if parsed.kind == "appimage":
            commands = appimage(BUILD / "frozen" / "annotator", place, parsed.dist.absolute())
        else:
            commands = flatpak(place, parsed.dist.absolute())
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    for command in commands:
        if not shutil.which(command[0]):
            print(f"{command[0]} is not here. Where it is:\n  cd {shlex.quote(str(place))} && {shlex.join(command)}")
        elif code := subprocess.run(command, cwd=place).returncode:
            return code
    return 0


def appimage(folder: Path, place: Path, out: Path) -> list[list[str]]:
    """Lay out the AppDir of a frozen folder; returns the commands that make one file of it.

    Raises:
        Trouble: there is no frozen folder yet.
    """
    if not folder.is_dir():
        raise Trouble("There is nothing to pack", f"{folder} is not there.", "Run python3 packaging/build.py first.")
    root = place / "AppDir"
    shutil.copytree(folder, root / "usr" / "lib" / "annotator", symlinks=True)
    stage.share(root / "usr" / "share", stage.PROGRAM)
    shutil.copy(root / "usr" / "share" / "applications" / ENTRY, root / ENTRY)
    shutil.copy(ICONS / "annotator.svg", root / f"{identity.DESKTOP_ID}.svg")
    (root / ".DirIcon").symlink_to(f"{identity.DESKTOP_ID}.svg")
    (root / "AppRun").write_text(APPRUN, encoding="utf-8")
    (root / "AppRun").chmod(0o755)
    stage.settle(root)
    return [["appimagetool", "AppDir", str(out / f"Annotator-{__version__}-x86_64.AppImage")]]


def flatpak(place: Path, out: Path) -> list[list[str]]:
    """Write the manifest that repacks the archive; returns the commands that build and bundle it.

    Raises:
        Trouble: there is no archive yet.
    """
    archive = next(iter(sorted(out.glob(f"annotator-{__version__}-linux-*.tar.zst"))), None)
    if archive is None:
        raise Trouble("There is nothing to pack", f"no archive in {out}.", "Run python3 packaging/build.py first.")
    shutil.copy(archive, place)
    page = place / f"{identity.DESKTOP_ID}.json"
    page.write_text(json.dumps(manifest(archive), indent=2) + "\n", encoding="utf-8")
    bundle = str(out / f"annotator-{__version__}.flatpak")
    return [
        ["flatpak-builder", "--force-clean", "--repo=repo", "tree", page.name],
        ["flatpak", "build-bundle", "repo", bundle, identity.DESKTOP_ID],
    ]


def manifest(archive: Path) -> dict[str, object]:
    """What flatpak-builder is told: the program as it is, put where a Flatpak has it."""
    steps = [
        "mkdir unpacked",
        f"tar --zstd --strip-components=1 -C unpacked -xf {shlex.quote(archive.name)}",
        "mkdir -p /app/lib /app/bin",
        "cp -a unpacked/annotator /app/lib/annotator",
        "ln -s ../lib/annotator/annotator /app/bin/annotator",
        "cp -a unpacked/share /app/",
        "install -Dm644 unpacked/LICENCES.txt /app/share/doc/annotator/LICENCES.txt",
    ]
    source = {"type": "file", "path": archive.name, "sha256": hashlib.sha256(archive.read_bytes()).hexdigest()}
    return {
        "app-id": identity.DESKTOP_ID,
        "runtime": f"{RUNTIME}.Platform",
        "runtime-version": RUNTIME_VERSION,
        "sdk": f"{RUNTIME}.Sdk",
        "command": stage.PROGRAM,
        "finish-args": PERMISSIONS,
        "build-options": {"strip": False, "no-debuginfo": True},
        "modules": [{"name": "annotator", "buildsystem": "simple", "build-commands": steps, "sources": [source]}],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
