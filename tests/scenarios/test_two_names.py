"""Somebody has worked under two names, at home and in the office, and joins them: both count as one everywhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from annotator import cli
from annotator.actions import annotate, library, team, variables
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.corpus.query import understand
from annotator.corpus.sight import INDEPENDENT
from annotator.formats import export
from annotator.formats.doors import WriteOptions
from annotator.project.progress import progress
from annotator.project.search import Filters
from annotator.session import Session
from annotator.settings import home
from tests import builders
from tests.builders import MARA, MARIA

BOOK = Codebook(kinds=(Kind("claim", "Claim"), Kind("quote", "Quote")),
                article_attributes=(Attribute("topic", "text", required=True), Attribute("tone", "text")))
REPRODUCIBLE = WriteOptions(reproducible=True)


@pytest.fixture
def joined(tmp_path: Path) -> tuple[Session, Session, str]:
    """Mara's project; Maria is herself at the office. Both have worked on one article, then they are joined."""
    (tmp_path / "shared").mkdir()
    mara = builders.project(tmp_path / "shared", book=BOOK)
    article = builders.article(mara, title="The fee")
    mara.exchange()
    office = Session.open(mara.path, MARIA, home=home() / "office")
    meet(mara, office)
    mara.do(library.set_status(article, MARA, "doing"))
    office.do(library.set_status(article, MARIA, "done"))
    builders.annotation(mara, article, "Bernard Lind")
    builders.annotation(office, article, "Politico")
    builders.source(office, "Anna Berg")
    mara.do(variables.answer(article, MARA, "tone", "dry"))
    office.do(variables.answer(article, MARIA, "topic", "fees"))
    meet(mara, office)
    mara.do(team.join(MARA, office.catalogue.coders()[MARIA.id]))
    meet(mara, office)
    return mara, office, article


def meet(*sessions: Session) -> None:
    for _ in range(2):
        for session in sessions:
            session.exchange()
            session.catch_up()


def test_the_library_shows_one_mark_and_nothing_is_left_to_answer(joined: tuple[Session, Session, str]) -> None:
    for session in joined[:2]:
        shelf, = session.catalogue.shelves(session.coder.id)
        assert (shelf.mine, shelf.others, shelf.colleagues, shelf.unanswered) == ("done", (), (), 0)
        assert session.catalogue.status(joined[2], session.coder.id) == "done"
        assert session.catalogue.library.listed(joined[2], session.coder.id).mine == "done"  # type: ignore[union-attr]


def test_progress_info_and_usage_count_one_person(joined: tuple[Session, Session, str]) -> None:
    mara, office, _ = joined
    one, = progress(office.catalogue, office.coder.id)
    assert (one.coder, one.name, one.statuses, one.kinds, one.unanswered) == (
        MARA.id, "Mara", {"done": 1, "todo": 0}, {"quote": 2}, 0)
    assert mara.catalogue.counts()["coders"] == 1
    assert mara.catalogue.usage().kinds["quote"].coders == {MARA.id}


def test_search_finds_the_work_of_both_names_under_one(joined: tuple[Session, Session, str]) -> None:
    mara, _, article = joined
    while mara.search.index.step():
        pass
    place, = mara.search.order()
    for name in (MARA.id, MARIA.id):
        for words in ("Politico", "Bernard"):
            found = mara.search.look(place, understand(words), Filters(coder=name))
            assert found is not None and found.article == article


def test_the_dataset_names_one_person_with_the_other_id_beside_and_comes_back_the_same(
        joined: tuple[Session, Session, str], tmp_path: Path) -> None:
    mara, _, _ = joined
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    export("dataset", mara.catalogue, first, REPRODUCIBLE)
    said = json.loads(first.read_text("utf-8"))
    coder, = said["coders"]
    assert (coder["id"], coder["name"], coder["sameAs"]) == (MARA.id, "Mara", [MARIA.id])
    article, = said["articles"]
    assert {each["creator"] for each in article["annotations"]} == {MARA.id}
    assert {each.get("creator") for each in said["sources"]} == {MARA.id}
    assert [(each["coder"], each["status"]) for each in article["reviews"]] == [(MARA.id, "done")]
    assert [(each["coder"], each["values"]) for each in article["attributes"]] == [
        (MARA.id, {"tone": "dry", "topic": "fees"})]
    other = tmp_path / "other.annot"
    assert cli.main(["new", str(other)]) == 0
    assert cli.main(["import", str(other), str(first)]) == 0
    assert cli.main(["export", str(other), "-o", str(again), "--reproducible"]) == 0
    assert again.read_bytes() == first.read_bytes()


def test_an_export_brought_in_again_adds_nothing(joined: tuple[Session, Session, str], tmp_path: Path) -> None:
    mara, _, _ = joined
    out = tmp_path / "out.json"
    export("dataset", mara.catalogue, out, REPRODUCIBLE)
    mara.exchange()
    mara.close()
    before = Session.open(mara.path, MARA, home=home())
    operations = before.replica.last("op")
    before.close()
    assert cli.main(["import", str(mara.path), str(out)]) == 0
    after = Session.open(mara.path, MARA, home=home())
    assert after.replica.last("op") == operations
    after.close()


def test_the_tables_name_one_person(joined: tuple[Session, Session, str], tmp_path: Path) -> None:
    mara, _, _ = joined
    export("csv", mara.catalogue, tmp_path / "tables", WriteOptions(for_machines=True))
    for name, columns in (("annotations", ("creator_id", "creator")), ("codings", ("coder_id", "coder")),
                          ("sources", ("creator_id", "creator"))):
        with (tmp_path / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {tuple(row[column] for column in columns) for row in rows} == {(MARA.id, "Mara")}
        assert len(rows) == {"annotations": 2, "codings": 1, "sources": 1}[name]


def test_independent_and_blind_let_a_person_see_and_change_the_work_of_their_other_id(
        joined: tuple[Session, Session, str]) -> None:
    mara, office, article = joined
    project = mara.catalogue.project()
    mara.do(team.describe_project(project, {"mode": INDEPENDENT, "blind_until_done": True}))
    meet(mara, office)
    for session in (mara, office):
        assert len(session.catalogue.annotations(article)) == 2
    theirs = next(each for each in office.catalogue.annotations(article) if each.creator == MARA.id)
    office.do(annotate.set_note(theirs, "Mine as well"))
    assert "Mine as well" in [each.note for each in office.catalogue.annotations(article)]


def test_under_other_names_both_ids_are_one_coder_and_neither_is_told(
        joined: tuple[Session, Session, str], tmp_path: Path) -> None:
    mara, _, _ = joined
    out = tmp_path / "out.json"
    export("dataset", mara.catalogue, out, WriteOptions(reproducible=True, pseudonyms=True))
    said = json.loads(out.read_text("utf-8"))
    assert [(each["id"], each["name"]) for each in said["coders"]] == [("coder-1", "Coder 1")]
    article, = said["articles"]
    assert {each["creator"] for each in article["annotations"]} == {"coder-1"}
    raw = out.read_text("utf-8")
    assert MARA.id not in raw and MARIA.id not in raw and "Mara" not in raw


def test_an_export_of_ones_own_work_has_that_of_the_other_id(
        joined: tuple[Session, Session, str], tmp_path: Path) -> None:
    mara, _, _ = joined
    out = tmp_path / "out.json"
    export("dataset", mara.catalogue, out, WriteOptions(coders=(MARA.id, MARIA.id)))
    article, = json.loads(out.read_text("utf-8"))["articles"]
    assert len(article["annotations"]) == 2


def test_two_names_are_one_line_among_those_who_worked_here_last(joined: tuple[Session, Session, str]) -> None:
    for session in joined[:2]:
        people = session.catalogue.people()
        last = session.timeline().last_work(people)
        assert set(last) == {people.one(MARIA.id)}
        newest = session.replica.rows("SELECT max(hlc) FROM action WHERE work OR founding")[0][0]
        assert last[people.one(MARA.id)].time == newest >> 16
