"""What is coded with a codebook: how often, by whom, and each answer where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.edtf import is_edtf
from annotator.language import counted, tr, trn

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Use:
    """How often something is used, and the ids of those who did."""

    times: int = 0
    coders: frozenset[str] = frozenset()

    def __add__(self, other: Use) -> Use:
        return Use(self.times + other.times, self.coders | other.coders)

    def __bool__(self) -> bool:
        return self.times > 0

    def words(self) -> str:
        """“14 times by 2 coders”."""
        times = trn("once", "{number:,} times", self.times)
        if not self.coders:
            return times
        return tr("{times} by {coders}", times=times, coders=counted(len(self.coders), "coder"))


NOT_USED = Use()


@dataclass(frozen=True, slots=True)
class Usage:
    """All uses of a project.

    Args:
        kinds: kind → its annotations.
        values: (owner, attribute) → value (`value_key`) → its answers; of several values each counts.
        attributes: (owner, attribute) → its answers.
    """

    kinds: Mapping[str, Use] = field(default_factory=dict)
    attributes: Mapping[tuple[str, str], Use] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Mapping[str, Use]] = field(default_factory=dict)

    def kind(self, name: str) -> Use:
        """The annotations of a kind."""
        return self.kinds.get(name, NOT_USED)

    def attribute(self, owner: str, name: str) -> Use:
        """The answers to a question."""
        return self.attributes.get((owner, name), NOT_USED)

    def value(self, owner: str, name: str, value: str) -> Use:
        """The answers with a value."""
        return self.values.get((owner, name), {}).get(value, NOT_USED)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer where it stands: on an annotation, a source, or in a coder's values of an article.

    `also` are the ids of the other questions that are answered there.
    """

    kind: str
    entity: str
    article: str
    value: Any
    also: Mapping[str, Any] = field(default_factory=dict)


def value_key(value: Any) -> str:
    """What a value is counted under: a text as it is, all else as JSON behind a NUL, which no text has."""
    return value if isinstance(value, str) else "\0" + json.dumps(value, ensure_ascii=False, sort_keys=True)


def counted_value(key: str) -> Any:
    """The inverse of `value_key`."""
    return json.loads(key[1:]) if key.startswith("\0") else key


def unfit(uses: Mapping[str, Use], type_: str, values: Iterable[str]) -> int:
    """How many of these answers (`Usage.values`) a question of that type cannot have. They are kept all the same."""
    known = tuple(values)
    return sum(use.times for key, use in uses.items() if not fits(type_, known, counted_value(key)))


def fits(type_: str, values: Iterable[str], value: Any) -> bool:
    """Whether an answer is one that a question of this type can have. One that cannot is kept all the same."""
    if type_ == "boolean":
        return isinstance(value, bool)
    if type_ == "number":
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        return plain or (isinstance(value, str) and bool(_NUMBER.fullmatch(value)))
    if type_ == "date":
        return isinstance(value, str) and is_edtf(value)
    if type_ == "multi":
        return all(isinstance(each, str) for each in values_of(value)) and set(values_of(value)) <= set(values)
    if type_ == "choice":
        return isinstance(value, str) and value in set(values)
    return isinstance(value, str)


def values_of(value: Any) -> tuple[Any, ...]:
    """The single values of an answer; an answer of several has several."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)
