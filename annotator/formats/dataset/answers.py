"""What another tool answers, as the codebook asks it: the names of attributes, and values of the type that is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from annotator.corpus.ids import derived_id
from annotator.corpus.kinds import Codebook
from annotator.formats.dataset import shape

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}
_FEW, _SHORT = 12, 40
"""Different answers of at most so many letters that make a question a choice."""


def plain_id(label: str) -> str:
    """An id that says the label: letters, digits, `_` and `-`."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).strip("_.-").lower()[:40]
    return plain or "label-" + derived_id("label", label)[:8]


def asked_by(name: str, values: Set[Any], *, several: bool = False) -> shape.Attribute:
    """The question that these answers belong to; with `several` some mark has more than one of them."""
    if all(isinstance(value, bool) for value in values):
        return shape.Attribute(id=plain_id(name), label=name, type="boolean")
    texts = sorted(map(str, values))
    if len(texts) <= _FEW and all(0 < len(text) <= _SHORT for text in texts):
        return shape.Attribute(id=plain_id(name), label=name, type="multi" if several else "choice",
                               values=tuple(texts))
    return shape.Attribute(id=plain_id(name), label=name, type="text")


class Answers:
    """Which question of the codebook a name is, and what its answer looks like.

    Args:
        theirs: the kinds that come along; ours count first.
    """

    def __init__(self, ours: Codebook, theirs: Iterable[shape.Kind]) -> None:
        self._types: dict[tuple[str, str], str] = {
            (kind.id, each.id): each.type for kind in theirs for each in kind.attributes or ()}
        self._types |= {(kind.id, each.id): each.type for kind in ours.kinds for each in kind.attributes}
        self._ours = {(kind.id, each.id) for kind in ours.kinds for each in kind.attributes}

    def name(self, kind: str, said: str) -> str:
        """The id of a question: ours when it is spelt like ours."""
        return said if (kind, said) in self._ours else plain_id(said)

    def of(self, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The answers of a mark, each under its question's id."""
        return {(name := self.name(kind, said)): _typed(value, self._types.get((kind, name), ""))
                for said, value in given.items()}


def _typed(value: Any, type_: str) -> Any:
    if type_ == "multi":
        return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if type_ == "number":
        return _number(value) if isinstance(value, str) else value
    if isinstance(value, bool):
        return value
    if type_ == "boolean":
        return _BOOLEANS.get(str(value).lower(), str(value))
    return str(value)


def _number(word: str) -> float | int | str:
    if not _NUMBER.fullmatch(word):
        return word
    return float(word) if "." in word else int(word)


def all_values(value: Any) -> Sequence[Any]:
    """The values of one answer."""
    return value if isinstance(value, list | tuple) else [value]
