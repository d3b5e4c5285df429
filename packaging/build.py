"""Build what is given away: python3 packaging/build.py [--out dist] [--only folder | deb | archive]… [--twice]

On Linux a Debian package and an archive for one user, on Windows an installer, on macOS a disk image; beside them the
bill of materials, the licences and the checksums. The tools come from their own hashed lock, into an environment of
their own (`build/environment`). The same sources give the same bytes (SOURCE_DATE_EPOCH names another date): `--twice`
builds them a second time, from a copy of the sources in another folder, and compares.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import environment
import frozen
import system_libraries
from frozen import BUILD
from templates import ROOT, __version__, epoch
from trouble import Trouble

KINDS = {"linux": ("deb", "archive"), "win32": ("installer",), "darwin": ("image",)}
"""What is made on each system besides the folder."""

NO_SOURCES = shutil.ignore_patterns(".git", ".venv", "build", "dist", "out", "__pycache__", ".*_cache")
"""What may lie beside the sources and is not copied with them."""


def main(arguments: Sequence[str]) -> int:
    """Build what was asked for; returns the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace", line_buffering=True)
    kinds = KINDS.get(sys.platform, ())
    parser = argparse.ArgumentParser(prog="build.py", description="Build the packages of this system.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the packages go (dist)")
    parser.add_argument("--only", action="append", choices=["folder", *kinds],
                        help="not everything; `folder` makes the program in build/frozen and no package")  # fmt: skip
    parser.add_argument("--twice", action="store_true",
                        help="build again elsewhere, and refuse what is not the same byte for byte")  # fmt: skip
    parsed = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        made = build(parsed.out.absolute(), parsed.only or kinds)
        if parsed.twice:
            build_elsewhere(made, parsed.only or kinds)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    for path in made:
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path}")
    print(f"Built in {time.monotonic() - began:.0f} s")
    return 0


def prepare() -> Path:
    """Make the environment that builds; returns its Python.

    Raises:
        Trouble: something that it needs cannot be had.
    """
    system_libraries.require(window=False)
    if sys.platform.startswith("linux"):
        system_libraries.require_programs({"objdump": "binutils", "strip": "binutils"}, "PyInstaller")
    environment.stand_in(BUILD / "environment")
    BUILD.mkdir(exist_ok=True)
    return environment.make("package")


def build(out: Path, kinds: Sequence[str]) -> list[Path]:
    """Make the folder and those packages of it; returns the files, checksums last."""
    python = prepare()
    folder = frozen.freeze(python)
    frozen.check_size(folder)
    if sys.platform.startswith("linux"):
        frozen.check_libraries(folder)
    frozen.selftest(folder)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    return with_papers(package(folder, out, kinds, python), out)


def build_elsewhere(made: Sequence[Path], kinds: Sequence[str]) -> None:
    """Build from a copy of the sources, with an environment of its own, and compare the checksums.

    Raises:
        Trouble: it failed, or something differs.
    """
    with tempfile.TemporaryDirectory(prefix="annotator-again-") as folder:
        copy, out = Path(folder, "elsewhere", "sources"), Path(folder, "out")
        shutil.copytree(ROOT, copy, ignore=NO_SOURCES)
        only = [word for kind in kinds for word in ("--only", kind)]
        command: list[str | Path] = [sys.executable, copy / "packaging" / "build.py", "--out", out, *only]
        # The copy has no history that would tell its date.
        if subprocess.run(command, cwd=copy, env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch())}).returncode:
            raise Trouble("The second build failed", "its own words stand above.", "Build once without --twice.")
        check_same(made, out)


def check_same(made: Sequence[Path], again: Path) -> None:
    """Refuse files that are not the same byte for byte as those of that name in another folder.

    Raises:
        Trouble: names the files.
    """
    other = [path.name for path in made if not (again / path.name).is_file()
             or digest(path) != digest(again / path.name)]  # fmt: skip
    if other:
        raise Trouble("Two builds of the same sources differ", f"{', '.join(other)}.",
                      "Unpack both and compare: diff -r, or diffoscope.")  # fmt: skip
    print(f"Built twice, the same byte for byte: {len(made)} files")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package(folder: Path, out: Path, kinds: Sequence[str], python: Path) -> list[Path]:
    """Make each kind of package of a frozen folder."""
    licences = BUILD / "licences" / "licences.txt"
    made = []
    if "deb" in kinds:
        import debian

        system_libraries.require_programs({"dpkg-deb": "dpkg"}, "the Debian package")
        made.append(debian.build(folder, out, licences))
    if "archive" in kinds:
        import archive

        made.append(archive.build(folder, out, licences, python))
    if "installer" in kinds:
        import windows

        made += windows.build(folder, out)
    if "image" in kinds:
        import macos_image

        made.append(macos_image.build(folder, out))
    return made


def with_papers(made: list[Path], out: Path) -> list[Path]:
    """Lay the bill of materials, the licences and the checksums beside the packages."""
    if not made:
        return []
    for name in ("bill.cdx.json", "licences.txt"):
        made.append(out / f"annotator-{__version__}-{sys.platform}-{name}")
        shutil.copy(BUILD / "licences" / name, made[-1])
    sums = out / f"SHA256SUMS-{sys.platform}"
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(made)]
    sums.write_bytes("".join(lines).encode())
    return [*made, sums]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
