"""W3C Web Annotation: positions and quotations that agree, in JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import TEXT, project


def items(path: Path) -> list[dict[str, Any]]:
    read = json.loads(path.read_bytes())
    assert read["total"] == len(read["first"]["items"])
    found: list[dict[str, Any]] = read["first"]["items"]
    return found


def test_each_part_of_a_split_quote_is_a_target_with_position_and_quotation(session: Session, tmp_path: Path) -> None:
    formats.export("w3c", session.catalogue, tmp_path / "out.jsonld")
    (quote,) = [item for item in items(tmp_path / "out.jsonld") if item["id"] == "urn:annotator:q1"]
    places = [target["selector"][0] for target in quote["target"]]
    assert [(place["start"], place["end"]) for place in places] == [(0, 22), (44, 79)]
    assert quote["target"][1]["selector"][1] == {
        "type": "TextQuoteSelector", "exact": "“At some point, we have to say no.”", "prefix": TEXT[12:44],
        "suffix": TEXT[79:111]}
    assert quote["target"][0]["source"] == {"id": "https://example.org/1", "type": "Text", "language": "en"}
    assert {body["value"] for body in quote["body"]} >= {"quote", "quote_type: direct", "speaker: Jane Doe"}
    assert quote["creator"]["name"] == "Ann"


def test_links_are_annotations_whose_motivation_is_linking(session: Session, tmp_path: Path) -> None:
    written = formats.export("w3c", session.catalogue, tmp_path / "out.jsonld")
    linking = [item for item in items(tmp_path / "out.jsonld") if item["motivation"] == "linking"]
    assert {(item["body"][0]["value"], *item["target"]) for item in linking} == {
        ("part_of", "urn:annotator:n1", "urn:annotator:q1"), ("same_as", "urn:annotator:n1", "urn:annotator:n2")}
    assert written.counts["link"] == 2


def test_what_it_cannot_carry_is_told(session: Session, tmp_path: Path) -> None:
    losses = formats.export("w3c", session.catalogue, tmp_path / "out.jsonld").losses
    assert {each.removesuffix(" was left out (1 time)") for each in losses} >= {
        "where a source and a cue stand", "on what an attribution is based", "how an annotation came about",
        "a place of the chain at which nobody is named"}


def test_an_empty_project_is_a_collection_of_nothing(tmp_path: Path) -> None:
    session = project(tmp_path)
    formats.export("w3c", session.catalogue, tmp_path / "out.jsonld")
    assert items(tmp_path / "out.jsonld") == []
    session.close()
