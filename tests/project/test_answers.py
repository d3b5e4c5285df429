"""What is remembered of copies: answers by path, and which were taken in as they are."""

from __future__ import annotations

from pathlib import Path

from annotator.project.answers import LEAVE, READ, Answers, mark


def test_an_answer_lasts_and_can_be_taken_back(tmp_path: Path) -> None:
    copy = tmp_path / "Study 2.annot"
    assert Answers(tmp_path).of(copy) == ""
    Answers(tmp_path).remember(copy, READ)
    Answers(tmp_path).remember(tmp_path / "other.annot", LEAVE)
    assert Answers(tmp_path).of(copy) == READ
    Answers(tmp_path).remember(copy, "")
    assert Answers(tmp_path).of(copy) == ""
    assert Answers(tmp_path).of(tmp_path / "other.annot") == LEAVE


def test_a_copy_counts_as_taken_in_until_it_is_written_to(tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    assert not Answers(tmp_path).is_taken(copy), "what is not there was not taken in"
    copy.write_text("one")
    Answers(tmp_path).took(copy, mark(copy))
    assert Answers(tmp_path).is_taken(copy)
    copy.write_text("one more")
    assert not Answers(tmp_path).is_taken(copy)


def test_what_is_written_while_it_is_read_is_taken_in_again(tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    copy.write_text("one")
    before = mark(copy)
    copy.write_text("one more")
    Answers(tmp_path).took(copy, before)
    assert not Answers(tmp_path).is_taken(copy)


def test_a_spoilt_memory_costs_a_question_and_no_more(tmp_path: Path) -> None:
    for nonsense in ("", "[]", "{", '{"answers": 3, "taken": {"x": 4}}', "\x00"):
        (tmp_path / "copies.json").write_text(nonsense)
        answers = Answers(tmp_path)
        assert answers.of(tmp_path / "x") == "" and not answers.is_taken(tmp_path / "x")
        answers.remember(tmp_path / "x", READ)
        assert Answers(tmp_path).of(tmp_path / "x") == READ


def test_a_disk_that_takes_nothing_does_not_stop_anybody(tmp_path: Path) -> None:
    Answers(tmp_path / "not there").remember(tmp_path / "x", READ)
