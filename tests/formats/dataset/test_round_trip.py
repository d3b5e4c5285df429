"""What comes in goes out again, and the second way round changes nothing."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator import formats
from annotator.actions.variables import answer
from annotator.corpus.article import normalise
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.ids import new_id
from annotator.corpus.team import Coder
from annotator.formats.doors import WriteOptions
from tests.formats.corpora import (
    bring,
    datasets,
    derived_left_out,
    exported,
    project,
    small,
    through,
    write,
)
from tests.shared import ROOT

SCHEMA = json.loads((ROOT / "resources/schema/annotated-article-corpus-1.0.schema.json").read_text(encoding="utf-8"))


def check_schema(dataset: dict[str, Any]) -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    jsonschema_rs.validator_for(SCHEMA).validate(dataset)


def test_one_of_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    found = json.loads(through(tmp_path, small()))
    assert derived_left_out(found) == derived_left_out(small())
    check_schema(small())
    check_schema(found)


def test_the_second_export_has_the_same_bytes(tmp_path: Path) -> None:
    first = through(tmp_path, small(), "one")
    assert through(tmp_path, first, "two") == first


def test_what_an_export_adds_is_derived_from_the_data(tmp_path: Path) -> None:
    found = json.loads(through(tmp_path, small()))
    quote = found["articles"][0]["annotations"][0]
    assert (quote["prefix"], quote["suffix"]) == ("", " It cost $1.3 billion 🙂.")
    assert [(group["type"], group["members"]) for group in found["groups"]] == [("same_as", ["n1", "n2"])]
    assert found["exported"] == "2026-01-03T00:00:00.125Z"


def test_the_sample_comes_back_byte_for_byte(tmp_path: Path) -> None:
    sample = (ROOT / "resources/sample/corpus.json").read_bytes()
    once = through(tmp_path, sample, "one")
    assert through(tmp_path, once, "two") == once
    ours, theirs = json.loads(once), json.loads(sample)
    for each in (ours, theirs):
        for key in ("exported", "generator", "groups"):
            each.pop(key, None)
    assert json.dumps(ours, indent=1) == json.dumps(theirs, indent=1)


def test_an_empty_project_is_a_dataset_too(tmp_path: Path) -> None:
    session = project(tmp_path)
    found = json.loads(exported(session, tmp_path))
    session.close()
    check_schema(found)
    assert found["articles"] == found["sources"] == found["coders"] == []
    assert found["exported"] == "1970-01-01T00:00:00Z"
    assert through(tmp_path, json.dumps(found).encode(), "two") == (tmp_path / "out.json").read_bytes()


def test_a_folder_comes_in_as_a_file_does(tmp_path: Path) -> None:
    session = project(tmp_path)
    bring(session, write(tmp_path, small()))
    formats.export("dataset-folder", session.catalogue, tmp_path / "folder", WriteOptions(reproducible=True))
    whole = exported(session, tmp_path)
    session.close()
    other = project(tmp_path, "other")
    bring(other, tmp_path / "folder")
    assert exported(other, tmp_path) == whole
    other.close()


def test_an_edit_and_its_undo_go_out(tmp_path: Path) -> None:
    from annotator.actions.annotate import set_note

    session = project(tmp_path)
    bring(session, write(tmp_path, small()))
    found = session.catalogue.annotation("n2")
    assert found is not None
    session.do(set_note(found, "changed here"))
    edited = json.loads(exported(session, tmp_path))["articles"][1]["annotations"][0]
    assert (edited["note"], edited["revision"], edited["creator"]) == ("changed here", 2, "ann")
    assert edited["modifiedBy"] == session.coder.id
    session.undo()
    assert "note" not in json.loads(exported(session, tmp_path))["articles"][1]["annotations"][0]
    session.close()


@settings(max_examples=30)
@given(datasets())
def test_any_dataset_comes_back_as_it_was(dataset: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        once = through(Path(name), dataset, "one")
        found = json.loads(once)
        assert derived_left_out(found) == derived_left_out(dataset)
        assert through(Path(name), once, "two") == once
        check_schema(found)


@settings(max_examples=30)
@given(datasets(returns=True))
def test_spans_keep_their_words_whatever_line_ends_a_text_has(dataset: dict[str, Any]) -> None:
    for article in dataset["articles"]:
        article["annotations"] = [a for a in article["annotations"] if all(map(says_something, stretches(a)))]
    with tempfile.TemporaryDirectory() as name:
        found = json.loads(through(Path(name), dataset))
    for before, after in zip(dataset["articles"], found["articles"], strict=True):
        assert after["text"] == normalise(before["text"]).text
        expected = {
            a["id"]: [normalise(s["exact"]).text.lstrip("\ufeff") for s in stretches(a)] for a in before["annotations"]
        }
        for annotation in after["annotations"]:
            assert all(after["text"][s["start"] : s["end"]] == s["exact"] for s in stretches(annotation))
            said = [s["exact"].lstrip("\ufeff") for s in stretches(annotation)]
            assert list(map(squeezed, said)) == list(map(squeezed, expected[annotation["id"]]))


def squeezed(words: str) -> str:
    """Where a span begins or ends within a CR LF, the one line end that is left may fall on either side."""
    return words.strip("\n")


def says_something(span: dict[str, Any]) -> bool:
    return bool(normalise(span["exact"].strip("\r\n\ufeff")).text)


def stretches(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = [*annotation["segments"], *annotation.get("marks", ())]
    for link in annotation.get("attributions", ()):
        found += [*link.get("mention", ()), *link.get("cue", ())]
    return found


def test_answers_on_articles_go_out_and_come_back_for_each_coder_with_their_questions(tmp_path: Path) -> None:
    session = project(tmp_path, "one")
    bring(session, write(tmp_path, small()))
    ann, ben = Coder(new_id(), "Ann"), Coder(new_id(), "Ben")
    article = session.catalogue.article_ids()[0]
    asked = {"article_attribute:tone": {"type": "choice", "values": ["kind", "critical"], "required": True},
             "article_attribute:frames": {"type": "multi", "values": ["conflict", "economy"]}}
    session.do(ChangeSet([Change("codebook", CODEBOOK_ID, asked)]))
    for coder, tone in ((ann, "kind"), (ben, "critical")):
        session.do(ChangeSet([Change("coder", coder.id, {"name": coder.name}, new=True)]))
        session.do(answer(article, coder, "tone", tone))
    session.do(answer(article, ben, "frames", ["conflict", "economy"]))
    session.do(answer(article, ann, "frames", ["economy"]) + answer(article, ann, "frames", None))
    first = exported(session, tmp_path)
    check_schema(json.loads(first))
    again = project(tmp_path, "two")
    bring(again, write(tmp_path, first))
    found = {v.coder: dict(v.values) for v in again.catalogue.values(article)}
    assert found[ann.id] == {"tone": "kind"}
    assert found[ben.id] == {"tone": "critical", "frames": ["conflict", "economy"]}
    assert {a.id: a.required for a in again.catalogue.codebook().article_attributes}["tone"]
    assert exported(again, tmp_path) == first
    assert {"Ann", "Ben"} <= {coder.name for coder in again.catalogue.named_coders().values()}
    session.close()
    again.close()
