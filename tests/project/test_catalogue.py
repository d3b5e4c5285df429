"""What the project holds, in the words of the corpus; what is removed is left out."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.corpus.annotation import Attribution, Segment
from annotator.corpus.article import Passage
from annotator.corpus.change import (
    PROJECT_ID,
    Change,
    Changed,
    passages_id,
    review_id,
    values_id,
)
from annotator.corpus.ids import derived_id
from annotator.corpus.team import ArticleValues, Coder, Project, Shelf, utc
from annotator.project.catalogue import Catalogue
from tests.team import ARTICLE, START, TEXT, Member, Team, name

ANN, BEN = derived_id("Ann"), derived_id("Ben")


@pytest.fixture
def ann(team: Team) -> Member:
    return team.members[0]


@pytest.fixture
def catalogue(ann: Member) -> Catalogue:
    return Catalogue(ann.replica)


def bring(member: Member, article: str, text: str = "Two words", **fields: Any) -> None:
    member.do(Change("article", article, fields, article, new=True), texts={article: text})


def test_the_library_is_in_the_order_of_publication_undated_last_then_as_they_came(
        ann: Member, catalogue: Catalogue) -> None:
    days = {"late": "2024-05-01", "early": "2024-01", "undated": "", "same-day": "2024-05-01"}
    for article, published in days.items():
        bring(ann, article, published=published)
    expected = ["early", "late", "same-day", ARTICLE, "undated"]
    assert catalogue.article_ids() == expected
    assert [shelf.id for shelf in catalogue.shelves(ANN)] == expected


def test_a_shelf_says_what_a_filter_needs(ann: Member, catalogue: Catalogue, team: Team) -> None:
    ann.new()
    ann.new(chain=[["a-source", "speaker"]])
    for coder, status in ((ANN, "doing"), (BEN, "done")):
        ann.do(Change("review", review_id(coder, ARTICLE), {"coder": coder, "status": status}, ARTICLE))
    expected = Shelf(ARTICLE, "T", words=9, characters=len(TEXT), annotations=2, unsourced=1, mine="doing",
                     others=("done",), open=1, colleagues=(BEN,))
    assert catalogue.shelves(ANN) == [expected]
    assert [(s.mine, s.others) for s in catalogue.shelves(BEN)] == [("done", ("doing",))]
    assert [s.mine for s in catalogue.shelves("nobody")] == ["todo"]


def test_the_library_is_searched_by_title_and_outlet(ann: Member, catalogue: Catalogue) -> None:
    bring(ann, "one", title="Border closed", outlet="The Echo")
    bring(ann, "other", title="Weather", outlet="Border Post")
    assert {shelf.id for shelf in catalogue.shelves(ANN, title="border")} == {"one", "other"}
    assert not catalogue.shelves(ANN, title="100%")


def test_a_removed_article_is_nowhere_and_comes_back_with_work_that_its_remover_had_not_seen(
        ann: Member, catalogue: Catalogue) -> None:
    e = ann.new()
    ann.do(Change("article", ARTICLE, {"deleted": 1}, ARTICLE), Change("annotation", e, {"deleted": 1}, ARTICLE))
    assert (catalogue.article(ARTICLE), catalogue.article_ids(), catalogue.shelves(ANN)) == (None, [], [])
    assert catalogue.counts()["articles"] == 0
    assert list(catalogue.contents()) == []
    ann.set(e, deleted=0)
    assert catalogue.article(ARTICLE)
    assert catalogue.counts()["articles"] == 1


def test_an_annotation_is_read_as_it_was_stored(ann: Member, catalogue: Catalogue) -> None:
    e = ann.new(**{"segments": [["content", 0, 11], ["content", 12, 23], ["value", 11, 14]], "note": "n",
                   "chain": [["s", "speaker", None, [[0, 1]]], [None, "publisher"]], "attribute:x": 1,
                   "quantity:value": "0.2", "origin": {"finder": "f"}})
    found = catalogue.annotation(e)
    assert found
    assert found.segments == (Segment("content", 0, 11), Segment("content", 12, 23), Segment("value", 11, 14))
    assert found.chain == (Attribution("s", mention=((0, 1),)), Attribution(None, "publisher"))
    assert (found.attributes, found.quantity, found.origin) == ({"x": 1}, {"value": "0.2"}, {"finder": "f"})
    assert (found.creator, found.created, found.revision) == (ANN, utc(ann.team.clock.now), 1)
    assert (found.modified, found.modified_by) == ("", "")
    assert catalogue.annotations(ARTICLE) == [found]
    assert catalogue.annotation("nothing") is None


def test_who_changed_it_last_is_told_and_who_made_it_stays(team: Team, catalogue: Catalogue) -> None:
    ann, ben = team.members
    e = ann.new()
    team.sync()
    ben.set(e, note="b")
    team.sync()
    found = catalogue.annotation(e)
    assert found
    assert (found.creator, found.modified_by, found.revision) == (ANN, BEN, 2)
    assert found.modified == utc(team.clock.now)


def test_what_an_import_brought_keeps_its_makers_and_times(ann: Member, catalogue: Catalogue) -> None:
    e = ann.new(creator="x-1", created="2020-01-01T00:00:00Z", modified="2021-01-01T00:00:00Z", modified_by="x-2",
                revision=7)
    found = catalogue.annotation(e)
    assert found
    assert (found.creator, found.created, found.modified, found.modified_by, found.revision) == (
        "x-1", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z", "x-2", 7)
    ann.set(e, note="edited here")
    found = catalogue.annotation(e)
    assert found
    assert (found.creator, found.modified_by, found.revision) == ("x-1", ANN, 8)


def test_annotations_stand_in_reading_order_the_longer_one_first(ann: Member, catalogue: Catalogue) -> None:
    spans = [[9, 12], [0, 5], [0, 30], [0, 5]]
    made = [ann.new(segments=[["content", *span]]) for span in spans]
    assert [a.id for a in catalogue.annotations(ARTICLE)] == [made[2], made[1], made[3], made[0]]


def test_conflicts_are_named_and_counted(team: Team, catalogue: Catalogue) -> None:
    ann, ben = team.members
    e = ann.new()
    team.sync()
    ann.set(e, note="a", kind="claim")
    ben.set(e, note="b", kind="statistic")
    team.sync()
    found = catalogue.annotation(e)
    assert found
    assert found.conflicts == ("kind", "note")
    assert catalogue.counts()["conflicts"] == catalogue.to_settle() == 1


def test_everything_behind_a_source_and_what_was_merged_into_it(ann: Member, catalogue: Catalogue) -> None:
    one, other = ann.new("source", name="A. Berg"), ann.new("source", name="Anna Berg")
    first = ann.new(chain=[[one, "speaker"]])
    second = ann.new(chain=[[None, "speaker"], [other, "reporter"]])
    assert [a.id for a in catalogue.behind(one)] == [first]
    catalogue.forget(ann.do(Change("source", one, {"merged_into": other})))
    assert {a.id for a in catalogue.behind(one)} == {a.id for a in catalogue.behind(other)} == {first, second}
    assert catalogue.source_counts() == {one: 1, other: 1}
    assert catalogue.merged() == {one: other}


def test_sources_are_kept_in_memory_until_they_change(ann: Member, catalogue: Catalogue) -> None:
    one, other = ann.new("source", name="A"), ann.new("source", name="B")
    assert [(name, source.name) for name, source in catalogue.sources().items()] == [(one, "A"), (other, "B")]
    renamed = ann.do(Change("source", one, {"name": "C"}))
    assert catalogue.sources()[one].name == "A"
    catalogue.forget(Changed({ARTICLE: ("article", ARTICLE)}))
    assert catalogue.sources()[one].name == "A"
    catalogue.forget(renamed)
    assert catalogue.sources()[one].name == "C"
    assert len(catalogue.sources()) == 2
    assert "nobody" not in catalogue.sources()


def test_passages_reviews_and_values(ann: Member, catalogue: Catalogue) -> None:
    ann.do(Change("passages", passages_id(ARTICLE), {"passage:5-9": "boilerplate", "passage:0-4": "headline"}, ARTICLE))
    assert catalogue.passages(ARTICLE) == (Passage(0, 4, "headline"), Passage(5, 9, "boilerplate"))
    assert catalogue.passages("elsewhere") == ()
    then = "2020-01-01T00:00:00Z"
    ann.do(Change("review", review_id(ANN, ARTICLE), {"coder": ANN, "status": "done", "changed": then}, ARTICLE))
    assert [(r.coder, r.status, r.changed) for r in catalogue.reviews(ARTICLE)] == [(ANN, "done", then)]
    ann.do(Change("review", review_id(ANN, ARTICLE), {"status": "todo"}, ARTICLE))
    assert [r.changed for r in catalogue.reviews(ARTICLE)] == [utc(ann.team.clock.now)]
    ann.do(Change("values", values_id(ANN, ARTICLE), {"coder": ANN, "attribute:topic": "x"}, ARTICLE),
           Change("values", values_id(BEN, ARTICLE), {"coder": BEN}, ARTICLE))
    assert [found.values for found in catalogue.contents()] == [(ArticleValues(ANN, ARTICLE, {"topic": "x"}),)]


def test_the_coders_whom_the_data_names(team: Team, catalogue: Catalogue) -> None:
    ann, ben = team.members
    ann.do(Change("coder", ANN, {"name": "Ann"}))
    ann.do(Change("coder", "importer", {"name": "Only ran the import"}))
    ann.do(Change("coder", "brought", {"name": "Brought", "brought": 1}))
    assert list(catalogue.named_coders()) == ["brought"], "an article names nobody"
    e = ann.new(creator="maker", modified_by="mender")
    assert set(catalogue.named_coders()) == {"brought", "maker", "mender"}
    team.sync()
    ben.set(e, note="x")
    ann.new("source", name="A")
    ann.do(Change("review", review_id("marker", ARTICLE), {"coder": "marker", "status": "done"}, ARTICLE))
    ann.do(Change("values", values_id("judge", ARTICLE), {"coder": "judge", "attribute:x": 1}, ARTICLE))
    ann.do(Change("values", values_id("silent", ARTICLE), {"coder": "silent"}, ARTICLE))
    team.sync()
    found = catalogue.named_coders()
    assert set(found) == {"brought", "maker", BEN, ANN, "marker", "judge"}
    assert (found[ANN], found["judge"]) == (Coder(ANN, "Ann"), Coder("judge", "judge"))


def test_counts_name_the_codebooks_kinds_first_and_the_others_too(ann: Member, catalogue: Catalogue) -> None:
    ann.do(Change("codebook", derived_id("codebook"), {"kind:claim": {"position": 0, "label": "C"}}))
    ann.new()
    assert catalogue.counts()["annotations"] == {"claim": 0, "quote": 1}


def test_the_project_and_texts(ann: Member, catalogue: Catalogue) -> None:
    ann.do(Change("project", PROJECT_ID, {"id": "p", "name": "Study"}))
    assert catalogue.project() == Project("p", "Study")
    assert catalogue.text(ARTICLE) == TEXT
    assert catalogue.text("nothing") == ""
    digest = ann.replica.rows("SELECT text_digest FROM card")[0][0]
    assert catalogue.with_text([digest, b"x"]) == {digest: ARTICLE}


def test_the_latest_time_of_the_data(ann: Member, catalogue: Catalogue) -> None:
    assert catalogue.latest() == ""
    ann.new(creator="x", created="2020-01-01T00:00:00Z", modified="2020-02-01T00:00:00.5Z")
    assert catalogue.latest() == "2020-02-01T00:00:00.5Z"
    ann.new()
    assert catalogue.latest() == utc(ann.team.clock.now) > utc(START)


def test_links_are_read(ann: Member, catalogue: Catalogue) -> None:
    one, other, link = ann.new(), ann.new(), name()
    ann.do(Change("link", link, {"type": "cites", "start": one, "end": other, "note": "n"}, ARTICLE, new=True))
    found = next(catalogue.all_links())
    assert (found.id, found.type, found.start, found.end, found.note) == (link, "cites", one, other, "n")
    assert catalogue.counts()["links"] == 1
    assert catalogue.links("elsewhere") == []


def test_the_values_of_an_article_are_read_by_coder_without_those_who_said_nothing(
        ann: Member, catalogue: Catalogue) -> None:
    given = {BEN: {"attribute:tone": "kind"}, ANN: {"attribute:tone": "critical", "attribute:gone": None},
             derived_id("Cem"): {"attribute:tone": None}}
    for coder, said in given.items():
        ann.do(Change("values", values_id(coder, ARTICLE), {"coder": coder, **said}, ARTICLE))
    expected = [ArticleValues(ANN, ARTICLE, {"tone": "critical"}), ArticleValues(BEN, ARTICLE, {"tone": "kind"})]
    assert list(catalogue.values(ARTICLE)) == sorted(expected, key=lambda each: each.coder)
    assert catalogue.values("another") == ()


def test_some_annotations_are_read_without_those_that_are_removed(ann: Member, catalogue: Catalogue) -> None:
    one, other, third = ann.new(), ann.new(), ann.new()
    ann.set(other, deleted=1)
    assert {a.id for a in catalogue.some_annotations([one, other])} == {one}
    assert catalogue.annotation(third) in catalogue.some_annotations([third])
