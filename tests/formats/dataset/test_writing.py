"""What the format cannot carry is left out and said; what it writes is always a dataset."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.actions import sources
from annotator.actions.library import describe_article
from annotator.corpus.change import DELETED, Change, ChangeSet, link_id
from annotator.session import Session
from tests.formats.corpora import bring, project, small, write
from tests.formats.dataset.test_round_trip import check_schema
from tests.team import forge


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    bring(made, write(tmp_path, small()))
    yield made
    made.close()


def out(session: Session, tmp_path: Path) -> tuple[dict[str, Any], str]:
    """What is written, checked by the schema and by a second import, and what is said of losses."""
    written = formats.export("dataset", session.catalogue, tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_bytes())
    check_schema(found)
    other = project(tmp_path, f"again{session.catalogue.counts()['operations']}")
    bring(other, tmp_path / "out.json")
    other.close()
    return found, "\n".join(written.losses)


def do(session: Session, *changes: Change) -> None:
    session.do(ChangeSet(changes))


def test_nothing_is_lost_of_what_came_in(session: Session, tmp_path: Path) -> None:
    assert out(session, tmp_path)[1] == ""


def test_all_that_is_known_of_a_source_comes_back_from_another_project(session: Session, tmp_path: Path) -> None:
    made, change = sources.create(
        "Anna Berg", aliases=("Berg",), job_title="minister", anonymity="named", affiliation="s2",
        roles=({"text": "mayor", "to": "2020"}, {"text": "minister", "from": "2024-03", "to": "2026-01-31"}),
        identifiers={"orcid": "0000-0002-1825-0097", "wikidata": "Q42"}, same_as=("https://example.org/b",),
        attributes={"party": "Greens", "elected": False}, note="Was *mayor*.")
    session.do(change)
    assert out(session, tmp_path)[1] == ""
    other = project(tmp_path, "other")
    bring(other, tmp_path / "out.json")
    told = ("creator", "created", "modified", "modified_by")
    back = other.catalogue.sources()[made.id]
    assert {each.name: getattr(back, each.name) for each in fields(back) if each.name not in told} == {
        each.name: getattr(made, each.name) for each in fields(made) if each.name not in told}
    other.close()


def test_that_two_sources_are_not_the_same_is_left_out_and_said(session: Session, tmp_path: Path) -> None:
    known = session.catalogue.sources()
    session.do(sources.not_the_same([known["s1"], known["s2"]]))
    assert "said to be different although they look alike was left out (1 time)" in out(session, tmp_path)[1]


def test_a_date_in_a_persons_own_words_is_left_out_and_said(session: Session, tmp_path: Path) -> None:
    article = session.catalogue.article("a1")
    assert article is not None
    session.do(describe_article(article, {"published": "last Tuesday", "language": "English"}))
    found, said = out(session, tmp_path)
    last = next(a for a in found["articles"] if a["id"] == "a1")
    assert "datePublished" not in last and "inLanguage" not in last
    assert "datePublished: this is not a date such as 2026-11-22, 2026-11 or 2026; it was left out (1 time)" in said
    assert "inLanguage: this is not a language" in said


def test_a_value_that_is_no_number_is_left_out_and_the_rest_stays(session: Session, tmp_path: Path) -> None:
    do(
        session,
        Change(
            "annotation", "n1", {"quantity:value": "1.3bn", "quantity:measure": "wealth", "quantity:mood": "good"}, "a1"
        ),
    )
    found, said = out(session, tmp_path)
    quantity = found["articles"][0]["annotations"][1]["quantity"]
    assert quantity["raw"] == "$1.3 billion" and not {"value", "measure", "mood"} & set(quantity)
    assert "value: this is not a decimal number" in said and "“mood” is unknown to the format" in said


def test_an_attribution_to_a_source_that_is_gone_names_nobody(session: Session, tmp_path: Path) -> None:
    do(session, Change("source", "s1", {DELETED: 1}), Change("source", "s2", {DELETED: 1}))
    found, said = out(session, tmp_path)
    assert [link["source"] for link in found["articles"][0]["annotations"][0]["attributions"]] == [None, None]
    assert found["sources"][0]["id"] == "s3" and "mergedInto" not in found["sources"][0]
    assert "an attribution led to a source that is not there any more" in said


def test_a_link_to_what_is_gone_is_not_written(session: Session, tmp_path: Path) -> None:
    do(session, Change("annotation", "n2", {DELETED: 1}, "a2"))
    found, _ = out(session, tmp_path)
    assert [link["type"] for link in found["articles"][0]["annotations"][1]["links"]] == ["part_of"]
    assert "groups" not in found


def test_a_ring_that_a_merge_has_made_is_opened(session: Session, tmp_path: Path) -> None:
    do(
        session,
        Change("link", link_id("q1", "part_of", "n1"), {"type": "part_of", "start": "q1", "end": "n1"}, "a1", new=True),
        Change("source", "s1", {"merged_into": "s3"}),
    )
    found, said = out(session, tmp_path)
    links = [
        (a["id"], link["target"])
        for a in found["articles"][0]["annotations"]
        for link in a.get("links", ())
        if link["type"] == "part_of"
    ]
    assert links == [("n1", "q1")]
    assert [source.get("mergedInto") for source in found["sources"]] == [None, None, "s1"]
    assert "a part_of link that closed a ring was left out" in said


def test_words_outside_the_text_are_left_out_and_said(session: Session, tmp_path: Path) -> None:
    forge(session.replica, Change("annotation", "n2", {"segments": [["content", 900, 905]]}, "a2"))
    found, said = out(session, tmp_path)
    assert found["articles"][1]["annotations"] == []
    assert "words outside the text of their article were left out" in said


def test_a_kind_that_the_codebook_has_lost_is_written_with_it(session: Session, tmp_path: Path) -> None:
    do(session, Change("annotation", "n2", {"kind": "rumour"}, "a2"))
    found, said = out(session, tmp_path)
    assert [kind["id"] for kind in found["codebook"]["kinds"]] == ["quote", "statistic", "rumour"]
    assert said == ""


def test_whoever_only_ran_the_import_is_no_coder_and_whoever_marked_is(session: Session, tmp_path: Path) -> None:
    assert [coder["name"] for coder in out(session, tmp_path)[0]["coders"]] == ["Ann", "Ben"]
    do(session, Change("annotation", "n2", {"note": "mine"}, "a2"))
    assert [coder["name"] for coder in out(session, tmp_path)[0]["coders"]] == ["Ann", "Ben", "Importer"]


def test_annotations_stand_in_the_order_of_the_text_the_longer_first(session: Session, tmp_path: Path) -> None:
    from annotator.actions.annotate import mark

    for spans in ([(0, 3)], [(0, 9)], [(4, 9)]):
        text = session.catalogue.text("a2")
        session.do(mark("a2", text, spans=spans, kind="quote", codebook=session.catalogue.codebook())[1])
    places = [
        [(s["start"], s["end"]) for s in a["segments"]] for a in out(session, tmp_path)[0]["articles"][1]["annotations"]
    ]
    assert places == [[(0, 9)], [(0, 3)], [(4, 9)], [(36, 42)]]


def test_articles_stand_in_library_order_also_after_one_was_edited_and_the_rows_made_anew(
    session: Session, tmp_path: Path
) -> None:
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Headline {number}\n\nThe text of article {number}.")
        bring(session, path)
    before = [a["id"] for a in out(session, tmp_path)[0]["articles"]]
    article = session.catalogue.article(before[2])
    assert article is not None and len(before) == 7
    session.do(describe_article(article, {"title": "Changed"}))
    session.replica.rebuild()
    assert [a["id"] for a in out(session, tmp_path)[0]["articles"]] == before
