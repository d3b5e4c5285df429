"""A split takes back what merging has brought, and no more: the journal knows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.actions import sources
from annotator.corpus.source import Source
from annotator.project.merges import brought
from annotator.session import Session
from tests import builders
from tests.formats.corpora import bring, small, write


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def known(session: Session, source: Source) -> Source:
    return session.catalogue.sources()[source.id]


def merge(session: Session, gone: Sequence[Source], into: Source, **picked: Any) -> None:
    members = [known(session, each) for each in gone]
    session.do(sources.merge_all(members, known(session, into), session.catalogue.merged(), picked=picked))


def split(session: Session, gone: Source) -> None:
    source = known(session, gone)
    into = session.catalogue.sources()[source.merged_into]
    staying = [s for s in session.catalogue.sources().values() if s.merged_into == into.id and s.id != source.id]
    session.do(sources.split(source, into, brought=brought(session.replica, source.id, into.id), staying=staying))


def facts(source: Source) -> tuple[Any, ...]:
    return (source.names, source.job_title, source.note, tuple(map(dict, source.roles)), dict(source.identifiers),
            dict(source.attributes), source.affiliation, source.same_as, source.merged_into)


def test_an_alias_that_the_other_had_before_stays(session: Session) -> None:
    anna = builders.source(session, "Anna Berg", aliases=("Berg",))
    short = builders.source(session, "A. Berg", aliases=("Berg",))
    session.do(sources.set_alias(known(session, anna), "Minister Berg"))
    session.do(sources.set_alias(known(session, short), "Minister Berg"))
    merge(session, [short], anna)
    assert set(known(session, anna).aliases) == {"Berg", "Minister Berg", "A. Berg"}
    split(session, short)
    assert set(known(session, anna).aliases) == {"Berg", "Minister Berg"}


def test_a_split_after_a_merge_leaves_both_as_they_were(session: Session) -> None:
    org = builders.source(session, "Ministry", "organisation")
    anna = builders.source(session, "Anna Berg", job_title="minister", note="Own.", attributes={"party": "Greens"})
    short = builders.source(session, "A. Berg", job_title="mayor", note="Mine.", affiliation=org.id,
                            roles=({"text": "mayor", "from": "2020"},), identifiers={"orcid": "0"},
                            attributes={"party": "None"}, same_as=("https://example.org",))
    before = facts(known(session, anna)), facts(known(session, short))
    merge(session, [short], anna, job_title="mayor")
    assert known(session, anna).job_title == "mayor"
    assert known(session, anna).note == "Own.\n\nMine."
    split(session, short)
    assert (facts(known(session, anna)), facts(known(session, short))) == before


def test_what_was_set_by_hand_since_stays(session: Session) -> None:
    anna, short = builders.source(session, "Anna Berg"), builders.source(session, "A. Berg", job_title="mayor")
    merge(session, [short], anna)
    session.do(sources.edit(known(session, anna), {"job_title": "minister"}))
    split(session, short)
    assert known(session, anna).job_title == "minister"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_name_that_two_have_brought_goes_with_the_last(
        session: Session, order: tuple[int, int], *, at_once: bool) -> None:
    anna = builders.source(session, "Anna Berg")
    two = [builders.source(session, name, aliases=("Berg",)) for name in ("A. Berg", "Minister Berg")]
    for group in [two] if at_once else [[each] for each in two]:
        merge(session, group, anna)
    split(session, two[order[0]])
    assert "Berg" in known(session, anna).aliases
    split(session, two[order[1]])
    assert known(session, anna).aliases == ()


def test_after_undo_and_redo_of_the_merge_the_split_knows_as_well(session: Session) -> None:
    anna = builders.source(session, "Anna Berg", aliases=("Berg",))
    short = builders.source(session, "A. Berg", aliases=("Berg",))
    merge(session, [short], anna)
    session.undo()
    session.redo()
    assert set(known(session, anna).aliases) == {"A. Berg", "Berg"}
    split(session, short)
    assert known(session, anna).aliases == ("Berg",)


def test_of_sources_that_came_in_merged_the_names_go_along(session: Session, tmp_path: Path) -> None:
    dataset = small()
    dataset["sources"][0]["alternateName"] = ["J. Doe"]
    bring(session, write(tmp_path, json.loads(json.dumps(dataset))))
    doe = session.catalogue.sources()["s3"]
    split(session, doe)
    assert session.catalogue.sources()["s1"].aliases == ()


def test_that_two_are_not_the_same_is_undone_like_anything(session: Session) -> None:
    anna, short = builders.source(session, "Anna Berg"), builders.source(session, "A. Berg")
    session.do(sources.not_the_same([short, anna]))
    assert known(session, min(anna, short, key=lambda s: s.id)).distinct == (max(anna.id, short.id),)
    session.undo()
    assert known(session, anna).distinct == known(session, short).distinct == ()
