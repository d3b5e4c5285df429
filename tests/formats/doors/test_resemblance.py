"""Articles that are nearly another one are said, and come in as articles of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.session import Session
from tests.formats.corpora import bring, project

SENTENCES = [f"The council of the {word} town voted on the plan for the harbour." for word in
             ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = project(tmp_path)
    yield made
    made.close()


def article(folder: Path, name: str, sentences: list[str], **fields: str) -> Path:
    path = folder / f"{name}.md"
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_text(f"---\n{head}---\n{' '.join(sentences)}\n", encoding="utf-8")
    return path


def test_a_story_that_another_paper_has_cut_is_said(session: Session, tmp_path: Path) -> None:
    whole = article(tmp_path, "a", SENTENCES, title="The whole story", outlet="Agency")
    cut = article(tmp_path, "b", SENTENCES[:8], title="A cut story", outlet="Paper")
    other = article(tmp_path, "c", ["Nobody at the table of the minister asked who would pay for all of it."] * 3,
                    title="Another", outlet="Paper")
    incoming = bring(session, whole, cut, other)
    assert incoming.added == {"article": 3}
    assert incoming.warnings == [
        "A cut story: it has nearly the words of “The whole story”, which comes in with it (100%)"]


def test_a_later_version_at_the_same_address_is_recognised(session: Session, tmp_path: Path) -> None:
    bring(session, article(tmp_path, "a", SENTENCES, title="Vote", url="https://paper.example/1"))
    incoming = bring(session, article(tmp_path, "b", [*SENTENCES[:9], SENTENCES[9].replace("voted", "did not vote")],
                                      title="The vote", url="https://paper.example/1"))
    (arrival,) = incoming.arrivals
    assert arrival.earlier is not None and arrival.earlier.likely
    assert arrival.earlier.words() == (
        "the address and 90% of the sentences of “Vote”, which is in the project")
    assert (arrival.state, incoming.warnings) == ("new", [])


def test_other_words_at_the_same_address_are_asked_about_and_not_taken_for_a_version(
        session: Session, tmp_path: Path) -> None:
    bring(session, article(tmp_path, "a", SENTENCES, title="Live", url="https://paper.example/live"))
    other = ["Nobody at the table of the minister asked who would pay for all of it."]
    (arrival,) = bring(session, article(tmp_path, "b", other, title="Live", url="https://paper.example/live")).arrivals
    assert arrival.earlier is not None and not arrival.earlier.likely


def test_the_same_title_with_nearly_the_same_words_may_be_one(session: Session, tmp_path: Path) -> None:
    bring(session, article(tmp_path, "a", SENTENCES, title="The vote on the harbour"))
    (arrival,) = bring(session, article(tmp_path, "b", SENTENCES[:9], title="The vote on the harbour")).arrivals
    assert arrival.earlier is not None and not arrival.earlier.likely
    assert arrival.earlier.words().startswith("the title and 100% of the sentences")


def test_of_two_that_may_replace_one_article_the_nearer_does(session: Session, tmp_path: Path) -> None:
    bring(session, article(tmp_path, "a", SENTENCES, title="Vote", url="https://paper.example/1"))
    others = [f"Nobody asked who would pay for the {word} part of it." for word in "abcdefghij"]
    paths = [article(tmp_path, name, [*SENTENCES[:same], *others[same:]], title=name, url="https://paper.example/1")
             for name, same in (("b", 6), ("c", 9))]
    assert [bool(arrival.earlier) for arrival in bring(session, *paths).arrivals] == [False, True]


def test_a_wire_story_in_two_papers_is_no_surprise(session: Session, tmp_path: Path) -> None:
    paths = [article(tmp_path, name, SENTENCES, title=name, outlet=name) for name in ("one", "two")]
    assert bring(session, *paths).warnings == []
