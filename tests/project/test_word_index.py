from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.word_index import PIECE, WHOLE, WordIndex, pieces
from annotator.session import Session
from tests import builders


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


def take_in_all(index: WordIndex) -> None:
    while index.step():
        pass


def test_nothing_is_made_before_the_first_step_and_all_is_in_after_the_last(session: Session) -> None:
    for _ in range(3):
        builders.article(session, "The minister said it. " * 20)
    index = WordIndex(session.replica)
    assert not index.exists()
    assert index.progress() == (0, 3)
    take_in_all(index)
    assert index.progress() == (3, 3)
    assert not index.step()


def test_a_step_takes_in_a_little_and_the_next_goes_on_there(session: Session) -> None:
    for number in range(6):
        builders.article(session, f"Number {number}. " * 50)
    index = WordIndex(session.replica)
    assert index.step(1)
    assert index.progress() == (1, 6)
    assert index.step(1)
    assert index.progress() == (2, 6)


def test_articles_that_come_later_go_in_later(session: Session) -> None:
    index = WordIndex(session.replica)
    builders.article(session, "one")
    take_in_all(index)
    builders.article(session, "two")
    assert index.progress() == (1, 2)
    take_in_all(index)
    assert index.progress() == (2, 2)


def test_a_very_long_text_goes_in_piece_by_piece(session: Session) -> None:
    builders.article(session, "The ferry left at noon.\n" * 10_000)
    index, steps = WordIndex(session.replica), 0
    while index.step():
        steps += 1
    assert steps >= 5
    rows = session.replica.rows("SELECT start,length FROM piece ORDER BY k")
    assert len(rows) > 1
    assert all(length <= PIECE for _, length in rows)
    assert sum(length for _, length in rows) == 10_000 * 24 > WHOLE


def test_in_the_middle_of_an_action_it_waits(session: Session) -> None:
    builders.article(session, "one")
    index = WordIndex(session.replica)
    with session.replica.transaction():
        assert index.step()
    assert not index.exists()


def test_a_rebuild_throws_it_away_and_check_finds_nothing_wrong(session: Session) -> None:
    builders.article(session, "one")
    index = WordIndex(session.replica)
    take_in_all(index)
    assert session.check() == []
    assert not index.exists()
    take_in_all(index)
    assert index.progress() == (1, 1)


def test_the_shared_file_never_has_it(session: Session) -> None:
    builders.article(session, "one")
    take_in_all(WordIndex(session.replica))
    session.exchange()
    again = Session.open(session.path, builders.MARIA, home=session.path.parent / "maria")
    again.exchange()
    assert not WordIndex(again.replica).exists()
    again.close()


@given(st.text(alphabet="ab \n🙂é", max_size=200), st.integers(1, 30))
def test_pieces_follow_without_a_gap_and_none_is_too_long(text: str, size: int) -> None:
    found = pieces(text, size)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= size for start, end in found)
