"""The disk image of macOS: the signed bundle beside a link to Applications, to be dragged there."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

import frozen
import signing
from templates import __version__, identity
from trouble import Trouble


def build(bundle: Path, out: Path) -> Path:
    """Make the image of a bundle; returns its file. Only macOS can.

    Raises:
        Trouble: a tool of macOS failed.
    """
    signing.sign_macos(bundle)
    root = frozen.BUILD / "image"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / bundle.name, symlinks=True)
    (root / "Applications").symlink_to("/Applications")
    target = out / f"annotator-{__version__}-macos-{platform.machine()}.dmg"
    words: list[str | Path] = ["hdiutil", "create", "-ov", "-format", "UDZO", "-volname", identity.NAME]
    words += ["-srcfolder", root, target]
    if subprocess.run(words).returncode:
        raise Trouble("The disk image was not made", "hdiutil's own words stand above.", "Is there room on the disk?")
    signing.notarise(target)
    return target
