"""How far each coder is: own work first, what an import brought under whose name it came."""

from __future__ import annotations

import pytest

from annotator.corpus.change import CODEBOOK_ID, Change, review_id, values_id
from annotator.corpus.codebook_fields import codebook_fields
from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.project.catalogue import Catalogue
from annotator.project.progress import Progress, progress
from tests.team import ARTICLE, Member, Team

ANN, BEN = derived_id("Ann"), derived_id("Ben")
NEXT = derived_id("the next article")


@pytest.fixture
def ann(team: Team) -> Member:
    member = team.members[0]
    book = Codebook(kinds=(Kind("quote", "Quote", attributes=(Attribute("type", "text", required=True),)),),
                    article_attributes=(Attribute("topic", "text", required=True),))
    member.do(Change("codebook", CODEBOOK_ID, codebook_fields(book)))
    member.do(Change("article", NEXT, {}, NEXT, new=True), texts={NEXT: "Two words"})
    for coder, name in ((ANN, "Ann"), (BEN, "Ben")):
        member.do(Change("coder", coder, {"name": name}))
    return member


def by_name(member: Member, me: str = ANN) -> dict[str, Progress]:
    return {each.name: each for each in progress(Catalogue(member.replica), me)}


def test_articles_by_status_and_annotations_by_kind_with_what_is_open(ann: Member, team: Team) -> None:
    ann.new()
    ann.new(chain=[["s", "speaker"]], **{"attribute:type": "direct"})
    ann.new(creator=BEN, chain=[["s", "speaker"]])
    for coder, article, status in ((ANN, ARTICLE, "doing"), (BEN, ARTICLE, "done"), (BEN, NEXT, "skipped")):
        ann.do(Change("review", review_id(coder, article), {"coder": coder, "status": status}, article))
    ann.do(Change("values", values_id(BEN, ARTICLE), {"coder": BEN, "attribute:topic": "x"}, ARTICLE))
    found = by_name(ann)
    assert found["Ann"] == Progress(ANN, "Ann", {"doing": 1, "todo": 1}, {"quote": 2}, 1, 1, 1, found["Ann"].worked)
    assert found["Ann"].worked == team.clock.now
    assert found["Ben"] == Progress(BEN, "Ben", {"done": 1, "skipped": 1, "todo": 0}, {"quote": 1}, 0, 1, 0, 0)


def test_oneself_comes_first_the_others_by_name(ann: Member) -> None:
    for coder in (ANN, BEN):
        ann.do(Change("review", review_id(coder, ARTICLE), {"coder": coder, "status": "done"}, ARTICLE))
    assert list(by_name(ann, ANN)) == ["Ann", "Ben"]
    assert list(by_name(ann, BEN)) == ["Ben", "Ann"]


def test_a_removed_article_and_what_was_in_it_is_not_counted(ann: Member) -> None:
    ann.do(Change("review", review_id(ANN, NEXT), {"coder": ANN, "status": "done"}, NEXT))
    ann.do(Change("article", NEXT, {"deleted": 1}, NEXT))
    assert by_name(ann)["Ann"].statuses == {"todo": 1}


def test_who_has_done_nothing_yet_still_sees_what_there_is_to_do(ann: Member) -> None:
    assert by_name(ann)["Ann"].statuses == {"todo": 2}
