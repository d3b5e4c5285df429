"""Files of other tools: each is known by its content, says what it always said, and is refused unless whole."""

import json
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from tests.formats.doors.golden import EXPECTED, described, golden_files, read_articles

FILES = golden_files()
STRUCTURED = [each.name for each in formats.IMPORTERS if each.gives == "articles" and each.name not in (
    "txt", "md", "html", "table")]
"""Formats that can tell that a file is not theirs: any bytes may be a text, any page may be an article."""


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


@pytest.mark.parametrize("format", STRUCTURED)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_format_refuses_the_files_of_the_others(path: Path, format: str) -> None:
    own = format_of(path)
    if format == own or (format == "docx" and path.suffix == ".docx") or (format == "rtf" and path.suffix == ".rtf"):
        return  # an export of a database in DOCX is a DOCX too
    with pytest.raises(Fault) as fault:
        read_articles(path, format)
    assert "\n" not in str(fault.value) and len(str(fault.value)) < 400


@pytest.mark.parametrize("path", [each for each in FILES if each.suffix in (".docx", ".odt", ".epub", ".pdf", ".xlsx")],
                         ids=lambda path: path.name)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_container_is_refused_in_one_line(path: Path, share: float, tmp_path: Path) -> None:
    raw = path.read_bytes()
    cut = tmp_path / path.name
    cut.write_bytes(raw[:int(len(raw) * share)])
    with pytest.raises(Fault) as fault:
        read_articles(cut, format_of(path))
    assert "\n" not in str(fault.value)
