"""Which lane under the line each annotation gets, so that overlapping ones never share one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

MOST = 5
"""Lanes that are drawn; what lies deeper is counted ("+2")."""

Piece = tuple[int, int]


def lanes_for(pieces: Sequence[Piece]) -> list[int]:
    """Give each piece of one paragraph a lane, 0 next to the words.

    Inner annotations lie next to the words and outer ones below, as brackets would; pieces that only touch share a
    lane. The lanes follow from the pieces alone, so that an article looks the same each time it is opened.

    Returns:
        One lane per piece, in the order given; `MOST` for a piece that no lane is left for.
    """
    taken: list[list[Piece]] = [[] for _ in range(MOST)]
    given = [MOST] * len(pieces)
    for index in sorted(range(len(pieces)), key=lambda i: (pieces[i][1] - pieces[i][0], pieces[i][0], i)):
        lane = _lane_of(pieces[index], taken)
        if lane < MOST:
            insort(taken[lane], pieces[index])
            given[index] = lane
    return given


def _lane_of(piece: Piece, taken: Sequence[Sequence[Piece]]) -> int:
    """The lowest free lane below all that lies inside the piece; failing that any free lane."""
    free = below = MOST
    for lane, there in enumerate(taken):
        overlaps = _overlapping(piece, there) if there else ()
        if not overlaps:
            free, below = min(free, lane), min(below, lane)
        elif below < MOST and any(piece[0] <= start and end <= piece[1] for start, end in overlaps):
            below = MOST
    return below if below < MOST else free


def _overlapping(piece: Piece, lane: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of one lane (sorted, apart from each other) that share a code point with the piece."""
    first = bisect_left(lane, (piece[0], piece[0]))
    if first and lane[first - 1][1] > piece[0]:
        first -= 1
    return lane[first : bisect_left(lane, (piece[1], piece[1]), first)]
