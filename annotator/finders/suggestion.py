"""What a finder proposes: a first draft of an annotation, and why, in words that a person can check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from annotator.corpus.annotation import Attribution
from annotator.corpus.proposals import Proposal

Span = tuple[int, int]
"""`[start, end)` in code points of the text that a finder was given."""

SURE_ENOUGH = 0.5
"""Suggestions with a lower score are shown on request only."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Suggestion(NamedTuple):
    """A draft of an annotation (or of a passage); a tuple, because nothing is made so often.

    Args:
        segments: the content, in order, without overlap; a split quotation has several.
        kind: the codebook's kind (“quote”, “statistic”, “claim”), or “boilerplate” for a passage.
        why: what spoke for it: “quotation marks + ‘said’ + name within 3 words”.
        score: 0 to 1, how often such a suggestion is right.
        rule: the frame and the verb (“tail/say”), so that a linguist finds the line and a project can count.
        chain: who says it, the origin first; the sources are not named, only where the text mentions them.
        attributes: answers to the codebook's questions (`quote_type`).
        quantity: a statistic's value, by the dataset's names.
        names: of each link of the chain the source's name, "" for nobody, where somebody else suggests it and says so.
        types: of each link what its source is, where that is said.
        scored: whether anybody has said how sure it is; else its score is 1.
        came: what has come in and says the same: notes, links and marks of it go along when it is accepted.
    """

    segments: tuple[Span, ...]
    kind: str
    why: str
    score: float
    rule: str
    chain: tuple[Attribution, ...] = ()
    attributes: Mapping[str, str] = _NOTHING
    quantity: Mapping[str, Any] = _NOTHING
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    scored: bool = True
    came: tuple[Proposal, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.segments[0][0]

    @property
    def mentions(self) -> tuple[Span, ...]:
        """Where the text names who says it, the origin first."""
        return tuple(span for link in self.chain for span in link.mention)

    @property
    def cues(self) -> tuple[Span, ...]:
        """The words that attribute it."""
        return tuple(span for link in self.chain for span in link.cue)

    def moved(self, by: int) -> Suggestion:
        """The same so many code points further on: of a slice of a text, in that text."""
        if not by:
            return self
        chain = tuple(replace(one, mention=_moved(one.mention, by), cue=_moved(one.cue, by)) for one in self.chain)
        return self._replace(segments=_moved(self.segments, by), chain=chain)


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)


@dataclass(frozen=True, slots=True)
class Finder:
    """One entry of `FINDERS`: how it is called, what it does, and the function that does it.

    `find` gets the text, its language (a BCP 47 tag) and the spans in which nothing is to be found (boilerplate).
    """

    name: str
    label: str
    find: Callable[[str, str, tuple[Span, ...]], list[Suggestion]]


def in_order(found: list[Suggestion]) -> list[Suggestion]:
    """As the text runs; of those that begin together the longer one first."""
    return sorted(found, key=lambda each: (each.start, -each.segments[-1][1], each.kind, each.rule))
