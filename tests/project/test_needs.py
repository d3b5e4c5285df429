"""What still needs something, in SQL, equals what the corpus says of each annotation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.change import CODEBOOK_ID, Change, Changed, review_id, values_id
from annotator.corpus.codebook_fields import codebook_fields
from annotator.corpus.ids import derived_id, pack
from annotator.corpus.kinds import Attribute, Codebook, Kind, missing_required
from annotator.project import needs
from annotator.project.catalogue import Catalogue
from annotator.project.library import FIRST
from tests.team import ARTICLE, Member, Team

ANN, BEN = derived_id("Ann"), derived_id("Ben")
NEXT = derived_id("the next article")
BOOK = Codebook(
    kinds=(Kind("quote", "Quote", attributes=(Attribute("type", "choice", required=True), Attribute("tone", "text"))),
           Kind("claim", "Claim", attributes=(Attribute("type", "choice", required=True),
                                              Attribute("stance", "choice", required=True),
                                              Attribute("old", "text", required=True, hidden=True)))),
    article_attributes=(Attribute("topic", "text", required=True), Attribute("frame", "text")))


@pytest.fixture
def ann(team: Team) -> Member:
    member = team.members[0]
    member.do(Change("codebook", CODEBOOK_ID, codebook_fields(BOOK)))
    return member


@pytest.fixture
def catalogue(ann: Member) -> Catalogue:
    return Catalogue(ann.replica)


def answers(**given_: Any) -> dict[str, Any]:
    return {f"attribute:{name}": value for name, value in given_.items()}


made = st.tuples(st.sampled_from(("quote", "claim", "unknown")), st.booleans(), st.fixed_dictionaries({}, optional={
    name: st.sampled_from(("x", "", None, [], False, 0)) for name in ("type", "stance", "tone", "types")}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(made, max_size=6))
def test_the_counts_are_those_that_the_corpus_gives(
        ann: Member, catalogue: Catalogue, given_: list[tuple[str, bool, dict[str, Any]]]) -> None:
    for old in catalogue.annotations(ARTICLE):
        ann.set(old.id, deleted=1)
    for kind, sourced, said in given_:
        ann.new(kind="annotation", **{"chain": [["s", "speaker"]] if sourced else None, **answers(**said)})
        newest = max(catalogue.annotations(ARTICLE), key=lambda a: a.id)
        ann.set(newest.id, kind=kind)
    there = catalogue.annotations(ARTICLE)
    lacking = [bool(missing_required(BOOK, a.kind, a.attributes)) for a in there]
    expected = needs.Needs(len(there), sum(a.needs_source for a in there), sum(lacking),
                           sum(a.needs_source or lacks for a, lacks in zip(there, lacking, strict=True)))
    assert needs.counts(catalogue, [pack(ARTICLE)]).get(pack(ARTICLE), needs.NOTHING) == expected


def test_another_codebook_counts_differently_at_once(ann: Member, catalogue: Catalogue) -> None:
    ann.new(**answers(type="direct"))
    assert needs.counts(catalogue, [pack(ARTICLE)])[pack(ARTICLE)].incomplete == 0
    ann.do(Change("codebook", CODEBOOK_ID, {"attribute:quote/tone": {"type": "text", "required": True}}))
    catalogue.forget(Changed({CODEBOOK_ID: ("codebook", "")}))
    assert needs.counts(catalogue, [pack(ARTICLE)])[pack(ARTICLE)].incomplete == 1


def test_where_nothing_is_required_nothing_is_incomplete(ann: Member, catalogue: Catalogue) -> None:
    ann.new()
    fields = {"kind:quote": None, "attribute:quote/type": None, "attribute:claim/type": None,
              "attribute:claim/stance": None}
    ann.do(Change("codebook", CODEBOOK_ID, fields))
    catalogue.forget(Changed({CODEBOOK_ID: ("codebook", "")}))
    assert needs.counts(catalogue, [pack(ARTICLE)])[pack(ARTICLE)] == needs.Needs(1, 1, 0, 1)


def test_a_name_that_is_part_of_another_is_not_taken_for_it(ann: Member, catalogue: Catalogue) -> None:
    ann.new(**answers(subtype="x", types="y"))
    assert needs.counts(catalogue, [pack(ARTICLE)])[pack(ARTICLE)].incomplete == 1


def test_the_walk_finds_the_first_article_with_something_open_of_the_sort_that_counts(
        ann: Member, catalogue: Catalogue) -> None:
    ann.do(Change("article", NEXT, {}, NEXT, new=True), texts={NEXT: "Two words"})
    ann.new(chain=[["s", "speaker"]])
    made_ = ann.new(**answers(type="direct"))
    ann.do(Change("annotation", made_, {"deleted": 1}, ARTICLE))
    ann.do(Change("annotation", derived_id("n"), {"kind": "quote", "segments": [["content", 0, 3]],
                                                   **answers(type="direct")}, NEXT, new=True))
    order = [ARTICLE, NEXT]
    assert needs.first_open(catalogue, order) == ARTICLE
    assert needs.first_open(catalogue, order, answers=False) == NEXT
    assert needs.first_open(catalogue, order[::-1]) == NEXT
    assert needs.first_open(catalogue, order[1:], source=False) == ""
    assert needs.first_open(catalogue, [*map(derived_id, map(str, range(2 * needs.AT_ONCE))), NEXT]) == NEXT


def test_questions_on_an_article_are_open_for_whoever_has_begun_it_and_not_answered(
        ann: Member, catalogue: Catalogue) -> None:
    assert needs.unanswered(catalogue, ANN) == {}
    for coder, status in ((ANN, "doing"), (BEN, "todo")):
        ann.do(Change("review", review_id(coder, ARTICLE), {"coder": coder, "status": status}, ARTICLE))
    assert needs.unanswered(catalogue, ANN) == {pack(ARTICLE): 1}
    assert needs.unanswered(catalogue, BEN) == {}
    ann.do(Change("values", values_id(BEN, ARTICLE), {"coder": BEN, **answers(topic="x")}, ARTICLE))
    ann.do(Change("values", values_id(ANN, ARTICLE), {"coder": ANN, **answers(frame="x")}, ARTICLE))
    assert needs.unanswered(catalogue, ANN) == {pack(ARTICLE): 1}
    ann.do(Change("values", values_id(ANN, ARTICLE), answers(topic="x"), ARTICLE))
    assert needs.unanswered(catalogue, ANN) == {}
    ann.do(Change("values", values_id(ANN, ARTICLE), answers(topic=None), ARTICLE))
    assert needs.unanswered(catalogue, ANN) == {pack(ARTICLE): 1}
    assert [s.unanswered for s in catalogue.shelves(ANN)] == [1]


def test_the_library_says_of_each_article_whether_an_answer_is_open_as_its_row_does(
        ann: Member, catalogue: Catalogue) -> None:
    def incomplete() -> bool:
        listed, alone = catalogue.library.page(ANN, FIRST, 9)[0], catalogue.library.listed(ARTICLE, ANN)
        assert [one.incomplete for one in listed if one == alone] == [
            s.incomplete > 0 or s.unanswered > 0 for s in catalogue.shelves(ANN)]
        assert alone is not None
        return alone.incomplete

    assert not incomplete()
    quote = ann.new(**answers())
    assert incomplete()
    ann.set(quote, **answers(type="direct"))
    assert not incomplete()
    ann.do(Change("review", review_id(ANN, ARTICLE), {"coder": ANN, "status": "doing"}, ARTICLE))
    assert incomplete()
    ann.do(Change("values", values_id(ANN, ARTICLE), {"coder": ANN, **answers(topic="x")}, ARTICLE))
    assert not incomplete()
