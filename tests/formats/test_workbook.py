"""XLSX: the tables as sheets, read back by another program's reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import python_calamine

from annotator import formats
from annotator.actions.annotate import set_note
from annotator.formats.comma_separated import LONGEST_CELL
from annotator.formats.doors.columns import TABLES
from annotator.session import Session


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    names, *found = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(map(str, names), row, strict=True)) for row in found]


def note(session: Session, words: str) -> None:
    found = session.catalogue.annotation("n2")
    assert found is not None
    session.do(set_note(found, words))


def test_each_table_is_a_sheet_and_the_last_ones_explain_columns_and_choices(
    session: Session, tmp_path: Path
) -> None:
    out = tmp_path / "study.xlsx"
    written = formats.export("xlsx", session.catalogue, out)
    assert written.summary() == "2 articles, 3 annotations, 3 sources and 2 links"
    assert python_calamine.CalamineWorkbook.from_path(str(out)).sheet_names == [*TABLES, "columns", "about"]
    (quote,) = [row for row in rows(out, "annotations") if row["annotation_id"] == "q1"]
    assert quote["words"] == "“Are we too tolerant?” … “At some point, we have to say no.”"
    assert (quote["start"], quote["source"], quote["attribute_quote_type"]) == (0, "Jane Doe", "direct")
    assert {row["column"] for row in rows(out, "columns") if row["table"] == "links"} == set(rows(out, "links")[0])


def test_what_looks_like_a_formula_an_address_or_a_number_stays_the_text_that_it_is(
    session: Session, tmp_path: Path
) -> None:
    for words in ("=1+1", "@SUM(A1)", "https://example.org/", "007", "\tx"):
        note(session, words)
        formats.export("xlsx", session.catalogue, tmp_path / "out.xlsx")
        assert [row["note"] for row in rows(tmp_path / "out.xlsx", "annotations") if row["annotation_id"] == "n2"] == [
            words]


def test_what_a_cell_cannot_hold_is_cut_between_letters_and_told(session: Session, tmp_path: Path) -> None:
    note(session, "x" + "🙂" * LONGEST_CELL)
    written = formats.export("xlsx", session.catalogue, tmp_path / "out.xlsx")
    assert written.losses == ["1 cell holds more than 32,767 characters: the rest was left out, which CSV and the"
                              " dataset keep"]
    (cut,) = [row["note"] for row in rows(tmp_path / "out.xlsx", "annotations") if row["annotation_id"] == "n2"]
    assert cut == "x" + "🙂" * (LONGEST_CELL // 2)


def test_what_xml_cannot_hold_becomes_a_sign_for_it(session: Session, tmp_path: Path) -> None:
    note(session, "a\x0bb")
    formats.export("xlsx", session.catalogue, tmp_path / "out.xlsx")
    assert "a\ufffdb" in [row["note"] for row in rows(tmp_path / "out.xlsx", "annotations")]


def test_two_exports_of_one_state_are_the_same_bytes(session: Session, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        formats.export("xlsx", session.catalogue, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
