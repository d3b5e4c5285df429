"""How other tools count: code points, UTF-16 units or bytes, over line ends of their own. Found out, never believed.

Each way of counting is tried on the corpus; the one wins under which most annotations have the words that they quote,
or, where nothing is quoted, most of their edges fall between words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.corpus.article import normalise
from annotator.language import tr

_MOST = 3_000
"""Spans that are enough to tell how a tool counts."""


_MARGIN = 0.01
"""By how much another way has to be better where only the edges of words tell."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A span as another tool counts it, and the words that it says stand there ("" when it does not say)."""

    start: int
    end: int
    quote: str = ""


_UNITS = {"code points": tr("code points"), "UTF-16 units": tr("UTF-16 units"), "bytes": tr("bytes")}


@dataclass(frozen=True, slots=True)
class Way:
    """A way of counting.

    Args:
        unit: `code points`, `UTF-16 units` or `bytes`.
        ends: `` as the text has them, `CRLF` or `LF`.
        mark: a byte order mark in front is counted.
        last: the end is the last character, not the place after it.
    """

    unit: str = "code points"
    ends: str = ""
    mark: bool = False
    last: bool = False

    def __str__(self) -> str:
        said = [_UNITS[self.unit]]
        said += [tr("over {ends} line ends", ends=self.ends)] if self.ends else []
        said += [tr("with the byte order mark")] if self.mark else []
        said += [tr("the end included")] if self.last else []
        return ", ".join(said)


WAYS = tuple(Way(unit, ends, mark, last) for last in (False, True) for mark in (False, True)
             for ends in ("", "LF", "CRLF") for unit in ("code points", "UTF-16 units", "bytes"))


class Counting:
    """One text, counted one way; `span` says where a span lies in the regular text."""

    def __init__(self, text: str, way: Way) -> None:
        plain = text.removeprefix("\ufeff")
        if way.ends:
            plain = plain.replace("\r\n", "\n")
            plain = plain.replace("\n", "\r\n") if way.ends == "CRLF" else plain
        self._way, self._made = way, normalise(plain)
        self.text = self._made.text
        self._length = len(plain)
        self._starts = None if way.unit == "code points" else _starts(plain, way.unit)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Half open, in code points of the regular text; None when it lies outside or parts a character."""
        shift = 1 if self._way.mark else 0
        first, after = self._point(start - shift), self._point(end - shift + (1 if self._way.last else 0))
        if first is None or after is None or not 0 <= first < after <= self._length:
            return None
        first, after = self._made.position(first), self._made.position(after)
        return (first, after) if first < after else None

    def _point(self, unit: int) -> int | None:
        if self._starts is None:
            return unit
        if unit < 0:
            return None
        place = bisect_left(self._starts, unit)
        return place if place < len(self._starts) and self._starts[place] == unit else None


def _starts(text: str, unit: str) -> list[int] | None:
    """Where each character begins, in units; None when units and code points are the same."""
    if text.isascii() or (unit == "UTF-16 units" and max(text, default="") < "\U00010000"):
        return None
    if unit == "bytes":
        sizes: Iterable[int] = (1 if letter < "\x80" else 2 if letter < "\u0800" else 3 if letter < "\U00010000" else 4
                                for letter in text)
    else:
        sizes = (2 if letter > "\uffff" else 1 for letter in text)
    return [0, *accumulate(sizes)]


def way_of(texts: Sequence[tuple[str, Sequence[Counted]]], ways: Sequence[Way] = WAYS) -> tuple[Way, float]:
    """How a tool has counted, and the share of annotations that agree with it, 0 to 1.

    Args:
        texts: as they came, with the spans on each.
        ways: those that are possible, the likeliest first: of equal ones the first wins.
    """
    sample = list(_sample(texts))
    if not sample:
        return ways[0], 1.0
    margin = 1e-9 if any(span.quote for _, spans in sample for span in spans) else _MARGIN
    best, most = ways[0], -1.0
    for way in ways:
        if not _differs(way, sample):
            continue
        share = _share(way, sample)
        if share > most + margin:
            best, most = way, share
        if most == 1.0:
            break
    return best, most


def _sample(texts: Sequence[tuple[str, Sequence[Counted]]]) -> Iterator[tuple[str, Sequence[Counted]]]:
    left = _MOST
    for text, spans in texts:
        if spans and left > 0:
            yield text, spans[:left]
            left -= len(spans)


def _differs(way: Way, sample: Sequence[tuple[str, Sequence[Counted]]]) -> bool:
    """Whether a way is another one than the plain one for these texts."""
    if way.ends == "LF" and not any("\r\n" in text for text, _ in sample):
        return False
    if way.ends == "CRLF" and not any("\n" in text.replace("\r\n", "") for text, _ in sample):
        return False
    return way.unit == "code points" or not all(text.isascii() for text, _ in sample)


def _share(way: Way, sample: Sequence[tuple[str, Sequence[Counted]]]) -> float:
    agreed = asked = 0.0
    for text, spans in sample:
        counting = Counting(text, way)
        for each in spans:
            found = counting.span(each.start, each.end)
            asked += 1
            if found is not None:
                agreed += _agrees(counting.text, found, each.quote)
    return agreed / asked


def _agrees(text: str, span: tuple[int, int], quote: str) -> float:
    start, end = span
    if quote:
        return 1.0 if "".join(text[start:end].split()) == "".join(quote.split()) else 0.0
    edges = _is_edge(text, start) + _is_edge(text, end)
    return (edges + (not text[start].isspace()) + (not text[end - 1].isspace())) / 4


def _is_edge(text: str, place: int) -> bool:
    """Whether a place lies between two words, not inside of one."""
    return place in (0, len(text)) or not (text[place - 1].isalnum() and text[place].isalnum())
