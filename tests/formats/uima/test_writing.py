"""UIMA: XMI that another program's reader takes, with offsets as Java counts them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import TEXT, bring, project, small, write

cassis = pytest.importorskip("cassis")


def read(folder: Path) -> dict[str, Any]:
    """Each article's structure, as cassis reads it: it turns UTF-16 units into code points."""
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    found = {}
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as file:
            found[path.stem] = cassis.load_cas_from_xmi(file, typesystem=types)
    return found


def test_another_program_reads_segments_marks_and_links(session: Session, tmp_path: Path) -> None:
    written = formats.export("xmi", session.catalogue, tmp_path / "out")
    cas = read(tmp_path / "out")["a-a1"]
    assert cas.sofa_string == TEXT
    segments = [(each.kind, each.get_covered_text(), each.part) for each in cas.select("annotator.Segment")]
    assert segments == [("quote", "“Are we too tolerant?”", 0), ("quote", "“At some point, we have to say no.”", 1),
                        ("statistic", "$1.3 billion", 0)]
    assert {(each.role, each.get_covered_text()) for each in cas.select("annotator.Mark")} == {
        ("hedge", "too"), ("source_mention", "Sen. Jane Doe"), ("cue", "asked")}
    (link,) = cas.select("annotator.Link")
    assert (link.linkType, link.origin.annotationId, link.target.annotationId) == ("part_of", "n1", "q1")
    first = cas.select("annotator.Segment")[0]
    assert (first.source, first.note, first.coder) == ("Jane Doe", "A *split* quote.", "Ann")
    assert written.losses == ["a link to another article was left out (1 time)"]


def test_offsets_are_utf_16_units(tmp_path: Path) -> None:
    session = project(tmp_path)
    given_ = small()
    text = "🙂 says “no”."
    from tests.formats.corpora import digest

    quote = {"id": "x", "type": "quote", "segments": [{"start": 7, "end": 11, "exact": "“no”"}], "creator": "ann",
             "created": "2026-01-02T03:04:05Z"}
    article = {"id": "b", "headline": "", "text": text, "textSha256": digest(text), "annotations": [quote]}
    bring(session, write(tmp_path, {**given_, "groups": [], "articles": [article]}))
    formats.export("xmi", session.catalogue, tmp_path / "out")
    session.close()
    assert ' begin="8" end="12" ' in (tmp_path / "out" / "a-b.xmi").read_text(encoding="utf-8")
    assert [each.get_covered_text() for each in read(tmp_path / "out")["a-b"].select("annotator.Segment")] == ["“no”"]
