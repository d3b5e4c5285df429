"""The same words and figures in several articles: found in steps, kept, joined with one action."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.actions import library
from annotator.actions.suggestions import hide_repeat
from annotator.drafting.drafts import Drafts
from annotator.drafting.joining import joining
from annotator.drafting.repeats import MOST, Repeated, RepeatMemory, joined
from annotator.finders.traces import figure_traces, quotation_traces
from annotator.session import Session
from tests.builders import MARIA, article, project

SAID = "“We will rebuild the quay before the winter storms come,” Lena Ortiz said.\n"
FIRST = f"The harbour reopens\n{SAID}Some 26,000 people had crossed the border by May.\n"
SECOND = f"A quay\nNobody was hurt. {SAID}It rained.\n"
THIRD = "Numbers\nThe office counted 26,000 people last year. “It is over,” he said.\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = project(tmp_path)
    for text in (FIRST, SECOND, THIRD):
        article(made, text)
    return made


def repeats(session: Session, memory: RepeatMemory | None = None) -> list[Repeated]:
    *_, last = (memory or RepeatMemory(session.catalogue)).steps()
    assert isinstance(last, list)
    return last


def test_what_two_articles_quote_and_count_is_put_together(session: Session) -> None:
    quote, figure = sorted(repeats(session), key=lambda each: each.kind)
    assert quote.words.startswith("“We will rebuild the quay")
    assert (quote.articles, quote.unmarked, quote.why) == (2, 2, "the same words")
    assert "26,000" in figure.words
    assert figure.articles == 2


def test_one_action_marks_and_links_all_places_and_one_undo_takes_it_back(session: Session) -> None:
    for each in repeats(session):
        session.do(joining(session, each))
    assert not repeats(session)
    assert len([link for link in session.catalogue.all_links() if link.type == "same_as"]) == 2
    session.undo()
    session.undo()
    assert len(repeats(session)) == 2
    assert not list(session.catalogue.all_links())


def test_what_is_marked_already_is_linked_as_it_is(session: Session) -> None:
    name = repeats(session)[0].spots[0].article
    made = Drafts(session).accept(name, Drafts(session).waiting(name))
    found = next(each for each in repeats(session) if each.unmarked < len(each.spots))
    session.do(joining(session, found))
    assert {link.start for link in session.catalogue.all_links()} <= {each.id for each in made}
    assert not joining(session, found)


def test_only_what_has_changed_is_read_again(session: Session) -> None:
    memory = RepeatMemory(session.catalogue)
    session.listen(memory.forget)
    assert len(repeats(session, memory)) == 2
    first = next(each for each in session.catalogue.article_ids() if SAID in session.catalogue.text(each))
    session.do(library.mark_passage(first, 0, len(session.catalogue.text(first)), "boilerplate"))
    assert not [each for each in repeats(session, memory) if each.kind == "quote"]


def test_figures_that_say_little_need_what_is_measured(tmp_path: Path) -> None:
    made = project(tmp_path)
    for number in range(14):
        article(made, f"Part {number}\nThe fee rose by 25 percent in town {'abcdefghijklmn'[number]}.\n")
    assert not repeats(made)


def test_the_links_of_others_join_places_by_way_of_each_other(session: Session) -> None:
    quote = next(each for each in repeats(session) if each.kind == "quote")
    session.do(joining(session, quote))
    tops = joined(session.catalogue.all_links())
    assert len(set(tops.values())) == 1


def test_twelve_words_in_common_are_found_whatever_stands_around_them() -> None:
    shared = "we will rebuild the quay before the winter storms come to town"
    one, other = quotation_traces(f"Friends and neighbours, {shared}"), quotation_traces(f"{shared}, and that is that")
    assert set(one) & set(other)
    assert not quotation_traces("It is over")


def test_small_bare_numbers_tell_nothing() -> None:
    assert not figure_traces({"value": "3", "unit": "people"})
    assert not figure_traces({"value": "26000"})
    assert figure_traces({"value": "26000", "unit": "people"})
    assert MOST


def test_without_suggestions_only_what_is_marked_is_put_together(session: Session) -> None:
    memory = RepeatMemory(session.catalogue)
    memory.suggesting = False
    assert not repeats(session, memory)
    for name in session.catalogue.article_ids():
        Drafts(session).accept(name, Drafts(session).waiting(name))
    fresh = RepeatMemory(session.catalogue)
    fresh.suggesting = False
    assert all(not each.unmarked for each in repeats(session, fresh))
    assert len(repeats(session, fresh)) == 2


def test_a_hidden_repeat_shows_again_once_another_article_says_the_same(session: Session) -> None:
    memory = RepeatMemory(session.catalogue)
    session.listen(memory.forget)
    quote = next(each for each in repeats(session, memory) if each.kind == "quote")
    session.do(hide_repeat((spot.article, spot.kind, (spot.start, spot.end)) for spot in quote.spots))
    assert [each.kind for each in repeats(session, memory)] == ["statistic"]
    name = quote.spots[0].article
    Drafts(session).accept(name, Drafts(session).waiting(name))
    assert [each.kind for each in repeats(session, memory)] == ["statistic"], "also when it is marked"
    article(session, f"A third\n{SAID}")
    assert {each.kind: each.articles for each in repeats(session, memory)}["quote"] == 3
    for _ in range(3):
        session.undo()
    assert [each.articles for each in repeats(session, memory) if each.kind == "quote"] == [2]


def test_what_two_people_hide_unseen_of_each_other_is_nothing_to_settle(session: Session, tmp_path: Path) -> None:
    session.exchange()
    maria = Session.open(session.path, MARIA, home=tmp_path / "hers")
    maria.exchange()
    maria.catch_up()
    for each in (session, maria):
        each.do(hide_repeat((spot.article, spot.kind, (spot.start, spot.end))
                            for spot in repeats(each)[0].spots))
    for each in (session, maria, session):
        each.exchange()
        each.catch_up()
    assert len(repeats(session)) == len(repeats(maria)) == 1
    assert session.catalogue.to_settle() == 0
    maria.close()
