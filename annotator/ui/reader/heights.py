"""The heights of many paragraphs, one under the other: where each begins, and which stands at a height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_GROUP = 256
"""Paragraphs whose sum is kept: to change one of 200,000 costs two short additions, not a long one."""


class Heights:
    """Whole pixels, by number of paragraph."""

    __slots__ = ("_begins", "_each", "_sums")

    def __init__(self, each: Sequence[int]) -> None:
        self._each = list(each)
        self._sums = [sum(self._each[at : at + _GROUP]) for at in range(0, len(self._each), _GROUP)]
        self._begins: list[int] | None = None

    def __len__(self) -> int:
        return len(self._each)

    def __getitem__(self, number: int) -> int:
        return self._each[number]

    def __setitem__(self, number: int, height: int) -> None:
        self._sums[number // _GROUP] += height - self._each[number]
        self._each[number] = height
        self._begins = None

    @property
    def total(self) -> int:
        """All of them together."""
        return self._groups()[-1]

    def top(self, number: int) -> int:
        """Where the paragraph begins."""
        group = number // _GROUP
        return self._groups()[group] + sum(self._each[group * _GROUP : number])

    def at(self, y: float) -> int:
        """The paragraph at a height; the first one above all, the last one below all."""
        group = max(0, min(bisect_right(self._groups(), y) - 1, len(self._sums) - 1))
        tops = list(accumulate(self._each[group * _GROUP : (group + 1) * _GROUP], initial=self._groups()[group]))
        return group * _GROUP + max(0, min(bisect_right(tops, y) - 1, len(tops) - 2))

    def _groups(self) -> list[int]:
        if self._begins is None:
            self._begins = list(accumulate(self._sums, initial=0))
        return self._begins
