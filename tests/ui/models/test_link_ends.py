"""What chip, popover and screen reader say of a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.actions import annotate, links
from annotator.corpus.annotation import Attribution
from annotator.session import Session
from annotator.ui.models.link_ends import link_ends
from tests import builders

MORE = "The council said so, too.\n"


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def test_the_other_end_is_told_with_words_article_source_and_coder(session: Session) -> None:
    first, second = builders.article(session), builders.article(session, MORE, title="The council")
    anna = builders.source(session, "Anna Berg")
    quote = builders.annotation(session, first, "“Are we too tolerant?”")
    claim = builders.annotation(session, second, "The council said so", kind="claim", chain=[Attribution(anna.id)])
    session.do(links.link(quote, "evidence_for", claim, certainty="possible", note="hardly")[1])
    (end,) = link_ends(builders.bridge(session, article=first), quote.id, {})
    assert (end.name, end.chip, end.words, end.title, end.source) == (
        "evidence for C1", "C1", "The council said so", "The council", "Anna Berg")
    assert end.whose.startswith("Mara, ") and end.drawn == "Mara"
    assert end.spoken().startswith("evidence for C1. Claim: The council said so. Anna Berg. in The council. Mara, ")
    assert end.spoken().endswith("certainty: possible. hardly")
    (back,) = link_ends(builders.bridge(session, article=second), claim.id, {})
    assert (back.name, back.source) == ("has evidence Q1", "")


def test_an_end_that_is_gone_still_says_what_it_was_and_who_removed_it(session: Session) -> None:
    article = builders.article(session)
    one = builders.annotation(session, article, "“Are we too tolerant?”")
    other = builders.annotation(session, article, "$1.3 billion", kind="statistic")
    session.do(links.link(one, "cites", other)[1])
    session.do(annotate.remove([other]))
    (end,) = link_ends(builders.bridge(session, article=article), one.id, {})
    assert (end.name, end.label, end.words) == ("cites: gone", "Statistic", "$1.3 billion")
    assert end.whose.startswith("removed by Mara, ")


def test_of_what_closes_a_ring_it_is_said_what_there_is_to_do(session: Session) -> None:
    article = builders.article(session)
    one = builders.annotation(session, article, "“Are we too tolerant?”")
    other = builders.annotation(session, article, "$1.3 billion")
    session.do(links.link(one, "part_of", other)[1])
    session.do(links.link(other, "part_of", one)[1])
    ends = link_ends(builders.bridge(session, article=article), one.id, {})
    assert [(end.name, "To settle" in end.spoken()) for end in ends] == [("part of Q2", False), ("has part Q2", True)]


def test_an_annotation_without_links_has_no_ends(session: Session, qtbot: QtBot) -> None:
    article = builders.article(session)
    one = builders.annotation(session, article, "$1.3 billion")
    assert link_ends(builders.bridge(session, article=article), one.id, {}) == []
