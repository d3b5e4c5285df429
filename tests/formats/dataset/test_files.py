"""The files of an export: whole or not at all, the same bytes for the same state, and readable by what is out there."""

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.actions.annotate import set_note
from annotator.corpus.contents import ArticleContents
from annotator.corpus.errors import Fault
from annotator.formats.dataset.files import write_file
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests.formats.corpora import bring, project, small, write
from tests.shared import ROOT


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    bring(made, write(tmp_path, small()))
    yield made
    made.close()


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    formats.export("dataset-folder", session.catalogue, out)
    return out


def test_two_exports_of_one_state_differ_in_their_time_alone(session: Session, tmp_path: Path) -> None:
    for name in ("one", "two"):
        formats.export("dataset", session.catalogue, tmp_path / f"{name}.json")
    one, two = ((tmp_path / f"{name}.json").read_text(encoding="utf-8") for name in ("one", "two"))
    exported = re.compile(r'"exported": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"')
    assert exported.sub("", one) == exported.sub("", two) != one


def test_the_file_is_utf_8_with_lf_and_an_indent_of_one(session: Session, tmp_path: Path) -> None:
    formats.export("dataset", session.catalogue, tmp_path / "out.json")
    raw = (tmp_path / "out.json").read_bytes()
    assert raw == (json.dumps(json.loads(raw), indent=1, ensure_ascii=False) + "\n").encode()


def test_more_articles_than_are_in_memory_at_once_make_one_list(session: Session, tmp_path: Path) -> None:
    many = [
        {
            "id": f"m{n}",
            "headline": "",
            "text": f"Text {n}.",
            "annotations": [],
            "textSha256": hashlib.sha256(f"Text {n}.".encode()).hexdigest(),
        }
        for n in range(120)
    ]
    bring(session, write(tmp_path, small() | {"sources": [], "articles": many}, "many.json"))
    written = formats.export("dataset", session.catalogue, tmp_path / "out.json")
    raw = (tmp_path / "out.json").read_bytes()
    assert raw == (json.dumps(json.loads(raw), indent=1, ensure_ascii=False) + "\n").encode()
    assert [a["id"] for a in json.loads(raw)["articles"]] == ["a1", "a2", *(f"m{n}" for n in range(120))]
    assert written.counts["article"] == 122


def test_what_the_disk_refuses_leaves_the_old_file_and_no_draft(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "out.json").mkdir()
    with pytest.raises(Fault, match="was not written"):
        formats.export("dataset", session.catalogue, target / "out.json")
    assert os.listdir(target) == ["out.json"]


def test_a_folder_is_not_written_over_a_file(session: Session, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(Fault, match="taken was not written: a file with this name is there already"):
        formats.export("dataset-folder", session.catalogue, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


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
    written = write_file(Restless(session, 2), tmp_path / "out.json", WriteOptions())
    assert written.counts["annotation"] == 3
    last = json.loads((tmp_path / "out.json").read_bytes())["articles"][1]["annotations"][0]
    assert (last["note"], last["revision"]) == ("note 0", 3)


def test_a_project_that_never_rests_is_not_written(session: Session, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="was being changed all the time"):
        write_file(Restless(session, 99), tmp_path / "out.json", WriteOptions())
    assert not (tmp_path / "out.json").exists()


# --- the folder ---


def test_a_folder_holds_header_lines_schema_and_card(folder: Path) -> None:
    assert sorted(os.listdir(folder)) == ["README.md", "articles.jsonl", "corpus.json", "schema.json"]
    header = json.loads((folder / "corpus.json").read_bytes())
    assert "articles" not in header and header["project"]["name"] == "Small"
    assert (folder / "schema.json").read_bytes() == (
        ROOT / "resources/schema/annotated-article-corpus-1.0.schema.json"
    ).read_bytes()


def test_header_and_lines_are_by_the_schema(folder: Path) -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    schema = json.loads((folder / "schema.json").read_bytes())
    check = jsonschema_rs.validator_for(schema)
    header = json.loads((folder / "corpus.json").read_bytes())
    lines = [json.loads(line) for line in (folder / "articles.jsonl").read_bytes().splitlines()]
    check.validate({**header, "articles": lines})
    assert not check.is_valid(header)


def test_the_card_says_how_much_there_is_who_made_it_and_how_it_may_be_used(folder: Path) -> None:
    card = (folder / "README.md").read_text(encoding="utf-8")
    for words in (
        "# Small\n",
        "| articles | 2 |",
        "| annotations | 3 |",
        "| – quote | 1 |",
        "| – statistic | 2 |",
        "| sources | 3 |",
        "- Ann (`ann`, ORCID 0000-0001)",
        "CC0-1.0",
        "Codebook, version 2",
        "**Quote**",
    ):
        assert words in card


def test_the_card_of_a_project_without_licence_says_so(tmp_path: Path) -> None:
    session = project(tmp_path)
    formats.export("dataset-folder", session.catalogue, tmp_path / "out")
    session.close()
    assert "None was given: ask before you use it." in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def code(folder: Path, language: str) -> str:
    card = (folder / "README.md").read_text(encoding="utf-8")
    return str(re.findall(rf"```{language}\n(.*?)```", card, flags=re.DOTALL)[0])


def test_the_three_lines_of_pandas_in_the_card_read_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    assert len(code(folder, "python").splitlines()) == 3
    exec(code(folder, "python"), names)
    assert list(names["annotations"]["id"]) == ["q1", "n1", "n2"]


def test_the_line_of_duckdb_in_the_card_reads_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    found = duckdb.sql(code(folder, "sql")).fetchall()
    assert found[0] == ("Tolerant?", "quote", "“Are we too tolerant?”") and len(found) == 3


def test_duckdb_finds_the_words_where_the_offsets_say(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    found = duckdb.sql(
        'SELECT count(*), sum(CAST(substr(text, s.start + 1, s."end" - s.start) = s.exact AS INT)) FROM ('
        "SELECT text, unnest(a.segments) AS s FROM ("
        "SELECT text, unnest(annotations) AS a FROM 'articles.jsonl'))"
    ).fetchall()
    assert found == [(4, 4)]


# --- the archive ---


def test_an_archive_holds_what_the_folder_holds_and_comes_in_as_the_same(session: Session, tmp_path: Path) -> None:
    options = WriteOptions(reproducible=True)
    formats.export("dataset-folder", session.catalogue, tmp_path / "folder", options)
    for name in ("one.zip", "two.zip"):
        formats.export("dataset-zip", session.catalogue, tmp_path / name, options)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert sorted(archive.namelist()) == sorted(os.listdir(tmp_path / "folder"))
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "folder" / name).read_bytes()
    assert formats.sniff(tmp_path / "one.zip").name == "dataset-zip"
    assert formats.exporter_for(tmp_path / "new.zip").name == "dataset-zip"
    (tmp_path / "other").mkdir()
    other = project(tmp_path / "other")
    bring(other, tmp_path / "one.zip")
    formats.export("dataset-folder", other.catalogue, tmp_path / "again", options)
    other.close()
    for name in ("corpus.json", "articles.jsonl"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "folder" / name).read_bytes()


def test_an_archive_that_was_packed_with_its_folder_comes_in_too(session: Session, tmp_path: Path) -> None:
    formats.export("dataset-folder", session.catalogue, tmp_path / "corpus")
    shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "corpus")
    (tmp_path / "other").mkdir()
    other = project(tmp_path / "other")
    bring(other, tmp_path / "packed.zip")
    assert other.catalogue.counts()["articles"] == 2
    other.close()


def test_an_archive_that_lacks_a_file_is_refused_by_what_is_missing(session: Session, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "half.zip", "w") as archive:
        archive.writestr("articles.jsonl", "")
    incoming = formats.read_files([tmp_path / "half.zip"], session.catalogue, format="dataset-zip")
    assert "corpus.json is missing in it" in incoming.problems[0].fault.why
