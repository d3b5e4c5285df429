"""Check: what is wrong is named, what is derived is mended, and the file is not touched."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.change import Change, passages_id
from annotator.project import exchange as exchanging
from annotator.project.check import check as look
from annotator.project.exchange import exchange
from annotator.project.place import Place
from annotator.project.replica import Replica
from annotator.project.rescue import open_replica
from tests.team import ARTICLE, PROJECT, QUOTE, Team, name, operations_in


def check(replica: Replica, path: Path) -> list[str]:
    return [finding.words for finding in look(replica, path)]


def test_a_whole_project_has_nothing_to_say(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    ann.exchange()
    before = team.file.read_bytes()
    assert check(ann.replica, team.file) == []
    assert team.file.read_bytes() == before


def test_rows_that_differ_from_the_journal_are_named_and_made_again(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    right = ann.replica.dump()
    ann.replica.db.execute("UPDATE annotation SET kind='claim'")
    ann.replica.db.execute("DELETE FROM card")
    found = check(ann.replica, team.file)
    assert len(found) == 2
    assert any("table annotation " in line for line in found)
    assert any("table card " in line for line in found)
    assert ann.replica.dump() == right


def test_an_annotation_outside_its_text_is_named(team: Team) -> None:
    ann = team.members[0]
    e = name()
    ann.forge(Change("annotation", e, QUOTE | {"segments": [["content", 40, 400]]}, ARTICLE, new=True))
    assert [e in line and "outside the text" in line for line in check(ann.replica, team.file)] == [True]


def test_a_mention_a_cue_and_a_passage_outside_the_text_are_named(team: Team) -> None:
    ann = team.members[0]
    good = ann.new(chain=[[None, "speaker", None, [[0, 5]], [[6, 10]]]])
    bad, outside = name(), [[None, "speaker", None, [[40, 400]], [[6, 6]]]]
    ann.forge(Change("annotation", bad, QUOTE | {"chain": outside}, ARTICLE, new=True))
    passages = {"passage:0-4": "headline", "passage:40-400": "boilerplate"}
    ann.forge(Change("passages", passages_id(ARTICLE), passages, ARTICLE))
    found = check(ann.replica, team.file)
    assert [bad in line for line in found] == [True, True, False]
    assert not any(good in line for line in found)
    assert "passage 40–400 lies outside" in found[2]


def test_an_annotation_without_words_is_named(team: Team) -> None:
    ann = team.members[0]
    ann.new(segments=[])
    assert ["no words" in line for line in check(ann.replica, team.file)] == [True]


def test_an_annotation_whose_article_is_not_there_yet_is_named(team: Team) -> None:
    ann = team.members[0]
    ann.do(Change("annotation", name(), QUOTE, "elsewhere", new=True))
    assert check(ann.replica, team.file) == ["article elsewhere is annotated but has not arrived yet"]


def test_operations_of_the_file_that_do_not_match_their_digests_are_counted(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    ann.exchange()
    db = sqlite3.connect(team.file)
    db.execute("UPDATE op SET patch='{}' WHERE kind='annotation'")
    db.commit()
    db.close()
    assert check(ann.replica, team.file) == [
        "1 change does not match shared.annot’s digest and stayed out"]


def test_a_file_that_is_gone_is_named_and_the_replica_checked_all_the_same(team: Team) -> None:
    ann = team.members[0]
    ann.replica.db.execute("DELETE FROM card")
    team.file.unlink()
    found = check(ann.replica, team.file)
    assert "no such file" in found[0]
    assert "table card" in found[1]


def test_a_replica_that_is_damaged_is_named_and_made_anew_at_the_next_opening(team: Team) -> None:
    ann = team.members[0]
    for _ in range(50):
        ann.new()
    spoil(ann.replica.path)
    ann = ann.restart()  # the old connection has the pages in its memory
    found = check(ann.replica, team.file)
    assert any("replica" in line and "damaged" in line for line in found)
    assert ann.replica.mark_of_damage.exists()


def spoil(path: Path) -> None:
    """Write nonsense into the middle of a file."""
    with path.open("r+b") as file:
        file.seek(4096 * 4)
        file.write(b"\xff" * 4096 * 8)


def test_the_article_of_the_team_is_there(team: Team) -> None:
    assert [row[0] for row in team.members[1].replica.rows("SELECT title FROM card")] == ["T"]
    assert ARTICLE


def test_what_the_file_has_lost_is_handed_over_again(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    ann.new()
    ann.exchange()
    db = sqlite3.connect(team.file)
    db.execute("DELETE FROM op WHERE seq=(SELECT min(seq) FROM op WHERE kind='annotation')")
    db.commit()
    db.close()
    ann.exchange()
    assert operations_in(team.file) == len(ann.operations()) - 1, "the end is as it was, so nobody looks"
    waiting = ann.new()
    assert [(f.words, f.mended) for f in look(ann.replica, team.file)] == [
        ("shared.annot had lost 1 change that this computer has", True)]
    ann.exchange()
    assert operations_in(team.file) == len(ann.operations())
    assert ann.state(waiting).alive and look(ann.replica, team.file) == []


def test_an_exchange_that_is_under_way_does_not_remember_what_the_check_has_forgotten(
        team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, ben = team.members[:2]
    ann.new()
    ann.new()
    ann.exchange()
    change(team.file, "DELETE FROM op WHERE seq=(SELECT min(seq) FROM op WHERE kind='annotation')")
    ben.new()
    ben.exchange()
    checking = threading.Thread(target=look, args=(ann.replica, team.file))
    tail = exchanging._tail

    def meanwhile(*given: Any) -> Any:
        if not checking.is_alive():
            checking.start()
            checking.join(0.5)
        monkeypatch.undo()
        return tail(*given)

    monkeypatch.setattr(exchanging, "_tail", meanwhile)
    ann.exchange()
    checking.join(10)
    ann.exchange()
    assert operations_in(team.file) == len(ann.operations())


def test_a_check_leaves_nothing_behind(team: Team) -> None:
    folder = team.members[0].replica.path.parent
    before = {path.name for path in folder.iterdir()}
    look(team.members[0].replica, team.file)
    assert {path.name for path in folder.iterdir()} == before


def test_only_a_file_that_is_lost_is_said_to_be_mended_by_writing_it_afresh(team: Team) -> None:
    ann = team.members[0]
    ann.replica.db.execute("DELETE FROM card")
    team.file.unlink()
    assert [(f.mended, f.by_rewriting) for f in look(ann.replica, team.file)] == [(False, True), (True, False)]


def change(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    db.execute(statement)
    db.commit()
    db.close()


def test_what_was_emptied_without_a_purge_is_counted_and_what_was_purged_is_not(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    ann.do(Change("article", "b-1", {"title": "gone"}, "b-1", new=True), texts={"b-1": "words"})
    ann.do(Change("purge", name(), {"article": "b-1", "why": "licence"}, "b-1", new=True))
    team.sync()
    assert check(ann.replica, team.file) == []
    change(team.file, "UPDATE op SET patch=NULL WHERE kind='annotation'")
    assert check(ann.replica, team.file) == ["1 change does not match shared.annot’s digest and stayed out"]


def test_a_text_that_is_another_in_the_file_is_named(team: Team) -> None:
    ann = team.members[0]
    ann.exchange()
    change(team.file, "UPDATE article SET body=replace(body, 'Fewer', 'More')")
    found = look(ann.replica, team.file)
    assert [(f.words, f.by_rewriting) for f in found] == [
        ("the text of 1 article in shared.annot is not the one that this computer has", True)]


@pytest.mark.parametrize("spoilt", ["'{\"note\":\"another\"}'", "'no json'", "NULL", "CAST(x'ff' AS TEXT)"])
def test_a_change_of_the_replica_that_was_altered_is_named_never_spread_and_comes_back_from_the_file(
        team: Team, spoilt: str) -> None:
    ann = team.members[0]
    kept = ann.new(note="true")
    ann.exchange()
    change(ann.replica.path, f"UPDATE op SET patch={spoilt} WHERE kind='annotation'")
    rows = ann.replica.dump()
    said = check(ann.replica, team.file)
    assert len(said) == 1 and said[0].endswith("; the replica is made anew at the next opening")
    assert "damaged" in said[0] if "ff" in spoilt else "1 change in this computer's replica cannot be what" in said[0]
    assert ann.replica.dump() == rows, "nothing is derived from what is wrong"
    ann.replica.close()
    place = Place(ann.replica.path.parent)
    ann.replica.path.rename(place.replica)
    ann.replica.mark_of_damage.rename(place.replica.with_suffix(".damaged"))
    replica, note = open_replica(place, lambda path: Replica(path, ann.replica.coder, project=PROJECT))
    exchange(replica, team.file)
    state = replica.state(kept)
    assert state and state.fields["note"] == "true" and "made anew" in note
    assert check(replica, team.file) == []
    replica.close()
