"""Files that mean harm, or are only broken, in ways of their own; what is done to every format: `test_proofs`."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.files import open_archive, parse_xml
from tests.formats.doors.golden import FOLDER

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
CONTAINERS = {"docx": ("document.docx", "word/document.xml"), "odt": ("document.odt", "content.xml"),
              "epub": ("book.epub", "OEBPS/content.opf")}


def changed(tmp_path: Path, format: str, change: Callable[[bytes], bytes]) -> Path:
    """A golden archive with one member made harmful."""
    name, victim = CONTAINERS[format]
    path = tmp_path / name
    with zipfile.ZipFile(FOLDER / name) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == victim else old.read(member))
    return path


def refusal(path: Path, format: str) -> str:
    with pytest.raises(Fault) as fault:
        list(formats.importer(format).load()(path, ReadOptions(format=format)))
    assert "\n" not in str(fault.value) and "root:" not in str(fault.value)
    return str(fault.value)


@pytest.mark.parametrize("format", CONTAINERS)
def test_xml_that_ends_too_early_is_refused_with_its_place(format: str, tmp_path: Path) -> None:
    path = changed(tmp_path, format, lambda raw: raw[:len(raw) // 2])
    assert "XML is damaged at line" in refusal(path, format)


def test_a_member_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", "<container><rootfile full-path='gone.opf'/></container>")
    assert "gone.opf is missing" in refusal(path, "epub")


def test_a_page_loads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(XXE + '<html><body><p>The council &e; voted on Tuesday, and the mayor was glad of it.</p>'
                    '<iframe src="file:///etc/passwd"></iframe></body></html>')
    (found,) = formats.importer("html").load()(path, ReadOptions(format="html"))
    assert "root:" not in found.text and "council" in found.text


def test_an_unknown_namespace_bomb_of_xml_is_parsed_without_entities() -> None:
    with pytest.raises(Fault, match="defines entities"):
        parse_xml(f"<?xml version='1.0'?>{LAUGHS}<x>&c;</x>".encode(), "x.xml")


def test_an_archive_is_never_read_past_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(4):
            archive.writestr(str(number), b"x" * 600_000)
    monkeypatch.setattr("annotator.formats.doors.files.LARGEST", 1_500_000)
    with open_archive(path) as opened:
        assert len(opened.read("0")) + len(opened.read("1")) == 1_200_000
        with pytest.raises(Fault, match="unpacks into far more"):
            opened.read("2")
