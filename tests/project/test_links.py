"""Links as the replica knows them: both directions, ends that are gone, rings that a merge brings about."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import annotate, links
from annotator.corpus.annotation import Annotation
from annotator.corpus.change import Change, ChangeSet
from annotator.project.catalogue import Catalogue
from annotator.session import Session
from tests import builders
from tests.team import ARTICLE, Member, Team

MORE = "The council said so, too.\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def linked(session: Session, here: Annotation, type_: str, there: Annotation, **more: str) -> str:
    made, change_set = links.link(here, type_, there, **more)  # type: ignore[arg-type]
    session.do(change_set)
    return made.id


def words(session: Session, article: str, annotation: Annotation) -> list[tuple[str, str, bool]]:
    return [(tie.words, tie.other, tie.gone) for tie in session.catalogue.ties(article).get(annotation.id, ())]


def test_a_link_between_two_articles_is_seen_from_both(session: Session) -> None:
    first, second = builders.article(session), builders.article(session, MORE)
    quote = builders.annotation(session, first, "“Are we too tolerant?”")
    claim = builders.annotation(session, second, "The council said so", kind="claim")
    linked(session, quote, "evidence_for", claim, certainty="possible", note="hardly")
    assert words(session, first, quote) == [("evidence for", claim.id, False)]
    assert words(session, second, claim) == [("has evidence", quote.id, False)]
    (tie,) = session.catalogue.ties(second)[claim.id]
    assert (tie.links[0].certainty, tie.links[0].note, tie.links[0].article) == ("possible", "hardly", first)
    assert tie.coders == (session.coder.id,)


def test_a_removed_end_is_gone_and_its_links_come_back_with_it_whoever_brings_it(session: Session) -> None:
    article = builders.article(session)
    one, other = (builders.annotation(session, article, w) for w in ("“Are we too tolerant?”", "$1.3 billion"))
    linked(session, one, "cites", other)
    for removed, left, said in ((one, other, "cited by"), (other, one, "cites")):
        session.do(annotate.remove([removed]))
        assert words(session, article, left) == [(said, removed.id, True)]
        assert not [*session.catalogue.all_links()]
        was = session.catalogue.removed_annotation(removed.id)
        assert was is not None
        assert (was.segments, was.article, was.modified_by) == (removed.segments, article, session.coder.id)
        session.do(links.bring_back(was))
        assert words(session, article, left) == [(said, removed.id, False)]
        assert session.catalogue.removed_annotation(removed.id) is None
    assert len([*session.catalogue.all_links()]) == 1


def test_an_end_that_has_never_arrived_is_not_called_gone(session: Session) -> None:
    article = builders.article(session)
    one = builders.annotation(session, article, "$1.3 billion")
    ends = {"type": "cites", "start": one.id, "end": "somebody"}
    session.do(ChangeSet([Change("link", "l", ends, article, new=True)]))
    assert session.catalogue.ties(article) == {}
    assert session.catalogue.removed_annotation("somebody") is None


def catalogue_of(member: Member) -> Catalogue:
    return Catalogue(member.replica)


def ring_of(member: Member, names: list[str], number: int) -> None:
    start, end = names[number], names[(number + 1) % len(names)]
    member.do(Change("link", f"part-{number}", {"type": "part_of", "start": start, "end": end}, ARTICLE, new=True))


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_r24_of_a_ring_that_a_merge_brings_about_the_latest_is_not_followed_anywhere(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    team = Team(tmp_path, "Ann", "Ben", "Cem")
    names = [team.members[0].new() for _ in range(3)]
    team.sync()
    for member, number in zip(team.members, order, strict=True):
        ring_of(member, names, number)
    team.sync()
    for member in team.members:
        catalogue = catalogue_of(member)
        assert catalogue.unfollowed() == {f"part-{order[-1]}"}
        assert catalogue.to_settle() == 1
        assert len([*catalogue.all_links()]) == 3
        to_settle = [tie for ties in catalogue.ties(ARTICLE).values() for tie in ties if tie.to_settle]
        assert {tie.links[0].id for tie in to_settle} == {f"part-{order[-1]}"} and len(to_settle) == 2
    team.members[0].do(Change("link", f"part-{order[0]}", {"deleted": 1}, ARTICLE))
    assert catalogue_of(team.members[0]).to_settle() == 0
    team.close()


def test_r24_a_ring_is_open_while_one_of_its_annotations_is_removed(tmp_path: Path) -> None:
    team = Team(tmp_path, "Ann", "Ben")
    ann = team.members[0]
    names = [ann.new() for _ in range(2)]
    ring_of(ann, names, 0)
    ring_of(ann, names, 1)
    assert catalogue_of(ann).unfollowed() == {"part-1"}
    ann.do(Change("annotation", names[0], {"deleted": 1}, ARTICLE))
    assert catalogue_of(ann).unfollowed() == frozenset()
    team.close()


def test_r24_the_same_pair_by_two_coders_is_kept_twice_and_seen_once(tmp_path: Path) -> None:
    team = Team(tmp_path, "Ann", "Ben")
    ann, ben = team.members
    one, other = ann.new(), ann.new()
    team.sync()
    ann.do(Change("link", "l1", {"type": "contradicts", "start": one, "end": other}, ARTICLE, new=True))
    ben.do(Change("link", "l2", {"type": "contradicts", "start": other, "end": one}, ARTICLE, new=True))
    team.sync()
    catalogue = catalogue_of(ann)
    (tie,) = catalogue.ties(ARTICLE)[one]
    assert ([link.id for link in tie.links], len(tie.coders)) == (["l1", "l2"], 2)
    assert len([*catalogue.all_links()]) == 2
    team.close()


def test_an_annotation_that_comes_back_by_an_unseen_edit_has_its_links_again(tmp_path: Path) -> None:
    team = Team(tmp_path, "Ann", "Ben")
    ann, ben = team.members
    one, other = ann.new(), ann.new()
    ann.do(Change("link", "l", {"type": "cites", "start": one, "end": other}, ARTICLE, new=True))
    team.sync()
    ann.do(*annotate.remove([annotation for annotation in catalogue_of(ann).annotations(ARTICLE)
                             if annotation.id == one]).changes)
    ben.set(one, note="look here")
    team.sync()
    assert [tie.gone for tie in catalogue_of(ann).ties(ARTICLE)[other]] == [False]
    team.close()


def test_annotations_are_found_by_the_value_that_they_state(session: Session) -> None:
    article = builders.article(session)
    one = builders.annotation(session, article, "$1.3 billion", kind="statistic", figure={"value": "1300000000"})
    builders.annotation(session, article, "0.2 percent", kind="statistic", figure={"value": "13"})
    assert [a.id for a in session.catalogue.with_value("statistic", "1300000000")] == [one.id]
    assert session.catalogue.with_value("statistic", "") == session.catalogue.with_value("quote", "1300000000") == []
