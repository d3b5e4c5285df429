"""What a change of the codebook does to what is already coded. Nothing here happens unless a person chose it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.corpus.change import Change, ChangeSet
from annotator.corpus.usage import Answer, values_of


def recode(answers: Iterable[Answer], name: str, to: Mapping[str, str | None]) -> ChangeSet:
    """Give answers other values: old → new, None takes the value away. Of several values the others stay.

    Args:
        name: the id of the attribute that they answer.
    """
    return ChangeSet([_change(answer, {name: _mapped(answer.value, to)}) for answer in answers
                      if any(value in to for value in values_of(answer.value) if isinstance(value, str))])


def move_answers(answers: Iterable[Answer], old: str, new: str) -> ChangeSet:
    """Have answers to one question answer another. Where that is answered otherwise already, both stay as they are."""
    return ChangeSet([_change(answer, {old: None, new: answer.value}) for answer in answers
                      if answer.also.get(new) in (None, answer.value)])


def left_behind(answers: Iterable[Answer], new: str) -> int:
    """How many answers `move_answers` leaves, because the other question has an answer of its own."""
    return sum(answer.also.get(new) not in (None, answer.value) for answer in answers)


def take_answers(answers: Iterable[Answer], name: str) -> ChangeSet:
    """Take the answers to a question away."""
    return ChangeSet([_change(answer, {name: None}) for answer in answers])


def other_kind(marked: Iterable[Answer], kind: str) -> ChangeSet:
    """Make annotations another kind; their answers stay."""
    return ChangeSet([Change(answer.kind, answer.entity, {"kind": kind}, answer.article) for answer in marked])


def _mapped(value: Any, to: Mapping[str, str | None]) -> Any:
    if not isinstance(value, list | tuple):
        return to[value]
    changed = (to.get(each, each) for each in value)
    return list(dict.fromkeys(each for each in changed if each is not None)) or None


def _change(answer: Answer, fields: Mapping[str, Any]) -> Change:
    return Change(answer.kind, answer.entity, {f"attribute:{key}": value for key, value in fields.items()},
                  answer.article)
