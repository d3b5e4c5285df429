"""Which highlights touch a stretch of the text: asked for each visible paragraph at each first paint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.ui.reader.highlight import Highlight

BUCKET = 512
"""Code points per bucket. A sorted list with bisect degenerates as soon as one highlight spans the whole article."""


class SpanIndex:
    """The highlights of one article, by id and by place. Positions are code points."""

    __slots__ = ("_buckets", "_by_id", "_ordered")

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self._by_id: dict[str, Highlight] = {}
        self._buckets: dict[int, dict[str, None]] = {}
        self._ordered: list[Highlight] | None = None
        for highlight in highlights:
            self.put(highlight)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Highlight]:
        return iter(self._by_id.values())

    def get(self, id: str | None) -> Highlight | None:
        """The highlight of that id, if it is here."""
        return self._by_id.get(id) if id is not None else None

    def put(self, highlight: Highlight) -> None:
        """Add it, or replace the one of the same id."""
        if highlight.id in self._by_id:
            self.drop(highlight.id)
        self._by_id[highlight.id] = highlight
        self._ordered = None
        buckets = self._buckets
        for start, end in highlight.segments:
            for number in range(start // BUCKET, (end - 1) // BUCKET + 1):
                bucket = buckets.get(number)
                if bucket is None:
                    buckets[number] = {highlight.id: None}
                else:
                    bucket[highlight.id] = None

    def drop(self, id: str) -> Highlight | None:
        """Take it out; None when it was not here."""
        highlight = self._by_id.pop(id, None)
        if highlight is None:
            return None
        self._ordered = None
        for start, end in highlight.segments:
            for number in range(start // BUCKET, (end - 1) // BUCKET + 1):
                self._buckets[number].pop(id, None)
        return highlight

    def touching(self, start: int, end: int) -> list[Highlight]:
        """Highlights with a segment that shares a code point with `[start, end)`, in the order they came in."""
        found: dict[str, None] = {}
        for number in range(start // BUCKET, max(start, end - 1) // BUCKET + 1):
            found.update(self._buckets.get(number, {}))
        return [
            highlight
            for highlight in map(self._by_id.__getitem__, found)
            if any(a < end and b > start for a, b in highlight.segments)
        ]

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


def reading_order(highlight: Highlight) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by id, so that two openings look alike."""
    return highlight.start, -highlight.end, highlight.id
