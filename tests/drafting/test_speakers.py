"""Who is meant: a source of the project, somebody new, or a question; nothing is guessed into the project."""

from pathlib import Path

import pytest

from annotator.actions import sources
from annotator.drafting import ASKED, KNOWN, NEW, Drafts, Speaker, Speakers
from annotator.session import Session
from tests import builders

TEXT = (
    "Public Security Minister François Bonardel met officials.\n"
    "But Bonnardel said he hopes for the best. “It is vast,” he said.\n"
    "U.S. officials said that 300 officers had come.\n"
    "“No,” Bonnardell said. SQ Assistant Director-General Andre Santerre said police were ready.\n"
)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return builders.project(tmp_path)


def asked(session: Session, article: str) -> list[tuple[Speaker, ...]]:
    found = Drafts(session).waiting(article)
    return [Speakers(session, article, TEXT).of(each) for each in found if each.kind == "quote"]


def test_a_surname_becomes_the_whole_name_that_the_text_has_introduced(session: Session) -> None:
    first, he, officials, slip, santerre = (one[0] for one in asked(session, builders.article(session, TEXT)))
    assert (first.words, first.sort, first.type) == ("François Bonardel", NEW, "person")
    assert (he.words, he.sort, he.source, he.is_pronoun) == ("he", ASKED, None, True)
    assert (officials.words, officials.sort) == ("U.S. officials", ASKED)
    assert slip.words == "François Bonardel"
    assert (santerre.words, santerre.sort) == ("Andre Santerre", NEW)


def test_what_was_answered_once_in_the_article_is_known_and_a_slip_of_the_paper_is_asked_for(session: Session) -> None:
    article = builders.article(session, TEXT)
    drafts = Drafts(session)
    drafts.accept(article, drafts.waiting(article)[:1])
    he, _, slip, _ = (one[0] for one in asked(session, article))
    assert he.source is not None
    assert (he.sort, he.source.name) == (ASKED, "François Bonardel")
    assert slip.source is not None
    assert (slip.sort, slip.source.name) == (ASKED, "François Bonardel")


def test_a_surname_alone_is_the_only_one_who_bears_it_here(session: Session) -> None:
    text = "Anna Berg came. “Yes,” Berg said.\n"
    article = builders.article(session, text)
    source, made = sources.create("Anna Berg")
    session.do(made)
    (each,) = Drafts(session).waiting(article)
    known = session.catalogue.sources()[source.id]
    assert Speakers(session, article, text).of(each) == (Speaker("Berg", KNOWN, known),)
    session.do(sources.create("Olof Berg")[1])
    text = "Anna Berg and Olof Berg came. “Yes,” Berg said.\n"
    article = builders.article(session, text)
    (each,) = Drafts(session).waiting(article)
    assert Speakers(session, article, text).of(each)[0].sort != KNOWN


def test_a_figure_in_somebodys_words_is_asked_for_and_never_theirs_unasked(session: Session) -> None:
    text = "“We need 300 officers now,” Anna Berg said.\n"
    article = builders.article(session, text)
    drafts = Drafts(session)
    drafts.accept(article, [each for each in drafts.waiting(article) if each.kind == "quote"])
    (figure,) = drafts.waiting(article)
    speakers = Speakers(session, article, text)
    assert [(one.sort, one.source and one.source.name) for one in speakers.of(figure)] == [(ASKED, "Anna Berg")]
    assert speakers.chain(figure)[0] == ()
