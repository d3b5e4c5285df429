"""What a coder may not see is nowhere: neither in cards nor in counts, links, search or exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import library, links
from annotator.corpus.annotation import Attribution
from annotator.corpus.change import PROJECT_ID, Change, ChangeSet
from annotator.corpus.errors import Fault
from annotator.corpus.query import understand
from annotator.corpus.sight import Sight, sees_others
from annotator.corpus.team import Coder
from annotator.formats import export
from annotator.project import schema
from annotator.project.search import Filters
from annotator.project.sight import COUNTED, SHARED, TALLIED
from annotator.project.tallies import KEPT
from annotator.session import Session
from tests import builders
from tests.builders import MARA, MARIA

FIRST, SECOND = "“Are we too tolerant?”", "Fewer than 0.2 percent"
KIM = Coder("0192f0c1-0000-7000-8000-00000000000c", "Kim")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def set_project(session: Session, **fields: object) -> None:
    session.do(ChangeSet([Change("project", PROJECT_ID, fields)]))


@pytest.fixture
def article(session: Session) -> str:
    """Mara has marked a quote of Anna Berg and a claim linked with it, Maria a statistic of Bernard Lind."""
    name = builders.article(session)
    anna = builders.source(session, "Anna Berg")
    quote = builders.annotation(session, name, FIRST, chain=[Attribution(anna.id)])
    claim = builders.annotation(session, name, "At some point", kind="claim")
    session.do(links.link(quote, "repeats", claim)[1])
    session.switch(MARIA)
    lind = builders.source(session, "Bernard Lind")
    builders.annotation(session, name, SECOND, kind="statistic", chain=[Attribution(lind.id)])
    return name


def seen(session: Session, article: str) -> list[str]:
    return [annotation.kind for annotation in session.catalogue.annotations(article)]


def test_together_everybody_sees_everything(session: Session, article: str) -> None:
    assert sorted(seen(session, article)) == ["claim", "quote", "statistic"]
    assert not session.replica.limited


def test_independent_nothing_of_others_is_left_anywhere(session: Session, article: str) -> None:
    set_project(session, mode="independent")
    catalogue = session.catalogue
    assert seen(session, article) == ["statistic"]
    [shelf] = catalogue.shelves(MARIA.id)
    assert (shelf.annotations, shelf.unsourced) == (1, 0)
    counts = {catalogue.sources()[name].name: number for name, number in catalogue.source_counts().items()}
    assert counts == {"Bernard Lind": 1}
    assert {source.name for source in catalogue.sources().values()} == {"Anna Berg", "Bernard Lind"}  # shared
    anna = next(source.id for source in catalogue.sources().values() if source.name == "Anna Berg")
    assert catalogue.behind(anna) == []
    assert catalogue.links(article) == [] and catalogue.ties(article) == {} and list(catalogue.all_links()) == []
    assert catalogue.kinds_used() == ["statistic"]
    assert session.catalogue.counts()["annotations"] == {"claim": 0, "quote": 0, "statistic": 1}
    assert [len(each.annotations) for each in catalogue.contents()] == [1]
    session.switch(MARA)
    assert sorted(seen(session, article)) == ["claim", "quote"]
    assert len(session.catalogue.ties(article)) == 2
    set_project(session, released=True)
    assert sorted(seen(session, article)) == ["claim", "quote", "statistic"]
    assert not session.replica.limited


def test_what_one_may_not_see_one_may_not_change_and_is_told_so(session: Session, article: str) -> None:
    [theirs] = [each for each in session.catalogue.annotations(article) if each.kind == "quote"]
    set_project(session, mode="independent")
    with pytest.raises(Fault, match="somebody else's work"):
        session.do(ChangeSet([Change("annotation", theirs.id, {"note": "mine"}, article)]))
    before = session.catalogue.library.count()
    with pytest.raises(Fault, match="somebody else's work"):  # all of an import, or nothing
        session.do([ChangeSet([Change("article", "a" * 8, {"title": "New"}, "a" * 8, new=True)]),
                    ChangeSet([Change("annotation", theirs.id, {"note": "mine"}, article)])])
    assert session.catalogue.library.count() == before
    set_project(session, released=True)
    assert session.catalogue.annotation(theirs.id) == theirs


def test_rows_and_counts_stay_right_below_what_is_hidden(session: Session, article: str) -> None:
    set_project(session, mode="independent")
    builders.annotation(session, article, "$1.3 billion", kind="statistic")
    assert session.check() == []
    assert session.replica.limited and len(seen(session, article)) == 2


def test_an_article_opens_to_who_is_done_once_somebody_else_is(session: Session, article: str) -> None:
    set_project(session, blind_until_done=True)
    told: list[set[str]] = []
    assert seen(session, article) == ["statistic"]
    session.do(library.set_status(article, MARIA, "done"))
    assert seen(session, article) == ["statistic"]
    session.switch(MARA)
    session.listen(lambda changed: told.append(changed.kinds()))
    assert len(seen(session, article)) == 2
    session.do(library.set_status(article, MARA, "done"))
    assert len(seen(session, article)) == 3
    assert "annotation" in told[-1]  # whoever shows them hears of it
    session.switch(KIM)
    assert seen(session, article) == []


def test_the_rows_follow_the_same_rule_as_the_words(session: Session, article: str) -> None:
    set_project(session, blind_until_done=True)
    for mara in ("todo", "done", "skipped"):
        for maria in ("todo", "done"):
            for coder, status in ((MARA, mara), (MARIA, maria)):
                session.switch(coder)
                session.do(library.set_status(article, coder, status))
            for coder, own in ((MARA, 2), (MARIA, 1), (KIM, 0)):
                session.switch(coder)
                reviews = session.catalogue.reviews(article)
                expected = 3 if sees_others(Sight.BOTH_DONE, coder.id, reviews, {}) else own
                assert len(seen(session, article)) == expected, (mara, maria, coder.name)


def test_two_identities_of_one_person_see_each_other(session: Session, article: str) -> None:
    set_project(session, mode="independent")
    session.do(ChangeSet([Change("coder", MARIA.id, {f"same_as:{MARA.id}": 1})]))
    assert len(seen(session, article)) == 3
    session.switch(MARA)
    assert len(seen(session, article)) == 3


def test_who_wants_to_be_blind_sees_only_their_own_until_they_want_to_see_again(
        session: Session, article: str) -> None:
    session.be_blind(True)
    assert seen(session, article) == ["statistic"]
    session.be_blind(False)
    assert len(seen(session, article)) == 3



def test_a_search_asks_only_what_one_may_see(session: Session, article: str) -> None:
    set_project(session, mode="independent")
    anna = next(name for name, source in session.catalogue.sources().items() if source.name == "Anna Berg")
    search, query = session.search, understand("tolerant")
    while search.index.step():
        pass
    search.forget()
    assert not search.places(query, Filters(kind="quote")) and not search.places(query, Filters(source=anna))
    [place] = search.places(query)
    assert search.look(place, query, Filters(unmarked=True)) is not None
    assert search.look(place, query, Filters(coder=MARA.id)) is None


def test_an_export_holds_ones_own_only_and_says_so(session: Session, article: str, tmp_path: Path) -> None:
    set_project(session, mode="independent")
    written = export("dataset", session.catalogue, tmp_path / "out.json")
    assert written.counts["annotation"] == 1
    assert written.losses == ("others' annotations were left out, for they are hidden from you",)
    set_project(session, released=True)
    written = export("dataset", session.catalogue, tmp_path / "out.json")
    assert written.counts["annotation"] == 3 and not written.losses


def test_the_history_tells_nothing_of_what_is_hidden(session: Session, article: str) -> None:
    [theirs] = [each.id for each in session.catalogue.annotations(article) if each.kind == "quote"]
    told = [event.words for event in session.timeline().events()]
    assert "Mark quote" in told and "Mark statistic" in told
    set_project(session, mode="independent")
    told = [event.words for event in session.timeline().events()]
    assert "Mark quote" not in told and "Mark statistic" in told and "Import 1 article" in told
    assert session.timeline().of(theirs) == []
    set_project(session, mode=None, blind_until_done=True)
    assert session.timeline().of(theirs) == []
    for coder in (MARA, MARIA):
        session.switch(coder)
        session.do(library.set_status(article, coder, "done"))
    assert session.timeline().of(theirs)
    assert "Mark quote" in [event.words for event in session.timeline().events()]


def test_when_somebody_worked_last_tells_nothing_of_what_is_hidden(session: Session, article: str) -> None:
    people = session.catalogue.people()
    open_ = session.timeline().last_work(people)
    assert set(open_) == {MARA.id, MARIA.id}
    set_project(session, mode="independent")  # by Maria
    hidden = session.timeline().last_work(people)
    told = {event.coder: event.time for event in reversed(list(session.timeline().events()))}
    assert hidden[MARA.id].time == told[MARA.id] < open_[MARA.id].time


def test_every_number_that_is_kept_beside_the_rows_is_counted_anew_where_something_is_hidden() -> None:
    assert set(schema.COUNTED) <= set(COUNTED)
    assert {*KEPT} == {*TALLIED, *SHARED}


def test_counts_of_sources_follow_each_change_where_something_is_hidden(session: Session, article: str) -> None:
    set_project(session, mode="independent")
    names = {source.name: source.id for source in session.catalogue.sources().values()}
    counts = session.catalogue.source_counts()
    assert dict(counts) == {names["Bernard Lind"]: 1}
    made = builders.annotation(session, article, "$1.3 billion", chain=[Attribution(names["Anna Berg"])])
    assert dict(counts) == {names["Bernard Lind"]: 1, names["Anna Berg"]: 1}
    session.do(ChangeSet([Change("annotation", made.id, {"chain": [[names["Bernard Lind"], "speaker"]]}, article)]))
    assert dict(counts) == {names["Bernard Lind"]: 2}
    assert session.catalogue.sources().likely("", counts, 1) == [names["Bernard Lind"]]
    session.do(ChangeSet([Change("annotation", made.id, {"deleted": 1}, article)]))
    assert dict(counts) == {names["Bernard Lind"]: 1}
    set_project(session, released=True)
    assert dict(counts) == {names["Bernard Lind"]: 1, names["Anna Berg"]: 1}
