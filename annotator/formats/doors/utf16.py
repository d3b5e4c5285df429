"""Offsets of tools that count UTF-16 units, as Java and JavaScript do, and ours in code points."""

from __future__ import annotations

import re
from bisect import bisect_left

_PAIRS = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """One text, and where its letters lie in both ways of counting."""

    def __init__(self, text: str) -> None:
        self._places = [match.start() for match in _PAIRS.finditer(text)]
        self._units = [place + number for number, place in enumerate(self._places)]
        self.length = len(text) + len(self._places)
        """Of the text, in UTF-16 units."""

    def to_units(self, position: int) -> int:
        """The UTF-16 unit at which a code point starts."""
        return position + bisect_left(self._places, position)

    def to_code_point(self, unit: int) -> int:
        """The code point that holds this UTF-16 unit; the second half of a pair gives the pair's own."""
        return unit - bisect_left(self._units, unit)

    def cuts(self, unit: int) -> bool:
        """Whether a pair is cut in front of this unit."""
        before = bisect_left(self._units, unit)
        return before > 0 and self._units[before - 1] == unit - 1
