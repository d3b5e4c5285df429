"""What colleagues' computers would refuse is refused where it is written, and nothing of its action is stored."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.change import Change, ChangeSet, passages_id
from annotator.corpus.errors import Fault
from annotator.project import operation
from tests.team import ARTICLE, QUOTE, TEXT, Team, name

END = len(TEXT)


@pytest.fixture
def team(tmp_path: Any) -> Any:
    made = Team(tmp_path, "Ann", "Ben")
    made.members[0].do(Change("article", ARTICLE, {"title": "T"}, ARTICLE, new=True), texts={ARTICLE: TEXT})
    yield made
    made.close()


@pytest.mark.parametrize(("fields", "why"), [
    ({"segments": 7}, "has not the form"),
    ({"segments": [["content", 5, 5]]}, "has not the form"),
    ({"segments": [["content", -1, 5]]}, "has not the form"),
    ({"segments": [["content", 0, END + 1]]}, f"0–{END + 1} lies outside the text of {END} characters"),
    ({"segments": [["content", 4, 9], ["content", 0, 5]]}, "two content segments overlap at character 4"),
    ({"chain": [[None, "speaker", None, [[0, END + 1]]]]}, "lies outside the text"),
    ({"chain": [[None, "speaker", None, [], [[0, END + 1]]]]}, "lies outside the text"),
    ({"note": {"not": "a text"}}, "has not the form"),
    ({"origin": []}, "has not the form"),
    ({"note": "\ud800"}, "cannot be written"),
    ({"note": object()}, "cannot be written"),
])
def test_what_is_ill_formed_is_refused_with_all_of_its_action(team: Team, fields: dict[str, Any], why: str) -> None:
    ann, _ = team.members
    kept = ann.new()
    before, n = ann.operations(), ann.replica.n
    with pytest.raises(Fault) as refused:
        ann.do(Change("annotation", kept, {"note": "half"}, ARTICLE),
               Change("annotation", name(), QUOTE | fields, ARTICLE, new=True))
    assert why in refused.value.why and refused.value.remedy
    assert (ann.operations(), ann.replica.n) == (before, n)
    assert ann.sees(kept)[0] == "0"
    ann.set(kept, note="whole")
    team.sync()
    assert team.members[1].sees(kept)[0] == "whole"


@pytest.mark.parametrize("place", [f"0-{END + 1}", "5-5", "7-3"])
def test_a_passage_that_is_none_is_refused_and_one_that_was_there_can_be_taken_away(team: Team, place: str) -> None:
    ann, name_ = team.members[0], passages_id(ARTICLE)
    with pytest.raises(Fault, match=r"passage|outside"):
        ann.do(Change("passages", name_, {f"passage:{place}": "boilerplate"}, ARTICLE))
    ann.do(Change("passages", name_, {f"passage:{place}": None}, ARTICLE))


def test_a_name_that_is_none_is_refused(team: Team) -> None:
    for entity, article, kind in (("a b", ARTICLE, "annotation"), ("a1", "a b", "annotation"), ("a1", "", "k" * 65),
                                  ("", "", "annotation")):
        with pytest.raises(Fault, match="no name"):
            team.members[0].do(Change(kind, entity, {"note": "x"}, article))


def test_what_is_too_long_for_an_operation_is_refused(team: Team) -> None:
    with pytest.raises(Fault, match="the limit is"):
        team.members[0].new(note="x" * operation.LONGEST)


def test_an_import_is_refused_whole_also_when_its_last_part_is_ill_formed(team: Team) -> None:
    ann, before = team.members[0], team.members[0].operations()
    parts = [ChangeSet([Change("article", "b-1", {"title": "B"}, "b-1", new=True)], {"b-1": "words"}),
             ChangeSet([Change("annotation", "b-2", QUOTE | {"segments": [["content", 0, 6]]}, "b-1", new=True)])]
    with pytest.raises(Fault, match="0–6 lies outside the text of 5 characters"):
        ann.replica.do(parts, chunk=1)
    assert ann.operations() == before and ann.replica.articles([b"b-1"]) == []


def test_tuples_roles_that_overlap_and_texts_that_have_not_arrived_are_no_fault(team: Team) -> None:
    ann, ben = team.members
    made = ann.new(segments=(("content", 0, END), ("hedge", 0, 5)))
    ann.do(Change("annotation", name(), QUOTE | {"segments": [["content", 0, 900]]}, "not-here", new=True))
    team.sync()
    assert ben.sees(made, "segments")[0] == [["content", 0, END], ["hedge", 0, 5]]
