"""How many of a long list are of each sort, counted anew only where the list has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Sort = TypeVar("Sort", bound=Hashable)


class Tally(Generic[Item, Sort]):
    """Counts of a list that is told of again and again.

    Args:
        sorts: what one item counts as; several answers count several times.
    """

    def __init__(self, sorts: Callable[[Item], Iterable[Sort]]) -> None:
        self.counts: Counter[Sort] = Counter()
        self._sorts = sorts
        self._known: list[Item] = []

    def follow(self, now: Sequence[Item]) -> None:
        """Count `now` instead of what was counted before. Items are facts: the same object has the same sorts."""
        before, after = self._known, list(now)
        start = _alike(before, after)
        end = _alike(before[start:][::-1], after[start:][::-1])
        for item in before[start : len(before) - end]:
            self.counts.subtract(self._sorts(item))
        for item in after[start : len(after) - end]:
            self.counts.update(self._sorts(item))
        self._known = after


def _alike(one: list[Item], other: list[Item]) -> int:
    """How many items at the start are the same; by halves, since Python compares slices at the speed of C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
