"""Suggestions in an open project: they wait, are accepted or dismissed, and stay so for everybody."""

from pathlib import Path

import pytest

from annotator.actions import annotate, suggestions
from annotator.drafting import Drafts
from annotator.session import Session
from annotator.settings import home
from tests import builders
from tests.builders import MARA, MARIA

TEXT = (
    "“The river rose overnight,” Lena Ortiz said. Fewer than 300 houses were hit.\n"
    "He said that the town was safe.\n"
    "Sign up for our newsletter.\n"
)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return builders.project(tmp_path)


@pytest.fixture
def article(session: Session) -> str:
    return builders.article(session, TEXT)


def waiting(session: Session, article: str) -> list[str]:
    text = session.catalogue.text(article)
    return [text[slice(*each.segments[0])] for each in Drafts(session).waiting(article)]


EVERYTHING = [
    "“The river rose overnight,”", "Fewer than 300", "the town was safe", "Sign up for our newsletter.",
]  # fmt: skip


def test_what_finders_propose_waits_and_nothing_is_stored(session: Session, article: str) -> None:
    before = session.waiting()
    assert waiting(session, article) == EVERYTHING
    assert session.waiting() == before
    assert not session.catalogue.annotations(article)


def test_a_leading_that_stays_out_where_the_team_wants_it_out(session: Session, article: str) -> None:
    assert "the town was safe" in waiting(session, article)


def test_accepting_fills_in_kind_speaker_and_value_in_one_action(session: Session, article: str) -> None:
    drafts = Drafts(session)
    drafts.accept(article, drafts.waiting(article))
    quote, figure, retold = session.catalogue.annotations(article)
    assert (quote.kind, quote.attributes["quote_type"]) == ("quote", "direct")
    (link,) = quote.chain
    assert link.source
    assert session.catalogue.sources()[link.source].name == "Lena Ortiz"
    assert TEXT[slice(*link.cue[0])] == "said"
    assert (figure.quantity["value"], figure.quantity["comparator"]) == ("300", "<")
    assert retold.needs_source, "“He” is never guessed without being asked"
    assert all(each.origin and each.origin["by"] == "suggestion" for each in (quote, figure, retold))
    assert [passage.role for passage in session.catalogue.passages(article)] == ["boilerplate"]
    assert waiting(session, article) == []
    session.undo()
    assert not session.catalogue.annotations(article)
    assert waiting(session, article) == EVERYTHING


def test_the_same_name_twice_is_one_source(session: Session) -> None:
    article = builders.article(session, "“One,” Lena Ortiz said.\n“Two of them,” Lena Ortiz said.\n")
    drafts = Drafts(session)
    drafts.accept(article, drafts.waiting(article))
    assert [source.name for source in session.catalogue.sources().values()] == ["Lena Ortiz"]


def test_what_is_dismissed_stays_away_also_after_a_restart_until_it_is_brought_back(
    session: Session, article: str
) -> None:
    drafts = Drafts(session)
    quote = drafts.waiting(article)[0]
    drafts.dismiss(article, [quote])
    assert session.undo_label() == "Dismiss suggestion"
    assert waiting(session, article) == EVERYTHING[1:]
    session.close()
    session = Session.open(session.path, MARA, home=home())
    assert waiting(session, article) == EVERYTHING[1:]
    session.do(suggestions.bring_back(article, [(quote.kind, quote.segments)]))
    assert waiting(session, article) == EVERYTHING
    session.close()


def test_what_one_dismisses_is_away_for_the_other_and_both_dismissals_stay(
    session: Session, article: str, tmp_path: Path
) -> None:
    session.exchange()
    other = Session.open(session.path, MARIA, home=tmp_path / "hers")
    other.exchange()
    other.catch_up()
    first, second = Drafts(session).waiting(article)[:2]
    Drafts(session).dismiss(article, [first])
    Drafts(other).dismiss(article, [second])
    for each in (session, other, session):
        each.exchange()
        each.catch_up()
    assert waiting(session, article) == waiting(other, article) == EVERYTHING[2:]
    assert session.catalogue.to_settle() == 0
    other.close()


def test_what_is_annotated_already_is_not_proposed_again(session: Session, article: str) -> None:
    codebook = session.catalogue.codebook()
    session.do(annotate.mark(article, TEXT, spans=[(0, 20)], kind="quote", codebook=codebook)[1])
    assert waiting(session, article) == EVERYTHING[1:]


def test_verdicts_teach_the_ranking_and_that_is_said(session: Session, article: str) -> None:
    drafts = Drafts(session)
    figure = drafts.waiting(article)[1]
    for number in range(1, 8):
        other = builders.article(session, f"Fewer than {number}00 houses were hit.")
        drafts.dismiss(other, drafts.waiting(other, least=0))
    taught = drafts.waiting(article, least=0)[1]
    assert taught.rule == figure.rule
    assert taught.score < figure.score
    assert taught.why.endswith("0 of 7 accepted here")
    drafts.accept(article, drafts.waiting(article, least=0)[:1])
    assert drafts.lessons().of_rules() == {"figure/count": (0, 7), "tail/say": (1, 0)}
