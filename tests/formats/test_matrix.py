"""Nothing stands in the lists of formats without its proofs: a row of examples, golden files, and a way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.annotation import CONTENT
from annotator.formats.doors import WriteOptions
from annotator.session import Session
from tests.formats.corpora import anything, project
from tests.formats.examples import GOLDEN, ROWS

IN = {
    "dataset": "first.dataset.json", "dataset-folder": "first.dataset-folder", "dataset-zip": "first.dataset-folder",
    "codebook": "first.codebook.json", "txt": "in/old-windows.txt", "md": "in/front-matter.md", "html": "in/page.html",
    "mhtml": "in/page.mhtml", "docx": "in/document.docx", "odt": "in/document.odt", "rtf": "in/document.rtf",
    "pdf": "in/pages.pdf", "epub": "in/book.epub", "table": "in/articles.xlsx", "nexis": "in/nexis-documents.docx",
    "factiva": "in/factiva-service.xml", "europresse": "in/europresse-articles.html", "zip": "in/documents.zip",
    "csl-json": "sources/library.json", "ris": "sources/library.ris", "dna": "annotated/discourse-1.21.dna",
    "brat": "first.brat", "labelbuddy": "annotated/labelbuddy.jsonl", "doccano": "annotated/doccano.jsonl",
    "label-studio": "annotated/label-studio.json", "qdpx": "annotated/nvivo.qdpx", "w3c": "annotated/w3c.jsonld",
    "hypothesis": "annotated/hypothesis.json",
}
"""Format → a golden file of it."""
OUT = {
    "dataset": "first.dataset.json", "dataset-folder": "first.dataset-folder", "dataset-zip": "first.dataset-folder",
    "codebook": "first.codebook.json", "csv": "first.csv", "xlsx": "first.xlsx.txt", "sqlite": "first.sqlite.txt",
    "html": "first.html", "brat": "second.brat", "w3c": "first.jsonld", "qdpx": "first.qdpx", "qdc": "first.qdc",
    "labelbuddy": "first.labelbuddy.jsonl", "label-studio": "second.label-studio", "spacy": "first.spacy.jsonl",
    "xmi": "first.xmi", "claimreview": "first.claimreview.json", "dna": "dna/statements.dna",
    "dna-events": "dna/as-dna.events.csv", "matrix": "dna/two.matrix.csv", "edges": "dna/two.edges.csv",
    "graphml": "dna/visone.graphml", "dl": "dna/two.dl",
}


def test_every_format_that_comes_in_has_a_row_of_every_proof_and_a_golden_file() -> None:
    names = {each.name for each in formats.IMPORTERS}
    assert {format for format, *_ in ROWS.values()} == names == set(IN)
    assert [name for name, golden in IN.items() if not (GOLDEN / golden).exists()] == []


def test_every_format_that_goes_out_has_a_golden_file() -> None:
    assert {each.name for each in formats.EXPORTERS} == set(OUT)
    assert [name for name, golden in OUT.items() if not (GOLDEN / golden).exists()] == []


BACK = {"dataset": "o.json", "dataset-folder": "o", "dataset-zip": "o.zip", "brat": "o", "w3c": "o.jsonld",
        "qdpx": "o.qdpx", "labelbuddy": "o.jsonl", "label-studio": "o", "dna": "o.dna"}
"""Format with annotations in both lists → where it is written."""
CHOICES = {"w3c": {"texts": "with"}, "dna": {"no_stance": "agree"}}
ONE_BY_ONE = {"qdpx", "labelbuddy", "label-studio"}
"""They have no annotation of several parts: “split annotation became several” is a loss that they declare."""

Places = Counter[tuple[str, tuple[tuple[int, int], ...]]]


def test_every_format_with_annotations_that_goes_both_ways_is_asked_to_come_back() -> None:
    both = {each.name for each in formats.IMPORTERS} & {each.name for each in formats.EXPORTERS}
    assert both - {"codebook", "html"} == set(BACK), "a report is no saved page, and a codebook has no places"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A project in which nothing is ever stored."""
    made = project(tmp_path_factory.mktemp("empty"))
    yield made
    made.close()


def placed(found: Iterator[tuple[str, list[tuple[int, int]]]], format: str) -> Places:
    places: Places = Counter()
    for text, spans in found:
        if format == "dna":  # one statement, from the first part to the last
            spans = [(min(start for start, _ in spans), max(end for _, end in spans))]
        if format == "brat":  # which has no line ends in what is marked: the letters are compared
            spans = [(at, at + 1) for start, end in spans for at in range(start, end) if not text[at].isspace()]
        for part in [[span] for span in spans] if format in ONE_BY_ONE else [spans]:
            places[text, tuple(sorted(part))] += bool(part)
    return +places


def ours(session: Session) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    for entry in session.catalogue.contents():
        for one in entry.annotations:
            yield entry.text, [(start, end) for role, start, end in one.fields["segments"] if role == CONTENT]


def back(empty: Session, path: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    incoming = formats.read_files([path], empty.catalogue)
    parts = list(incoming.change_sets())
    texts = {name: text for part in parts for name, text in part.texts.items()}
    for part in parts:
        for change in part.changes:
            if change.kind == "annotation":
                spans = [(start, end) for role, start, end in change.fields["segments"] if role == CONTENT]
                yield texts[change.article], spans


@given(data=st.data())
@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_whatever_is_marked_comes_back_in_its_place_by_every_door_that_goes_both_ways(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, empty: Session
) -> None:
    with anything(data, tmp_path_factory) as (session, folder):
        assume(all(entry.text.strip() for entry in session.catalogue.contents()))  # no other tool has texts of nothing
        for format, name in BACK.items():
            out = folder / format / name
            out.parent.mkdir(parents=True)
            written = formats.export(format, session.catalogue, out, WriteOptions(choices=CHOICES.get(format, {})))
            if written.counts.get("annotation"):
                came, went = placed(back(empty, out), format), placed(ours(session), format)
                if format == "qdpx":  # answers and sources are codes, too, on the same words
                    came, went = Counter(set(came)), Counter(set(went))
                assert came == went, format
