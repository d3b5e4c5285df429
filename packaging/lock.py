"""Write the three locks from pyproject.toml anew: python3 packaging/lock.py [uv's further options].

One lock serves Python 3.11 and newer on all three systems, by environment markers; every file is known by its hash and
none by its address, so that any mirror will do. The locks of the tests and of the packages hold the application's
versions and add to them.
Pass `--upgrade` to take newer versions than those that stand in the locks.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
APPLICATION = HERE / "requirements.lock.txt"
TEST = HERE / "requirements-test.lock.txt"
PACKAGE = HERE / "requirements-package.lock.txt"
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--custom-compile-command=python3 packaging/lock.py",
)


def main(arguments: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        binaries = Path(scratch, "Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
        compile_lock(binaries / "uv", APPLICATION, [*arguments])
        for group, lock in (("test", TEST), ("package", PACKAGE)):
            compile_lock(binaries / "uv", lock, [f"--extra={group}", f"--constraint={APPLICATION}", *arguments])


def compile_lock(uv: Path, lock: Path, options: Sequence[str]) -> None:
    """Resolve the project's requirements, and the build's: start.py installs the project without an isolated build."""
    pyproject = ROOT / "pyproject.toml"
    build = tomllib.loads(pyproject.read_text(encoding="utf-8"))["build-system"]["requires"]
    words = ["pip", "compile", "--quiet", *OPTIONS, *options, str(pyproject), "-", f"--output-file={lock}"]
    subprocess.run([uv, *words], check=True, cwd=ROOT, input="\n".join(build), text=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
