"""The archive for one user of any Linux: unpack, `./install.sh`; `uninstall.sh` takes it back."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

import frozen
import stage
import system_libraries
from templates import __version__, epoch, fill, identity

PACK = """
import os, sys, tarfile, zstandard
source, target, moment = sys.argv[1], sys.argv[2], int(sys.argv[3])
def plain(entry):
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = moment
    return entry
# Several threads give other bytes than one, but any number of them the same.
packer = zstandard.ZstdCompressor(level=12, threads=2)
with open(target, "wb") as file, packer.stream_writer(file) as stream:
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        names = [os.path.join(folder, name) for folder, folders, files in os.walk(source) for name in folders + files]
        for name in sorted([source, *names]):
            archive.add(name, os.path.relpath(name, os.path.dirname(source)), recursive=False, filter=plain)
"""
"""Run by the environment's Python, which has zstandard."""


def build(folder: Path, out: Path, licences: Path, python: Path) -> Path:
    """Make the archive of a frozen folder; returns its file."""
    name = f"annotator-{__version__}-linux-{platform.machine()}"
    root = frozen.BUILD / "archive" / name
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(folder, root / stage.PROGRAM, symlinks=True)
    stage.share(root / "share", stage.PROGRAM)
    shutil.copy(licences, root / "LICENCES.txt")
    packages = " ".join((system_libraries.OFF_SCREEN | system_libraries.X11).values())
    pattern = identity.MIME_TYPE.replace("/", "\\/").replace(".", "\\.")
    for script in ("install.sh", "uninstall.sh"):
        path = root / script
        path.write_text(fill(f"linux/{script}", {"PACKAGES": packages, "MIME_PATTERN": pattern}), encoding="utf-8")
        path.chmod(0o755)
    stage.settle(root)
    target = out / f"{name}.tar.zst"
    subprocess.run([python, "-c", PACK, root, target, str(epoch())], check=True, env=frozen.variables())
    return target


def unpack(file: Path, into: Path, python: Path) -> Path:
    """Unpack such an archive without a program of the system; returns the folder in it."""
    script = (
        "import sys, tarfile, zstandard\n"
        "with open(sys.argv[1], 'rb') as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:\n"
        "    with tarfile.open(fileobj=stream, mode='r|') as archive:\n"
        "        archive.extractall(sys.argv[2], filter='tar')\n"
    )
    subprocess.run([python, "-c", script, file, into], check=True)
    return into / file.name.removesuffix(".tar.zst")
