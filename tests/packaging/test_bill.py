"""The bill of materials: who wrote what, with every licence in full, the same for the same parts."""

import json
from importlib.metadata import distribution
from pathlib import Path

import bill
import pytest

from annotator import licences

PARTS = [
    licences.Component("lxml", "6.1", "BSD-3-Clause", "Redistribution…", "https://lxml.de"),
    licences.Component("Python", "3.11.7", "PSF-2.0", "1. This LICENSE AGREEMENT…"),
]


def test_what_is_written_is_read_again_by_the_program() -> None:
    written = json.loads(json.dumps(bill.bill(PARTS)))
    assert written["bomFormat"] == "CycloneDX" and written["specVersion"] == "1.6"
    assert list(licences.read(written)) == PARTS


def test_the_same_parts_give_the_same_bill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = bill.bill(PARTS)
    assert first == bill.bill(PARTS)
    assert first["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    assert bill.bill(PARTS[:1])["serialNumber"] != first["serialNumber"]


def test_a_part_is_named_because_a_file_of_it_goes_in(tmp_path: Path) -> None:
    one = distribution("msgspec")
    inside = next(path for path in one.files or () if path.name == "__init__.py")
    found = {part.name: part for part in bill.parts_of([("msgspec", str(one.locate_file(inside)), "PYMODULE")])}
    assert {"msgspec", "Python"} <= set(found)
    assert "Redistribution" in found["msgspec"].text
    assert "lxml" not in found and "ruff" not in found


def test_qt_comes_with_the_words_that_its_licence_asks_for() -> None:
    part = bill.with_words(distribution("PySide6-Essentials"))
    assert part.licence == "LGPL-3.0-only"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in part.text and "GNU GENERAL PUBLIC LICENSE" in part.text
