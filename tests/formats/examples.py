"""A small file of every format that comes in: the rows of the table of proofs."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import bring, project
from tests.shared import ROOT

GOLDEN = ROOT / "tests" / "golden"
TEXT = "“It’s done,” said the mayor 🙂 of Zürich.\nShe left; nobody asked.\n"
DOCCANO = [{"id": 1, "text": TEXT, "label": [[1, 10, "Quote"], [18, 23, "Person"]]}]
CSL = [{"id": "b", "type": "article-newspaper", "title": "The port", "author": [{"family": "Berg", "given": "A."}],
        "issued": {"date-parts": [[2026, 3, 4]]}, "container-title": "The Ledger"}]
RIS = "TY  - NEWS\nTI  - The port\nAU  - Berg, Anna\nPY  - 2026/03/04\nT2  - The Ledger\nER  - \n"


@dataclass(frozen=True, slots=True)
class Example:
    """One file, or folder, of a format.

    Args:
        name: of the row: the format, and what of it when there are several.
        path: what is imported.
        part: the file in a folder, or the member of an archive, that is changed to do harm; "" for the file itself.
        nature: `text`, `lines` of text, `page` of the web, `json`, `rows` of JSON, `xml`, `binary`.
    """

    name: str
    format: str
    path: Path
    nature: str
    part: str = ""

    @property
    def is_archive(self) -> bool:
        """Whether it is a ZIP archive."""
        return self.path.is_file() and zipfile.is_zipfile(self.path)

    def bytes(self) -> bytes:
        """What is changed."""
        if self.is_archive:
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(self.part)
        return (self.path / self.part if self.part else self.path).read_bytes()

    def changed(self, folder: Path, raw: bytes, more: dict[str, bytes] | None = None) -> Path:
        """A copy of it with other bytes in it."""
        copy = folder / self.path.name
        if self.is_archive:
            packing = zipfile.ZIP_DEFLATED if len(raw) > 20_000_000 else zipfile.ZIP_STORED
            with zipfile.ZipFile(self.path) as old, zipfile.ZipFile(copy, "w", packing, compresslevel=1) as new:
                for member in old.namelist():
                    new.writestr(member, raw if member == self.part else old.read(member))
                for member, extra in (more or {}).items():
                    new.writestr(member, extra)
        elif self.part:
            shutil.copytree(self.path, copy)
            (copy / self.part).write_bytes(raw)
        else:
            copy.write_bytes(raw)
        return copy


def _exported(format: str, name: str) -> Callable[[Session, Path], Path]:
    def write(session: Session, folder: Path) -> Path:
        formats.export(format, session.catalogue, folder / name)
        return folder / name
    return write


def _written(name: str, content: str) -> Callable[[Session, Path], Path]:
    def write(_: Session, folder: Path) -> Path:
        (folder / name).write_text(content, encoding="utf-8")
        return folder / name
    return write


def _packed(name: str, *members: str) -> Callable[[Session, Path], Path]:
    def write(_: Session, folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w") as archive:
            for member in members:
                archive.write(GOLDEN / member, f"Files/{Path(member).name}")
        return folder / name
    return write


def _golden(name: str) -> Callable[[Session, Path], Path]:
    return lambda _session, _folder: GOLDEN / name


ROWS: dict[str, tuple[str, str, Callable[[Session, Path], Path], str]] = {
    "dataset": ("dataset", "json", _golden("first.dataset.json"), ""),
    "dataset-folder": ("dataset-folder", "rows", _exported("dataset-folder", "corpus"), "articles.jsonl"),
    "dataset-zip": ("dataset-zip", "rows", _exported("dataset-zip", "corpus.zip"), "articles.jsonl"),
    "codebook": ("codebook", "json", _exported("codebook", "a.codebook.json"), ""),
    "txt": ("txt", "text", _golden("in/old-windows.txt"), ""),
    "md": ("md", "text", _golden("in/front-matter.md"), ""),
    "html": ("html", "page", _golden("in/page.html"), ""),
    "mhtml": ("mhtml", "page", _golden("in/page.mhtml"), ""),
    "docx": ("docx", "xml", _golden("in/document.docx"), "word/document.xml"),
    "odt": ("odt", "xml", _golden("in/document.odt"), "content.xml"),
    "rtf": ("rtf", "text", _golden("in/document.rtf"), ""),
    "pdf": ("pdf", "binary", _golden("in/pages.pdf"), ""),
    "epub": ("epub", "xml", _golden("in/book.epub"), "OEBPS/content.opf"),
    "table csv": ("table", "text", _golden("in/articles.csv"), ""),
    "table tsv": ("table", "text", _golden("in/articles.tsv"), ""),
    "table jsonl": ("table", "rows", _golden("in/articles.jsonl"), ""),
    "table xlsx": ("table", "xml", _golden("in/articles.xlsx"), "xl/workbook.xml"),
    "nexis txt": ("nexis", "text", _golden("in/nexis-documents.txt"), ""),
    "nexis html": ("nexis", "page", _golden("in/nexis-documents.html"), ""),
    "nexis docx": ("nexis", "xml", _golden("in/nexis-documents.docx"), "word/document.xml"),
    "factiva html": ("factiva", "page", _golden("in/factiva-page.html"), ""),
    "factiva txt": ("factiva", "text", _golden("in/factiva-codes.txt"), ""),
    "factiva xml": ("factiva", "xml", _golden("in/factiva-service.xml"), ""),
    "europresse": ("europresse", "page", _golden("in/europresse-articles.html"), ""),
    "zip": ("zip", "text", _packed("Files (2).zip", "in/nexis-documents.txt", "in/document.docx"),
            "Files/nexis-documents.txt"),
    "csl-json": ("csl-json", "json", _written("library.json", json.dumps(CSL)), ""),
    "ris": ("ris", "text", _written("library.ris", RIS), ""),
    "dna": ("dna", "binary", _golden("dna/statements.dna"), ""),
    "dna 1": ("dna", "xml", _golden("annotated/discourse-1.21.dna"), ""),
    "brat": ("brat", "text", _golden("first.brat"), "a-a1.ann"),
    "labelbuddy": ("labelbuddy", "rows", _golden("first.labelbuddy.jsonl"), ""),
    "doccano": ("doccano", "json", _written("all.json", json.dumps(DOCCANO)), ""),
    "label-studio": ("label-studio", "json", _golden("first.label-studio"), "tasks.json"),
    "qdpx": ("qdpx", "xml", _exported("qdpx", "a.qdpx"), "project.qde"),
    "w3c": ("w3c", "json", _golden("annotated/w3c.jsonld"), ""),
    "hypothesis": ("hypothesis", "json", _golden("annotated/hypothesis.json"), ""),
    "hypothesis api": ("hypothesis", "json", _golden("annotated/hypothesis-api.json"), ""),
}
"""Row → format, nature, what makes it, the part of it that is changed."""


def examples(folder: Path) -> dict[str, Example]:
    """Every row's file; those that nobody keeps are exported from the golden dataset."""
    session = project(folder)
    bring(session, GOLDEN / "first.dataset.json")
    made = {name: Example(name, format, make(session, folder), nature, part)
            for name, (format, nature, make, part) in ROWS.items()}
    session.close()
    return made
