"""T6. What happens when, beyond the table: several entities, several replicas, clocks, sets and kinds of the future."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.actions.library import remove_article
from annotator.actions.team import purge_article
from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet, passages_id, review_id, values_id
from annotator.corpus.errors import Fault
from annotator.corpus.ids import derived_id, pack
from annotator.corpus.link import ring_of
from annotator.corpus.source import representative
from annotator.project.catalogue import Catalogue
from annotator.project.check import check
from annotator.project.history import History
from annotator.project.inside import seen_in
from annotator.project.settle import conflicts
from annotator.project.timeline import Timeline
from annotator.project.undo import Action
from tests.team import ARTICLE, DAY, Member, Team, name


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
    assert Timeline(late.replica).awaited(e) == 1
    late.exchange(write=False)
    assert f"annotation {e} in article {ARTICLE}: 1 change has not arrived yet" in [
        found.words for found in check(late.replica, team.file)]
    late.replica.take_in([], [], [ops[2]], None)
    assert Timeline(late.replica).awaited(e) == 0
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


def test_r8_work_in_a_removed_article_that_the_remover_had_not_seen_keeps_it_and_is_one_thing_to_settle(
        team: Team) -> None:
    ann, ben = team.members
    known = ann.new()
    team.sync()
    ann.do(Change("article", ARTICLE, {"deleted": 1}, ARTICLE), Change("annotation", known, {"deleted": 1}, ARTICLE))
    ben.set(known, note="b")
    added = ben.new()
    team.sync()
    for member in team.members:
        catalogue = Catalogue(member.replica)
        assert catalogue.article(ARTICLE) is not None
        assert {each.id for each in catalogue.annotations(ARTICLE)} == {known, added}
        assert [(each.kind, each.fields) for each in catalogue.unsettled()] == [("article", ("deleted",))]
        (found,) = conflicts(member.replica, [ARTICLE])
        assert [(side.value, side.coder) for side in found.sides] == [(1, derived_id("Ann")), (0, derived_id("Ben"))]


def test_r8_answers_passages_and_marks_that_the_remover_had_not_seen_keep_an_article_and_those_seen_go_along(
        team: Team) -> None:
    ann, ben = team.members
    cat = team.member("Cat")
    team.sync()
    answers = Change("values", values_id("ben", ARTICLE), {"coder": "ben", "attribute:topic": "war"}, ARTICLE)
    mark = Change("review", review_id("cat", ARTICLE), {"coder": "cat", "status": "done"}, ARTICLE)
    grey = Change("passages", passages_id(ARTICLE), {"passage:0-5": "boilerplate"}, ARTICLE)
    ben.do(answers)
    team.sync()
    ann.do(*remove_article(ARTICLE, (), seen_in(ann.replica, ARTICLE)).changes)
    cat.do(mark)
    cat.do(grey)
    team.sync()
    for member in team.members:
        catalogue = Catalogue(member.replica)
        assert catalogue.article(ARTICLE) is not None
        assert [(each.kind, each.fields) for each in catalogue.unsettled()] == [("article", ("deleted",))]
        (found,) = conflicts(member.replica, [ARTICLE])
        assert [(side.value, side.coder) for side in found.sides] == [(1, derived_id("Ann")), (0, derived_id("Cat"))]
        assert {each.kind for each in found.inside} == {"review", "passages"}, "Ben's answers were seen"
    assert ann.undo() == {}
    team.sync()
    assert Catalogue(cat.replica).to_settle() == 0, "a removal that never happened is not to settle"


def test_r9_answers_given_after_seeing_the_removal_bring_the_article_back_in_sight(team: Team) -> None:
    ann, ben = team.members
    ann.do(*remove_article(ARTICLE, (), seen_in(ann.replica, ARTICLE)).changes)
    team.sync()
    ben.do(Change("values", values_id("ben", ARTICLE), {"coder": "ben", "attribute:topic": "war"}, ARTICLE))
    team.sync()
    assert Catalogue(ann.replica).article(ARTICLE) is not None


def test_r10_removed_twice_having_seen_different_things_is_removed(team: Team) -> None:
    ann, ben = team.members
    for member in team.members:
        fields = {"coder": member.person.lower(), "status": "done"}
        member.do(Change("review", review_id(member.person.lower(), ARTICLE), fields, ARTICLE))
        member.do(*remove_article(ARTICLE, (), seen_in(member.replica, ARTICLE)).changes)
    team.sync()
    assert Catalogue(ann.replica).article(ARTICLE) is None and Catalogue(ben.replica).to_settle() == 0
    assert ann.state(ARTICLE).conflicts == {}


def test_r22_values_of_the_codebook_that_two_people_add_both_stay(team: Team) -> None:
    ann, ben = team.members
    ann.do(Change("codebook", CODEBOOK_ID, {"kind:claim": {"label": "Claim"},
                                            "attribute:claim/topic": {"type": "choice", "values": ["war"]}}))
    team.sync()
    for member, value in ((ann, "ships"), (ben, "fees")):
        member.do(Change("codebook", CODEBOOK_ID, {f"attribute.value:claim/topic/{value}": {"position": 1}}))
    team.sync()
    (asked,) = Catalogue(ben.replica).codebook().asked("claim")
    assert asked.values == ("war", "fees", "ships")
    assert not Catalogue(ann.replica).to_settle()


def test_r23_a_source_of_a_ring_can_still_be_chosen_and_nothing_is_to_settle(team: Team) -> None:
    ann, ben = team.members
    one, other = ann.new("source", name="A. Berg"), ann.new("source", name="Anna Berg")
    team.sync()
    ann.do(Change("source", one, {"merged_into": other}))
    ben.do(Change("source", other, {"merged_into": one}))
    team.sync()
    for member in team.members:
        catalogue = Catalogue(member.replica)
        assert catalogue.to_settle() == 0
        assert catalogue.sources().likely("berg", catalogue.source_counts(), 9) == [min(one, other)]
        assert [each.id for each in catalogue.sources().values() if not each.is_merged] == [min(one, other)]
    catalogue = Catalogue(ann.replica)
    assert catalogue.sources().bearing("Anna Berg") == []
    changed = ann.do(Change("source", min(one, other), {"merged_into": None}))
    catalogue.forget(changed)
    assert catalogue.sources().heads() == set()
    assert catalogue.sources().likely("berg", catalogue.source_counts(), 9) == [min(one, other)]


def test_r23_a_source_merged_into_two_others_is_to_settle(team: Team) -> None:
    ann, ben = team.members
    one, two, three = (ann.new("source", name=each) for each in "ABC")
    team.sync()
    ann.do(Change("source", one, {"merged_into": two}))
    ben.do(Change("source", one, {"merged_into": three}))
    team.sync()
    assert ann.sees(one, "merged_into") == (three, True, ["merged_into"])
    assert [each.entity for each in Catalogue(ann.replica).unsettled()] == [one]


def part_of(member: Member, start: str, end: str) -> str:
    made = name()
    member.do(Change("link", made, {"type": "part_of", "start": start, "end": end}, ARTICLE, new=True))
    return made


def test_r24_of_a_ring_the_latest_link_is_not_followed_and_taking_any_of_them_away_settles_it(team: Team) -> None:
    ann, ben = team.members
    names = [ann.new() for _ in range(3)]
    team.sync()
    links = [part_of(ann, names[0], names[1]), part_of(ben, names[1], names[2]), part_of(ann, names[2], names[0])]
    team.sync()
    for member in team.members:
        catalogue = Catalogue(member.replica)
        assert catalogue.unfollowed() == {links[2]}
        assert ring_of(links[2], catalogue.parts()) == [links[2], links[0], links[1]]
        assert [(each.kind, each.is_ring) for each in catalogue.unsettled()] == [("link", True)]
    ben.do(Change("link", links[0], {"deleted": 1}, ARTICLE))
    team.sync()
    assert Catalogue(ann.replica).to_settle() == 0 and not Catalogue(ann.replica).unfollowed()


def test_r24_the_same_pair_by_two_coders_is_kept_twice_and_nothing_to_settle(team: Team) -> None:
    ann, ben = team.members
    one, other = ann.new(), ann.new()
    team.sync()
    for member, (start, end) in ((ann, (one, other)), (ben, (other, one))):
        member.do(Change("link", name(), {"type": "same_as", "start": start, "end": end}, ARTICLE, new=True))
    team.sync()
    catalogue = Catalogue(ann.replica)
    assert len(list(catalogue.all_links())) == 2
    assert [len(ties) for ties in catalogue.ties(ARTICLE).values()] == [1, 1]
    assert catalogue.to_settle() == 0


def test_r28_work_on_a_purged_article_is_kept_without_what_it_says_and_nothing_comes_back(team: Team) -> None:
    ann, ben = team.members
    e = ben.new()
    ben.exchange()
    ann.do(*purge_article(ARTICLE).changes)
    ben.set(e, note="unaware")
    team.sync()
    for member in team.members:
        assert {op.patch for op in member.replica.of(pack(e))} == {None}
        assert Catalogue(member.replica).annotation(e) is None and Catalogue(member.replica).article_ids() == []
    with pytest.raises(Fault, match="purged"):
        ben.set(e, note="again")


def test_marks_answers_and_names_are_to_settle_for_their_owner_alone_and_nothing_in_a_removed_article(
        team: Team) -> None:
    ann, ben = team.members
    laptop = team.member("Ann")
    team.sync()
    mark = review_id(derived_id("Ann"), ARTICLE)
    for member, status in ((ann, "done"), (laptop, "skipped")):
        member.do(Change("review", mark, {"coder": derived_id("Ann"), "status": status}, ARTICLE))
    team.sync()
    assert [Catalogue(each.replica).to_settle() for each in (ann, laptop, ben)] == [1, 1, 0]
    ben.do(Change("article", ARTICLE, {"deleted": 1}, ARTICLE))
    team.sync()
    assert [Catalogue(each.replica).to_settle() for each in (ann, laptop, ben)] == [0, 0, 0]


def creations(ann: Member) -> dict[str, str]:
    """Ann brings in an article, marks in it, and makes a source: each an action of its own, as are two more marks."""
    made = {"article": name(), "source": ann.new("source", name="A. Berg")}
    ann.do(Change("article", made["article"], {"title": "Ports"}, made["article"], new=True),
           texts={made["article"]: "Fewer than ten."})
    for each in ("linked", "other"):
        made[each] = ann.new()
    return made


def worked(ben: Member, made: dict[str, str]) -> dict[str, str]:
    """Ben names the source, draws a link to an annotation, and marks in the article: none of what Ann made itself."""
    inside, link = name(), name()
    ben.do(Change("annotation", inside, {"kind": "quote", "segments": [["content", 0, 5]]}, made["article"], new=True))
    ben.do(Change("link", link, {"type": "cites", "start": ben.new(chain=[[made["source"], "speaker"]]),
                                 "end": made["linked"]}, ARTICLE, new=True))
    return {"inside": inside, "link": link}


def undone(member: Member, times: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _ in range(times):
        found |= member.undo() or {}
    return found


def test_r17_a_creation_on_which_others_have_built_stands_whatever_it_is(team: Team) -> None:
    ann, ben = team.members
    made = creations(ann)
    team.sync()
    worked(ben, made)
    team.sync()
    assert undone(ann, 4) == {made["linked"]: ["*"], made["article"]: ["*"], made["source"]: ["*"]}
    team.sync()
    assert [ben.state(made[each]).alive for each in made] == [True, True, True, False]
    assert Catalogue(ben.replica).to_settle() == 0


def test_r17_of_a_creation_on_which_nobody_has_built_or_builds_any_more_nothing_stays(team: Team) -> None:
    ann, ben = team.members
    made = creations(ann)
    team.sync()
    worked(ben, made)
    team.sync()
    undone(ben, 3)
    team.sync()
    assert undone(ann, 4) == {}
    assert [ann.state(made[each]).alive for each in made] == [False] * 4


def test_r17_a_creation_on_which_others_have_built_unseen_is_kept_and_to_settle(team: Team) -> None:
    ann, ben = team.members
    made = creations(ann)
    team.sync()
    worked(ben, made)
    assert undone(ann, 4) == {}
    team.sync()
    for member in team.members:
        assert {(each.kind, each.entity) for each in Catalogue(member.replica).unsettled()} == {
            ("article", made["article"]), ("source", made["source"])}


def test_r8_a_source_removed_while_somebody_names_it_unseen_is_to_settle_and_either_answer_settles_it(
        team: Team) -> None:
    ann, ben = team.members
    source, e = ann.new("source", name="A. Berg"), ann.new()
    team.sync()
    ann.do(Change("source", source, {"deleted": 1}))
    ben.set(e, chain=[[source, "speaker"]])
    team.sync()
    for member in team.members:
        assert [(each.kind, each.entity, each.fields) for each in Catalogue(member.replica).unsettled()] == [
            ("source", source, ("deleted",))]
        (found,) = conflicts(member.replica, [source])
        assert [(side.value, side.coder) for side in found.sides] == [(1, derived_id("Ann")), (0, derived_id("Ben"))]
    ben.do(Change("source", source, {"deleted": 0}))
    team.sync()
    assert Catalogue(ann.replica).to_settle() == 0
    ann.do(Change("source", source, {"deleted": 1}), Change("annotation", e, {"chain": [[None, "speaker"]]}, ARTICLE))
    team.sync()
    assert Catalogue(ben.replica).to_settle() == 0
