"""Where words of one version of a text stand in another version: by what both share, then by words and context.

Most of a corrected text is what it was. The stretches that both versions share are found first, in order; what lies in
one of them has only moved. What does not is looked for by its exact words between its old neighbours. Nothing is
guessed: a place is given only where exactly these words stand, and only when nothing else is as likely.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.corpus.annotation import CONTEXT, Span

TELLING = 12
"""Code points of words that are found again by themselves, without any context, when they stand there once."""

ENOUGH = 12
"""Code points of the context that have to be the same where the words alone do not tell."""

_LITTLE = 4
"""Code points of context that are enough where the old neighbours stand on both sides."""

_WORD = 6
"""Code points of words that need no context there."""

NEAR = 4_000
"""Code points around the expected place that are looked at first."""

_MANY = 64
"""Places of the same words that are compared; words that stand more often tell nothing."""

_PIECE = re.compile(r"[^.!?\n]*[.!?\n]+|[^.!?\n]+")
_STEP = 512


class Shared(NamedTuple):
    """A stretch that both versions have: where it begins in the old one and in the new, and how long it is."""

    old: int
    new: int
    length: int


class Anchoring:
    """Two versions of a text, laid side by side.

    Args:
        old, new: the texts (regular).
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.shared = shared(old, new)
        self._starts = [block.old for block in self.shared]

    def place(self, span: Span) -> Span | None:
        """Where the words at `span` (code points of the old text) stand in the new one; None when nobody can tell."""
        start, end = span
        if not 0 <= start < end <= len(self.old):
            return None
        at = bisect_right(self._starts, start) - 1
        if at >= 0:
            block = self.shared[at]
            if end <= block.old + block.length:
                moved = start - block.old + block.new
                return moved, moved + end - start
        found = self._between(start, end)
        found = self._nearby(start, end) if found is None else found
        return None if found is None else (found, found + end - start)

    def instead(self, span: Span) -> Span | None:
        """What stands in the new text in place of the words at `span`, where both its edges are known; never certain.

        Of “$1.3 billion” that became “$1.4 billion” it is all of the new figure.
        """
        start, end = self._edge(span[0], last=False), self._edge(span[1], last=True)
        longest = 3 * (span[1] - span[0]) + TELLING
        return (start, end) if start is not None and end is not None and 0 < end - start <= longest else None

    def _edge(self, offset: int, *, last: bool) -> int | None:
        at = (bisect_left if last else bisect_right)(self._starts, offset) - 1
        for block in self.shared[max(0, at - 1):at + 2]:
            if block.old <= offset <= block.old + block.length:
                return offset - block.old + block.new
        return None

    def about(self, offset: int) -> int:
        """About where a place of the old text (code points) would be in the new one."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return min(offset, self.shared[0].new if self.shared else len(self.new))
        block = self.shared[at]
        limit = self.shared[at + 1].new if at + 1 < len(self.shared) else len(self.new)
        return min(offset - block.old + block.new, limit)

    def _between(self, start: int, end: int) -> int | None:
        """The place between the old neighbours, where the words stand once between them in both versions."""
        before = bisect_right(self._starts, start) - 1
        after = bisect_left(self._starts, end)
        low = self.shared[before] if before >= 0 else Shared(0, 0, 0)
        high = self.shared[after] if after < len(self.shared) else Shared(len(self.old), len(self.new), 0)
        there, here = self.old[low.old:high.old + high.length], self.new[low.new:high.new + high.length]
        words = self.old[start:end]
        if len(here) > NEAR or there.count(words) != 1 or here.count(words) != 1:
            return None
        found = low.new + here.index(words)
        telling = end - start >= _WORD or self._context(start, end, found) >= _LITTLE
        return found if telling and self._whole(start, end, found) else None

    def _nearby(self, start: int, end: int) -> int | None:
        """The likeliest place by context, near the expected one first, then anywhere."""
        words, expected = self.old[start:end], self.about(start)
        for low, high in ((max(0, expected - NEAR), expected + NEAR), (0, len(self.new))):
            places = list(_occurrences(self.new, words, low, high))
            if len(places) > _MANY:
                continue
            found = self._likeliest(start, end, places)
            if found is not None:
                return found
        return None

    def _likeliest(self, start: int, end: int, places: Sequence[int]) -> int | None:
        scored = sorted(((self._context(start, end, place), place) for place in places
                         if self._whole(start, end, place)), reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        score, place = scored[0]
        if score >= ENOUGH:
            return place
        words = self.old[start:end]
        alone = len(words) >= TELLING and self.old.count(words) == self.new.count(words) == 1
        return place if alone else None

    def _context(self, start: int, end: int, place: int) -> int:
        """How many code points around the words are the same, at most `CONTEXT` on each side."""
        length = end - start
        before = _same_end(self.old[max(0, start - CONTEXT):start], self.new[max(0, place - CONTEXT):place])
        after = _same_beginning(self.old[end:end + CONTEXT], self.new[place + length:place + length + CONTEXT])
        return before + after

    def _whole(self, start: int, end: int, place: int) -> bool:
        """Whether the words end there where words end, if they did: “he” is not in “the”."""
        length = end - start
        return (_inside_a_word(self.old, start) or not _inside_a_word(self.new, place)) and (
            _inside_a_word(self.old, end) or not _inside_a_word(self.new, place + length))


def shared(old: str, new: str) -> list[Shared]:
    """The stretches that both texts have, in the order of both, each as long as it can be.

    Sentences that stand once in both hold them together (the longest row of them that is in the same order); from each
    of them, and from both ends, the stretch grows letter by letter.
    """
    found: list[Shared] = []
    done_old, done_new = 0, 0
    for at_old, at_new in [(0, 0), *_anchors(old, new), (len(old), len(new))]:
        if at_old < done_old or at_new < done_new:
            continue
        back = _common_end(old, new, (done_old, at_old), (done_new, at_new))
        ahead = _common_beginning(old, new, at_old, at_new)
        if back + ahead:
            found.append(Shared(at_old - back, at_new - back, back + ahead))
            done_old, done_new = at_old + ahead, at_new + ahead
    return found


def _anchors(old: str, new: str) -> list[tuple[int, int]]:
    """Where sentences begin that stand once in both texts, as many as are in one order."""
    ours, theirs = _once(old), _once(new)
    pairs = [(start, theirs[words]) for words, start in ours.items() if words in theirs]
    return _rising(pairs)


def _once(text: str) -> dict[str, int]:
    """Sentences that stand once, in order, and where they begin."""
    pieces = [(match.group(), match.start()) for match in _PIECE.finditer(text)]
    often = Counter(words for words, _ in pieces)
    return {words: start for words, start in pieces if often[words] == 1 and len(words.strip()) >= TELLING}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of these pairs (rising in the first) that rises in the second, too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        at = bisect_left(ends, value)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(value)
            last.append(place)
        else:
            ends[at], last[at] = value, place
    chosen, place = list[tuple[int, int]](), last[-1] if last else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = before[place]
    return chosen[::-1]


def _common_beginning(old: str, new: str, at_old: int, at_new: int) -> int:
    """How many code points from these places on are the same."""
    length, most = 0, min(len(old) - at_old, len(new) - at_new)
    while length < most:
        step = min(_STEP, most - length)
        here, there = at_old + length, at_new + length
        if old[here:here + step] != new[there:there + step]:
            return length + _same_beginning(old[here:here + step], new[there:there + step])
        length += step
    return length


def _common_end(old: str, new: str, within_old: Span, within_new: Span) -> int:
    """How many code points before the ends of these spans are the same, not further than to their beginnings."""
    length, most = 0, min(within_old[1] - within_old[0], within_new[1] - within_new[0])
    while length < most:
        step = min(_STEP, most - length)
        here, there = within_old[1] - length, within_new[1] - length
        if old[here - step:here] != new[there - step:there]:
            return length + _same_end(old[here - step:here], new[there - step:there])
        length += step
    return length


def _same_beginning(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _same_end(one: str, other: str) -> int:
    return _same_beginning(one[::-1], other[::-1])


def _occurrences(text: str, words: str, low: int, high: int) -> Iterator[int]:
    """The places of words between two offsets, one more than `_MANY` at most."""
    place, count = text.find(words, low, high), 0
    while place >= 0 and count <= _MANY:
        yield place
        count += 1
        place = text.find(words, place + 1, high)


def _inside_a_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
