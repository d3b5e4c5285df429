"""Files of other tools: each is known by its content and says what it always said."""

import json
from pathlib import Path

import pytest

from annotator import formats
from tests.formats.doors.golden import EXPECTED, described, golden_files, read_articles

FILES = golden_files()

def format_of(path: Path) -> str:
    return str(json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))["format"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_known_by_its_content_and_says_what_it_always_said(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))
    assert formats.sniff(path).name == expected["format"]
    assert [described(each) for each in read_articles(path)] == expected["articles"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_known_without_its_ending(path: Path, tmp_path: Path) -> None:
    if format_of(path) in ("md", "table"):
        pytest.skip("says nothing of itself but its ending")
    bare = tmp_path / "download"
    bare.write_bytes(path.read_bytes())
    assert formats.sniff(bare).name == format_of(path)
