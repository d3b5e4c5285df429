"""A dataset as suggestions, all of them accepted, and out again: all is there but what was said to be lost."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.proposals import proposals_from_fields
from annotator.drafting import Drafts
from annotator.drafting.brought import once, suggestions_of
from annotator.drafting.proposing import read_files
from annotator.formats.doors import ReadOptions
from annotator.project.proposals import proposed_fields
from annotator.session import Session
from tests.formats.corpora import datasets, exported, project, small, write

NAMES = ("Ada Lindt", "Bernard Okoro")
ADDED = {"quote_type", "medium"}
"""What the codebook of the file gives a new annotation that does not say it."""


@st.composite
def of_a_colleague(draw: st.DrawFn) -> dict[str, Any]:
    """Two articles of a colleague whose annotations are linked, also across the articles."""
    found = draw(datasets())
    for source, name in zip(found["sources"], NAMES, strict=True):
        source["name"] = name
    annotations = [each for article in found["articles"] for each in article["annotations"]]
    for number, each in enumerate(annotations):
        whole = st.tuples(st.just("part_of"), st.sampled_from([*annotations[number + 1:], None]))  # no rings
        other = st.tuples(st.sampled_from(["same_as", "evidence_for"]), st.sampled_from(annotations))
        drawn = draw(st.lists(whole | other, max_size=2))
        ties = {(type_, there["id"]): None for type_, there in drawn if there and there is not each}
        each["links"] = [{"type": type_, "target": target, "note": f"{type_}!"} for type_, target in ties]
        each["origin"] = {"by": "suggestion", "finder": "claims-7b", "score": draw(st.floats(0, 1))}
    return found


def taken_in(session: Session, folder: Path, dataset: dict[str, Any]) -> list[str]:
    """Bring a dataset in as suggestions, and accept them all; what was said to be lost."""
    incoming = read_files([write(folder, dataset)], session.catalogue, options=ReadOptions(suggested=True))
    assert not incoming.problems
    session.do(incoming.change_sets())
    drafts = Drafts(session)
    for article in session.catalogue.article_ids():
        fields = proposed_fields(session.catalogue, article)
        came = proposals_from_fields(fields, len(session.catalogue.text(article)))
        drafts.accept(article, once(suggestions_of(came)))
    return incoming.warnings


def told(dataset: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a dataset says of each place: sources by their names, links by where they lead."""
    names = {source["id"]: source["name"] for source in dataset["sources"]}
    every = [(article["text"], each) for article in dataset["articles"] for each in article["annotations"]]
    place = {each["id"]: f"{each['type']} of {text} at {each['segments']}" for text, each in every}
    found: dict[str, dict[str, Any]] = {}
    for _, each in every:
        chain = [link | {"source": names.get(link["source"])} for link in each.get("attributions", ())]
        links = sorted((link["type"], place[link["target"]], link.get("note", "")) for link in each.get("links", ()))
        found.setdefault(place[each["id"]], {
            "attributes": each.get("attributes", {}), "marks": each.get("marks", []), "attributions": chain,
            "note": each.get("note", ""), "quantity": each.get("quantity"), "links": links})
    return found


def check(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Compare two datasets but for ids, who made what when, and what the codebook adds."""
    said, found = told(before), told(after)
    assert found.keys() == said.keys()
    for place, one in found.items():
        known = said[place]["attributes"]
        assert one["attributes"].keys() - known.keys() <= ADDED
        assert one | {"attributes": {key: one["attributes"][key] for key in known}} == said[place]


def test_one_of_everything_comes_back_up_to_what_was_said_to_be_lost(tmp_path: Path) -> None:
    session = project(tmp_path)
    assert taken_in(session, tmp_path, small()) == [
        "2 sources, 2 review marks and 1 variable left out: only annotations and boilerplate can be suggested",
        "1 source known by name and type alone: what else the file says of a source is left out"]
    found = json.loads(exported(session, tmp_path))
    check(small(), found)
    assert [(each["name"], each["type"]) for each in found["sources"]] == [("Jane Doe", "person")]
    assert found["articles"][0]["passages"] == small()["articles"][0]["passages"]
    origins = [each["origin"] for article in found["articles"] for each in article["annotations"]]
    anns = {"by": "suggestion", "finder": "Ann"}
    assert origins == [anns | {"score": 0.75}, anns, anns]
    session.close()


@settings(max_examples=5, deadline=None)
@given(of_a_colleague())
def test_any_dataset_comes_back_from_being_suggested(dataset: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        session = project(Path(name))
        lost = taken_in(session, Path(name), dataset)
        found = json.loads(exported(session, Path(name)))
        session.close()
    if not any("on the very words" in line for line in lost):
        check(dataset, found)
