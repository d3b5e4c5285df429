"""The bill of materials of a package (CycloneDX 1.6): every part that others wrote, with its licence in full.

It goes into the package, where *About › Licences* reads it, and lies beside it for whoever must know before.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

from templates import HERE, ROOT, __version__, epoch, identity

from annotator.licences import BILL, Component, component, plain

Entry = tuple[str, str, str]
LGPL = ("pyside6-essentials", "shiboken6")
"""Packages that come without the words of their licence."""

BOOT = "GPL-2.0-or-later WITH Bootloader-exception"
"""PyInstaller's own part of a package may be joined with programs under any licence; its text says so."""


def write(folder: Path, entries: Sequence[Entry]) -> list[Entry]:
    """Write the bill of what PyInstaller has gathered; returns what is to be added to the package.

    Args:
        entries: where each file goes, where it comes from, and its kind.
    """
    page = folder / BILL[-1]
    page.parent.mkdir(parents=True, exist_ok=True)
    parts = sorted({each.name: each for each in parts_of(entries)}.values(), key=lambda each: each.name.lower())
    page.write_text(json.dumps(bill(parts), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "licences.txt").write_text(as_text(parts), encoding="utf-8")
    return [(str(PurePosixPath("annotator", "_resources", *BILL)), str(page), "DATA")]


def parts_of(entries: Sequence[Entry]) -> Iterator[Component]:
    """Every part that a file of the package belongs to: Python packages, Python, and libraries of the system."""
    paths = {Path(source) for _, source, kind in entries if source not in ("", "-", "built-in") and kind != "SYMLINK"}
    for one in distributions():
        if plain(one.name) != "annotator" and paths & files_of(one):
            yield with_words(one)
    python = Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "LICENSE.txt")
    texts = (python, Path(sys.base_prefix, "LICENSE.txt"))
    words = next((path.read_text("utf-8") for path in texts if path.is_file()), "")
    yield Component("Python", platform.python_version(), "PSF-2.0", words, "https://www.python.org")
    ours = Path(sys.prefix).resolve()
    yield from of_debian(path for path in paths if ".so" in path.name and not path.resolve().is_relative_to(ours))


def files_of(one: Distribution) -> set[Path]:
    """The files of an installed package that a program could be made of."""
    return {Path(str(one.locate_file(path))) for path in one.files or () if ".dist-info" not in path.parts[0]}


def with_words(one: Distribution) -> Component:
    found = component(one)
    if plain(one.name) == "pyinstaller":
        return replace(found, licence=BOOT)
    if plain(one.name) in LGPL:
        words = [(HERE / "licences" / f"{name}.txt").read_text("utf-8") for name in ("LGPL-3.0", "GPL-3.0")]
        return replace(found, licence="LGPL-3.0-only", text="\n\n".join(words))
    return found


def of_debian(paths: Iterable[Path]) -> Iterator[Component]:
    """The Debian packages of libraries that go along; on other systems their file names."""
    for path in sorted({path.resolve() for path in paths}):
        if path.is_relative_to(sys.base_prefix):
            continue
        owner = asked("dpkg", "-S", f"*/{path.name}").partition(":")[0]
        if not owner:
            yield Component(path.name, "")
            continue
        page = Path("/usr/share/doc", owner, "copyright")
        words = page.read_text("utf-8", "replace") if page.is_file() else ""
        named = dict.fromkeys(re.findall(r"^License: *(\S.*)$", words, re.MULTILINE))
        version = asked("dpkg-query", "-W", "-f=${Version}", owner)
        yield Component(owner, version, ", ".join(named)[:200], words)


def asked(*command: str) -> str:
    """What a program of the system says; nothing where there is none."""
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def bill(parts: Sequence[Component]) -> dict[str, Any]:
    """The bill as CycloneDX has it; the same parts make the same one."""
    whole = json.dumps([each.name + each.version for each in parts])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, whole)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch(), UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": "annotator",
                "name": identity.NAME,
                "version": __version__,
                "licenses": [{"license": {"id": "MIT", "text": text_of((ROOT / "LICENSE").read_text("utf-8"))}}],
            },
        },
        "components": [entry(each) for each in parts],
    }


def entry(part: Component) -> dict[str, Any]:
    """One part. Its licence goes by name: not all of them are expressions of SPDX."""
    made: dict[str, Any] = {"type": "library", "bom-ref": f"{part.name}@{part.version}", "name": part.name}
    made["version"] = part.version
    said: dict[str, Any] = {"name": part.licence or "see its text"}
    if part.text:
        said["text"] = text_of(part.text)
    made["licenses"] = [{"license": said}]
    if part.address:
        made["externalReferences"] = [{"type": "website", "url": part.address}]
    return made


def text_of(words: str) -> dict[str, str]:
    return {"contentType": "text/plain", "content": words}


def as_text(parts: Sequence[Component]) -> str:
    """Every licence in one page, to read without a program."""
    head = f"{identity.NAME} {__version__} (MIT) contains what others have written:\n\n"
    names = "".join(f"  {each.name} {each.version}  {each.licence}\n" for each in parts)
    rule = "\n" + "-" * 100 + "\n"
    own = f"{rule}{identity.NAME}\n\n{(ROOT / 'LICENSE').read_text('utf-8')}"
    return head + names + own + "".join(f"{rule}{each.name} {each.version}\n\n{each.text}\n" for each in parts)
