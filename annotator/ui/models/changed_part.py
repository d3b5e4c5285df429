"""What of a long list has changed, found without a look at most of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

Item = TypeVar("Item")
Sort = TypeVar("Sort", bound=Hashable)


def changed_part(before: Sequence[Item], after: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """What stands between the ends that both have in common.

    By halves: Python compares slices item by item in C, and the same object is equal without a look at it.

    Returns:
        What was there, and what is there now; both empty when nothing has changed.
    """
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return before[start : len(before) - end], after[start : len(after) - end]


class Tally(Generic[Item, Sort]):
    """How many of a list are of each sort; told of the list again and again, it counts only what has changed.

    Args:
        sorts: what one item counts as; several answers count several times.
    """

    def __init__(self, sorts: Callable[[Item], Iterable[Sort]]) -> None:
        self.counts: Counter[Sort] = Counter()
        self._sorts = sorts

    def follow(self, gone: Iterable[Item], come: Iterable[Item]) -> None:
        """Count without what is gone, and with what has come."""
        self.counts.subtract(chain.from_iterable(map(self._sorts, gone)))
        self.counts.update(chain.from_iterable(map(self._sorts, come)))


def _alike(one: Sequence[Item], other: Sequence[Item]) -> int:
    """How many items at the start are the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
