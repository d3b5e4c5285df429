"""What we write, read by programs that nobody here wrote. Each is skipped where it is not installed.

The heavy ones are the dependency group `outside` (pyproject.toml); the light ones are among the test requirements.
REFI's own schema, cassis, the data card's lines: in the tests of these formats.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import bring, project, write
from tests.formats.examples import GOLDEN
from tests.formats.test_offsets import hard
from tests.shared import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The golden corpus, and an article of all that is hard to count."""
    folder = tmp_path_factory.mktemp("outside")
    made = project(folder)
    bring(made, GOLDEN / "first.dataset.json")
    bring(made, write(folder, {**hard(), "articles": [{**hard()["articles"][0], "id": "hard"}]}), update=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def out(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every export that these programs read, by the format's name."""
    folder = tmp_path_factory.mktemp("out")
    for format, name in (("dataset", "o.json"), ("dataset-folder", "dataset"), ("csv", "csv"), ("sqlite", "o.sqlite"),
                         ("spacy", "spacy.jsonl"), ("label-studio", "label-studio"), ("html", "report.html"),
                         ("labelbuddy", "o.labelbuddy.jsonl")):
        formats.export(format, session.catalogue, folder / name)
    return folder


@pytest.fixture(scope="module")
def many(session: Session) -> int:
    """How many annotations there are."""
    return sum(session.catalogue.counts()["annotations"].values())


def test_jsonschema_accepts_the_dataset(out: Path) -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    schema = json.loads((ROOT / "resources" / "schema" / "annotated-article-corpus-1.0.schema.json").read_bytes())
    validator = jsonschema_rs.validator_for(schema)
    assert [error.message for error in validator.iter_errors(json.loads((out / "o.json").read_bytes()))] == []


def test_duckdb_finds_the_words_at_every_offset_of_every_table(out: Path, many: int) -> None:
    duckdb = pytest.importorskip("duckdb")
    right = 'CAST(substr(text, s.start + 1, s."end" - s.start) = {} AS INT)'
    parts = f"""SELECT count(DISTINCT a.id), count(*) - sum({right.format('s.exact')}) FROM (
        SELECT text, a, unnest(a.segments) AS s FROM (
        SELECT text, unnest(annotations) AS a FROM '{out}/dataset/articles.jsonl'))"""
    assert duckdb.sql(parts).fetchall() == [(many, 0)]
    rows = f"""SELECT count(*), count(*) - sum({right.format("s.exact")})
        FROM '{out}/csv/annotations.csv' s JOIN '{out}/csv/articles.csv' USING (article_id)"""
    ((rows_there, wrong),) = duckdb.sql(rows).fetchall()
    assert rows_there == many and wrong <= 1, "a cell that begins with “=” has an apostrophe in front of it"
    spans = f"""SELECT count(*) - sum({right.format('s.text')}) FROM (
        SELECT text, unnest(spans) AS s FROM '{out}/spacy.jsonl')"""
    assert duckdb.sql(spans).fetchall() == [(0,)]


def test_pandas_reads_the_articles_a_row_each(out: Path, many: int) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_json(out / "dataset" / "articles.jsonl", lines=True)
    places = frame.explode("annotations").dropna(subset="annotations")
    assert len(places) == many
    for text, annotation in zip(places["text"], places["annotations"], strict=True):
        assert all(text[part["start"]:part["end"]] == part["exact"] for part in annotation["segments"])


def test_polars_reads_the_articles_and_cuts_by_code_points(out: Path, many: int) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_ndjson(out / "dataset" / "articles.jsonl", infer_schema_length=None)
    places = frame.select("text", "annotations").explode("annotations").drop_nulls("annotations")
    assert places.height == many
    parts = places.select("text", polars.col("annotations").struct.field("segments")).explode("segments").unnest(
        "segments")
    cut = polars.col("text").str.slice(polars.col("start"), polars.col("end") - polars.col("start"))
    assert parts.filter(cut != polars.col("exact")).height == 0


def test_datasets_of_hugging_face_loads_it(
    out: Path, many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    loaded = datasets.load_dataset("json", data_files=str(out / "dataset" / "articles.jsonl"), split="train",
                                   cache_dir=str(tmp_path / "cache"))
    found = [(row["text"], part) for row in loaded for annotation in row["annotations"] or ()
             for part in annotation["segments"]]
    assert sum(len(row["annotations"] or ()) for row in loaded) == many
    assert all(text[part["start"]:part["end"]] == part["exact"] for text, part in found)


def test_spacy_has_every_span_in_a_group(out: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("xx")
    for line in (out / "spacy.jsonl").read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        doc = nlp(given["text"])
        spans = [doc.char_span(each["start"], each["end"], label=each["label"], alignment_mode="expand")
                 for each in given["spans"]]
        doc.spans["sc"] = spans
        assert doc.text == given["text"] and len(doc.spans["sc"]) == len(given["spans"])
        for span, each in zip(spans, given["spans"], strict=True):
            assert doc.text[each["start"]:each["end"]] == each["text"] and each["text"] in span.text


def test_label_studios_own_kit_accepts_interface_tasks_and_regions(out: Path) -> None:
    kit = pytest.importorskip("label_studio_sdk.label_interface")
    interface = kit.LabelInterface((out / "label-studio" / "labels.xml").read_text(encoding="utf-8"))
    interface.validate()
    for task in json.loads((out / "label-studio" / "tasks.json").read_bytes()):
        assert interface.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            refused = [each for each in annotation["result"]
                       if each["type"] != "relation" and not interface.validate_region(each)]
            assert refused == []


# --- the report in a browser ---

def browser(*words: str, profile: Path) -> Any:
    return subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--no-first-run", f"--user-data-dir={profile}", *words],
        capture_output=True, check=True, timeout=60)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_prints_the_report_and_asks_nobody_for_anything(
    out: Path, session: Session, tmp_path: Path
) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    log = tmp_path / "net.json"
    browser(f"--print-to-pdf={tmp_path / 'report.pdf'}", "--no-pdf-header-footer", f"--log-net-log={log}",
            (out / "report.html").as_uri(), profile=tmp_path / "profile")
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    printed = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    plain = re.sub(r"\s+", "", printed)
    for words in ("The council voted on Tuesday", "$1.3 billion", "Jane Doe", "over lines,”"):
        assert words.replace(" ", "") in plain
    asked = set(re.findall(r'"url":"((?:https?|wss?|ftp)://[^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
    assert {url for url in asked if not re.search(r"//[\w.-]*(google|gstatic|googleapis|gvt1)\.com/", url)} == set(), \
        "the browser asks its maker, the page nobody"
