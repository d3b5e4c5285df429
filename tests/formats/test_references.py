"""References become sources, once each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import bring, project

RIS = """TY  - NEWS
AU  - Berg, Anna
AU  - The Paper
TI  - Council approves the plan
T2  - The Evening Paper
PY  - 2026/03/03/
SP  - 3
EP  - 4
UR  - https://paper.example/1
N2  - A vote,
and what follows.
ER  -

TY  - BOOK
T1  - Harbours
SN  - 978-3-16-148410-0
DO  - 10.1000/xyz
ER  -
"""
CSL = """[{"id": "a", "type": "report", "title": "Harbours", "DOI": "10.1000/XYZ", "issued": {"date-parts": [[2025]]},
"author": [{"family": "Berg", "given": "Anna"}]}, {"id": "b", "type": "dataset", "title": "Cranes", "issued": {}}]"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def file(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_references_of_ris_are_documents_with_their_citation(session: Session, tmp_path: Path) -> None:
    path = file(tmp_path, "download", RIS)
    assert formats.sniff(path).name == "ris"
    assert bring(session, path).summary() == "2 sources added, 0 already there, 0 refused"
    news, book = sorted(session.catalogue.sources().values(), key=lambda each: each.name)
    assert (news.type, news.same_as, book.identifiers) == (
        "document", ("https://paper.example/1",), {"doi": "10.1000/xyz", "isbn": "978-3-16-148410-0"})
    assert news.citation == {
        "type": "article-newspaper", "title": "Council approves the plan", "container-title": "The Evening Paper",
        "author": [{"family": "Berg", "given": "Anna"}, {"literal": "The Paper"}], "page": "3–4",
        "issued": {"date-parts": [[2026, 3, 3]]}, "URL": "https://paper.example/1",
        "abstract": "A vote,\nand what follows."}


def test_the_same_reference_from_two_programs_is_one_source(session: Session, tmp_path: Path) -> None:
    bring(session, file(tmp_path, "a.ris", RIS))
    path = file(tmp_path, "b.json", CSL)
    assert formats.sniff(path).name == "csl-json"
    assert bring(session, path).summary() == "1 source added, 1 source already there, 0 refused"
    assert {source.name: source.type for source in session.catalogue.sources().values()}["Cranes"] == "dataset"


@pytest.mark.parametrize(
    ("format", "text", "why"),
    [("ris", "words", "it is no RIS"), ("ris", "TY  - BOOK\nER  -\n", "none of its references has a title"),
     ("csl-json", "words", "it is no JSON"), ("csl-json", '[{"text": "a"}]', "it is no CSL-JSON"),
     ("csl-json", '[{"type": "book", "ti', "ends too early")],
)
def test_what_holds_no_references_is_refused(
    format: str, text: str, why: str, session: Session, tmp_path: Path
) -> None:
    incoming = formats.read_files([file(tmp_path, "x", text)], session.catalogue, format=format)
    assert why in incoming.problems[0].fault.why and not incoming.brings
