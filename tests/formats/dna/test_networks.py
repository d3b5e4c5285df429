"""Networks: counted as the formulas say, written as DNA writes them, and as other tools read them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests.formats.corpora import bring, project, small
from tests.formats.corpora import write as write_dataset
from tests.formats.dna.files import ROWS, write
from tests.formats.dna.test_reading import SAMPLES, needs_samples
from tests.formats.dna.test_writing import claims, said_by
from tests.shared import ROOT

GOLDEN = ROOT / "tests" / "golden" / "dna"
ACTORS, TOPICS = "ABC", "xyz"
SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}
STATEMENTS = st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(TOPICS), st.integers(0, 1)), min_size=1,
                      max_size=12)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    bring(made, write(tmp_path / "in.dna"))
    yield made
    made.close()


def export(session: Session, out: Path, name: str, **choices: str) -> bytes:
    formats.export(name, session.catalogue, out, WriteOptions(choices=choices))
    return out.read_bytes()


def matrix(raw: bytes) -> tuple[list[str], list[str], list[list[float]]]:
    lines = list(csv.reader(io.StringIO(raw.decode()), delimiter=";"))
    return [line[0] for line in lines[1:]], lines[0][1:], [[float(each) for each in line[1:]] for line in lines[1:]]


def of(statements: list[tuple[str, str, int]]) -> dict[str, Any]:
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    sources = [{"id": f"s{actor}", "type": "organisation", "name": actor, **made} for actor in ACTORS]
    return claims(*({"attributes": {"topic": topic, "stance": ("against", "for")[stance]},
                     "attributions": said_by(f"s{actor}")} for actor, topic, stance in statements), sources=sources)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=STATEMENTS)
def test_every_number_is_the_one_of_its_formula(
    statements: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("net")
    session = project(folder)
    bring(session, write_dataset(folder, of(statements)))
    a = Counter(statements)
    active = Counter(actor for actor, _, _ in statements)
    popular = Counter(topic for _, topic, _ in statements)
    try:
        for how, cell in {
            "ignore": lambda i, j: a[i, j, 0] + a[i, j, 1],
            "subtract": lambda i, j: a[i, j, 1] - a[i, j, 0],
            "combine": lambda i, j: (a[i, j, 1] > 0) + 2 * (a[i, j, 0] > 0),
        }.items():
            rows, columns, values = matrix(export(session, folder / "m.csv", "matrix", aggregation=how))
            assert values == [[cell(i, j) for j in columns] for i in rows]
        for how, by in {"activity": lambda i, j: active[i], "prominence": lambda i, j: popular[j]}.items():
            rows, columns, values = matrix(export(session, folder / "m.csv", "matrix", normalisation=how))
            assert values == [[pytest.approx((a[i, j, 0] + a[i, j, 1]) / by(i, j), abs=1e-6) for j in columns]
                              for i in rows]
        same = {(i, k): sum(a[i, j, s] * a[k, j, s] for j in TOPICS for s in (0, 1)) for i in ACTORS for k in ACTORS}
        other = {(i, k): sum(a[i, j, s] * a[k, j, 1 - s] for j in TOPICS for s in (0, 1))
                 for i in ACTORS for k in ACTORS}
        whole = {(i, k): sum((a[i, j, 0] + a[i, j, 1]) * (a[k, j, 0] + a[k, j, 1]) for j in TOPICS)
                 for i in ACTORS for k in ACTORS}
        for how, table in {"congruence": same, "conflict": other, "ignore": whole,
                           "subtract": {pair: same[pair] - other[pair] for pair in same}}.items():
            rows, columns, values = matrix(export(session, folder / "m.csv", "matrix", mode="one", aggregation=how))
            assert rows == columns
            assert values == [[0 if i == k else table[i, k] for k in rows] for i in rows]
        norm = {i: sum(a[i, j, s] ** 2 for j in TOPICS for s in (0, 1)) ** 0.5 for i in ACTORS}
        for how, by in {"average": lambda i, k: (active[i] + active[k]) / 2,
                        "cosine": lambda i, k: norm[i] * norm[k],
                        "cosine-as-dna": lambda i, k: active[i] * active[k]}.items():
            rows, _, values = matrix(export(session, folder / "m.csv", "matrix", mode="one",
                                            aggregation="congruence", normalisation=how))
            assert values == [[0 if i == k else pytest.approx(same[i, k] / by(i, k), abs=1e-6) for k in rows]
                              for i in rows]
    finally:
        session.close()


def test_what_is_said_again_counts_as_often_as_was_asked_for(tmp_path: Path) -> None:
    """Three articles, in January of two years and in February, each says the same twice."""
    statements = [(number, 1, document, 2 * start, 2 * start + 1, 2) for number, (document, start) in enumerate(
        ((document, start) for document in (1, 2, 3) for start in (0, 1)), 1)]
    days = (1_104_537_600 + 86_400, 1_136_073_600 + 86_400, 1_139_000_000)
    rows = {**ROWS, "STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder)": statements,
            "DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)": [
                (number, str(number), f"Text {number}.", 1, *[""] * 5, day) for number, day in enumerate(days, 1)],
            "DATABOOLEAN (StatementId, VariableId, Value)": [(each[0], 4, 1) for each in statements],
            "DATAINTEGER (StatementId, VariableId, Value)": [], "DATALONGTEXT (StatementId, VariableId, Value)": [],
            "DATASHORTTEXT (StatementId, VariableId, Entity)": [
                (each[0], variable, entity) for each in statements for variable, entity in ((2, 10), (3, 12))]}
    session = project(tmp_path)
    bring(session, write(tmp_path / "in.dna", rows))
    counts = {how: matrix(export(session, tmp_path / "m.csv", "matrix", duplicates=how))[2][0][0] for how in (
        "include", "document", "year", "month", "month-as-dna", "week", "range")}
    within = matrix(export(session, tmp_path / "m.csv", "matrix", **{"from": "2006-01-02", "until": "2006-01-02"}))[2]
    session.close()
    assert counts == {"include": 6, "document": 3, "year": 2, "month": 3, "month-as-dna": 2, "week": 3, "range": 1}
    assert within == [[2]], "both ends are in it"


@pytest.mark.parametrize(("choices", "why"), [
    ({"aggregation": "congruence"}, "no meaning for a two-mode network"),
    ({"mode": "one", "aggregation": "combine"}, "no meaning for a one-mode network"),
    ({"mode": "one", "normalisation": "activity"}, "no meaning for a one-mode network"),
    ({"rows": "party"}, "has no variable “party”; there are person, organization, concept, status"),
    ({"rows": "concept"}, "the same variable"),
    ({"kind": "quote"}, "no annotations of the kind “quote”; there are claim, annotation"),
    ({"from": "1 May"}, "“1 May” is no date"),
    ({"from": "2030-01-01"}, "no statement has both"),
    ({"aggregation": "subtract", "qualifier": "mood"}, "no yes-or-no variable “mood”"),
])
def test_choices_that_do_not_go_together_are_refused_in_words(
    choices: dict[str, str], why: str, session: Session, tmp_path: Path
) -> None:
    with pytest.raises(Fault, match=why):
        export(session, tmp_path / "m.csv", "matrix", **choices)
    assert not (tmp_path / "m.csv").exists()


def test_an_empty_project_says_that_there_is_nothing(tmp_path: Path) -> None:
    session = project(tmp_path)
    with pytest.raises(Fault, match="there are none at all"):
        export(session, tmp_path / "m.csv", "matrix")
    session.close()


GOLDENS: dict[str, tuple[str, dict[str, str]]] = {
    "as-dna.events.csv": ("dna-events", {"style": "dna"}),
    "standard.events.csv": ("dna-events", {}),
    "two.matrix.csv": ("matrix", {"aggregation": "combine"}),
    "one.matrix.csv": ("matrix", {"mode": "one", "rows": "organization", "aggregation": "subtract"}),
    "two.edges.csv": ("edges", {"aggregation": "subtract"}),
    "plain.graphml": ("graphml", {"aggregation": "subtract"}),
    "visone.graphml": ("graphml", {"aggregation": "subtract", "style": "visone"}),
    "two.dl": ("dl", {}),
}
"""Golden file → format and choices; all are made of `statements.dna` beside them."""


@pytest.mark.parametrize("name", GOLDENS)
def test_what_is_written_of_the_golden_file_is_the_same_for_ever(name: str, tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "statements.dna")
    format_, choices = GOLDENS[name]
    raw = export(session, tmp_path / name, format_, **choices)
    session.close()
    assert raw == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("style", ["plain", "visone"])
def test_graphs_are_whole_xml_whose_edges_end_at_nodes(style: str, session: Session, tmp_path: Path) -> None:
    root = etree.fromstring(export(session, tmp_path / "x.graphml", "graphml", style=style))
    nodes = {each.get("id") for each in root.iterfind(".//g:node", SPACE)}
    edges = [(each.get("source"), each.get("target")) for each in root.iterfind(".//g:edge", SPACE)]
    assert len(nodes) == 3 and {end for edge in edges for end in edge} <= nodes and len(edges) == 2
    keys = {each.get("id") for each in root.iterfind("g:key", SPACE)}
    assert {each.get("key") for each in root.iterfind(".//g:data", SPACE)} <= keys
    if style == "plain":
        assert not [each for each in root.iter() if "yworks" in str(each.tag) or "visone" in str(each.tag)]
        assert all(re.fullmatch(r"d\d+", key) for key in keys)


def test_the_standard_list_is_read_by_pandas_as_it_was_said(session: Session, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    export(session, tmp_path / "e.csv", "dna-events")
    table = pandas.read_csv(tmp_path / "e.csv", keep_default_na=False)
    assert list(table["text"][:1]) == ["“The bridge 🙂 is safe.”"]
    assert list(table["organization"]) == ["City; Council", "Port", ""]
    assert list(table["coder_name"]) == ["Zoe", "Ann", "Ann"]
    assert (tmp_path / "e.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_dnas_own_list_has_commas_for_semicolons(session: Session, tmp_path: Path) -> None:
    raw = export(session, tmp_path / "e.csv", "dna-events", style="dna")
    assert b'"City, Council"' in raw and not raw.endswith(b"\n")
    assert raw.split(b"\n")[1].startswith(b'3;2005-01-26 00:00:00;"Jane Doe";')


def test_a_project_that_never_saw_dna_has_events_too(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, write_dataset(tmp_path, small()))
    raw = export(session, tmp_path / "e.csv", "dna-events", kind="Quote", style="dna")
    session.close()
    assert raw.split(b"\n")[1].startswith(b'1;2026-01-01 00:00:00;"Jane Doe";"Senate";"direct";"speech";"0-22,44-79";')


SAMPLE_GOLDENS: dict[str, tuple[str, dict[str, str]]] = {
    "eventlist.csv": ("dna-events", {"style": "dna"}),
    "1m_org_conflict.csv": ("matrix", {"mode": "one", "aggregation": "conflict"}),
    "1m_org_congruence.csv": ("matrix", {"mode": "one", "aggregation": "congruence"}),
    "1m_org_congruence_jaccard.csv": (
        "matrix", {"mode": "one", "aggregation": "congruence", "normalisation": "jaccard"}),
    "1m_org_subtract.csv": ("matrix", {"mode": "one", "aggregation": "subtract"}),
    "2m_org_concept_combine.csv": ("matrix", {"aggregation": "combine"}),
    "2m_org_concept_subtract.csv": ("matrix", {"aggregation": "subtract"}),
    "1m_org_congruence.dl": ("dl", {"mode": "one", "aggregation": "congruence"}),
    "1m_org_congruence.graphml": ("graphml", {"mode": "one", "aggregation": "congruence", "style": "visone"}),
}


@needs_samples
@pytest.mark.parametrize("name", SAMPLE_GOLDENS)
def test_the_sample_is_exported_byte_for_byte_as_dna_exports_it(name: str, tmp_path: Path) -> None:
    """Where DNA draws nodes is random, and not compared."""
    def without_places(raw: bytes) -> bytes:
        return re.sub(rb' x="[^"]*" y="[^"]*"', b"", raw)

    session = project(tmp_path)
    bring(session, SAMPLES / "sample-3.0.7.dna")
    format_, choices = SAMPLE_GOLDENS[name]
    raw = export(session, tmp_path / "out", format_, **choices)
    session.close()
    assert without_places(raw) == without_places((SAMPLES / "golden" / name).read_bytes())
