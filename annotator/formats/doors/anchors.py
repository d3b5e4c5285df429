"""Where quoted words stand: a quotation with what is before and after it leads to its place in a text.

Tools that annotate web pages count on the page as a browser has it, not on the article: what they quote is what counts,
a position only tells equal places apart. White space and the shape of quotation marks and dashes do not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

Span = tuple[int, int]
"""Half open, in code points."""

_MOST = 2_000
"""Places of the same words that are compared."""
_NEARBY = 32
"""Letters of the context that are compared."""
_ENOUGH = 16
"""Letters that tell a place by themselves, when what stands around them is not what was quoted around them."""
_SAME = str.maketrans({**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟«»″", '"'),
                       **dict.fromkeys("‐‑‒–—―−", "-"), "…": "."})
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words as another tool quotes them.

    Args:
        exact: the words; "" when only their place is given.
        prefix, suffix: what stands before and after them.
        start, end: where the tool says that they stand, in units of its own; None when it does not say.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


class Anchoring:
    """One text, in which quotations are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def span(self, quoted: Quotation) -> Span | None:
        """Where the words stand; None when they do not, or when it cannot be told which of several places is meant."""
        if not quoted.exact:
            return None
        if (place := self._as_said(quoted)) is not None:
            return place
        places = list(islice(self._verbatim(quoted.exact), _MOST)) or list(islice(self._alike(quoted.exact), _MOST))
        ranked = sorted(((self._agreement(each, quoted), -abs(each[0] - (quoted.start or 0)), each)
                         for each in places), reverse=True)
        if not ranked or (len(ranked) > 1 and not _is_better(ranked[0], ranked[1], quoted)):
            return None
        agreement, _, best = ranked[0]
        if not agreement and quoted.prefix + quoted.suffix and len(_folded(quoted.exact)) < _ENOUGH:
            return None
        return best

    def _as_said(self, quoted: Quotation) -> Span | None:
        """The place that is said, when everything agrees there."""
        if quoted.start is None:
            return None
        start, end, text = quoted.start, quoted.start + len(quoted.exact), self._text
        agrees = start >= 0 and text.startswith(quoted.exact, start) and text.startswith(quoted.suffix, end)
        return (start, end) if agrees and text.endswith(quoted.prefix, 0, start) else None

    def _verbatim(self, exact: str) -> Iterator[Span]:
        start = self._text.find(exact)
        while start >= 0:
            yield start, start + len(exact)
            start = self._text.find(exact, start + 1)

    def _alike(self, exact: str) -> Iterator[Span]:
        letters, places = self._letters
        wanted = _folded(exact)
        start = letters.find(wanted) if wanted else -1
        while start >= 0:
            yield places[start], places[start + len(wanted) - 1] + 1
            start = letters.find(wanted, start + 1)

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The letters that count, and the place of each in the text."""
        places = [place for place, letter in enumerate(self._text) if _counts(letter)]
        return "".join([self._text[place] for place in places]).translate(_SAME), places

    def _agreement(self, place: Span, quoted: Quotation) -> int:
        """How many letters around a place are those that were quoted around the words."""
        start, end = place
        room = 2 * _NEARBY
        before = _folded(self._text[max(0, start - room):start])[::-1], _folded(quoted.prefix)[::-1]
        after = _folded(self._text[end:end + room]), _folded(quoted.suffix)
        return sum(min(_NEARBY, _alike_at_first(*pair)) for pair in (before, after))


def _is_better(one: tuple[int, int, Span], other: tuple[int, int, Span], quoted: Quotation) -> bool:
    if one[0] != other[0]:
        return True
    return quoted.start is not None and one[1] != other[1]


def _alike_at_first(one: str, other: str) -> int:
    many = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        many += 1
    return many


def _counts(letter: str) -> bool:
    return not letter.isspace() and letter not in _UNSEEN


def _folded(words: str) -> str:
    return "".join(filter(_counts, words)).translate(_SAME)
