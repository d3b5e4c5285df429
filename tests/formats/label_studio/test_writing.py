"""Label Studio: tasks with regions by code points, and an interface that knows every name they use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml import etree

from annotator import formats
from annotator.session import Session
from tests.formats.corpora import TEXT, bring, digest, small, spot, write


def tasks(folder: Path) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads((folder / "tasks.json").read_bytes())
    return read


def test_a_split_quote_is_two_regions_that_a_relation_ties_together(session: Session, tmp_path: Path) -> None:
    formats.export("label-studio", session.catalogue, tmp_path / "out")
    first, _ = tasks(tmp_path / "out")
    assert first["data"]["text"] == TEXT and first["data"]["outlet"] == "The Paper"
    (annotation,) = first["annotations"]
    regions = {each["id"]: each for each in annotation["result"] if each.get("type") == "labels"}
    assert [(regions[name]["value"]["start"], regions[name]["value"]["end"]) for name in ("q1", "q1.1")] == [
        (0, 22), (44, 79)]
    assert regions["q1"]["meta"] == {"text": ["A *split* quote."]}
    relations = {(each["from_id"], each["labels"][0], each["to_id"]) for each in annotation["result"]
                 if each["type"] == "relation"}
    assert relations == {("q1.1", "continues", "q1"), ("n1", "part_of", "q1")}


def test_answers_and_sources_hang_on_the_region(session: Session, tmp_path: Path) -> None:
    formats.export("label-studio", session.catalogue, tmp_path / "out")
    said = {each["from_name"]: each["value"].get("choices") or each["value"].get("text")
            for each in tasks(tmp_path / "out")[0]["annotations"][0]["result"]
            if each.get("id") == "q1" and each["type"] != "labels"}
    assert said == {"quote_type": ["direct"], "medium": ["speech"], "source": ["Jane Doe"]}


def test_the_interface_knows_every_name_that_the_tasks_use(session: Session, tmp_path: Path) -> None:
    lost = {**small()["articles"][1], "id": "a3", "text": "Gone kinds.", "textSha256": digest("Gone kinds."),
            "annotations": [{"id": "g", "type": "gone", "segments": [spot("Gone kinds.", "kinds")],
                             "attributes": {"tone": "calm"}, "creator": "ann", "created": "2026-01-02T03:04:05Z"}]}
    bring(session, write(tmp_path, {**small(), "articles": [lost]}), update=True)
    formats.export("label-studio", session.catalogue, tmp_path / "out")
    tree = etree.parse(tmp_path / "out" / "labels.xml").getroot()
    named = {each.get("name") for each in tree.iter() if each.get("name")}
    labels = {each.get("alias") or each.get("value") for each in tree.iter("Label", "Relation")}
    for task in tasks(tmp_path / "out"):
        for annotation in task["annotations"]:
            for each in annotation["result"]:
                if each["type"] == "relation":
                    assert set(each["labels"]) <= labels
                else:
                    assert {each["from_name"], each["to_name"]} <= named
                    assert set(each["value"].get("labels", ())) <= labels
