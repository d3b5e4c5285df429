"""Which highlights touch a stretch of the text: asked for each visible paragraph at each first paint."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from annotator.ui.reader.highlight import Highlight

BUCKET = 512
"""Code points per bucket. A sorted list with bisect degenerates as soon as one highlight spans the whole article."""

ZONE = 64 * BUCKET
"""Code points whose buckets are filled at the first question: an article that is opened shows one zone of it."""

_EVERYWHERE = (0, 1 << 62)


class SpanIndex:
    """The highlights of one article, by id and by place. Positions are code points."""

    __slots__ = ("_buckets", "_by_id", "_filled", "_ordered")

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self._by_id = {highlight.id: highlight for highlight in highlights}
        self._buckets: dict[int, dict[str, Highlight]] = {}
        self._filled = (0, 0)
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
        self._file([highlight])

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
        if not self._filled[0] <= number * BUCKET < self._filled[1]:
            zone = number * BUCKET // ZONE * ZONE
            # The second zone that is asked for shows that somebody goes about: then all of them at once.
            self._filled = _EVERYWHERE if self._filled[1] else (zone, zone + ZONE)
            self._buckets.clear()
            self._file(self._by_id.values())
        return self._buckets.get(number, {})

    def _file(self, highlights: Iterable[Highlight]) -> None:
        """Put those into their buckets that are filled."""
        low, high = self._filled
        near = [h for h in highlights if h.segments and h.segments[0][0] < high and h.segments[-1][1] > low]
        for highlight in near:
            for start, end in highlight.segments:
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
