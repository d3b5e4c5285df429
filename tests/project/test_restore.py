"""Going back: one thing, or all of it; nothing leaves the journal, and it is one action that can be undone."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from annotator.corpus.change import Change, ChangeSet, passages_id
from annotator.project.catalogue import Catalogue
from annotator.project.restore import article_at, as_it_was, as_of, back_to_backup, back_to_time, counted_return
from annotator.project.timeline import Timeline
from tests.team import ARTICLE, DAY, Member, Team


def shown(member: Member) -> dict[str, list[tuple[object, ...]]]:
    """What the rows say, without who changed them last and how often."""
    return {table: member.replica.rows(f"SELECT id, fields, conflicts FROM {table} ORDER BY id")
            for table in ("annotation", "source", "link", "entity")}


def plain(rows: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """The rows without fields that are empty: restoring sets them to nothing."""
    import json

    return {table: [(name, {k: v for k, v in json.loads(str(fields)).items() if v is not None}, conflicts)
                    for name, fields, conflicts in found if not _hollow(str(fields))] for table, found in rows.items()}


def _hollow(fields: str) -> bool:
    import json

    return not any(value is not None for value in json.loads(fields).values())


def test_one_thing_goes_back_to_an_earlier_state_and_that_can_be_undone(team: Team) -> None:
    ann = team.members[0]
    made = ann.new(note="first")
    ann.set(made, note="second", certainty="low")
    ann.set(made, deleted=1)
    first = Timeline(ann.replica).of(made)[0]
    ann.replica.do(as_it_was(ann.replica, made, (first.session, first.n)))
    state = ann.state(made)
    assert (state.alive, state.fields["note"], state.fields["certainty"]) == (True, "first", None)
    assert len(Timeline(ann.replica).of(made)) == 4
    ann.undo()
    assert not ann.state(made).alive


def test_a_state_that_is_there_already_needs_no_change(team: Team) -> None:
    ann = team.members[0]
    made = ann.new()
    only = Timeline(ann.replica).of(made)[0]
    assert not as_it_was(ann.replica, made, (only.session, only.n))


@pytest.mark.parametrize("seed", range(4))
def test_everything_goes_back_to_a_backup_in_one_action(team: Team, seed: int) -> None:
    ann, ben = team.members
    chance = random.Random(seed)
    made = [member.new() for member in chance.choices([ann, ben], k=6)]
    ann.do(Change("passages", passages_id(ARTICLE), {"passage:0-5": "boilerplate"}, ARTICLE))
    team.sync()
    backup = team.folder / "backup.annot"
    shutil.copy(team.file, backup)
    before = plain(shown(ann))
    for _ in range(12):
        member = chance.choice([ann, ben])
        chance.choice([
            lambda m=member: m.set(chance.choice(made), note=str(chance.random())),
            lambda m=member: m.set(chance.choice(made), deleted=1),
            lambda m=member: m.new(),
            lambda m=member: m.do(Change("passages", passages_id(ARTICLE), {"passage:3-9": "caption"}, ARTICLE)),
        ])()
    team.sync()
    after = plain(shown(ann))
    ann.replica.do(back_to_backup(ann.replica, backup))
    team.sync()
    assert plain(shown(ben)) == before
    ann.undo()
    assert plain(shown(ann)) == after or any(row[2] for rows in after.values() for row in rows)


def test_everything_goes_back_to_a_moment(team: Team) -> None:
    ann = team.members[0]
    kept = ann.new(note="kept")
    team.clock.now += DAY
    moment = team.clock.now
    ann.set(kept, note="changed")
    later = ann.new()
    ann.replica.do(back_to_time(ann.replica, moment))
    assert ann.sees(kept) == ("kept", True, [])
    assert not ann.state(later).alive


def test_a_project_as_of_a_moment_is_looked_at_without_changing_it(team: Team, tmp_path: Path) -> None:
    ann, ben = team.members
    kept = ann.new(note="then")
    team.sync()
    team.clock.now += DAY
    moment = team.clock.now
    ben.set(kept, note="now")
    ben.new()
    team.sync()
    before = ann.replica.dump()
    past = as_of(ann.replica, moment, tmp_path / "past.sqlite")
    try:
        found = Catalogue(past)
        assert [(a.id, a.note) for a in found.annotations(ARTICLE)] == [(kept, "then")]
        assert found.text(ARTICLE)
    finally:
        past.close()
    assert ann.replica.dump() == before


def test_an_article_as_of_a_moment_has_what_was_in_it_then(team: Team) -> None:
    ann, ben = team.members
    kept, removed = ann.new(note="then"), ann.new()
    team.sync()
    team.clock.now += DAY
    moment = team.clock.now
    ben.set(kept, note="now")
    ben.set(removed, deleted=1)
    later = ben.new()
    team.sync()
    found = article_at(ann.replica, ARTICLE, moment)
    assert found[kept].fields["note"] == "then"
    assert found[removed].alive and later not in found
    assert found[ARTICLE].fields == {"title": "T"}
    assert not article_at(ann.replica, ARTICLE, 0)


def test_nothing_to_go_back_to_changes_nothing(team: Team) -> None:
    ann = team.members[0]
    ann.new()
    changes = list(back_to_time(ann.replica, team.clock.now + DAY))
    assert not any(changes) and all(isinstance(part, ChangeSet) for part in changes)


def test_a_return_says_what_it_will_do_before_it_is_done(team: Team, tmp_path: Path) -> None:
    ann = team.members[0]
    edited, removed = ann.new(note="first"), ann.new()
    ann.exchange()
    shutil.copy(team.file, tmp_path / "backup.annot")
    assert counted_return(back_to_backup(ann.replica, tmp_path / "backup.annot")).changes == 0
    ann.set(edited, note="second")
    ann.set(removed, deleted=1)
    ann.new()
    found = counted_return(back_to_backup(ann.replica, tmp_path / "backup.annot"))
    assert (found.removed, found.brought_back, found.changed, found.changes) == (1, 1, 1, 3)
    assert ann.state(edited).fields["note"] == "second", "nothing is done by counting"
