"""What is in an article beside its annotations keeps it when its remover had not seen it; what was seen goes along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from annotator.actions import library
from annotator.corpus.change import DELETED, SAW, Change, passages_id, review_id, values_id
from annotator.corpus.ids import derived_id, pack
from annotator.corpus.sight import Sight
from annotator.project.backup import back_up, held
from annotator.project.bin import Bin
from annotator.project.catalogue import Catalogue
from annotator.project.inside import seen_in, unseen_in
from annotator.project.replica import Replica
from annotator.project.restore import back_to_time
from annotator.project.settle import Conflict, brought_back, conflicts, settled
from annotator.project.sight import limit
from annotator.project.timeline import Timeline
from tests.team import ARTICLE, TEXT, Member, Team, name

Work = Callable[[Member], Change]


def answers(member: Member, value: object = "war", field: str = "attribute:topic") -> Change:
    me = derived_id(member.person)
    return Change("values", values_id(me, ARTICLE), {"coder": me, field: value}, ARTICLE)


def marks(member: Member, status: str | None = "done") -> Change:
    me = derived_id(member.person)
    return Change("review", review_id(me, ARTICLE), {"coder": me, "status": status}, ARTICLE)


def greys(_: Member, role: str | None = "boilerplate") -> Change:
    return Change("passages", passages_id(ARTICLE), {"passage:0-5": role}, ARTICLE)


def draws(member: Member) -> Change:
    ends = Catalogue(member.replica).annotations(ARTICLE)
    return Change("link", name(), {"type": "cites", "start": ends[0].id, "end": ends[1].id}, ARTICLE, new=True)


WORK = pytest.mark.parametrize("work", [answers, marks, greys, draws])


def removed_by(member: Member) -> None:
    """As the window does it."""
    annotations = Catalogue(member.replica).annotations(ARTICLE)
    member.do(*library.remove_article(ARTICLE, annotations, seen_in(member.replica, ARTICLE)).changes)


def shown(member: Member) -> bool:
    return Catalogue(member.replica).article(ARTICLE) is not None


def to_settle(member: Member) -> list[str]:
    return [each.kind for each in Catalogue(member.replica).unsettled()]


def conflict(member: Member) -> Conflict:
    (found,) = conflicts(member.replica, [ARTICLE])
    return found


def in_the_bin(member: Member) -> bool:
    return pack(ARTICLE) in Bin(member.replica).names()


@pytest.fixture
def pair(team: Team) -> tuple[Member, Member]:
    """Ann and Ben, with two annotations and what each of the four kinds of work needs."""
    ann, ben = team.members
    ann.new()
    ann.new()
    team.sync()
    return ann, ben


@WORK
def test_what_was_set_unseen_keeps_a_removed_article_and_is_one_thing_to_settle(
        team: Team, pair: tuple[Member, Member], work: Work) -> None:
    ann, ben = pair
    change = work(ben)
    ben.do(change)
    removed_by(ann)
    assert not shown(ann) and in_the_bin(ann)
    looked = Bin(ann.replica).mark()
    team.sync()
    assert Bin(ann.replica).mark() != looked, "an open bin looks again"
    for member in pair:
        assert shown(member) and not in_the_bin(member)
        assert to_settle(member) == ["article"]
        found = conflict(member)
        assert [(side.value, side.coder) for side in found.sides] == [(1, derived_id("Ann")), (0, derived_id("Ben"))]
        assert [(each.kind, each.number) for each in found.inside] == [
            (change.kind, 3 if change.kind == "link" else 1)]


@WORK
def test_what_was_seen_goes_with_the_article_and_comes_back_with_it(
        team: Team, pair: tuple[Member, Member], work: Work) -> None:
    ann, ben = pair
    ben.do(work(ben))
    team.sync()
    removed_by(ann)
    team.sync()
    assert not shown(ben) and to_settle(ben) == [] and in_the_bin(ben)
    assert all(SAW not in step.fields for step in Timeline(ann.replica).of(ARTICLE)), "history tells of the removal"
    ann.undo()
    team.sync()
    assert shown(ben) and to_settle(ben) == []
    assert unseen_in(ben.replica, ARTICLE) == []
    ann.redo()
    team.sync()
    assert not shown(ben) and to_settle(ben) == []
    ben.do(*Bin(ben.replica).bring_back([ARTICLE]).change_set.changes)
    team.sync()
    assert shown(ann) and to_settle(ann) == [] and len(Catalogue(ann.replica).annotations(ARTICLE)) == 2


def test_what_was_changed_on_after_the_remover_saw_it_is_told_by_what_is_different(
        team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    ben.do(answers(ben))
    ben.do(marks(ben, "doing"))
    team.sync()
    removed_by(ann)
    ben.do(answers(ben, "ships"))
    ben.do(answers(ben, 0, "attribute:number"))
    ben.do(marks(ben))
    team.sync()
    told = [(each.kind, each.coder, each.number, each.status) for each in unseen_in(ann.replica, ARTICLE)]
    assert told == [("values", derived_id("Ben"), 2, ""), ("review", derived_id("Ben"), 1, "done")]


def test_what_is_taken_back_again_is_no_work(team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    removed_by(ann)
    for work in (answers, marks, greys):
        ben.do(work(ben))  # type: ignore[operator]
    for change in (answers(ben, None), marks(ben, "todo"), greys(ben, None)):
        ben.do(change)
    team.sync()
    assert not shown(ben) and to_settle(ben) == []


def test_a_removal_that_says_nothing_of_what_it_saw_did_not_look(team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    ben.do(answers(ben))
    team.sync()
    inside = [Change("annotation", each.id, {DELETED: 1}, ARTICLE) for each in
              Catalogue(ann.replica).annotations(ARTICLE)]
    ann.do(Change("article", ARTICLE, {DELETED: 1}, ARTICLE), *inside)
    ben.do(marks(ben))
    team.sync()
    for member in pair:
        assert not shown(member) and to_settle(member) == [] and in_the_bin(member)
    ann.undo()
    ann.redo()
    team.sync()
    assert not shown(ben) and to_settle(ben) == [], "what is removed again had not looked, either"


def test_of_two_removals_each_sees_for_both(team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    cat = team.member("Cat")
    team.sync()
    cat.do(answers(cat))
    ben.do(marks(ben))
    removed_by(cat)
    removed_by(ben)
    team.sync()
    assert not shown(ann) and to_settle(ann) == [] and ann.state(ARTICLE).conflicts == {}
    ben.undo()
    team.sync()
    assert to_settle(ann) == ["article"], "the other removal had not seen everything"
    assert [each.kind for each in unseen_in(ann.replica, ARTICLE)] == ["review"]


@WORK
def test_settling_keeps_or_removes_it_with_all_that_is_in_it_now(
        team: Team, pair: tuple[Member, Member], work: Work) -> None:
    ann, ben = pair
    ben.do(work(ben))
    removed_by(ann)
    team.sync()
    asked = conflict(ben)
    ben.do(*settled(asked, 1).changes, *library.remove_article(ARTICLE, (), seen_in(ben.replica, ARTICLE)).changes)
    team.sync()
    assert not shown(ann) and to_settle(ann) == [] and in_the_bin(ann)
    ben.undo()
    team.sync()
    assert shown(ann) and to_settle(ann) == ["article"], "one undo asks again"
    asked = conflict(ann)
    ann.do(*settled(asked, 0).changes, *brought_back(ann.replica, asked).changes)
    team.sync()
    catalogue = Catalogue(ben.replica)
    assert shown(ben) and to_settle(ben) == [] and len(catalogue.annotations(ARTICLE)) == 2
    assert len(catalogue.links(ARTICLE)) == (work is draws)


def test_an_import_that_is_undone_does_not_take_others_answers_out_of_sight(team: Team) -> None:
    ann, ben = team.members
    twice = derived_id("article", "brought in")
    ann.do(Change("article", twice, {"title": "One"}, twice, new=True), texts={twice: "words"})
    team.sync()
    ben.do(Change("values", values_id("ben", twice), {"coder": "ben", "attribute:topic": "war"}, twice))
    ann.undo()  # unseen of it; an article whose answers she knew would not be taken back
    team.sync()
    assert Catalogue(ben.replica).article(twice) is not None
    assert to_settle(ben) == ["article"]
    ann.redo()
    ann.undo()  # now she knows of them
    team.sync()
    assert Catalogue(ben.replica).article(twice) is not None and to_settle(ben) == []


def test_going_back_to_before_an_article_came_takes_what_was_answered_in_it_along(team: Team) -> None:
    ann, ben = team.members
    before = team.clock.now + 500
    late = derived_id("article", "late")
    ann.do(Change("article", late, {"title": "Late"}, late, new=True), texts={late: "words"})
    team.sync()
    ben.do(Change("values", values_id("ben", late), {"coder": "ben", "attribute:topic": "war"}, late))
    team.sync()
    changes = [change for part in back_to_time(ann.replica, before) for change in part.changes]
    assert {SAW, DELETED} == {field for change in changes if change.entity == late for field in change.fields} & {
        SAW, DELETED}
    ann.do(*changes)
    team.sync()
    assert Catalogue(ben.replica).article(late) is None and to_settle(ben) == []


def test_a_backup_counts_an_article_that_is_kept_by_what_its_removal_had_not_seen(
        team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    ben.do(answers(ben))
    ben.exchange()
    removed_by(ann)
    ann.exchange()
    made = back_up(team.file, team.folder / "backups", now=datetime(2026, 1, 1))
    assert held(ann.replica, made.path).articles == Catalogue(ann.replica).library.count() == 1
    ann.do(*library.remove_article(ARTICLE, (), seen_in(ann.replica, ARTICLE)).changes)
    ann.exchange()
    later = back_up(team.file, team.folder / "backups", now=datetime(2026, 1, 2))
    assert held(ann.replica, later.path).articles == Catalogue(ann.replica).library.count() == 0


def test_others_answers_stay_hidden_and_a_remover_who_could_not_see_them_has_not(
        team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    ben.do(answers(ben))
    team.sync()
    me = [derived_id("Ann")]
    limit(ann.replica, Sight.OWN, me, {})
    ann.do(*library.remove_article(ARTICLE, (), seen_in(ann.replica, ARTICLE)).changes)
    assert unseen_in(ann.replica, ARTICLE) == [], "nothing is told of them"
    assert shown(ann), "hidden work keeps its article in the library"
    limit(ann.replica, Sight.ALL, me, {})
    assert [each.kind for each in unseen_in(ann.replica, ARTICLE)] == ["values"]
    team.sync()
    assert to_settle(ben) == ["article"]


def test_it_is_derived_alike_at_once_and_by_a_rebuild_whatever_comes_first(
        team: Team, pair: tuple[Member, Member]) -> None:
    ann, ben = pair
    for work in (answers, marks, greys, draws):
        ben.do(work(ben))  # type: ignore[operator]
    removed_by(ann)
    team.sync()
    ops = ann.replica.operations("ORDER BY o.seq")
    late = Replica(team.folder / "late.sqlite", pack(derived_id("Late")), project=ann.replica.project())
    for op in reversed(ops):
        late.take_in([(pack(ARTICLE), TEXT)], ann.replica.sessions(), [op], None)
    at_once = late.dump()
    assert at_once == ann.replica.dump() and len(at_once["unseen"]) == 4
    late.rebuild()
    assert late.dump() == at_once
    late.close()
