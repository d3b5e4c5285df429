"""What was chosen stands in what is written, in every format: of which moment, whose work, under which names."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import python_calamine

from annotator import formats
from annotator.formats.doors import WriteOptions
from annotator.session import Session

OPTIONS = WriteOptions(as_of="2026-03-01T00:00:00Z", coders=("ann",), only_done=True, pseudonyms=True)
QUOTES = {"kind": "quote", "rows": "person", "columns": "quote_type"}
THEN, WHOSE = "before 2026-03-01T00:00:00Z", "Only the work of Coder"


def words(out: Path) -> str:
    """All that was written, as text."""
    if out.is_dir():
        return "\n".join(words(each) for each in sorted(out.iterdir()))
    raw = out.read_bytes()
    if raw.startswith(b"SQLite"):
        with closing(sqlite3.connect(out)) as db:
            named = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
            return "\n".join(str(row) for row in db.execute("SELECT * FROM about")) if "about" in named else ""
    if out.suffix == ".xlsx":
        about = python_calamine.CalamineWorkbook.from_path(str(out)).get_sheet_by_name("about")
        return "\n".join(map(str, about.to_python()))
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(out) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return raw.decode("utf-8", "replace")


@pytest.mark.parametrize("name", [each.name for each in formats.EXPORTERS])
def test_every_format_says_of_which_moment_it_is_and_what_was_chosen(
    name: str, session: Session, tmp_path: Path
) -> None:
    format_ = formats.exporter(name)
    out = tmp_path / f"out{(format_.suffixes or ('',))[0]}"
    kind = {each: answer for each, answer in QUOTES.items() if each in {choice.name for choice in format_.choices}}
    written = formats.export(name, session.catalogue, out, replace(OPTIONS, choices=kind))
    said = "\n".join(map(words, {*written.files, out}))
    assert re.search(THEN, said) or '"asOf"' in said
    assert WHOSE in said and "marked as done" in said and "Coders bear other names" in said
    assert "Ann" not in re.sub(r"[Aa]nnot\w*|ANNOT\w*", "", said), "but the coders' own names"


def test_what_is_written_whole_and_now_has_no_page_beside_it(session: Session, tmp_path: Path) -> None:
    written = formats.export("qdc", session.catalogue, tmp_path / "book.qdc")
    assert [path.name for path in written.files] == ["book.qdc"]
    page = formats.export("edges", session.catalogue, tmp_path / "net.edges.csv", WriteOptions(choices={
        "mode": "one", **QUOTES}))
    assert page.files[1].name == "net.edges.csv.report.txt"
    said = page.files[1].read_text(encoding="utf-8")
    assert "- Topics: quote_type (columns=quote_type).\n" in said


def test_a_password_is_not_told() -> None:
    told = formats.exporter("dna").told({"password": "hush-hush", "emoji": "replace", "no_stance": "skip"})
    assert told == ["Emoji, rare letters: Write □, so that DNA's tables agree (emoji=replace)."]


def test_the_workbook_and_the_copy_for_analysis_say_what_they_could_not_carry(
    session: Session, tmp_path: Path
) -> None:
    for name, out in (("xlsx", "a.xlsx"), ("sqlite", "a.sqlite")):
        formats.export(name, session.catalogue, tmp_path / out)
        assert "All of it, as it is." in words(tmp_path / out)


def test_the_dataset_names_the_choices_in_its_history_and_comes_in_again(session: Session, tmp_path: Path) -> None:
    formats.export("dataset", session.catalogue, tmp_path / "a.json", OPTIONS)
    (said,) = json.loads((tmp_path / "a.json").read_bytes())["history"]
    assert said["asOf"] == OPTIONS.as_of and len(said["chosen"]) == 3
    assert formats.read_files([tmp_path / "a.json"], session.catalogue).problems == []
