"""What an outlet repeats is proposed as boilerplate, and what somebody has marked is learned at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.actions import library
from annotator.drafting.drafts import Drafts
from annotator.drafting.outlets import MARKED, OutletMemory
from annotator.finders.boilerplate import REPEATED
from annotator.session import Session
from tests.builders import article, project

LINE = "The Harbour Post has 12 local editions along the coast."
STORIES = ("It rained in the harbour.", "The quay is closed.", "A ship has left.", "Nobody was hurt at sea.")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return project(tmp_path)


def read(session: Session) -> OutletMemory:
    memory = OutletMemory(session.catalogue)
    session.listen(memory.forget)
    list(memory.steps())
    return memory


def marked_span(session: Session, name: str) -> tuple[int, int]:
    (passage,) = session.catalogue.passages(name)
    return passage.start, passage.end


def proposed(session: Session, memory: OutletMemory, name: str) -> list[tuple[str, str]]:
    text = session.catalogue.text(name)
    return [(text[slice(*each.segments[0])], each.why) for each in Drafts(session, memory).waiting(name)
            if each.kind == "boilerplate"]


def test_a_paragraph_that_three_articles_of_an_outlet_have_is_proposed_and_accepted_as_a_passage(
    session: Session,
) -> None:
    names = [article(session, f"{story}\n{LINE}\n", outlet="Post") for story in STORIES]
    elsewhere = article(session, f"Another outlet.\n{LINE}\n", outlet="Herald")
    memory = read(session)
    assert proposed(session, memory, names[3]) == [(LINE, REPEATED)]
    assert not proposed(session, memory, elsewhere)
    drafts = Drafts(session, memory)
    drafts.accept(names[3], drafts.waiting(names[3]))
    assert [passage.role for passage in session.catalogue.passages(names[3])] == ["boilerplate"]
    assert not proposed(session, memory, names[3])
    rule = "boilerplate/repeated"
    assert drafts.lessons().of_rules() == {rule: (1, 0)}, "an accepted passage counts, as a dismissed one does"
    session.do(library.mark_passage(names[3], *marked_span(session, names[3]), None))
    assert drafts.lessons().of_rules() == {}
    session.undo()
    session.undo()
    assert drafts.lessons().of_rules() == {}
    assert proposed(session, memory, names[3])


def test_what_is_marked_once_is_proposed_in_the_others_and_forgotten_when_it_is_cleared(session: Session) -> None:
    one, other = (article(session, f"{story}\n{LINE}\n", outlet="Post") for story in STORIES[:2])
    memory = read(session)
    assert not proposed(session, memory, other)
    start = session.catalogue.text(one).index(LINE)
    session.do(library.mark_passage(one, start, start + len(LINE), "boilerplate"))
    assert proposed(session, memory, other) == [(LINE, MARKED)]
    session.do(library.mark_passage(one, start, start + len(LINE), None))
    assert not proposed(session, memory, other)


def test_an_article_that_comes_later_is_read_and_one_that_goes_counts_no_more(session: Session) -> None:
    names = [article(session, f"{story}\n{LINE}\n", outlet="Post") for story in STORIES[:2]]
    memory = read(session)
    third = article(session, f"{STORIES[2]}\n{LINE}\n", outlet="Post")
    list(memory.steps())
    assert proposed(session, memory, third)
    session.do(library.remove_article(names[0], []))
    assert not proposed(session, memory, third)


def test_an_article_without_an_outlet_repeats_nothing(session: Session) -> None:
    names = [article(session, f"{story}\n{LINE}\n") for story in STORIES]
    assert not proposed(session, read(session), names[0])
