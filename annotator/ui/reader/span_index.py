"""Which highlights touch a stretch of the text: asked for each visible paragraph at each first paint."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from annotator.ui.reader.highlight import Highlight

BUCKET = 512
"""Code points per bucket. A sorted list with bisect degenerates as soon as one highlight spans the whole article."""

ZONE = 64
"""Buckets that are filled together when the first of them is asked for: an article that is opened shows one zone."""


class SpanIndex:
    """The highlights of one article, by id and by place. Positions are code points."""

    __slots__ = ("_buckets", "_by_id", "_by_zone", "_ordered", "_zones")

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self._by_id = {highlight.id: highlight for highlight in highlights}
        self._buckets: dict[int, dict[str, Highlight]] = {}
        self._zones: set[int] = set()
        self._by_zone: dict[int, list[Highlight]] | None = None
        self._ordered: list[Highlight] | None = None

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Highlight]:
        return iter(self._by_id.values())

    def get(self, id: str | None) -> Highlight | None:
        """The highlight of that id, if it is here."""
        return self._by_id.get(id) if id is not None else None

    def put(self, highlight: Highlight) -> None:
        """Add it, or replace the one of the same id."""
        before = self._by_id.get(highlight.id)
        if before is not None:
            self._take_out(before)
        self._by_id[highlight.id] = highlight
        self._reorder(before, highlight)
        for zone in self._zones:
            self._file([highlight], zone)
        if self._by_zone is not None:
            self._sort_in(highlight, self._by_zone)

    def drop(self, id: str) -> Highlight | None:
        """Take it out; None when it was not here."""
        highlight = self._by_id.pop(id, None)
        if highlight is not None:
            self._take_out(highlight)
            self._reorder(highlight, None)
        return highlight

    def touching(self, start: int, end: int) -> list[Highlight]:
        """Highlights with a segment that shares a code point with `[start, end)`."""
        found: dict[str, Highlight] = {}
        for number in range(start // BUCKET, max(start, end - 1) // BUCKET + 1):
            found |= self._bucket(number)
        return [h for h in found.values() if any(a < end and b > start for a, b in h.segments)]

    def at(self, position: int) -> list[Highlight]:
        """Highlights over the code point at `position`, innermost (the shortest segment there) first."""

        def depth(highlight: Highlight) -> tuple[int, int, str]:
            here = min(b - a for a, b in highlight.segments if a <= position < b)
            return here, highlight.end - highlight.start, highlight.id

        return sorted(self.touching(position, position + 1), key=depth)

    def ordered(self) -> list[Highlight]:
        """All of them as one reads: by start, the longer first."""
        if self._ordered is None:
            self._ordered = sorted(self._by_id.values(), key=reading_order)
        return self._ordered

    def _bucket(self, number: int) -> dict[str, Highlight]:
        if number // ZONE not in self._zones:
            highlights = self._in_zone(number // ZONE)
            self._zones.add(number // ZONE)
            self._file(highlights, number // ZONE)
        return self._buckets.get(number, {})

    def _in_zone(self, zone: int) -> Iterable[Highlight]:
        """What may lie in a zone. All are looked through for the first one, once more for the second, then no more."""
        if not self._zones:
            return self._by_id.values()
        if self._by_zone is None:
            self._by_zone = {}
            for highlight in self._by_id.values():
                self._sort_in(highlight, self._by_zone)
        return [h for h in self._by_zone.get(zone, ()) if self._by_id.get(h.id) is h]

    def _sort_in(self, highlight: Highlight, by_zone: dict[int, list[Highlight]]) -> None:
        size = ZONE * BUCKET
        for start, end in highlight.segments:
            for zone in range(start // size, (end - 1) // size + 1):
                by_zone.setdefault(zone, []).append(highlight)

    def _file(self, highlights: Iterable[Highlight], zone: int) -> None:
        """Put what lies in a zone into its buckets."""
        low, high = zone * ZONE * BUCKET, (zone + 1) * ZONE * BUCKET
        here = [(h, start, end) for h in highlights for start, end in h.segments if start < high and end > low]
        for highlight, start, end in here:
            for number in range(max(start, low) // BUCKET, (min(end, high) - 1) // BUCKET + 1):
                self._buckets.setdefault(number, {})[highlight.id] = highlight

    def _take_out(self, highlight: Highlight) -> None:
        for start, end in highlight.segments:
            for number in range(start // BUCKET, (end - 1) // BUCKET + 1):
                self._buckets.get(number, {}).pop(highlight.id, None)

    def _reorder(self, before: Highlight | None, after: Highlight | None) -> None:
        """Keep the order that is known: to sort 50,000 at each key costs more than the key does."""
        if self._ordered is None:
            return
        if before is not None:
            del self._ordered[bisect_left(self._ordered, reading_order(before), key=reading_order)]
        if after is not None:
            insort(self._ordered, after, key=reading_order)


def reading_order(highlight: Highlight) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by id, so that two openings look alike."""
    return highlight.start, -highlight.end, highlight.id
