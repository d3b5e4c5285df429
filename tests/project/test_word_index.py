from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.project.word_index import PIECE, WordIndex, cut
from annotator.session import Session
from tests import builders


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = builders.project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def index(session: Session) -> Iterator[WordIndex]:
    made = WordIndex(session.replica)
    yield made
    made.close()


def take_in_all(index: WordIndex) -> None:
    while index.step():
        pass


def found(index: WordIndex, word: str) -> int:
    return len(index.rows("SELECT rowid FROM words WHERE words MATCH ?", (f'"{word}"',)))


def test_nothing_is_in_before_the_first_step_and_all_is_in_after_the_last(session: Session, index: WordIndex) -> None:
    for _ in range(3):
        builders.article(session, "The minister said it. " * 20)
    assert index.progress() == (0, 3)
    take_in_all(index)
    assert index.progress() == (3, 3)
    assert not index.step()
    assert found(index, "minister") == 3


def test_a_step_takes_in_a_little_and_the_next_goes_on_there(session: Session, index: WordIndex) -> None:
    for number in range(6):
        builders.article(session, f"Number {number}. " * 50)
    assert index.step(1)
    assert index.progress() == (1, 6)
    assert index.step(1)
    assert index.progress() == (2, 6)
    again = WordIndex(session.replica)
    take_in_all(again)
    assert [found(again, str(number)) for number in range(6)] == [1] * 6
    again.close()


def test_articles_that_come_later_go_in_later(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    take_in_all(index)
    builders.article(session, "two")
    assert index.progress() == (1, 2)
    take_in_all(index)
    assert (found(index, "one"), found(index, "two")) == (1, 1)


def test_a_very_long_text_goes_in_piece_by_piece_and_step_by_step(session: Session, index: WordIndex) -> None:
    text = "The ferry left at noon.\n" * 10_000
    name = builders.article(session, text)
    steps = 0
    while index.step():
        steps += 1
    assert steps > 2
    starts = [row[0] for row in index.rows("SELECT start FROM piece ORDER BY k")]
    bodies = [row[0] for row in index.rows("SELECT body FROM words ORDER BY rowid")]
    assert "".join(bodies) == session.catalogue.text(name)
    assert [text[start:start + len(body)] for start, body in zip(starts, bodies, strict=True)] == bodies
    assert index.progress() == (1, 1)


def test_in_the_middle_of_an_action_it_waits(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    with session.replica.transaction():
        assert index.step()
    assert not index.path.exists()


def test_another_window_of_this_computer_may_take_in_at_the_same_time(session: Session, index: WordIndex) -> None:
    for number in range(4):
        builders.article(session, f"Number {number}")
    other = WordIndex(session.replica)
    more = [True, True]
    while any(more):
        more = [index.step(1), other.step(1)]
    assert [found(other, str(number)) for number in range(4)] == [1] * 4
    other.close()


def test_a_window_that_is_writing_is_waited_for_and_nothing_is_lost(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    assert index.step()
    builders.article(session, "two")
    other = WordIndex(session.replica)
    assert found(other, "one") == 1
    assert other._db is not None
    other._db.execute("BEGIN IMMEDIATE")
    assert index.step()
    assert found(index, "two") == 0
    other.close()
    take_in_all(index)
    assert found(index, "two") == 1


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to be read as one" * 40])
def test_a_damaged_file_is_thrown_away_and_made_again(session: Session, index: WordIndex, damage: bytes) -> None:
    builders.article(session, "one")
    take_in_all(index)
    index.close()
    index.path.write_bytes(damage)
    take_in_all(index)
    take_in_all(index)
    assert found(index, "one") == 1


def test_an_index_of_another_version_is_made_again(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    take_in_all(index)
    index.rows("PRAGMA user_version=99")
    index.close()
    assert found(index, "one") == 0
    take_in_all(index)
    assert found(index, "one") == 1


def test_a_replica_that_was_made_anew_has_its_index_made_anew(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    take_in_all(index)
    index.rows("UPDATE state SET article=x'00'")
    take_in_all(index)
    assert index.progress() == (1, 1)
    assert found(index, "one") == 1


def test_check_throws_it_away_and_the_next_search_makes_it_again(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    take_in_all(index)
    index.close()
    assert session.check() == []
    assert not index.path.exists()
    take_in_all(index)
    assert found(index, "one") == 1


def test_neither_the_shared_file_nor_the_replica_has_it(session: Session, index: WordIndex) -> None:
    builders.article(session, "one")
    take_in_all(index)
    session.exchange()
    assert not session.replica.rows("SELECT 1 FROM sqlite_schema WHERE name='words'")
    assert b"fts5" not in session.path.read_bytes()


@given(st.text(alphabet="ab \n🙂é", max_size=200), st.integers(1, 30))
def test_pieces_follow_without_a_gap_and_none_is_too_long(text: str, size: int) -> None:
    at, pieces = 0, []
    while at < len(text):
        end = cut(text, at, size)
        pieces.append(text[at:end])
        at = end
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= 2 * size for piece in pieces)
    assert cut("x" * 3 * PIECE, 0) == PIECE
