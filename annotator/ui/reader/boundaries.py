"""Moving one end of one segment: what a handle and the adjusting keys have in common."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.ui.reader.highlight import Span


def with_edge(segments: Sequence[Span], number: int, edge: str, position: int) -> list[Span]:
    """The segments with one end moved to `position`, as far as it may go.

    A segment keeps at least one code point and never grows into its neighbour: segments of one annotation stay
    ordered and apart.

    Args:
        segments: content segments, ordered.
        number: which of them.
        edge: "start" or "end".
        position: code point to move to.
    """
    moved = list(segments)
    start, end = moved[number]
    if edge == "start":
        floor = moved[number - 1][1] if number else 0
        moved[number] = (min(max(position, floor), end - 1), end)
    else:
        ceiling = moved[number + 1][0] if number + 1 < len(moved) else position
        moved[number] = (start, max(min(position, ceiling), start + 1))
    return moved
