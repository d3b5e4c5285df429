"""The two installers of Windows: NSIS for a person, MSI for whoever deploys by policy. Both compile on any system.

    python3 packaging/windows.py FOLDER [--out dist] [--fast]     of a frozen folder that was made on Windows
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import frozen
import signing
import windows_rows as rows
from templates import __version__, fill, identity
from trouble import Trouble

FAMILY = uuid.uuid5(uuid.NAMESPACE_DNS, identity.DESKTOP_ID)
"""All GUIDs are derived from it, so that each build knows the components of the one before."""


def build(folder: Path, out: Path, *, fast: bool = False) -> list[Path]:
    """Make both, as far as their compilers are here; returns the files.

    Args:
        folder: the frozen program.
        fast: compress little, to see whether the scripts compile.

    Raises:
        Trouble: neither compiler is here, or one refused its script.
    """
    signing.sign_windows([folder / rows.WINDOW, folder / rows.CONSOLE])
    made = []
    if shutil.which("makensis"):
        made.append(with_nsis(folder, out, fast=fast))
    if shutil.which("wixl"):
        made.append(with_wixl(folder, out))
    if not made:
        raise Trouble("No installer was made", "neither makensis nor wixl is here.",
                      "Install NSIS, or on Debian: apt-get install nsis wixl")  # fmt: skip
    signing.sign_windows(made)
    return made


def with_nsis(folder: Path, out: Path, *, fast: bool = False) -> Path:
    """Compile the installer of a frozen folder."""
    target = out / f"annotator-{__version__}-windows-setup.exe"
    script = frozen.BUILD / "annotator.nsi"
    script.write_text(nsis_script(folder, target, fast=fast), encoding="utf-8-sig")
    compile_with("makensis", "-V2", "-WX", script)
    return target


def nsis_script(folder: Path, target: Path, *, fast: bool = False) -> str:
    """Return the script of the NSIS installer."""
    icons = frozen.BUILD / "icons"
    kilobytes = frozen.size(folder) // 1024
    written = [nsis_row(row) for row in [*rows.opening(), *rows.removing(kilobytes)]]
    gone = [f'  DeleteRegKey HKCU "{key}"' for key in rows.own_keys()]
    extension = rf"{rows.CLASSES}\{identity.EXTENSION}"
    gone.append(f'  DeleteRegValue HKCU "{extension}\\OpenWithProgids" "{rows.PROGRAM_ID}"')
    # Another program may have taken the type over since; then its row stays.
    gone += [f'  ReadRegStr $0 HKCU "{extension}" ""', f'  StrCmp $0 "{rows.PROGRAM_ID}" 0 +2',
             f'  DeleteRegValue HKCU "{extension}" ""']  # fmt: skip
    return fill("windows/annotator.nsi.in", {
        "OUT": str(target),
        "FOLDER": str(folder),
        "STROKE": os.sep,
        "ICON": str(icons / "annotator.ico"),
        "PROJECT_ICON": str(icons / "project.ico"),
        "COMPRESSOR": "zlib" if fast else "lzma",
        "WINDOW": rows.WINDOW,
        "CONSOLE": rows.CONSOLE,
        "REMOVING": rows.REMOVING,
        "WRITE_ROWS": "\n".join(written),
        "DELETE_ROWS": "\n".join(gone),
    })  # fmt: skip


def nsis_row(row: rows.Row) -> str:
    value = row.value.replace("$", "$$").replace(rows.PLACE, "$INSTDIR")
    if row.number:
        return f'  WriteRegDWORD HKCU "{row.key}" "{row.name}" {value}'
    return f"  WriteRegStr HKCU \"{row.key}\" \"{row.name}\" '{value}'"


def with_wixl(folder: Path, out: Path) -> Path:
    """Compile the MSI package of a frozen folder."""
    target = out / f"annotator-{__version__}-windows.msi"
    script = frozen.BUILD / "annotator.wxs"
    script.write_text(wix_script(folder), encoding="utf-8")
    compile_with("wixl", "--arch", "x64", "-o", target, script)
    return target


def wix_script(folder: Path) -> str:
    """Return the page of the MSI package."""
    names = {path: f"f{uuid.uuid5(FAMILY, path.relative_to(folder).as_posix()).hex}" for path in folder.rglob("*")}
    files = [names[path] for path in sorted(names) if path.is_file()]
    return fill("windows/annotator.wxs.in", {
        "PRODUCT": guid(f"product {__version__}"),
        "UPGRADE": guid("upgrade"),
        "ROWS_GUID": guid("rows"),
        "MENU_GUID": guid("menu"),
        "WINDOW": rows.WINDOW,
        "TREE": "\n".join([*tree(folder, names), project_icon()]),
        "ROWS": "\n".join(wix_row(row, key=n == 0) for n, row in enumerate(rows.opening())),
        "COMPONENTS": "\n".join(f'      <ComponentRef Id="{name}"/>' for name in [*files, "ProjectIcon"]),
    })  # fmt: skip


def guid(what: str) -> str:
    return f"{{{str(uuid.uuid5(FAMILY, what)).upper()}}}"


def tree(folder: Path, names: dict[Path, str]) -> Iterable[str]:
    """Every file as a component of its own, inside the elements of its folders."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield f'<Directory Id="{names[path]}" Name={quoteattr(path.name)}>'
            yield from tree(path, names)
            yield "</Directory>"
        else:
            yield component(names[path], path, guid(names[path]))


def component(name: str, path: Path, identifier: str) -> str:
    source = os.path.relpath(path, frozen.BUILD)  # wixl wants them so, from where it runs
    named, found = (quoteattr(words.replace("$", "$$")) for words in (path.name, source))  # its variables begin with $
    file = f'<File Id="{name}" Name={named} Source={found} KeyPath="yes"/>'
    return f'<Component Id="{name}" Guid="{identifier}">{file}</Component>'


def project_icon() -> str:
    return component("ProjectIcon", frozen.BUILD / "icons" / "project.ico", guid("project icon"))


def wix_row(row: rows.Row, *, key: bool) -> str:
    # INSTALLDIR has its stroke already.
    value = row.value.replace(f"{rows.PLACE}\\", rows.PLACE)
    name = f" Name={quoteattr(row.name)}" if row.name else ""
    way = ' KeyPath="yes"' if key else ""
    return f'<RegistryValue Root="HKCU" Key={quoteattr(row.key)}{name} Type="string" Value={quoteattr(value)}{way}/>'


def compile_with(program: str, *words: str | Path) -> None:
    """Run a compiler of installers.

    Raises:
        Trouble: it refused; its own words stand in it.
    """
    done = subprocess.run([program, *words], capture_output=True, text=True, cwd=frozen.BUILD, env=frozen.variables())
    if done.returncode:
        last = (done.stdout + done.stderr).strip()[-1500:]
        raise Trouble(f"{program} refused its script", last, f"Look at the scripts in {frozen.BUILD}.")


def main(arguments: Sequence[str]) -> int:
    """Make installers of a folder that was frozen elsewhere."""
    parser = argparse.ArgumentParser(prog="windows.py", description="Make the installers of a frozen folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("dist"))
    parser.add_argument("--fast", action="store_true", help="compress little")
    parsed = parser.parse_args(arguments)
    parsed.out.mkdir(parents=True, exist_ok=True)
    try:
        made = build(parsed.folder.absolute(), parsed.out.absolute(), fast=parsed.fast)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print("\n".join(map(str, made)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
