"""What the finders read of an article, and the reading itself: in slices, each of which takes a few milliseconds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.corpus.annotation import Span
from annotator.corpus.article import Passage
from annotator.drafting.brought import once, suggestions_of
from annotator.finders import Suggestion, suggest
from annotator.project.proposals import read_in_steps

SLICE = 600
"""Code points that are read at once, about; it takes a millisecond or two."""

LONGEST = 6_000
"""Code points of a paragraph that is read at once; what is longer is cut at a space, as the finders do."""

_AT_ONCE = 100
"""Suggestions that came in, of which as many are made at once; it takes a millisecond or two."""

_LEADING_THAT = "that "
_GOES_ON = re.compile("\\s*[“\"«„'‘‚「‹]")
"""A paragraph that may go on with the quotation of the one before: the two are read together."""


@dataclass(frozen=True, slots=True)
class Ground:
    """An article as the finders see it: facts that no other thread changes.

    Attributes:
        passages: what a person has marked; nothing is proposed inside boilerplate and debris.
        repeated: paragraphs that the outlet repeats, with the reason (`OutletMemory.of`).
        came: what has come in as suggestions, as it is stored.
        leading_that: whether a “that” before what is retold belongs to it, as the team agreed.
    """

    article: str
    text: str
    language: str = "en"
    passages: tuple[Passage, ...] = ()
    repeated: Mapping[str, str] = field(default_factory=dict)
    leading_that: bool = True
    came: str = ""


def proposed(ground: Ground, near: int = 0) -> Iterator[list[Suggestion]]:
    """What the finders propose, whatever its score, slice by slice: what is near a code point comes first.

    What has come in is read first, a little at a time; each time that finds nothing yet.
    """
    brought: list[Suggestion] = []
    for part in read_in_steps(ground.came, len(ground.text)) if ground.came else ():
        for at in range(0, len(part), _AT_ONCE):
            brought += suggestions_of(part[at : at + _AT_ONCE])
            yield []
        yield []
    spans = sorted(slices(ground.text), key=lambda span: max(span[0] - near, near - span[1], 0))
    for start, end in spans:
        first, last = (bisect_left(brought, place, key=_start) for place in (start, end))
        yield _in_slice(ground, start, end, brought[first:last])


def slices(text: str) -> Iterator[Span]:
    """Stretches of whole paragraphs that can be read one by one, in order; all of the text."""
    start = end = 0
    while end < len(text):
        stop = text.find("\n", end) + 1 or len(text)
        if stop - end > LONGEST:
            if start < end:
                yield start, end
            space = text.rfind(" ", end, end + LONGEST)
            start, end = end, space if space > end else end + LONGEST
            yield start, end
            start = end
            continue
        if start < end and stop - start > SLICE and (not _GOES_ON.match(text, end) or stop - start > 8 * SLICE):
            yield start, end
            start = end
        end = stop
    if start < end:
        yield start, end


def _in_slice(ground: Ground, start: int, end: int, brought: Sequence[Suggestion]) -> list[Suggestion]:
    passages = [
        Passage(max(each.start - start, 0), min(each.end, end) - start, each.role) for each in ground.passages
        if each.start < end and each.end > start
    ]  # fmt: skip
    text = ground.text[start:end]
    found = suggest(text, ground.language, passages=passages, repeated=ground.repeated)
    found = [_by_convention(each, text, leading_that=ground.leading_that).moved(start) for each in found]
    return once([*brought, *found]) if brought else found


def _start(each: Suggestion) -> int:
    return each.start


def _by_convention(each: Suggestion, text: str, *, leading_that: bool) -> Suggestion:
    """The segments as the team wants them: without a leading “that” where it stays out."""
    start, end = each.segments[0]
    if leading_that or each.kind != "quote" or text[start : start + len(_LEADING_THAT)].lower() != _LEADING_THAT:
        return each
    start += len(_LEADING_THAT)
    return each._replace(segments=((start, end), *each.segments[1:])) if start < end else each
