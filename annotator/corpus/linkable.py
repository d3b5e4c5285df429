"""What an annotation may be linked to: found by chip, words, source or figure, the likeliest first; and how."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.names import folded
from annotator.corpus.same_figure import NO, agreement

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linkable:
    """An annotation that a link may lead to.

    Args:
        place: from its first to its last character (code points).
        chip: its short name in its article: “Q2”.
        source: who says it, in words.
        title: the article's.
        here: it stands in the article that is open.
    """

    id: str
    article: str
    kind: str
    place: Span
    chip: str
    words: str
    source: str = ""
    title: str = ""
    figure: str = ""
    quantity: Mapping[str, Any] = field(default_factory=dict)
    here: bool = True

    def searched(self) -> str:
        """Everything that typed letters are looked for in: a line of its words, and one of what stands around them."""
        return f" {folded(self.words)}\n {folded(f'{self.source} {self.figure} {self.title}')}"


Entry = tuple[Linkable, str]
"""An annotation and what is searched of it: folding costs, so it is done once."""


def likely_type(kind: str, place: Span, other: Linkable) -> tuple[str, bool]:
    """How two annotations are probably linked: the type, and whether it runs from the first to `other`.

    Two statistics are one figure, what lies inside something else is a part of it, a statistic or a quote elsewhere in
    the article is evidence for a claim, what is said again in another article repeats it.
    """
    kinds = {kind, other.kind}
    if kinds == {"statistic"}:
        return "same_as", True
    if other.here and place != other.place:
        if other.place[0] <= place[0] and place[1] <= other.place[1]:
            return "part_of", True
        if place[0] <= other.place[0] and other.place[1] <= place[1]:
            return "part_of", False
    if kinds in ({"claim", "statistic"}, {"quote", "statistic"}):
        return "evidence_for", kind == "statistic"
    if kinds == {"claim", "quote"}:
        return "evidence_for", kind == "quote"
    if len(kinds) == 1:
        return ("repeats", True) if not other.here else ("answers", True) if kind == "quote" else ("qualifies", True)
    return "cites", True


def ranked(typed: str, entries: Iterable[Entry], linkable: Linkable, *, tied: Container[str] = (),
           most: int) -> list[Linkable]:
    """What `typed` may mean, likeliest first: chip, then the same figure, this article, and how near it stands.

    While nothing is typed, of other articles only the same figure is worth a thought.

    Args:
        linkable: what shall be linked; it is never found itself.
        tied: ids of what it is linked with already: the least likely.
        most: no more than so many.
    """
    wanted = folded(typed)
    pieces = wanted.split()
    rows = []
    for other, searched in entries:
        if other.id == linkable.id:
            continue
        called = other.here and bool(wanted) and folded(other.chip) == wanted
        if not (called or all(piece in searched for piece in pieces)):
            continue
        same = agreement(linkable.quantity, other.quantity) if linkable.quantity and other.quantity else NO
        if not (pieces or other.here or same):
            continue
        words = searched[:searched.index("\n")]
        begins = all(f" {piece}" in words for piece in pieces)
        apart = _distance(linkable, other)
        rows.append(((not called, other.id in tied, not begins, -same, not other.here, apart, other.id), other))
    rows.sort(key=_key)
    return [other for _, other in rows[:most]]


def _distance(one: Linkable, other: Linkable) -> int:
    """Characters between two places of one article; 0 when they touch or one lies in the other."""
    if not other.here:
        return 0
    return max(0, other.place[0] - one.place[1], one.place[0] - other.place[1])


def _key(row: tuple[tuple[Any, ...], Linkable]) -> tuple[Any, ...]:
    return row[0]
