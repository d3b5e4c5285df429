"""REFI-QDA: an archive that its own schema accepts, with every selection where its words are."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import FEW, TEXT, anything, project
from tests.shared import ROOT

SCHEMAS = ROOT.parent / "shared" / "samples" / "refi-qda" / "refi-tools" / "docs" / "schemas"
PROJECT, CODEBOOK = (f"{{urn:QDA-XML:{name}:1.0}}" for name in ("project", "codebook"))


def read(path: Path) -> tuple[etree._Element, dict[str, str]]:
    """The project's XML, and the text of each source by its id."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        tree = etree.fromstring(archive.read("project.qde"))
        texts = {name[len("Sources/"):-len(".txt")]: archive.read(name).decode() for name in archive.namelist()
                 if name.endswith(".txt")}
    return tree, texts


def names(tree: etree._Element) -> dict[str, str]:
    return {str(code.get("guid")): str(code.get("name")) for code in tree.iter(f"{PROJECT}Code")}


def accepted(tree: etree._Element, kind: str) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("REFI's schemas are not on this machine")
    etree.XMLSchema(file=str(SCHEMAS / kind / "v1.0" / f"{kind.capitalize()}.xsd")).assertValid(tree)


def test_a_split_quote_is_two_selections_coded_with_kind_answers_and_source(session: Session, tmp_path: Path) -> None:
    written = formats.export("qdpx", session.catalogue, tmp_path / "out.qdpx")
    tree, texts = read(tmp_path / "out.qdpx")
    codes = names(tree)
    found = [(selection.get("startPosition"), selection.get("endPosition"),
              {codes[str(code.get("targetGUID"))] for code in selection.iter(f"{PROJECT}CodeRef")})
             for selection in tree.iter(f"{PROJECT}PlainTextSelection")]
    assert ("0", "22", {"Quote", "direct", "Jane Doe"}) in found
    assert ("44", "79", {"Quote", "direct", "Jane Doe"}) in found
    assert TEXT in texts.values()
    assert "a split annotation became several selections (1 time)" in written.losses
    notes = [note.findtext(f"{PROJECT}PlainTextContent") for note in tree.iter(f"{PROJECT}Note")]
    assert notes == ["A *split* quote.", "Read."]


def test_refis_own_schema_accepts_the_project(session: Session, tmp_path: Path) -> None:
    formats.export("qdpx", session.catalogue, tmp_path / "out.qdpx")
    accepted(read(tmp_path / "out.qdpx")[0], "project")


def test_refis_own_schema_accepts_the_codebook(session: Session, tmp_path: Path) -> None:
    formats.export("qdc", session.catalogue, tmp_path / "out.qdc")
    tree = etree.parse(tmp_path / "out.qdc").getroot()
    assert [code.get("name") for code in tree[0]] == ["Quote", "Statistic"]
    accepted(tree, "codebook")


def test_two_exports_of_one_state_are_the_same_bytes(session: Session, tmp_path: Path) -> None:
    for name in ("one.qdpx", "two.qdpx"):
        formats.export("qdpx", session.catalogue, tmp_path / name)
    assert (tmp_path / "one.qdpx").read_bytes() == (tmp_path / "two.qdpx").read_bytes()


def test_an_empty_project_is_written_too(tmp_path: Path) -> None:
    session = project(tmp_path)
    formats.export("qdpx", session.catalogue, tmp_path / "out.qdpx")
    accepted(read(tmp_path / "out.qdpx")[0], "project")
    session.close()


@given(data=st.data())
@FEW
def test_whatever_is_in_it_ids_are_unique_and_every_reference_leads_somewhere(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with anything(data, tmp_path_factory) as (session, folder):
        formats.export("qdpx", session.catalogue, folder / "out.qdpx")
        tree, texts = read(folder / "out.qdpx")
        there = [each.get("guid") for each in tree.iter() if each.get("guid")]
        assert len(there) == len(set(there))
        assert {each.get("targetGUID") for each in tree.iter() if each.get("targetGUID")} <= set(there)
        for source in tree.iter(f"{PROJECT}TextSource"):
            length = len(texts[str(source.get("guid"))])
            for selection in source.iter(f"{PROJECT}PlainTextSelection"):
                assert 0 <= int(selection.get("startPosition", -1)) < int(selection.get("endPosition", -1)) <= length
