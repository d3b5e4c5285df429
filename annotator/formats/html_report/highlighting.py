"""An article's text as HTML, each stretch wrapped in what is marked over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from annotator.corpus.article import Passage

MOST = 6
"""Lines under the words that are told apart; what lies deeper shares the last."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One segment of an annotation, `[start, end)` in code points of the article's text.

    Attributes:
        anchor: the id that its first stretch gets, "" for none.
        chip: what leads to its card, as HTML, before its first stretch.
        classes: of all its stretches.
    """

    start: int
    end: int
    id: str
    classes: str
    anchor: str = ""
    chip: str = ""


def paragraphs(text: str, marked: Sequence[Marked], passages: Sequence[Passage] = ()) -> Iterator[str]:
    """Each paragraph as `<p>`: the shorter lies inside the longer, and what crosses its border is opened again."""
    ordered = sorted(marked, key=_from_outside)
    starts = [each.start for each in ordered]
    longest = max((each.end - each.start for each in ordered), default=0)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            near = [each for each in ordered[bisect_left(starts, start - longest):bisect_right(starts, end)]
                    if each.start < end and each.end > start]
            quiet = any(p.start <= start and end <= p.end for p in passages if p.role in ("boilerplate", "debris"))
            yield f"<p{' class=quiet' if quiet else ''}>{''.join(_pieces(text, (start, end), near))}</p>"
        start = end + 1


def _pieces(text: str, span: tuple[int, int], near: Sequence[Marked]) -> Iterator[str]:
    borders = sorted({*span, *(place for each in near for place in (each.start, each.end)
                               if span[0] < place < span[1])})
    open_now: list[Marked] = []
    for start, end in pairwise(borders):
        wanted = [each for each in near if each.start <= start and each.end >= end]
        same = sum(1 for _ in _common(open_now, wanted))
        yield "</span>" * (len(open_now) - same)
        for depth, each in enumerate(wanted[same:], same):
            first = each.start == start
            anchor = f' id="{escape(each.anchor)}"' if first and each.anchor else ""
            yield f'{each.chip if first else ""}<span{anchor} class="m {each.classes} d{min(depth, MOST - 1)}">'
        yield escape(text[start:end], quote=False)
        open_now = wanted
    yield "</span>" * len(open_now)


def _common(one: Sequence[Marked], other: Sequence[Marked]) -> Iterator[Marked]:
    for left, right in zip(one, other, strict=False):
        if left is not right:
            return
        yield left


def _from_outside(marked: Marked) -> tuple[int, int, str]:
    return marked.start, -marked.end, marked.id
