"""Files of the first format, kept for ever: what opened once opens in every later version, and says the same.

Never make them anew. When a later version changes what an export says, it adds files of its own beside these.
"""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from annotator import __version__, formats
from annotator.session import Session
from tests.formats.corpora import ME, bring, exported, project, through
from tests.shared import ROOT

GOLDEN = ROOT / "tests" / "golden"


def of_this_version(raw: bytes) -> bytes:
    """The dataset as if this version had written it: it says which one did."""
    return re.sub(rb'("name": "annotator",\n  "version": )"[^"]*"', rb'\1"%s"' % __version__.encode(), raw, count=1)


def test_the_first_project_says_what_the_first_dataset_says(tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "first.annot", tmp_path)
    before = (tmp_path / "first.annot").read_bytes()
    session = Session.open(tmp_path / "first.annot", ME, home=tmp_path / "home")
    assert session.exchange().refused is None
    session.catch_up()
    assert exported(session, tmp_path) == of_this_version((GOLDEN / "first.dataset.json").read_bytes())
    assert session.check() == []
    session.close()
    assert (tmp_path / "first.annot").read_bytes() == before, "opening and exporting write nothing"


def test_the_first_dataset_comes_in_and_goes_out_byte_for_byte(tmp_path: Path) -> None:
    raw = (GOLDEN / "first.dataset.json").read_bytes()
    assert through(tmp_path, raw) == of_this_version(raw)


@pytest.mark.parametrize(("format_", "name"), [
    ("brat", "second.brat"), ("w3c", "first.jsonld"), ("labelbuddy", "first.labelbuddy.jsonl"),
    ("spacy", "first.spacy.jsonl"), ("claimreview", "first.claimreview.json"), ("html", "first.html"),
    ("qdc", "first.qdc"), ("label-studio", "second.label-studio"), ("xmi", "first.xmi"),
    ("codebook", "first.codebook.json")])
def test_what_other_tools_read_is_written_byte_for_byte(format_: str, name: str, tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    written = formats.export(format_, session.catalogue, tmp_path / name)
    session.close()
    for path in written.files:
        assert path.read_bytes() == (GOLDEN / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_project_of_refi_has_the_same_members_for_ever(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    formats.export("qdpx", session.catalogue, tmp_path / "first.qdpx")
    session.close()
    with zipfile.ZipFile(GOLDEN / "first.qdpx") as old, zipfile.ZipFile(tmp_path / "first.qdpx") as new:
        assert {name: new.read(name) for name in new.namelist()} == {name: old.read(name) for name in old.namelist()}


def test_the_first_corpus_in_brat_still_comes_in_with_its_chains_and_figures(tmp_path: Path) -> None:
    session = project(tmp_path)
    incoming = bring(session, GOLDEN / "first.brat")
    assert incoming.warnings == [] and incoming.added["kind"] == 0, "sources and cues are no annotations"
    (quote, figure) = next(each.annotations for each in session.catalogue.contents() if each.id == "a1")
    assert (quote.fields["chain"][0][3:], figure.fields["quantity:unit"]) == ([[[23, 36]], [[37, 42]]], "USD")
    assert ["hedge", 8, 11] in quote.fields["segments"]
    assert {source.name for source in session.catalogue.sources().values()} == {"Jane Doe", "Anna Berg"}
    session.close()


def test_the_first_tables_are_written_byte_for_byte(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, GOLDEN / "first.dataset.json")
    formats.export("csv", session.catalogue, tmp_path / "out")
    session.close()
    for path in sorted((GOLDEN / "first.csv").iterdir()):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name
