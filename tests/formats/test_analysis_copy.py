"""SQLite for analysis: tables that hold together, read by what is out there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.doors.columns import PARTS, TABLES
from annotator.session import Session
from tests.formats.corpora import FEW, anything


def asked(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def test_every_table_is_there_and_every_foreign_key_leads_somewhere(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "study.sqlite"
    written = formats.export("sqlite", session.catalogue, out)
    assert written.summary() == "2 articles, 3 annotations, 3 sources and 2 links"
    tables = {name for (name,) in asked(out, "SELECT name FROM sqlite_master WHERE type='table'")}
    assert tables >= {*TABLES, *PARTS, "columns"}
    assert asked(out, "PRAGMA foreign_key_check") == []
    assert asked(out, "PRAGMA integrity_check") == [("ok",)]


def test_offsets_can_be_checked_in_sql_as_code_points(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "study.sqlite"
    formats.export("sqlite", session.catalogue, out)
    ((many, right),) = asked(out, """SELECT count(*), sum(substr(text, s.start + 1, s.end - s.start) = s.exact)
                                     FROM segments s JOIN articles USING (article_id)""")
    assert many == right == 5


def test_each_kind_has_a_view_with_its_own_questions_and_a_figure_to_reckon_with(
    session: Session, tmp_path: Path
) -> None:
    out = tmp_path / "study.sqlite"
    formats.export("sqlite", session.catalogue, out)
    assert asked(out, "SELECT source, attribute_quote_type FROM kind_quote") == [("Jane Doe", "direct")]
    assert asked(out, "SELECT number / 1e9, quantity_value FROM kind_statistic WHERE number > 1") == [
        (1.3, "1300000000")]
    assert asked(out, "SELECT name, kind, annotations FROM source_counts") == [("Jane Doe", "quote", 1)]
    assert asked(out, "SELECT typeof(words), words FROM annotations WHERE annotation_id='n1'") == [
        ("text", "$1.3 billion")]


def test_every_column_is_explained(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "study.sqlite"
    formats.export("sqlite", session.catalogue, out)
    for table in (*TABLES, *PARTS):
        there = {name for _, name, *_ in asked(out, f"PRAGMA table_info({table})")}
        assert there == {name for (name,) in asked(out, f"SELECT column_name FROM columns WHERE table_name='{table}'")}
    assert asked(out, "SELECT count(*) FROM columns WHERE meaning IS NULL") == [(0,)]


def test_it_takes_the_place_of_an_older_copy_but_never_of_a_project(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "study.db"
    for _ in range(2):
        formats.export("sqlite", session.catalogue, out)
    before = session.path.read_bytes()
    with pytest.raises(Fault, match="an Annotator project lies there"):
        formats.export("sqlite", session.catalogue, session.path)
    with pytest.raises(Fault, match="an Annotator project lies there"):
        formats.export("dataset", session.catalogue, session.path)
    assert session.path.read_bytes() == before
    assert not [name for name in tmp_path.iterdir() if name.name.startswith(".")]


@given(data=st.data())
@FEW
def test_whatever_the_project_holds_the_tables_hold_together(data: st.DataObject, tmp_path_factory: Any) -> None:
    with anything(data, tmp_path_factory) as (session, folder):
        written = formats.export("sqlite", session.catalogue, folder / "out.sqlite")
        assert asked(folder / "out.sqlite", "PRAGMA foreign_key_check") == []
        ((many,),) = asked(folder / "out.sqlite", "SELECT count(*) FROM annotations")
        assert many == written.counts["annotation"]
        assert asked(folder / "out.sqlite", """SELECT annotation_id FROM segments s JOIN articles USING (article_id)
                                               WHERE substr(text, s.start + 1, s.end - s.start) <> s.exact""") == []
