"""What becomes of coded answers: what a person chose, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.actions.recoding import left_behind, move_answers, other_kind, recode, take_answers
from annotator.corpus.change import Change
from annotator.corpus.usage import Answer, Use, fits, unfit, value_key


def answer(value: Any, **also: Any) -> Answer:
    return Answer("annotation", "a", "t", value, also)


def set_to(change: Change) -> dict[str, Any]:
    return dict(change.fields)


def test_only_answers_with_the_value_change_and_other_values_stay() -> None:
    given = [answer("irony"), answer("warm"), answer(["warm", "irony", "cold"]), answer(["irony"]), answer(True)]
    assert [set_to(c) for c in recode(given, "tone", {"irony": "sarcasm"}).changes] == [
        {"attribute:tone": "sarcasm"}, {"attribute:tone": ["warm", "sarcasm", "cold"]}, {"attribute:tone": ["sarcasm"]}]
    assert [set_to(c) for c in recode(given, "tone", {"irony": "cold"}).changes][1] == {
        "attribute:tone": ["warm", "cold"]}
    assert [set_to(c) for c in recode(given, "tone", {"irony": None}).changes] == [
        {"attribute:tone": None}, {"attribute:tone": ["warm", "cold"]}, {"attribute:tone": None}]


def test_answers_move_only_where_nothing_stands() -> None:
    given = [answer("a"), answer("a", mood="b"), answer("a", mood="a")]
    assert [set_to(c) for c in move_answers(given, "tone", "mood").changes] == [
        {"attribute:tone": None, "attribute:mood": "a"}] * 2
    assert left_behind(given, "mood") == 1


def test_answers_are_taken_away_where_they_stand() -> None:
    held = Answer("values", "v", "art", 3)
    assert list(take_answers([held], "count").changes) == [Change("values", "v", {"attribute:count": None}, "art")]
    assert list(other_kind([answer("claim")], "frame").changes) == [Change("annotation", "a", {"kind": "frame"}, "t")]


@pytest.mark.parametrize(("type_", "value", "fit"), [
    ("boolean", True, True), ("boolean", "yes", False), ("number", 3, True), ("number", "0.10", True),
    ("number", "three", False), ("number", True, False), ("date", "2025-03", True), ("date", "March", False),
    ("choice", "a", True), ("choice", "b", False), ("choice", ["a"], False), ("multi", ["a"], True),
    ("multi", "a", True), ("multi", ["b"], False), ("multi", [1], False), ("text", "x", True), ("text", 3, False)])
def test_an_answer_fits_a_question_or_not(type_: str, value: Any, fit: bool) -> None:
    assert fits(type_, ("a",), value) is fit


def test_answers_that_do_not_fit_are_counted() -> None:
    uses = {value_key(value): Use(times) for value, times in (("a", 2), ("b", 3), (True, 4), (1.5, 5), ("true", 6))}
    assert [unfit(uses, type_, ("a",)) for type_ in ("choice", "boolean", "number", "text")] == [18, 16, 15, 9]


def test_a_use_is_said_in_words() -> None:
    assert Use(1, frozenset("a")).words() == "once by 1 coder"
    assert (Use(13, frozenset("a")) + Use(1, frozenset("b"))).words() == "14 times by 2 coders"
    assert Use(2).words() == "2 times" and not Use()
