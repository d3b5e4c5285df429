"""A ZIP archive of articles: its files are read as they would be alone, all of them or none."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annotator import formats
from annotator.corpus.errors import Fault
from tests.formats.doors.golden import FOLDER, read_articles


def packed(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "Files (3).ZIP"
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path


def test_each_file_is_read_as_it_would_be_alone_under_its_own_name(tmp_path: Path) -> None:
    nexis = (FOLDER / "nexis-documents.docx").read_bytes()
    path = packed(tmp_path, {"b/CON.txt": b"One line.", "a.DOCX": nexis, "Files_doclist.DOCX": nexis,
                             "__MACOSX/._b.txt": b"\0", "x.zip": b"PK"})
    assert formats.sniff(path).name == "zip"
    found = read_articles(path)
    assert [(each.file, each.article.title) for each in found] == [
        ("Files (3).ZIP: a.DOCX", "Council approves the plan"), ("Files (3).ZIP: a.DOCX", "No money"),
        ("Files (3).ZIP: CON.txt", "CON")]
    assert list(found[0].warnings) == ["2 other files in the archive are left out"]


def test_one_file_that_cannot_be_read_is_named_and_nothing_comes_in(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.txt": b"Words.", "b.docx": b"PK\x03\x04 no"})
    with pytest.raises(Fault, match=r"Files \(3\).ZIP cannot be imported: b.docx in it"):
        read_articles(path)


def test_an_annotated_corpus_in_it_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="it is something else"):
        read_articles(packed(tmp_path, {"a.txt": b"TY  - NEWS\nTI  - The port\nER  - \n"}))
