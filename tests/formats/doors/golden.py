"""Golden files of what comes in, and what each says: made by hand, in `tests/golden/in/`, never made anew."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotator import formats
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.found import Found
from tests.shared import ROOT

FOLDER = ROOT / "tests" / "golden" / "in"
EXPECTED = ".expected.json"


def golden_files() -> list[Path]:
    """The golden files of articles."""
    return sorted(path for path in FOLDER.iterdir() if path.with_name(path.name + EXPECTED).exists())


def read_articles(path: Path, format: str = "", **options: Any) -> list[Found]:
    """What a file of articles holds."""
    chosen = formats.importer(format) if format else formats.sniff(path)
    return list(chosen.load()(path, ReadOptions(format=chosen.name, **options)))


def described(found: Found) -> dict[str, Any]:
    """All that is known of it, without ids, digests of files and what is empty."""
    article = asdict(found.article)
    article["imported_from"] = {key: value for key, value in article["imported_from"].items() if key != "fileSha256"}
    said = {key: value for key, value in article.items() if value and key != "id"}
    said |= {"text": found.text, "warnings": list(found.warnings), "left_out": [list(each) for each in found.left_out]}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items() if value}
