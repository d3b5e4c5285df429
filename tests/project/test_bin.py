"""The bin lists what was removed and brings it back with what it cannot be without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import annotate, library, links, sources
from annotator.corpus.annotation import Annotation, Attribution
from annotator.corpus.change import DELETED, PROJECT_ID, Change, ChangeSet
from annotator.corpus.ids import new_id, pack
from annotator.project.bin import Bin, Removed
from annotator.session import Session
from tests import builders
from tests.builders import MARA, MARIA
from tests.team import ARTICLE, Team


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def listed(session: Session, **wanted: object) -> list[Removed]:
    found = Bin(session.replica)
    return found.read(found.names(**wanted))  # type: ignore[arg-type]


def back(session: Session, *names: str) -> tuple[Counter[str], Counter[str], int]:
    found = Bin(session.replica).bring_back(names)
    session.do(found.change_set)
    return found.wanted, found.also, found.hidden


def test_each_thing_says_who_removed_it_when_and_what_it_was(session: Session) -> None:
    article = builders.article(session, title="The fee")
    made = builders.annotation(session, article, "Are we too tolerant?", "At some point")
    other = builders.annotation(session, article, "$1.3 billion", kind="statistic")
    link, change_set = links.link(made, "repeats", other)
    session.do(change_set)
    source = builders.source(session, "Anna Berg")
    session.do(ChangeSet([Change("link", link.id, {DELETED: 1}, article)]))
    session.do(sources.remove_members([source]))
    session.switch(MARIA)
    session.do(annotate.remove([made]))
    found = listed(session)
    assert [(each.kind, each.coder) for each in found] == [
        ("annotation", MARIA.id), ("source", MARA.id), ("link", MARA.id)]
    assert [each.words for each in found] == [
        ("Are we too tolerant? … At some point",), ("Anna Berg",),
        ("Are we too tolerant? … At some point", "$1.3 billion")]
    assert [each.place for each in found] == ["The fee", "", "The fee"]
    assert found[0].fields["kind"] == "quote" and found[0].time >= found[1].time
    assert [each.kind for each in listed(session, kind="source")] == ["source"]
    assert [each.kind for each in listed(session, coders=[MARIA.id])] == ["annotation"]
    assert Bin(session.replica).coders() and listed(session, coders=[new_id()]) == []


def test_an_article_stands_for_all_that_went_with_it_and_brings_it_back(session: Session) -> None:
    article = builders.article(session, title="The fee")
    made = [builders.annotation(session, article, words) for words in ("tolerant", "At some point")]
    earlier = builders.annotation(session, article, "Politico")
    session.do(annotate.remove([earlier]))
    session.do(library.remove_article(article, made))
    assert [(each.kind, each.inside, each.words) for each in listed(session)] == [
        ("article", 2, ("The fee",)), ("annotation", 0, ("Politico",))]
    assert len(listed(session, kind="annotation")) == 3
    assert back(session, article) == (Counter(article=1), Counter(annotation=2), 0)
    assert [each.id for each in session.catalogue.annotations(article)] == [each.id for each in made]
    assert [each.words for each in listed(session)] == [("Politico",)]
    session.undo()
    assert session.catalogue.article(article) is None and len(listed(session)) == 2


def test_an_annotation_brings_its_article_and_its_sources_and_nothing_else(session: Session) -> None:
    article = builders.article(session)
    anna = builders.source(session, "Anna Berg")
    made = builders.annotation(session, article, "tolerant", chain=[Attribution(anna.id)])
    other = builders.annotation(session, article, "At some point")
    session.do(library.remove_article(article, [made, other]))
    session.do(sources.remove_members([anna]))
    assert back(session, made.id) == (Counter(annotation=1), Counter(article=1, source=1), 0)
    assert session.catalogue.annotations(article) == [session.catalogue.annotation(made.id)]
    assert anna.id in session.catalogue.sources()
    assert [each.id for each in listed(session)] == [other.id]


def test_a_link_brings_both_its_ends(session: Session) -> None:
    article = builders.article(session)
    ends = [builders.annotation(session, article, words) for words in ("tolerant", "At some point")]
    link, change_set = links.link(ends[0], "repeats", ends[1])
    session.do(change_set)
    session.do(ChangeSet([Change("link", link.id, {DELETED: 1}, article)]))
    session.do(annotate.remove(ends))
    assert back(session, link.id) == (Counter(link=1), Counter(annotation=2), 0)
    assert [each.id for each in session.catalogue.links(article)] == [link.id]


def test_a_source_brings_what_was_merged_into_it(session: Session) -> None:
    anna, berg = builders.source(session, "Anna Berg"), builders.source(session, "A. Berg")
    session.do(ChangeSet([Change("source", berg.id, {"merged_into": anna.id})]))
    session.do(sources.remove_members([anna, berg]))
    assert back(session, anna.id) == (Counter(source=1), Counter(source=1), 0)
    assert session.catalogue.merged() == {berg.id: anna.id}


def test_what_is_gone_because_its_making_was_undone_was_removed_by_nobody(session: Session) -> None:
    article = builders.article(session)
    made = builders.annotation(session, article, "tolerant")
    session.undo()
    session.redo()
    session.undo()
    assert listed(session) == []
    session.redo()
    session.do(annotate.remove([made]))
    session.undo()
    assert listed(session) == []
    session.redo()
    assert [each.id for each in listed(session)] == [made.id]


def test_what_is_purged_is_not_in_it(session: Session) -> None:
    article = builders.article(session)
    made = builders.annotation(session, article, "tolerant")
    session.do(annotate.remove([made]))
    assert len(listed(session)) == 1
    session.do(ChangeSet([Change("purge", new_id(), {"article": article}, new=True)]))
    assert listed(session) == []
    assert not Bin(session.replica).bring_back([made.id]).change_set


def test_a_blind_coder_sees_and_brings_back_no_work_of_others(session: Session) -> None:
    article = builders.article(session)
    theirs = builders.annotation(session, article, "tolerant")
    session.switch(MARIA)
    mine = builders.annotation(session, article, "At some point")
    link, change_set = links.link(mine, "repeats", theirs)
    session.do(change_set)
    session.do(ChangeSet([Change("link", link.id, {DELETED: 1}, article)]))
    session.do(annotate.remove([theirs, mine]))
    session.be_blind(True)
    assert sorted(each.id for each in listed(session)) == sorted([mine.id, link.id])
    (seen,) = listed(session, kind="link")
    assert seen.words == ("At some point", "")
    assert back(session, link.id, theirs.id) == (Counter(link=1), Counter(annotation=1), 1)
    session.be_blind(False)
    assert [each.id for each in listed(session)] == [theirs.id]


def test_an_article_in_which_something_is_alive_is_not_removed(team: Team) -> None:
    ann, ben = team.members
    made = ann.new()
    team.sync()
    ann.do(Change("article", ARTICLE, {DELETED: 1}, ARTICLE), Change("annotation", made, {DELETED: 1}, ARTICLE))
    assert len(Bin(ann.replica).names()) == 1
    ben.set(made, note="unseen")
    team.sync()
    for member in team.members:
        assert Bin(member.replica).names() == []
    ben.set(made, deleted=1)
    team.sync()
    assert set(Bin(ann.replica).names(kind="article")) == {pack(ARTICLE)}


def test_the_rows_are_the_same_after_a_rebuild(team: Team) -> None:
    ann, ben = team.members
    made = [ann.new() for _ in range(3)]
    team.sync()
    for name in made:
        ben.set(name, deleted=1)
    ann.set(made[0], note="unseen")
    team.sync()
    ann.set(made[1], deleted=0)
    team.sync()
    before = ann.replica.rows("SELECT * FROM gone")
    assert len(before) == 1
    ann.replica.rebuild()
    assert ann.replica.rows("SELECT * FROM gone") == before == ben.replica.rows("SELECT * FROM gone")


def test_many_are_read_in_the_order_in_which_they_are_listed(session: Session) -> None:
    article = builders.article(session)
    session.do(ChangeSet([Change("annotation", new_id(), {"kind": "quote", "segments": [["content", 0, 5]]}, article,
                                 new=True) for _ in range(700)]))
    everything = session.catalogue.annotations(article)
    session.do(annotate.remove(everything))
    found = Bin(session.replica)
    names = found.names()
    assert len(names) == 700
    assert [pack(each.id) for each in found.read(names)] == names


def annotation(session: Session, name: str) -> Annotation:
    found = session.catalogue.annotation(name)
    assert found is not None
    return found


def test_of_an_independent_project_only_ones_own_work_is_listed(session: Session) -> None:
    article = builders.article(session)
    theirs = builders.annotation(session, article, "tolerant")
    session.do(annotate.remove([annotation(session, theirs.id)]))
    session.do(ChangeSet([Change("project", PROJECT_ID, {"mode": "independent"})]))
    session.switch(MARIA)
    assert listed(session) == []
    session.switch(MARA)
    assert [each.id for each in listed(session)] == [theirs.id]
