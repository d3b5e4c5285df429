"""Which highlights touch a stretch of the text: asked for each visible paragraph at each first paint."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from annotator.ui.reader.highlight import Highlight

NEAR = 512
"""Code points that most highlights reach at most; each level of those that reach further spans four times the last."""

FEW = 1024
"""Highlights that are looked through one by one; an article that is opened at its top needs no levels."""


class SpanIndex:
    """The highlights of one article, by id and by place. Positions are code points.

    They are kept as one reads. To find those over a place one would go back as far as the longest reaches, which one
    highlight over the whole article makes all of them; so those that reach far stand in levels of their own, by how
    far, from when somebody first asks for a place that has many before it.

    Args:
        highlights: in `reading_order`, as they come from the project: to sort 50,000 takes as long as to open them.
    """

    __slots__ = ("_all", "_known", "_levels", "_own")

    def __init__(self, highlights: Sequence[Highlight] = ()) -> None:
        self._all: Sequence[Highlight] = highlights
        self._own: list[Highlight] | None = None
        self._known: dict[str, Highlight] = {}
        self._levels: dict[int, list[Highlight]] | None = None

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Highlight]:
        return iter(self._all)

    def get(self, id: str | None) -> Highlight | None:
        """The highlight of that id, if it is here."""
        if id is None:
            return None
        if id not in self._known and len(self._known) < len(self._all):
            self._known = {highlight.id: highlight for highlight in self._all}
        return self._known.get(id)

    def put(self, highlight: Highlight) -> None:
        """Add it, or replace the one of the same id."""
        self.drop(highlight.id)
        self._known[highlight.id] = highlight
        insort(self._mine(), highlight, key=reading_order)
        if (level := self._level_of(highlight)) is not None:
            insort(level, highlight, key=reading_order)

    def drop(self, id: str) -> Highlight | None:
        """Take it out; None when it was not here."""
        highlight = self.get(id)
        if highlight is not None:
            del self._known[id]
            _take_out(self._mine(), highlight)
            if (level := self._level_of(highlight)) is not None:
                _take_out(level, highlight)
        return highlight

    def touching(self, start: int, end: int) -> list[Highlight]:
        """Highlights with a segment that shares a code point with `[start, end)`, as one reads."""
        before = bisect_left(self._all, end, key=_start)
        near = self._all[:before] if before <= FEW else self._reaching(start, end)
        found = [h for h in near if any(a < end and b > start for a, b in h.segments)]
        self._known.update((highlight.id, highlight) for highlight in found)
        return found

    def at(self, position: int) -> list[Highlight]:
        """Highlights over the code point at `position`, innermost (the shortest segment there) first."""

        def depth(highlight: Highlight) -> tuple[int, int, str]:
            here = min(b - a for a, b in highlight.segments if a <= position < b)
            return here, highlight.end - highlight.start, highlight.id

        return sorted(self.touching(position, position + 1), key=depth)

    def ordered(self) -> Sequence[Highlight]:
        """All of them as one reads: by start, the longer first."""
        return self._all

    def _mine(self) -> list[Highlight]:
        """The list that may be changed: the one that was given is its giver's, and copied no sooner than now."""
        if self._own is None:
            self._all = self._own = list(self._all)
        return self._own

    def _reaching(self, start: int, end: int) -> list[Highlight]:
        """Those that may reach from before `end` to behind `start`."""
        if self._levels is None:
            self._levels = _levels(self._all)
        first = bisect_left(self._all, start - NEAR, key=_start)
        far = [highlight for reach, level in self._levels.items() for highlight in
               level[bisect_left(level, start - reach, key=_start):bisect_left(level, start - NEAR, key=_start)]]
        return [*sorted(far, key=reading_order), *self._all[first:bisect_left(self._all, end, key=_start)]]

    def _level_of(self, highlight: Highlight) -> list[Highlight] | None:
        if self._levels is None or highlight.end - highlight.start <= NEAR:
            return None
        return self._levels.setdefault(_reach(highlight), [])


def _levels(highlights: Sequence[Highlight]) -> dict[int, list[Highlight]]:
    """Those that reach further than `NEAR`, by how far at most."""
    found: dict[int, list[Highlight]] = {}
    for highlight in [h for h in highlights if h.segments and h.segments[-1][1] - h.segments[0][0] > NEAR]:
        found.setdefault(_reach(highlight), []).append(highlight)
    return found


def _reach(highlight: Highlight) -> int:
    reach = 4 * NEAR
    while highlight.end - highlight.start > reach:
        reach *= 4
    return reach


def reading_order(highlight: Highlight) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by id, so that two openings look alike."""
    return highlight.start, -highlight.end, highlight.id


def _take_out(ordered: list[Highlight], highlight: Highlight) -> None:
    del ordered[bisect_left(ordered, reading_order(highlight), key=reading_order)]


def _start(highlight: Highlight) -> int:
    return highlight.start
