"""The licences of what the program is made of: offline, from a package's bill or from the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import licences


def test_in_an_environment_every_package_that_is_needed_is_named_with_its_words() -> None:
    found = {each.name.lower().replace("_", "-"): each for each in licences.components()}
    assert {"python", "pyside6-essentials", "msgspec", "sqlite-utils"} <= set(found)
    assert "pytest" not in found
    assert "Redistribution" in found["msgspec"].text and found["msgspec"].licence == "BSD-3-Clause"
    assert licences.components()[0].name == "annotator" and "Permission is hereby granted" in found["annotator"].text


def test_a_package_reads_them_from_its_bill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "bill.cdx.json"
    own = {"name": "Annotator", "version": "2", "licenses": [{"license": {"id": "MIT", "text": {"content": "Hi"}}}]}
    bill = {"metadata": {"component": own}, "components": [{"name": "Qt", "version": "6.11", "licenses": [
        {"license": {"name": "LGPL-3.0-only", "text": {"content": "GNU LESSER…"}}}]},
        {"name": "Alpha", "version": "1", "licenses": [{"expression": "MIT"}]}]}
    page.write_text(json.dumps(bill))
    monkeypatch.setattr(licences, "resource", lambda *parts: page)
    assert licences.components() == [
        licences.Component("Annotator", "2", "MIT", "Hi"),
        licences.Component("Alpha", "1", "MIT"),
        licences.Component("Qt", "6.11", "LGPL-3.0-only", "GNU LESSER…"),
    ]
