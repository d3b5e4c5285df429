"""One's own actions: in pages, in words, and an import taken back whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.corpus.change import Change, ChangeSet
from annotator.project import history, replica
from annotator.project.catalogue import Catalogue
from tests.team import QUOTE, Team, name


def an_import(articles: int, annotations: int) -> Iterator[ChangeSet]:
    for _ in range(articles):
        article = name()
        made = [Change("annotation", name(), QUOTE, article, new=True) for _ in range(annotations)]
        yield ChangeSet([Change("article", article, {"title": "T"}, article, new=True), *made], {article: "Some words"})


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, names in ((history, ("PAGE", "AT_ONCE")), (replica, ("CHUNK",))):
        for each in names:
            monkeypatch.setattr(module, each, 7)
    monkeypatch.setattr(history, "SHOWN", 5)


@pytest.mark.usefixtures("small_pages")
def test_an_import_is_one_action_that_is_taken_back_and_given_back_whole(team: Team) -> None:
    ann = team.members[0]
    catalogue = Catalogue(ann.replica)
    before = catalogue.counts()
    told: list[int] = []
    ann.replica.do(an_import(12, 4), told.append)
    after = catalogue.counts()
    assert told[-1] == 60
    assert (after["articles"], sum(after["annotations"].values())) == (before["articles"] + 12, 48)
    action = ann.history.next_undo()
    assert action
    assert ann.history.words(action) == "Import 12 articles"
    assert ann.undo() == {}
    undone = catalogue.counts()
    assert {**undone, "operations": 0} == {**before, "operations": 0}
    assert ann.redo() == {}
    assert catalogue.counts()["annotations"] == after["annotations"]
    again = ann.history.next_undo()
    assert again == action, "undo after redo names the action itself, however often"
    team.sync()
    assert Catalogue(team.members[1].replica).counts()["articles"] == before["articles"] + 12


@pytest.mark.usefixtures("small_pages")
def test_of_an_import_that_others_work_on_only_that_stays(team: Team) -> None:
    ann, ben = team.members
    ann.replica.do(an_import(3, 4))
    team.sync()
    theirs = next(op for op in ben.replica.operations() if op.kind == "annotation")
    catalogue = Catalogue(ben.replica)
    mine = catalogue.annotations(next(iter(catalogue.article_ids()[1:])))[0]
    ben.set(mine.id, note="Ben's")
    team.sync()
    assert ann.undo() == {mine.id: ["*"], mine.article: ["*"]}
    team.sync()
    assert mine.article in catalogue.article_ids() and catalogue.to_settle() == 0
    assert [a.id for article in catalogue.article_ids() for a in catalogue.annotations(article)] == [mine.id]
    assert theirs


@pytest.mark.usefixtures("small_pages")
def test_own_actions_come_newest_first_page_by_page_of_this_run_and_all_before(team: Team) -> None:
    ann, ben = team.members
    expected = []
    for _ in range(3):
        for _ in range(9):
            ann.new()
            ben.new()
            expected.insert(0, (ann.replica.session, ann.replica.n))
        team.sync()
        ann = ann.restart()
    found = list(ann.history.own_actions())
    assert [tuple(action) for action in found[:27]] == expected
    assert len(found) == 28, "and the article that came first"


def test_a_coders_name_is_no_action_of_theirs(team: Team) -> None:
    ann = team.members[0]
    first = ann.history.next_undo()
    ann.do(Change("coder", "ann", {"name": "Ann"}))
    assert ann.history.next_undo() == first


def test_an_undo_is_named_by_what_it_took_back(team: Team) -> None:
    ann = team.members[0]
    e = ann.new()
    ann.set(e, note="x")
    ann.undo()
    undo = ann.history.next_redo()
    assert undo
    assert ann.history.words(undo) == "Edit note"
