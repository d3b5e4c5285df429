"""DNA files go out: DNA's own tables, complete, and what is read of them is what was written."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.dna.database import Database, load
from annotator.formats.dna.tables import CREATED
from annotator.formats.doors import WriteOptions, Written
from annotator.formats.doors.utf16 import Utf16
from annotator.session import Session
from tests.formats.corpora import bring, datasets, digest, exported, project, small, spot
from tests.formats.corpora import write as write_dataset
from tests.formats.dna.files import OTHER, TEXT, write
from tests.formats.dna.test_reading import SAMPLES, needs_samples


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def export(session: Session, out: Path, name: str = "dna", **choices: str) -> Written:
    return formats.export(name, session.catalogue, out, WriteOptions(choices=choices))


def claims(*given: dict[str, Any], sources: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A dataset of one article with these claims on its words, one after the other."""
    text = " ".join(f"word{number}" for number in range(len(given)))
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    annotations = [{"id": f"c{number}", "type": "claim", "segments": [spot(text, f"word{number}")], **made, **each}
                   for number, each in enumerate(given)]
    people = [{"id": "p1", "type": "person", "name": "Jane Doe", "affiliation": "o1", **made},
              {"id": "o1", "type": "organisation", "name": "Senate", **made},
              {"id": "d1", "type": "document", "name": "Report", **made}]
    return small() | {"sources": sources if sources is not None else people, "articles": [
        {"id": "a1", "headline": "One", "text": text, "textSha256": digest(text), "annotations": annotations}]}


def said_by(*sources: str) -> list[dict[str, Any]]:
    return [{"level": level, "role": "speaker", "source": source} for level, source in enumerate(sources)]


def written(tmp_path: Path, dataset: dict[str, Any], **choices: str) -> tuple[Database, Written]:
    session = project(tmp_path)
    bring(session, write_dataset(tmp_path, dataset))
    try:
        done = export(session, tmp_path / "x.dna", **choices)
    finally:
        session.close()
    return load(tmp_path / "x.dna"), done


def rows(database: Database) -> list[dict[str, Any]]:
    return [{database.variables[name].name: value for name, value in each.values.items()}
            for _, each in sorted(database.statements.items())]


def test_what_came_from_a_dna_file_goes_back_as_it_was(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path / "in.dna"))
    export(session, tmp_path / "out.dna")
    before, after = load(tmp_path / "in.dna"), load(tmp_path / "out.dna")
    assert [each.text for each in after.documents.values()] == [TEXT, OTHER]
    assert [(d.title, d.author, d.source, d.section, d.notes, d.type, d.date) for d in after.documents.values()] == [
        (d.title, d.author, d.source, d.section, d.notes, d.type, d.date) for d in before.documents.values()]
    assert [(each.start, each.stop) for each in after.statements.values()] == [
        (each.start, each.stop) for each in before.statements.values()]
    shown = ("person", "organization", "concept", "agreement", "strength", "note")
    assert [{k: v for k, v in row.items() if k in shown} for row in rows(after)] == [
        {k: v for k, v in row.items() if k in shown} for row in rows(before)]
    assert [row.get("status") for row in rows(after)] == ["open", "", "", None]
    assert after.regexes == before.regexes and list(after.coders.values()) == ["Admin", "Zoe", "Ann", "Importer"]
    jane = next(each for each in after.entities.values() if each.value == "Jane Doe")
    assert jane.colour == "#FF9900"
    assert jane.attributes == {"Type": "Politician", "Alias": "Doe, J.; the mayor", "Notes": "In office.",
                               "Party member": "Greens"}


def test_the_tables_are_dnas_own_and_complete(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path / "in.dna"))
    export(session, tmp_path / "out.dna")
    with closing(sqlite3.connect(tmp_path / "out.dna")) as db:
        assert {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} == set(CREATED)
        assert db.execute("PRAGMA application_id").fetchone() == (0,)
        assert db.execute("PRAGMA user_version").fetchone() == (0,)
        for variable, type_ in db.execute("SELECT ID, DataType FROM VARIABLES").fetchall():
            table = {"short text": "DATASHORTTEXT", "long text": "DATALONGTEXT", "integer": "DATAINTEGER",
                     "boolean": "DATABOOLEAN"}[type_]
            wanted = db.execute("SELECT count(*) FROM STATEMENTS s JOIN VARIABLES v USING (StatementTypeId)"
                                " WHERE v.ID = ?", (variable,)).fetchone()
            assert db.execute(f"SELECT count(*) FROM {table} WHERE VariableId = ?", (variable,)).fetchone() == wanted
        missing = db.execute("""SELECT e.ID, a.ID FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a USING (VariableId)
            EXCEPT SELECT EntityId, AttributeVariableId FROM ATTRIBUTEVALUES""").fetchall()
        assert missing == []
        coders = db.execute("SELECT count(*) FROM CODERS").fetchone()[0]
        assert db.execute("SELECT count(*) FROM CODERRELATIONS").fetchone() == (coders * (coders - 1),)
        for short, in db.execute("SELECT ID FROM VARIABLES WHERE DataType = 'short text'").fetchall():
            assert db.execute("SELECT 1 FROM ENTITIES WHERE VariableId = ? AND Value = ''", (short,)).fetchone()


def test_everybody_signs_in_with_the_password_that_was_said(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path / "in.dna"))
    export(session, tmp_path / "out.dna", password="ópen")
    with closing(sqlite3.connect(tmp_path / "out.dna")) as db:
        held = base64.b64decode(db.execute("SELECT Password FROM CODERS WHERE Name = 'Zoe'").fetchone()[0])
    found = hashlib.sha256(held[:16] + "ópen".encode()).digest()
    for _ in range(99_999):
        found = hashlib.sha256(found).digest()
    assert held[16:] == found


def test_who_speaks_is_the_origin_and_for_whom_is_what_they_belong_to(tmp_path: Path) -> None:
    found, _ = written(tmp_path, claims(
        {"attributes": {"stance": "for", "topic": "T"}, "attributions": said_by("p1", "d1")},
        {"attributes": {"stance": "against", "topic": "T"}, "attributions": said_by("d1")},
        {"attributes": {"stance": "for", "topic": "T", "organization": "House"}, "attributions": said_by("p1")}))
    asked = ("person", "organization", "reported_by", "agreement")
    assert [tuple(row[name] for name in asked) for row in rows(found)] == [
        ("Jane Doe", "Senate", "Report", 1), ("", "Report", "", 0), ("Jane Doe", "House", "", 1)]


@pytest.mark.parametrize(("choice", "expected"), [
    ("skip", [(1, None)]), ("agree", [(1, None), (1, None), (1, None)]), ("flag", [(1, 1), (0, 0), (0, 0)])])
def test_a_claim_that_is_neither_for_nor_against_is_what_was_asked_for(
    choice: str, expected: list[tuple[int, int | None]], tmp_path: Path
) -> None:
    found, done = written(tmp_path, claims(
        {"attributes": {"stance": "for"}}, {"attributes": {"stance": "neutral"}}, {}), no_stance=choice)
    assert [(row["agreement"], row.get("stance_given")) for row in rows(found)] == expected
    assert any("neither for nor against" in loss and "(2 times)" in loss for loss in done.losses)


def test_claims_of_which_nobody_said_for_or_against_are_all_written(tmp_path: Path) -> None:
    found, _ = written(tmp_path, claims({}, {"attributes": {"topic": "T"}}))
    assert [row["concept"] for row in rows(found)] == ["", "T"] and "agreement" not in rows(found)[0]


def test_a_question_with_the_name_of_a_variable_of_dna_gets_another(tmp_path: Path) -> None:
    found, _ = written(tmp_path, claims({"attributes": {"person": "third", "note": "N", "agreement": True},
                                         "attributions": said_by("p1"), "note": "Own."}))
    assert rows(found)[0]["person"] == "Jane Doe" and rows(found)[0]["note"] == "Own."
    assert [rows(found)[0][name] for name in ("person_2", "note_2", "agreement_2")] == ["third", "N", 1]


def test_a_day_for_undated_articles_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="“soon” is no date"):
        written(tmp_path, claims({}), undated="soon")
    again = tmp_path / "again"
    again.mkdir()
    assert written(again, claims({}), undated="2020-02-29")[0].documents[1].date == 1_582_934_400


def test_a_split_quote_is_one_statement_that_says_its_parts(session: Session, tmp_path: Path) -> None:
    bring(session, write_dataset(tmp_path, small()))
    export(session, tmp_path / "x.dna")
    found = load(tmp_path / "x.dna")
    quote = next(each for each in rows(found) if each.get("segments"))
    assert quote["person"] == "Jane Doe" and quote["note"] == "A *split* quote."
    assert quote["segments"] == "0-22;44-79"
    assert {label for label, _ in found.types.values()} == {"Quote", "Statistic"}


def test_names_that_are_too_long_are_cut_and_stay_two(tmp_path: Path) -> None:
    long = "x" * 300
    made = {"creator": "ann", "created": "2026-01-02T03:04:05Z"}
    sources = [{"id": f"p{number}", "type": "person", "name": f"{long}{number}", **made} for number in (1, 2)]
    found, done = written(tmp_path, claims({"attributions": said_by("p1")}, {"attributions": said_by("p2")},
                                           sources=sources))
    names = [row["person"] for row in rows(found)]
    assert len(set(names)) == 2 and max(map(len, names)) <= 190
    assert any("was cut" in loss for loss in done.losses)


def test_emoji_become_one_letter_when_that_is_asked_for(session: Session, tmp_path: Path) -> None:
    bring(session, write(tmp_path / "in.dna"))
    export(session, tmp_path / "out.dna", emoji="replace")
    found = load(tmp_path / "out.dna")
    text = found.documents[1].text
    assert text == TEXT.replace("🙂", "□")
    assert [text[each.start:each.stop] for each in found.statements.values() if each.document == 1] == [
        "“The bridge □ is safe.”", *["The union disagrees, and so does the port."] * 2]


def test_what_was_lost_lies_beside_the_file(session: Session, tmp_path: Path) -> None:
    bring(session, write_dataset(tmp_path, small()))
    done = export(session, tmp_path / "x.dna")
    assert [path.name for path in done.files] == ["x.dna", "x.dna.report.txt"]
    report = done.files[1].read_text(encoding="utf-8")
    assert all(f"- {loss}" in report for loss in done.losses)
    assert "Quote: person (short text)" in report


def test_a_choice_that_there_is_not_is_refused_with_those_that_are(session: Session, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="dna has no choice “mode”; there are no_stance, undated, emoji, password"):
        export(session, tmp_path / "x.dna", mode="two")
    with pytest.raises(Fault, match="“maybe” is no no_stance; there are skip, agree, flag"):
        export(session, tmp_path / "x.dna", no_stance="maybe")
    with pytest.raises(Fault, match="it has none"):
        export(session, tmp_path / "x", name="brat", mode="two")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
          phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(dataset=datasets())
def test_whatever_is_written_is_read_with_the_same_texts_and_places(
    dataset: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    session = project(folder)
    try:
        bring(session, write_dataset(folder, dataset))
        export(session, folder / "x.dna", no_stance="agree")
        stored = json.loads(exported(session, folder))
    finally:
        session.close()
    found = load(folder / "x.dna")
    assert not found.problems
    texts = sorted(article["text"] for article in stored["articles"])
    assert sorted(each.text for each in found.documents.values()) == texts
    places = sorted((article["text"], Utf16(article["text"]).to_units(each["segments"][0]["start"]),
                     Utf16(article["text"]).to_units(max(part["end"] for part in each["segments"])))
                    for article in stored["articles"] for each in article["annotations"])
    assert sorted((found.documents[each.document].text, each.start, each.stop)
                  for each in found.statements.values()) == places


@needs_samples
def test_the_sample_through_us_and_back_lists_the_same_events(session: Session, tmp_path: Path) -> None:
    bring(session, SAMPLES / "sample-3.0.7.dna")
    export(session, tmp_path / "x.dna")
    again = project(tmp_path, "again")
    bring(again, tmp_path / "x.dna")
    formats.export("dna-events", again.catalogue, tmp_path / "e.csv", WriteOptions(choices={"style": "dna"}))
    again.close()
    plain = [re.sub(rb"(?m)^\d+;(?=\d{4}-)", b"", raw) for raw in (
        (tmp_path / "e.csv").read_bytes(), (SAMPLES / "golden" / "eventlist.csv").read_bytes())]
    assert plain[0] == plain[1]
