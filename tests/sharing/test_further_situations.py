"""T6. What happens when, beyond the table: several entities, several replicas, clocks, sets and kinds of the future."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.change import Change, ChangeSet, passages_id
from annotator.corpus.ids import derived_id
from annotator.corpus.source import representative
from annotator.project.catalogue import Catalogue
from annotator.project.history import History
from annotator.project.undo import Action
from tests.team import ARTICLE, DAY, Team, name


def test_r17b_an_undo_goes_field_by_field_and_is_one_new_action(team: Team) -> None:
    ann, ben = team.members
    three = [ann.new() for _ in range(3)]
    team.sync()
    ann.do(*(Change("annotation", e, {"note": "bulk"}, ARTICLE) for e in three))
    team.sync()
    ben.set(three[1], note="Ben settled")
    team.sync()
    before = ann.replica.n
    assert ann.undo() == {three[1]: ["note"]}
    team.sync()
    assert [ben.sees(e)[0] for e in three] == ["0", "Ben settled", "0"]
    undone = ann.replica.operations("WHERE s.id=? AND o.n>?", (ann.replica.session, before))
    assert {op.change_set for op in undone} == {before + 1}


def test_r18_an_edit_before_its_creation_is_kept_and_shows_when_the_creation_comes(team: Team) -> None:
    ann, _ = team.members
    e = ann.new()
    created = ann.newest(e)
    ann.set(e, note="a")
    edited = ann.newest(e)
    late = team.member("Nora")
    late.replica.take_in([], ann.replica.sessions(), [edited], None)
    assert Catalogue(late.replica).annotation(e) is None
    assert late.state(e).missing == {created.digest}
    late.replica.take_in([], [], [created], None)
    found = Catalogue(late.replica).annotation(e)
    assert found is not None
    assert found.note == "a"


def test_r19_a_missing_operation_hides_nothing_and_may_look_like_a_conflict_until_it_comes(team: Team) -> None:
    ann, _ = team.members
    e = ann.new()
    ops = [ann.newest(e)]
    for fields in ({"note": "a"}, {"certainty": "c"}, {"note": "z"}):
        ann.set(e, **fields)
        ops.append(ann.newest(e))
    late = team.member("Nora")
    late.replica.take_in([], ann.replica.sessions(), [ops[0], ops[1], ops[3]], None)
    assert late.sees(e) == ("z", True, ["note"])
    assert late.state(e).missing == {ops[2].digest}
    late.replica.take_in([], [], [ops[2]], None)
    assert late.sees(e) == ("z", True, [])
    assert not late.state(e).missing


def test_r20_of_a_machine_cloned_while_it_runs_both_works_are_kept_and_a_new_session_begins(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    team.sync()
    clone = ann.cloned()
    ann.set(e, note="a")
    clone.set(e, note="clone")
    one, other = ann.newest(e), clone.newest(e)
    assert (one.session, one.n) == (other.session, other.n)
    session = ann.replica.session
    team.sync()
    team.sync()
    assert ann.sees(e) == ("clone", True, ["note"])
    assert {one, other} <= set(ann.replica.operations())
    assert ann.replica.session != clone.replica.session != session != ann.replica.session
    ann.set(e, note="settled")
    team.sync()
    assert clone.sees(e) == ("settled", True, [])


def test_r22_what_several_people_add_to_a_set_all_stays(team: Team) -> None:
    ann, ben = team.members
    source = ann.new("source", **{"name": "Politico", "alias:POLITICO": 1})
    team.sync()
    ann.do(Change("source", source, {"alias:Politico Mag": 1, "alias:POLITICO": None}))
    ben.do(Change("source", source, {"alias:Politico EU": 1}))
    team.sync()
    found = Catalogue(ann.replica).sources()[source]
    assert found.aliases == ("Politico EU", "Politico Mag")
    assert not ben.state(source).conflicts


@pytest.mark.parametrize("pairs", [[(0, 1), (1, 0)], [(0, 1), (1, 2), (2, 0)], [(1, 2), (2, 3), (3, 1), (0, 3)]])
def test_r23_sources_merged_in_a_ring_count_as_the_oldest(team: Team, pairs: list[tuple[int, int]]) -> None:
    ann, ben = team.members
    made = [ann.new("source", name=f"S{i}") for i in range(4)]
    team.sync()
    for turn, (one, other) in enumerate(pairs):
        (ann, ben)[turn % 2].do(Change("source", made[one], {"merged_into": made[other]}))
    team.sync()
    merged = Catalogue(ben.replica).merged()
    assert merged == {made[one]: made[other] for one, other in pairs}
    ring = sorted({made[one] for one, other in pairs if one != 0} | ({made[0]} if (0, 1) in pairs else set()))
    assert {representative(made[one], merged) for one, _ in pairs} == {ring[0]}


def test_r25_a_link_whose_end_is_removed_is_hidden_and_comes_back_with_it(team: Team) -> None:
    ann, ben = team.members
    one, other, link = ann.new(), ann.new(), name()
    fields = {"type": "cites", "start": one, "end": other}
    ann.do(Change("link", link, fields, ARTICLE, new=True))
    ann.set(other, deleted=1)
    team.sync()
    catalogue = Catalogue(ben.replica)
    assert not [*catalogue.all_links(), *catalogue.links(ARTICLE)]
    assert ann.undo() == {}
    team.sync()
    assert [found.id for found in catalogue.all_links()] == [link]
    assert [found.id for found in catalogue.links(ARTICLE)] == [link]


def test_r25_an_attribution_follows_its_source_into_a_merge(team: Team) -> None:
    ann, ben = team.members
    one, other = ann.new("source", name="A. Berg"), ann.new("source", name="Anna Berg")
    e = ann.new(chain=[[one, "speaker"]])
    ann.do(Change("source", one, {"merged_into": other}))
    team.sync()
    catalogue = Catalogue(ben.replica)
    assert [a.id for a in catalogue.behind(other)] == [a.id for a in catalogue.behind(one)] == [e]
    assert ben.state(e).fields["chain"] == [[one, "speaker"]]


@pytest.mark.parametrize("skew", [-DAY, DAY, 50 * 365 * DAY])
def test_r26_who_saw_the_other_wins_whatever_the_clocks_say(tmp_path: Path, skew: int) -> None:
    team = Team(tmp_path, "Ann", "Ben", skews=[0, skew])
    ann, ben = team.members
    e = ann.new()
    team.sync()
    for turn, member in enumerate([ann, ben, ann, ben]):
        member.set(e, note=str(turn))
        team.sync()
        assert ann.sees(e) == (str(turn), True, [])
    fresh = ann.new()
    assert ann.newest(fresh).hlc >> 16 == team.clock.now
    team.close()


def test_r26_a_clock_past_2100_is_nobodys(tmp_path: Path) -> None:
    team = Team(tmp_path, "Ann", "Ben", skews=[0, 200 * 365 * DAY])
    ann, ben = team.members
    e = ben.new()
    team.sync()
    assert ann.sees(e) == ("0", True, [])
    ann.set(e, note="a")
    team.sync()
    assert ben.sees(e) == ("a", True, [])
    forged = ann.newest(e)._replace(hlc=4_200_000_000_000 << 16, n=99)
    changed, taken = ann.replica.take_in([], [], [forged], None)
    assert (taken, changed.entities) == (0, {})
    team.close()


def test_r27_the_same_article_from_two_people_is_one_with_its_title_to_settle(team: Team) -> None:
    ann, ben = team.members
    twice = derived_id("article", "the same text")
    for member, title in ((ann, "One"), (ben, "Other")):
        member.do(Change("article", twice, {"title": title, "outlet": "X"}, twice, new=True), texts={twice: "words"})
    team.sync()
    for member in team.members:
        assert member.sees(twice, "title") == ("Other", True, ["title"])
        catalogue = Catalogue(member.replica)
        assert [shelf.id for shelf in catalogue.shelves("")].count(twice) == 1
        assert catalogue.text(twice) == "words"


def test_r29_a_kind_of_a_newer_program_is_kept_passed_on_and_folded(team: Team) -> None:
    ann, ben = team.members
    thing = name()
    ann.do(Change("hologram", thing, {"depth": 3, "of": {"x": [1, None]}}, new=True))
    team.sync()
    ben.do(Change("hologram", thing, {"depth": 4}))
    team.sync()
    assert ann.state(thing).fields == {"depth": 4, "of": {"x": [1, None]}}
    assert ann.newest(thing).patch == '{"depth":4}'


def test_passages_of_two_people_both_stay_and_each_undoes_their_own(team: Team) -> None:
    ann, ben = team.members
    entity = passages_id(ARTICLE)
    for member, field in ((ann, "passage:0-5"), (ben, "passage:6-9")):
        member.do(Change("passages", entity, {field: "boilerplate"}, ARTICLE))
    team.sync()
    assert [(p.start, p.end) for p in Catalogue(ann.replica).passages(ARTICLE)] == [(0, 5), (6, 9)]
    assert ann.undo() == {}
    team.sync()
    assert [(p.start, p.end) for p in Catalogue(ben.replica).passages(ARTICLE)] == [(6, 9)]
    assert ann.redo() == {}
    assert len(Catalogue(ann.replica).passages(ARTICLE)) == 2


def test_an_editor_of_something_that_was_not_there_yet_conflicts_with_who_made_it_meanwhile(team: Team) -> None:
    ann, ben = team.members
    entity = passages_id(ARTICLE)
    ann.do(Change("passages", entity, {"passage:0-5": "boilerplate"}, ARTICLE))
    team.sync()
    ben.do(Change("passages", entity, {"passage:0-5": "caption"}, ARTICLE, seen=()))
    assert ben.sees(entity, "passage:0-5") == ("caption", True, ["passage:0-5"])


def test_an_action_that_touches_an_entity_twice_is_no_conflict_with_itself(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    shown = ann.state(e).heads
    both = ChangeSet([Change("annotation", e, {"note": "a"}, ARTICLE, shown)]) + ChangeSet(
        [Change("annotation", e, {"note": "b", "kind": "claim"}, ARTICLE, shown)])
    ann.replica.do(both)
    assert ann.sees(e) == ("b", True, [])
    assert ann.state(e).fields["kind"] == "claim"
    assert History(ann.replica).next_undo() == Action(ann.replica.session, ann.replica.n)
