"""What others have written that the program is made of, with their licences: read without a network.

A package brings a bill of materials (CycloneDX) with every text in it; elsewhere the environment is asked.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution
from typing import Any

from annotator.settings import resource

BILL = ("licences", "bill.cdx.json")
"""Where a package keeps its bill, among the resources."""

_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$|/licenses/", re.IGNORECASE)
_LONGEST_NAME = 60
"""Characters of a licence's name; some put the whole text there."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part that somebody else has written.

    Attributes:
        licence: its SPDX expression, or what its makers call it.
        text: the licence's own words; empty where the part came without them.
        address: where it comes from.
    """

    name: str
    version: str
    licence: str = ""
    text: str = ""
    address: str = ""


def components() -> list[Component]:
    """The program itself, then all parts by name."""
    page = resource(*BILL)
    if page.is_file():
        bill = json.loads(page.read_text("utf-8"))
        ourselves, found = list(read({"components": [bill["metadata"]["component"]]})), read(bill)
    else:
        ourselves, found = [component(one) for one in required("annotator")[:1]], installed()
    return [*ourselves, *sorted(found, key=lambda each: each.name.lower())]


def read(bill: Mapping[str, Any]) -> Iterator[Component]:
    """The parts that a bill of materials names."""
    for each in bill["components"]:
        texts, names = [], []
        for choice in each.get("licenses", ()):
            said = choice.get("license", {})
            names.append(choice.get("expression") or said.get("id") or said.get("name", ""))
            texts.append(said.get("text", {}).get("content", ""))
        address = next((link["url"] for link in each.get("externalReferences", ())), "")
        yield Component(each["name"], each.get("version", ""), ", ".join(filter(None, names)),
                        "\n\n".join(filter(None, texts)), address)


def installed() -> Iterator[Component]:
    """Python and the packages of this environment that the program asks for, with what those ask for."""
    yield Component("Python", platform.python_version(), "PSF-2.0", address="https://www.python.org")
    for one in required("annotator"):
        if one.name != "annotator":
            yield component(one)


def required(name: str) -> list[Distribution]:
    """A package and all that it needs, as far as they are installed."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        key = plain(waiting.pop())
        if key in found:
            continue
        try:
            found[key] = distribution(key)
        except PackageNotFoundError:
            continue
        waiting += [_named(need) for need in found[key].requires or () if "extra ==" not in need]
    return list(found.values())


def _named(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    return found.group() if found else requirement


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def component(one: Distribution) -> Component:
    """What an installed package says of itself."""
    said = one.metadata
    licence = _said(said, "License-Expression") or _said(said, "License")
    if not licence or "\n" in licence or len(licence) > _LONGEST_NAME:
        classes = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith("License")]
        licence = ", ".join(classes) or licence.partition("\n")[0][:_LONGEST_NAME]
    address = _address(said.get_all("Project-URL", []), _said(said, "Home-page"))
    return Component(one.name, one.version, licence, "\n\n".join(_texts(one)), address)


def _said(metadata: PackageMetadata, name: str) -> str:
    return next(iter(metadata.get_all(name, [])), "")


def _texts(one: Distribution) -> Iterator[str]:
    for path in sorted(one.files or (), key=str):
        if path.parts[0].endswith(".dist-info") and _LICENCE_FILE.search(path.as_posix()):
            try:
                yield path.read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                continue


def _address(links: Iterable[str], home: str) -> str:
    named = {name.strip().lower(): address.strip() for name, _, address in (link.partition(",") for link in links)}
    return next((named[name] for name in ("homepage", "home", "source", "repository") if name in named), home)
