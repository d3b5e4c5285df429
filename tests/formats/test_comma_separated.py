"""CSV: five tables and the coders' own, read back by what is out there, with no cell that could be a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.actions import annotate, library
from annotator.actions.annotate import set_note
from annotator.corpus.annotation import Attribution
from annotator.corpus.article import Article, article_id
from annotator.corpus.change import DELETED, Change, ChangeSet
from annotator.corpus.contents import ArticleContents
from annotator.corpus.errors import Fault
from annotator.formats.comma_separated import BOM, Sheet, defused, spelled, write_folder
from annotator.formats.doors import WriteOptions, Written
from annotator.formats.doors.columns import TABLES
from annotator.formats.doors.tables import Tables
from annotator.session import Session
from annotator.settings import resource
from tests.formats.corpora import WORDS, bring, datasets, project, small, write
from tests.team import forge

FILES = {f"{name}.csv" for name in (*TABLES, "columns")}
README = "README.md"
MACHINES = WriteOptions(for_machines=True)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    bring(made, write(tmp_path, small()))
    yield made
    made.close()


def export(session: Session, folder: Path, options: WriteOptions | None = None) -> Written:
    return formats.export("csv", session.catalogue, folder, options)


def read(folder: Path, table: str, *, bom: bool = True) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert file.read(1) == BOM if bom else True
        file.seek(3 if bom else 0)
        return list(csv.DictReader(file))


def fused(cell: str) -> str:
    """What a cell was before `defused`: what the help tells readers to do."""
    return cell[1:] if re.match("''*[=+\\-@\t\r\n＝＋－＠]", cell) else cell


def row(folder: Path, table: str, **wanted: str) -> dict[str, str]:
    (found,) = [row for row in read(folder, table) if wanted.items() <= row.items()]
    return found


# --- the files ---

def test_a_folder_holds_a_file_for_each_table_and_says_what_was_written(session: Session, tmp_path: Path) -> None:
    written = export(session, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES | {README} == {p.name for p in written.files}
    assert written.summary() == "2 articles, 3 annotations, 3 sources and 2 links"
    assert written.losses == []


def test_a_file_begins_with_a_bom_and_its_lines_end_in_crlf(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path)
    for name in FILES:
        raw = (tmp_path / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    export(session, tmp_path, MACHINES)
    assert not any((tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf") for name in FILES)


def test_two_exports_of_one_state_are_the_same_bytes(session: Session, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export(session, tmp_path / name)
    assert [(tmp_path / "one" / n).read_bytes() for n in FILES] == [(tmp_path / "two" / n).read_bytes() for n in FILES]


def test_a_folder_is_not_written_over_a_file_and_a_refusal_leaves_no_draft(session: Session, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(Fault, match="taken was not written: a file with this name is there already"):
        export(session, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"
    (tmp_path / "out" / "links.csv").mkdir(parents=True)
    with pytest.raises(Fault, match="was not written"):
        export(session, tmp_path / "out")
    assert not [name for name in os.listdir(tmp_path / "out") if name.startswith(".")]


class Restless:
    """A project that somebody works in while it is written."""

    def __init__(self, session: Session, times: int) -> None:
        self._session, self._times = session, times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session.catalogue, name)

    def contents(self) -> Iterator[ArticleContents]:
        yield from self._session.catalogue.contents()
        self._times -= 1
        if self._times >= 0:
            found = self._session.catalogue.annotation("n2")
            assert found is not None
            self._session.do(set_note(found, f"note {self._times}"))


def test_what_changes_while_it_is_written_is_written_again(session: Session, tmp_path: Path) -> None:
    write_folder(Restless(session, 1), tmp_path / "out", WriteOptions())
    assert row(tmp_path / "out", "annotations", annotation_id="n2")["note"] == "note 0"
    with pytest.raises(Fault, match="was being changed all the time"):
        write_folder(Restless(session, 99), tmp_path / "never", WriteOptions())
    assert list((tmp_path / "never").iterdir()) == []


# --- what the tables say ---

def test_a_split_quote_with_its_chain_is_one_row_and_its_chain_two(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path)
    quote = row(tmp_path, "annotations", annotation_id="q1")
    assert quote["words"] == "“Are we too tolerant?” … “At some point, we have to say no.”"
    assert quote["segments"].count("; ") == 1
    assert quote["exact"].startswith("“Are we too tolerant?” Sen. Jane Doe asked.\n")
    assert (quote["source"], quote["source_id"], quote["attributions"]) == ("Jane Doe", "s1", "2")
    assert (quote["attribute_quote_type"], quote["attribute_medium"]) == ("direct", "speech")
    assert (quote["creator"], quote["modified_by"], quote["revision"]) == ("Ann", "Ben", "3")
    speaker, reporter = read(tmp_path, "attributions")
    assert (speaker["source"], speaker["mention"], speaker["cue"]) == ("Jane Doe", "Sen. Jane Doe", "asked")
    assert (reporter["level"], reporter["role"], reporter["source_id"]) == ("1", "reporter", "")


def test_a_figure_has_a_column_for_each_of_its_parts(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path)
    figure = row(tmp_path, "annotations", annotation_id="n1")
    assert (figure["quantity_value"], figure["quantity_unit"], figure["quantity_comparator"]) == (
        "1300000000", "USD", "=")
    assert (figure["quantity_change_direction"], figure["quantity_change_from"]) == ("increase", "1")
    assert figure["quantity_vague"] == "false"
    assert figure["same_as_group"] == row(tmp_path, "annotations", annotation_id="n2")["same_as_group"] == "n1"


def test_a_merged_source_counts_as_the_other_and_both_are_listed(session: Session, tmp_path: Path) -> None:
    found = session.catalogue.annotation("n2")
    assert found is not None
    session.do(annotate.set_chain(found, [Attribution("s3")]))
    export(session, tmp_path)
    said = row(tmp_path, "attributions", annotation_id="n2")
    assert (said["source_id"], said["source"], said["source_id_as_marked"]) == ("s1", "Jane Doe", "s3")
    assert row(tmp_path, "sources", source_id="s3")["merged_into_id"] == "s1"
    assert row(tmp_path, "sources", source_id="s1")["roles"] == "senator (2020–)"


def test_each_coder_has_a_row_for_each_article_that_they_coded(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path)
    ann, ben = read(tmp_path, "codings")
    assert (ann["coder"], ann["status"], ann["attribute_tone"]) == ("Ann", "done", "-1.5")
    assert (ben["coder"], ben["status"], ben["assigned"], ben["attribute_tone"]) == ("Ben", "todo", "true", "")


def test_values_that_no_codebook_asks_for_are_kept_as_json(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path)
    assert row(tmp_path, "sources", source_id="s1")["other_attributes"] == '{"party": "Green"}'


def test_what_is_removed_is_left_out_and_so_are_links_to_it(session: Session, tmp_path: Path) -> None:
    found = session.catalogue.annotation("n2")
    assert found is not None
    session.do(annotate.remove([found]))
    written = export(session, tmp_path)
    assert written.summary() == "2 articles, 2 annotations, 3 sources and 1 link"
    assert [link["type"] for link in read(tmp_path, "links")] == ["part_of"]
    assert row(tmp_path, "annotations", annotation_id="n1")["same_as_group"] == ""


def do(session: Session, *changes: Change) -> None:
    session.do(ChangeSet(changes))


def test_words_outside_the_text_are_left_out_and_so_is_what_hangs_on_them(session: Session, tmp_path: Path) -> None:
    forge(session.replica, Change("annotation", "n2", {"segments": [["content", 4, 4_000]]}, "a2"))
    written = export(session, tmp_path)
    assert written.summary() == "2 articles, 2 annotations, 3 sources and 1 link"
    assert written.losses == [
        "a link was left out: an annotation at its end has no words (1 time)",
        "words outside the text of their article were left out; `annotator check` names them (1 time)"]


def test_two_links_that_say_the_same_are_one_row(session: Session, tmp_path: Path) -> None:
    do(session, Change("link", "twice", {"type": "part_of", "start": "n1", "end": "q1"}, "a1"))
    assert export(session, tmp_path).counts["link"] == 2
    assert [link["type"] for link in read(tmp_path, "links")].count("part_of") == 1


def test_a_source_that_is_gone_leaves_an_empty_name_and_is_said(session: Session, tmp_path: Path) -> None:
    do(session, *(Change("source", name, {DELETED: 1}) for name in ("s1", "s3")))
    written = export(session, tmp_path)
    assert read(tmp_path, "attributions")[0]["source_id"] == ""
    assert written.losses == [
        "an attribution led to a source that is not there any more: its source is empty (1 time)"]


def test_what_this_version_does_not_know_of_a_figure_is_kept_as_json(session: Session, tmp_path: Path) -> None:
    do(session, Change("annotation", "n1", {"quantity:change": "up", "quantity:mood": "good"}, "a1"))
    export(session, tmp_path)
    found = row(tmp_path, "annotations", annotation_id="n1")
    assert found["other_quantity"] == '{"change": "up", "mood": "good"}'


def test_every_column_is_explained_in_the_list_of_columns(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path)
    explained = [(line["table"], line["column"]) for line in read(tmp_path, "columns")]
    headed = []
    for table in TABLES:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            headed += [(table, name) for name in next(csv.reader(file))]
    assert explained == headed
    assert all(line["meaning"] for line in read(tmp_path, "columns"))


# --- formulas and what a spreadsheet cannot hold ---

@pytest.mark.parametrize("cell", ['=LINK("x")', "+1", "@SUM(A1)", "-A1", "\t=1", "\r=1", "＝1", "'=1", "--1"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert defused(cell) == f"'{cell}"
    assert fused(defused(cell)) == cell


@pytest.mark.parametrize("cell", ["", "word", "-1.5", "-3", "-1e-05", "=", "-", "'tis", "’=1", "a=1", " x"])
def test_numbers_lone_signs_and_words_are_left_as_they_are(cell: str) -> None:
    assert defused(cell) == cell == fused(cell)


@given(st.text() | WORDS)
def test_no_cell_can_be_a_formula_and_each_can_be_read_back(cell: str) -> None:
    safe = defused(cell)
    assert fused(safe) == cell
    if len(safe) > 1 and not re.fullmatch(r"-[0-9.eE+-]+", safe):
        assert safe[0] not in "=+-@\t\r"


@given(st.lists(st.lists(WORDS | st.booleans() | st.integers() | st.none(), min_size=2, max_size=2), max_size=5))
def test_whatever_is_written_comes_back_through_csv(rows: list[list[Any]]) -> None:
    raw = io.BytesIO()
    sheet = Sheet(raw, for_machines=False)
    for cells in rows:
        sheet.write(cells)
    sheet.close()
    back = csv.reader(io.StringIO(raw.getvalue().decode("utf-8-sig"), newline=""))
    assert [[fused(cell) for cell in cells] for cells in back] == [[spelled(cell) for cell in cells] for cells in rows]


def test_defused_and_overlong_cells_are_said(session: Session, tmp_path: Path) -> None:
    text = "=1+1 " + "x" * 33_000
    made = Article(article_id(text), "+49 calling")
    session.do(library.bring_in([(made, text)]))
    losses = export(session, tmp_path).losses
    assert losses == [
        "2 cells would have been taken for a formula and got an apostrophe in front; offsets count without it",
        "1 cell holds more than 32,767 characters: Excel cuts them off, programs read them whole"]
    assert export(session, tmp_path, MACHINES).losses == []
    assert read(tmp_path, "articles", bom=False)[-1]["text"] == text


# --- read by what nobody here wrote ---

@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, Path]]:
    folder = tmp_path_factory.mktemp("sample")
    made = project(folder)
    bring(made, resource("sample", "corpus.json"))
    export(made, folder / "out")
    yield made, folder / "out"
    made.close()


def test_pandas_reads_it_and_every_offset_is_right(sample: tuple[Session, Path]) -> None:
    pandas = pytest.importorskip("pandas")
    session, out = sample
    articles, annotations = (pandas.read_csv(out / f"{name}.csv") for name in ("articles", "annotations"))
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    assert texts == {name: session.catalogue.text(name) for name in session.catalogue.article_ids()}
    for found in annotations.itertuples():
        assert texts[found.article_id][found.start:found.end] == found.exact
        assert found.words == " … ".join(
            texts[found.article_id][int(start):int(end)]
            for start, _, end in (part.partition("-") for part in found.segments.split("; ")))
    assert len(annotations) == sum(articles["annotations"]) == 173


def test_duckdb_joins_it_and_checks_the_offsets_in_sql(sample: tuple[Session, Path]) -> None:
    duckdb = pytest.importorskip("duckdb")
    _, out = sample
    found = duckdb.sql(
        f"SELECT count(*) FILTER (substr(text, start + 1, \"end\" - start) <> exact), count(*)"
        f" FROM '{out}/annotations.csv' JOIN '{out}/articles.csv' USING (article_id)").fetchall()
    assert found == [(0, 173)]
    chains = duckdb.sql(f"SELECT count(*) FROM '{out}/attributions.csv' t LEFT JOIN '{out}/sources.csv' s"
                        " USING (source_id) WHERE t.source IS DISTINCT FROM s.name").fetchall()
    assert chains == [(0,)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(datasets())
def test_whatever_a_corpus_holds_the_files_hold(tmp_path_factory: pytest.TempPathFactory, dataset: Any) -> None:
    folder = tmp_path_factory.mktemp("any")
    session = project(folder)
    bring(session, write(folder, dataset))
    export(session, folder)
    tables = Tables(session.catalogue)
    expected: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
    for name, cells in tables.rows():
        expected[name].append({c: spelled(cells.get(c)) for c in tables.columns.names(name)})
        assert set(cells) <= set(tables.columns.names(name))
    for name in TABLES:
        assert [{c: fused(v) for c, v in found.items()} for found in read(folder, name)] == expected[name]
    texts = {found["article_id"]: fused(found["text"]) for found in read(folder, "articles")}
    for found in read(folder, "annotations"):
        assert texts[found["article_id"]][int(found["start"]):int(found["end"])] == fused(found["exact"])
    session.close()
