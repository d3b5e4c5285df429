"""DNA files come in: articles, annotations, sources, coders; whatever is wrong with one is said in a line."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.corpus.errors import Fault
from annotator.formats.dna.reading import read
from annotator.formats.doors import Incoming, ReadOptions
from annotator.formats.doors.foreign import Foreign
from annotator.session import Session
from tests.formats.corpora import bring, exported, project
from tests.formats.dna.files import OTHER, ROWS, TEXT, version_2, write
from tests.shared import SHARED

SAMPLES = SHARED / "samples" / "dna" if SHARED else Path("there are none")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no folder `shared/samples` beside the checkout")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def dataset(session: Session, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(session, folder))
    return found


def brought(session: Session, path: Path) -> tuple[Incoming, dict[str, Any]]:
    return bring(session, path), dataset(session, path.parent)


def loaded(path: Path) -> Foreign:
    return read([path], ReadOptions(format="dna"))


def test_a_dna_file_is_known_by_its_tables_whatever_its_ending(tmp_path: Path) -> None:
    assert formats.sniff(write(tmp_path / "x.txt")).name == "dna"
    assert formats.sniff(version_2(tmp_path / "old.dna")).name == "dna"


def test_statements_of_people_are_claims_with_speaker_topic_and_stance(session: Session, tmp_path: Path) -> None:
    _, said = brought(session, write(tmp_path / "x.dna"))
    article = next(each for each in said["articles"] if each["headline"] == "Bridge")
    claim = next(each for each in article["annotations"] if each["id"].endswith("-3"))
    sources = {each["id"]: each for each in said["sources"]}
    assert claim["type"] == "claim"
    assert claim["segments"] == [{"start": 17, "end": 40, "exact": "“The bridge 🙂 is safe.”"}]
    assert claim["attributes"] == {"topic": "The bridge is safe.", "stance": "for", "organization": "City; Council",
                                   "strength": 7, "dna_status": "open"}
    assert [sources[each["source"]]["name"] for each in claim["attributions"]] == ["Jane Doe"]
    assert {each["id"]: each["name"] for each in said["coders"]}[claim["creator"]] == "Zoe"


def test_what_is_known_of_people_and_organisations_comes_along(session: Session, tmp_path: Path) -> None:
    _, said = brought(session, write(tmp_path / "x.dna"))
    found = {each["name"]: each for each in said["sources"]}
    assert set(found) == {"Jane Doe", "City; Council", "Port"}
    jane = found["Jane Doe"]
    assert jane["type"] == "person" and jane["note"] == "In office."
    assert jane["alternateName"] == ["Doe, J.", "the mayor"], "a comma parts no aliases"
    assert jane["attributes"] == {"colour": "#FF9900", "party_member": "Greens", "type": "Politician"}
    assert found["Port"]["type"] == "organisation" and found["Port"]["affiliation"] == found["City; Council"]["id"]


def test_documents_keep_their_outlet_section_author_note_type_and_day(session: Session, tmp_path: Path) -> None:
    _, said = brought(session, write(tmp_path / "x.dna"))
    first, second = sorted(said["articles"], key=lambda each: each["headline"])
    assert first["text"] == TEXT and first["publisher"] == "The Paper" and first["articleSection"] == "Local"
    assert first["author"] == ["A. Writer"] and first["note"] == "Read twice."
    assert first["datePublished"] == "2005-01-26" and second["datePublished"] == "2005-01-26T12:30:00Z"
    assert [each["values"] for each in first["attributes"]] == [{"document_type": "news"}]


def test_a_type_of_long_text_alone_is_a_comment_with_its_words_as_the_note(session: Session, tmp_path: Path) -> None:
    incoming, said = brought(session, write(tmp_path / "x.dna"))
    assert incoming.labels == [("DNA Statement", "claim", 3), ("Annotation", "annotation", 1)]
    comment = next(each for article in said["articles"] for each in article["annotations"]
                   if each["type"] == "annotation")
    assert comment["note"] == "Ask.\nAgain." and comment["segments"][0]["exact"] == OTHER[:8]


def test_two_speakers_at_one_place_are_two_annotations_linked_as_the_same(session: Session, tmp_path: Path) -> None:
    incoming, said = brought(session, write(tmp_path / "x.dna"))
    links = [(each["id"][-1], link["type"], link["target"][-1]) for article in said["articles"]
             for each in article["annotations"] for link in each.get("links", ())]
    assert links == [("6", "same_as", "5")]
    assert any("at the place of another one" in each for each in incoming.warnings)


def test_terms_that_dna_draws_in_colour_are_kept_and_passwords_are_not(session: Session, tmp_path: Path) -> None:
    _, said = brought(session, write(tmp_path / "x.dna"))
    assert said["codebook"]["conventions"]["highlight_terms"] == ["C[Oo]2", "bridge|ferry"]
    assert {"Admin", "Zoe", "Ann"} <= {each["name"] for each in said["coders"]}
    assert "assword" not in json.dumps(said)


def test_the_same_file_again_brings_nothing_and_one_undo_takes_all_of_it_away(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "x.dna")
    bring(session, path)
    assert not formats.read_files([path], session.catalogue).brings
    session.undo()
    assert session.catalogue.counts()["articles"] == 0


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Tokyo", "America/New_York"])
def test_days_of_version_2_are_days_wherever_the_file_is_read(
    zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Midnight in Berlin is 23:00 of the day before in winter and 22:00 in summer."""
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        found = loaded(version_2(tmp_path / "x.dna"))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [each.found.article.published for each in found.articles] == ["2005-01-26", "2005-08-01"]


def test_times_of_version_2_are_those_of_this_computers_clock(tmp_path: Path) -> None:
    found = loaded(version_2(tmp_path / "x.dna", (1_106_744_700_000, 1_122_818_520_000)))
    assert all("T" in each.found.article.published for each in found.articles)
    assert any("this computer's zone" in each for each in found.warnings)


def test_line_ends_of_windows_count_once_as_in_dnas_window(tmp_path: Path) -> None:
    write(tmp_path / "x.dna", ROWS, f"UPDATE DOCUMENTS SET Text = '{OTHER[:14]}' || char(13) || char(10) || 'TARGET'"
          " WHERE ID = 7", "UPDATE STATEMENTS SET Start = 15, Stop = 21 WHERE ID = 8")
    found = loaded(tmp_path / "x.dna")
    article = found.articles[1]
    ((start, end),) = article.marks[0].segments
    assert article.found.text[start:end] == "TARGET"
    assert any("shifted" in each for each in found.warnings)


@pytest.mark.parametrize(("change", "said"), [
    ("UPDATE STATEMENTS SET Stop = 4000 WHERE ID = 3", "lies outside its text"),
    ("UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 3", "STATEMENTS 3"),
    ("UPDATE DATASHORTTEXT SET Entity = 99 WHERE StatementId = 3 AND VariableId = 1", "DATASHORTTEXT 1"),
    ("UPDATE ENTITIES SET ChildOf = 10 WHERE ID = 9", "a ring"),
])
def test_a_row_that_cannot_be_is_left_out_and_named(change: str, said: str, tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "x.dna", ROWS, change))
    assert any(said in each for each in found.warnings), found.warnings
    assert len(found.articles) == 2


def test_a_statement_that_begins_inside_of_an_emoji_has_all_of_it(tmp_path: Path) -> None:
    place = TEXT.index("🙂") + 1
    found = loaded(write(tmp_path / "x.dna", ROWS, f"UPDATE STATEMENTS SET Start = {place} WHERE ID = 3"))
    assert found.articles[0].marks[0].segments[0][0] == TEXT.index("🙂")
    assert any("inside of an emoji" in each for each in found.warnings)


def refusal(path: Path) -> str:
    with pytest.raises(Fault) as fault:
        loaded(path)
    assert "\n" not in str(fault.value)
    return str(fault.value)


@pytest.mark.parametrize(("change", "said"), [
    ("CREATE TRIGGER t AFTER INSERT ON CODERS BEGIN DELETE FROM DOCUMENTS; END", "triggers"),
    ("CREATE VIEW v AS SELECT 1", "views"),
    ("CREATE VIRTUAL TABLE v USING fts5(x)", "virtual tables"),
    ("ALTER TABLE CODERS ADD COLUMN x AS (hex(zeroblob(100000000)))", "reckons columns out"),
    ("DROP TABLE STATEMENTS", "there is no table STATEMENTS"),
    ("ALTER TABLE STATEMENTS RENAME COLUMN Start TO Begin", "STATEMENTS has no column Start"),
    ("DROP TABLE ENTITIES", "neither entities nor attributes"),
])
def test_what_no_dna_file_has_is_refused(change: str, said: str, tmp_path: Path) -> None:
    assert said in refusal(write(tmp_path / "x.dna", ROWS, change))


def test_files_that_are_none_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    path.write_bytes(b'<?xml version="1.0"?><discourse><version>1.31</version></discourse>')
    assert formats.sniff(path).name == "dna" and "no document with words" in refusal(path)
    path.write_bytes(b"words")
    assert "it is not a DNA file" in refusal(path)
    raw = write(tmp_path / "y.dna").read_bytes()
    path.write_bytes(raw[:20_000])
    assert "damaged" in refusal(path)
    path.write_bytes(raw[:4_096] + bytes(len(raw) - 4_096))
    assert "damaged" in refusal(path)
    other = tmp_path / "z.dna"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE x (y)")
        db.commit()
    assert "no DNA file" in refusal(other)


def test_a_check_that_would_take_for_ever_is_not_made(tmp_path: Path) -> None:
    endless = "CHECK (length(hex(zeroblob(90000000))) > 0)"
    with closing(sqlite3.connect(write(tmp_path / "x.dna"))) as db:
        db.execute(f"CREATE TABLE many (a INTEGER {endless})")
        db.execute("PRAGMA ignore_check_constraints=ON")
        db.executemany("INSERT INTO many VALUES (?)", [(number,) for number in range(5_000)])
        db.commit()
    before = time.thread_time()
    loaded(tmp_path / "x.dna")
    assert time.thread_time() - before < 20, "five thousand checks would take ten minutes"


def test_patterns_that_only_java_knows_are_kept_and_named(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "x.dna", ROWS, r"INSERT INTO REGEXES (Label) VALUES ('\p{Lu}(')"))
    assert any("means something to Java only" in each for each in found.warnings)
    assert r"\p{Lu}(" in found.codebook.conventions["highlight_terms"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 90_000), what=st.binary(min_size=1, max_size=40))
def test_bytes_that_were_changed_are_read_or_refused_and_never_raise_anything_else(
    where: int, what: bytes, tmp_path: Path
) -> None:
    raw = bytearray(write(tmp_path / f"{where}-{what.hex()}.dna").read_bytes()) if not (
        kept := tmp_path / "whole.dna").exists() else bytearray(kept.read_bytes())
    kept.write_bytes(raw)
    where %= len(raw)
    raw[where:where + len(what)] = what
    path = tmp_path / "changed.dna"
    path.write_bytes(raw)
    try:
        loaded(path)
    except Fault as fault:
        assert "\n" not in str(fault)


@needs_samples
def test_the_sample_has_what_is_known_of_it(session: Session, tmp_path: Path) -> None:
    incoming, said = bring(session, SAMPLES / "sample-3.0.7.dna"), dataset(session, tmp_path)
    kinds = Counter(each["type"] for article in said["articles"] for each in article["annotations"])
    assert len(said["articles"]) == 7 and kinds == {"claim": 40, "annotation": 1}
    types = Counter(each["type"] for each in said["sources"])
    assert types == {"person": 7, "organisation": 7}
    claims = [each for article in said["articles"] for each in article["annotations"] if each["type"] == "claim"]
    assert Counter(each["attributes"]["stance"] for each in claims) == {"for": 29, "against": 11}
    assert len({each["attributes"]["topic"] for each in claims}) == 6
    assert sum("type" in each["attributes"] for each in said["sources"]) == 14
    assert len(said["codebook"]["conventions"]["highlight_terms"]) == 6
    assert len([each for each in said["coders"] if each["id"].startswith("dna-")]) == 4
    assert not incoming.warnings


@needs_samples
def test_the_samples_of_both_versions_have_the_same_spans() -> None:
    def spans(name: str) -> list[tuple[str, Any]]:
        return sorted((each.found.article.title, tuple(mark.segments)) for each in loaded(SAMPLES / name).articles
                      for mark in each.marks if mark.label == "DNA Statement")

    assert spans("sample-3.0.7.dna") == spans("sample-2.0b19.dna")
    assert len(spans("sample-2.0b19.dna")) == 40
