"""Our own corpus comes back out of brat: who said it, by which words, and in which order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.article import LONGEST
from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.formats.doors import Incoming
from annotator.session import Session
from tests.formats.corpora import FEW, TEXT, anything, bring, exported, project

LOST = ("origin", "creator", "created", "modified", "modifiedBy", "revision", "prefix", "suffix")
"""What the losses say: who marked it, and when, and how it came about."""


def back(session: Session, folder: Path) -> tuple[dict[str, Any], dict[str, Any], Incoming]:
    """The dataset of a project, and of another one into which it came through brat."""
    formats.export("brat", session.catalogue, folder / "corpus")
    (folder / "other").mkdir()
    other = project(folder / "other")
    try:
        incoming = bring(other, folder / "corpus")
        assert other.check() == []
        return json.loads(exported(session, folder)), json.loads(exported(other, folder)), incoming
    finally:
        other.close()


def carried(annotation: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in annotation.items() if key not in LOST}
    kept["attributions"] = [{key: value for key, value in each.items() if key != "basis"}
                            for each in annotation.get("attributions", ())]
    kept["links"] = [(each["type"], each["target"]) for each in annotation.get("links", ())]
    return kept


def test_sources_cues_chains_figures_marks_and_notes_come_back(session: Session, tmp_path: Path) -> None:
    before, after, incoming = back(session, tmp_path)
    assert incoming.warnings == [] and incoming.labels == [("quote", "quote", 1), ("statistic", "statistic", 2)]
    for one, came in zip(before["articles"], after["articles"], strict=True):
        assert (one["id"], one["headline"], one["text"]) == (came["id"], came["headline"], came["text"])
        wanted = [carried(each) for each in one["annotations"]]
        for each in wanted:
            each["links"] = [link for link in each["links"] if link[1] != "n2"]  # to another article: the losses say it
        assert [carried(each) for each in came["annotations"]] == wanted
    doe = next(source for source in after["sources"] if source["id"] == "s1")
    assert (doe["type"], doe["alternateName"], doe["jobTitle"], doe["affiliation"], doe["note"]) == (
        "person", ["Doe", "Sen. Doe"], "senator", "s2", "The senator.")


def test_in_the_project_from_which_it_came_everything_is_there_already(session: Session, tmp_path: Path) -> None:
    formats.export("brat", session.catalogue, tmp_path / "corpus")
    incoming = formats.read_files([tmp_path / "corpus"], session.catalogue)
    assert not incoming.brings and not incoming.problems and incoming.there["annotation"] == 3


def test_what_somebody_adds_in_brat_counts(session: Session, tmp_path: Path) -> None:
    formats.export("brat", session.catalogue, tmp_path / "corpus")
    cost, tolerant = TEXT.index("It cost"), TEXT.index("tolerant")
    with (tmp_path / "corpus" / "a-a1.ann").open("a", encoding="utf-8") as file:
        file.write(f"T90\tquote {tolerant} {tolerant + 8}\ttolerant\nT91\tSource {cost} {cost + 2}\tIt\n"
                   "R90\treporter Arg1:T90 Arg2:T91\nA90\tquote_type T90 indirect\n"
                   "#90\tAnnotatorNotes T90\tspeaker: Jane Doe\nR91\trhymes Arg1:T90 Arg2:T91\n"
                   "N90\tReference T90 Annotation:q1\tcopied\n")
    incoming = bring(session, tmp_path / "corpus")
    assert (incoming.added["annotation"], incoming.added["source"], incoming.there["annotation"]) == (1, 1, 3)
    article = json.loads(exported(session, tmp_path))["articles"][0]
    (new,) = [each for each in article["annotations"] if each["segments"][0]["exact"] == "tolerant"]
    assert [(each["role"], each["mention"][0]["exact"] if "mention" in each else each["source"])
            for each in new["attributions"]] == [("reporter", "It"), ("speaker", "s1")]
    assert new["attributes"] == {"quote_type": "indirect", "rhymes": "It"}


def test_a_note_of_a_source_may_be_long(session: Session, tmp_path: Path) -> None:
    doe = session.catalogue.sources()["s1"]
    session.do(ChangeSet([Change("source", doe.id, {"note": "long " * 40_000})]))
    _, after, _ = back(session, tmp_path)
    assert next(len(source["note"]) for source in after["sources"] if source["id"] == "s1") == 200_000


def test_a_table_beside_it_that_cannot_be_read_is_refused_in_one_line(session: Session, tmp_path: Path) -> None:
    formats.export("brat", session.catalogue, tmp_path / "corpus")
    (tmp_path / "corpus" / "sources.tsv").write_text("source_id\tname\ns1\t\"" + "x" * (LONGEST + 2))
    (problem,) = formats.read_files([tmp_path / "corpus"], session.catalogue).problems
    assert "sources.tsv cannot be imported: the table cannot be read" in str(problem.fault)


@given(data=st.data())
@settings(FEW, max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_any_chain_comes_back_with_its_mentions_and_cues(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with anything(data, tmp_path_factory) as (session, folder):
        texts = [session.catalogue.text(name) for name in session.catalogue.article_ids()]
        if any(not text.strip() for text in texts) or len(set(texts)) < len(texts):
            return
        try:
            before, after, _ = back(session, folder)
        except Fault as fault:
            assert "\n" not in str(fault)
            return
        came = {each["id"]: each for article in after["articles"] for each in article["annotations"]}
        for article in before["articles"]:
            for one in article["annotations"]:
                if one["id"] in came:
                    assert said(came[one["id"]], after) == said(one, before)


def said(annotation: dict[str, Any], dataset: dict[str, Any]) -> list[Any]:
    """Role, source and words of each link of a chain, without line ends, which brat cannot hold."""
    names = {source["id"]: source["name"] for source in dataset["sources"]}
    return [(each["role"], names.get(each["source"]), *(
        "".join("".join(span["exact"] for span in each.get(key, ())).split()) for key in ("mention", "cue")))
        for each in annotation.get("attributions", ())]
