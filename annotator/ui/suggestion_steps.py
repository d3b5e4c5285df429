"""The steps in which suggestions are found and sifted beside the window, of facts that no other thread changes."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.dismissals import Dismissal
from annotator.drafting import Ground, Sieve, proposed
from annotator.finders import Suggestion
from annotator.finders.preparing import preparing

_AT_ONCE = 200
"""Suggestions that are sifted in one step."""


def found_and_left(ground: Ground, sieve: Sieve, near: int) -> Iterator[object]:
    """What each slice gives, and what of it waits; in the end that it is the end."""
    yield from sieve.prepare()
    yield from preparing(ground.language)
    for found in proposed(ground, near):
        yield found, sieve.left(found)
    yield "all"


def all_at_once(ground: Ground, sieve: Sieve, near: int) -> Iterator[object]:
    """What is found and what of it waits, once all of it is known."""
    yield from sieve.prepare()
    every: list[Suggestion] = []
    left: list[Suggestion] = []
    for found in proposed(ground, near):
        every += found
        left += sieve.left(found)
        yield None
    yield every, sorted(left, key=order)


def sifted(sieve: Sieve, found: tuple[Suggestion, ...]) -> Iterator[object]:
    """What of these waits."""
    yield from sieve.prepare()
    left: list[Suggestion] = []
    for start in range(0, len(found), _AT_ONCE):
        left += sieve.left(found[start:start + _AT_ONCE])
        yield None
    yield sorted(left, key=order)


def order(each: Suggestion) -> tuple[int, int, str, str]:
    """As the text runs; of those that begin together the longer one first."""
    return each.start, -each.segments[-1][1], each.kind, each.rule


def mark_id(name: Dismissal) -> str:
    """What a suggestion is called in the reader."""
    return f"{name[0]}/{'+'.join(f'{start}-{end}' for start, end in name[1])}"
