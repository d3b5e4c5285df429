"""What sources say, counted and listed by SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import sources
from annotator.actions.annotate import remove
from annotator.corpus.annotation import Attribution
from annotator.project.statements import cells, headings, reach, statements
from annotator.session import Session
from tests import builders


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def test_counts_go_by_article_and_kind_and_say_what_was_only_passed_on(session: Session) -> None:
    one, two = builders.article(session), builders.article(session)
    berg, lind = builders.source(session, "Anna Berg"), builders.source(session, "Bernard Lind")
    builders.annotation(session, one, "“Are we too tolerant?”", chain=[Attribution(berg.id)])
    builders.annotation(session, one, "the plan", chain=[Attribution(lind.id), Attribution(berg.id, "reporter")])
    builders.annotation(session, two, "$1.3 billion", kind="statistic", chain=[Attribution(berg.id)])
    assert {(cell.article, cell.kind, cell.number, cell.via) for cell in cells(session.catalogue, [berg.id])} == {
        (one, "quote", 2, 1), (two, "statistic", 1, 0)}
    assert reach(session.catalogue, [berg.id]) == (3, 2)
    assert reach(session.catalogue, [lind.id]) == (1, 1)
    assert reach(session.catalogue, []) == (0, 0)


def test_an_annotation_that_two_of_one_family_stand_behind_counts_once(session: Session) -> None:
    article = builders.article(session)
    berg, short = builders.source(session, "Anna Berg"), builders.source(session, "A. Berg")
    made = builders.annotation(session, article, "the plan", chain=[
        Attribution(short.id), Attribution(berg.id, "reporter"), Attribution(berg.id, "publisher")])
    [cell] = cells(session.catalogue, [berg.id, short.id])
    assert (cell.number, cell.via) == (1, 0)
    [statement] = statements(session.catalogue, [berg.id, short.id], article)
    assert (statement.annotation, statement.level) == (made.id, 0)
    assert [each.level for each in statements(session.catalogue, [berg.id], article)] == [1]


def test_statements_come_in_the_order_of_the_text_and_without_what_is_removed(session: Session) -> None:
    article = builders.article(session)
    berg = builders.source(session, "Anna Berg")
    later = builders.annotation(session, article, "the plan", chain=[Attribution(berg.id)])
    sooner = builders.annotation(session, article, "Anna Berg", kind="claim", chain=[Attribution(berg.id)])
    gone = builders.annotation(session, article, "on Tuesday", chain=[Attribution(berg.id)])
    session.do(remove([gone]))
    assert [each.annotation for each in statements(session.catalogue, [berg.id], article)] == [sooner.id, later.id]


def test_articles_are_headed_in_library_order(session: Session) -> None:
    undated, late = builders.article(session, title="U"), builders.article(session, title="L", published="2026")
    early = builders.article(session, title="E", published="2020", outlet="Courier")
    other = builders.article(session, title="O", published="2021")
    found = headings(session.catalogue, [late, undated, early])
    assert [heading.article for heading in found] == [early, late, undated]
    assert (found[0].title, found[0].outlet, found[0].published) == ("E", "Courier", "2020")
    assert other not in {heading.article for heading in found}


def test_a_removed_source_leaves_its_attributions_to_nobody(session: Session) -> None:
    article = builders.article(session)
    berg, lind = builders.source(session, "Anna Berg"), builders.source(session, "Bernard Lind")
    builders.annotation(session, article, "the plan", chain=[Attribution(berg.id)])
    builders.annotation(session, article, "on Tuesday", chain=[Attribution(lind.id), Attribution(berg.id, "reporter")])
    said = session.catalogue.behind(berg.id)
    session.do(iter([sources.without_source([berg], said), sources.remove_members([berg])]))
    assert berg.id not in session.catalogue.sources()
    chains = [[link.source for link in each.chain] for each in session.catalogue.annotations(article)]
    assert chains == [[lind.id], [None]]
    session.undo()
    assert session.catalogue.source_counts() == {berg.id: 2, lind.id: 1}
