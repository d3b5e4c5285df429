"""Files of the first format, kept for ever: what opened once opens in every later version, and says the same.

Never make them anew. When a later version changes what an export says, it adds files of its own beside these.
"""

import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from annotator import __version__, formats
from annotator.corpus.source import Source
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests.formats.corpora import ME, bring, exported, project, through
from tests.shared import ROOT

GOLDEN = ROOT / "tests" / "golden"


def of_this_version(raw: bytes) -> bytes:
    """The dataset as if this version had written it: it says which one did."""
    return re.sub(rb'("name": "annotator",\n  "version": )"[^"]*"', rb'\1"%s"' % __version__.encode(), raw, count=1)


def test_the_first_project_says_what_the_first_dataset_says(tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "first.annot", tmp_path)
    before = (tmp_path / "first.annot").read_bytes()
    session = Session.open(tmp_path / "first.annot", ME, home=tmp_path / "home")
    assert session.exchange().refused is None
    session.catch_up()
    assert exported(session, tmp_path) == of_this_version((GOLDEN / "first.dataset.json").read_bytes())
    assert session.check() == []
    session.close()
    assert (tmp_path / "first.annot").read_bytes() == before, "opening and exporting write nothing"


def test_the_first_dataset_comes_in_and_goes_out_byte_for_byte(tmp_path: Path) -> None:
    raw = (GOLDEN / "first.dataset.json").read_bytes()
    assert through(tmp_path, raw) == of_this_version(raw)


@pytest.mark.parametrize(("format_", "name"), [
    ("brat", "second.brat"), ("w3c", "first.jsonld"), ("labelbuddy", "first.labelbuddy.jsonl"),
    ("spacy", "first.spacy.jsonl"), ("claimreview", "first.claimreview.json"), ("html", "first.html"),
    ("qdc", "first.qdc"), ("label-studio", "second.label-studio"), ("xmi", "first.xmi"),
    ("codebook", "first.codebook.json")])
def test_what_other_tools_read_is_written_byte_for_byte(format_: str, name: str, tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    written = formats.export(format_, session.catalogue, tmp_path / name)
    session.close()
    for path in written.files:
        assert path.read_bytes() == (GOLDEN / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_project_of_refi_has_the_same_members_for_ever(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    formats.export("qdpx", session.catalogue, tmp_path / "first.qdpx")
    session.close()
    with zipfile.ZipFile(GOLDEN / "first.qdpx") as old, zipfile.ZipFile(tmp_path / "first.qdpx") as new:
        assert {name: new.read(name) for name in new.namelist()} == {name: old.read(name) for name in old.namelist()}


def test_the_first_corpus_in_brat_still_comes_in_with_its_chains_and_figures(tmp_path: Path) -> None:
    session = project(tmp_path)
    incoming = bring(session, GOLDEN / "first.brat")
    assert incoming.warnings == [] and incoming.added["kind"] == 0, "sources and cues are no annotations"
    (quote, figure) = next(each.annotations for each in session.catalogue.contents() if each.id == "a1")
    assert (quote.fields["chain"][0][3:], figure.fields["quantity:unit"]) == ([[[23, 36]], [[37, 42]]], "USD")
    assert ["hedge", 8, 11] in quote.fields["segments"]
    assert {source.name for source in session.catalogue.sources().values()} == {"Jane Doe", "Anna Berg"}
    session.close()


def sheets(path: Path) -> list[str]:
    """A workbook's cells, a line a row."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [json.dumps([name, *row], ensure_ascii=False)
            for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]


def dump(path: Path) -> list[str]:
    """What makes a database anew, without what SQLite has counted for itself."""
    with closing(sqlite3.connect(path)) as db:
        return [line for line in db.iterdump() if "sqlite_stat" not in line and not line.startswith("ANALYZE")]


@pytest.mark.parametrize(("format_", "name", "told"), [
    ("xlsx", "first.xlsx", sheets), ("sqlite", "first.sqlite", dump)])
def test_a_binary_file_holds_what_it_always_held(
    format_: str, name: str, told: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    formats.export(format_, session.catalogue, tmp_path / name)
    session.close()
    assert "\n".join(told(tmp_path / name)) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_a_dataset_in_a_folder_or_an_archive_has_the_same_members_for_ever(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    for format_, name in (("dataset-folder", "folder"), ("dataset-zip", "all.zip")):
        formats.export(format_, session.catalogue, tmp_path / name, WriteOptions(reproducible=True))
    session.close()
    kept = {path.name: as_if_now(path.read_bytes()) for path in (GOLDEN / "first.dataset-folder").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()} == kept
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.namelist() == ["corpus.json", "articles.jsonl", "schema.json", "README.md"]
        assert {name: archive.read(name) for name in archive.namelist()} == kept


def as_if_now(raw: bytes) -> bytes:
    """A member of the golden folder as if this version had written it."""
    said = rb"Written by annotator %s at" % __version__.encode()
    return re.sub(rb"Written by annotator \S+ at", said, of_this_version(raw))


def test_the_first_archive_still_comes_in(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "first.zip", "w") as archive:
        for path in (GOLDEN / "first.dataset-folder").iterdir():
            archive.write(path, path.name)
    session = project(tmp_path)
    bring(session, tmp_path / "first.zip")
    assert exported(session, tmp_path) == of_this_version((GOLDEN / "first.dataset.json").read_bytes())
    session.close()


@pytest.mark.parametrize("name", ["library.json", "library.ris"])
def test_references_become_the_sources_that_they_always_became(name: str, tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "sources" / name)
    found = {source.id: described(source) for source in session.catalogue.sources().values()}
    session.close()
    assert found == json.loads((GOLDEN / "sources" / f"{name}.expected.json").read_text(encoding="utf-8"))


def described(source: Source) -> dict[str, Any]:
    """All that is known of a source, without who brought it and when."""
    said = {key: value for key, value in asdict(source).items() if value and key not in ("id", "creator", "created")}
    return dict(json.loads(json.dumps(said)))


def test_the_first_tables_are_written_byte_for_byte(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    formats.export("csv", session.catalogue, tmp_path / "out")
    session.close()
    for path in sorted((GOLDEN / "first.csv").iterdir()):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name
