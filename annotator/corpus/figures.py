"""The value of a statistic, read from the words that a person selected.

A coder selects “fewer than 0.2 percent” and presses one key; value, unit, comparator and what is measured should then
stand in the card, to be checked at a glance. So reading is strict: what is not plainly in the words stays empty, and
what is guessed (a bare “$”) says so. Values are exact decimals in a string, never floats.

All offsets are code points, half-open. Nothing here raises, whatever the text and the offsets.
"""

import re
from collections.abc import Iterator, Sequence

from annotator.corpus.numbers.amounts import Amount, Passage, amounts_in
from annotator.corpus.numbers.changes import changed_from
from annotator.corpus.numbers.comparators import compared
from annotator.corpus.numbers.context import multiplied, vague_amounts
from annotator.corpus.numbers.figure import COMPARATORS as COMPARATORS
from annotator.corpus.numbers.figure import MEASURES as MEASURES
from annotator.corpus.numbers.figure import Figure as Figure
from annotator.corpus.numbers.figure import Span
from annotator.corpus.numbers.meaning import (
    figure_of,
    is_vague_before,
    multiplied_figure,
    vague_figure,
    whole_of,
    without_amount,
)
from annotator.corpus.numbers.presence import MULTIPLYING, VAGUE, Hit, hits_in
from annotator.corpus.numbers.tables import words

_BEFORE, _AFTER, _MOST = 120, 160, 800
"""Code points of context that are read before and after a selection, and of a long selection."""


def read_figure(text: str, start: int, end: int, *, language: str = "en") -> Figure | None:
    """Read the figure in the selected words `text[start:end]`, in their context.

    Comparator and currency are also read just before the selection, the counted noun just after it. A number that is
    half selected is read whole. Of several figures the first counts; of a change (“rose from 4% to 7%”) the last, with
    the first as `change["from"]`.

    Returns:
        The figure, or None where nothing can be read: no number, or a year, a date, a score, a number in a name.
    """
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    if start >= end or not text[start:end].strip():
        return None
    chosen = (start, min(end, start + _MOST))
    passage = _passage(text, chosen, language)
    amounts = amounts_in(passage)
    inside = [index for index, amount in enumerate(amounts) if amount.start < chosen[1] and amount.end > chosen[0]]
    raw = text[start:end].strip()
    if inside and not is_vague_before(passage, amounts[inside[0]]):
        index = _told(passage, amounts, inside)
        return figure_of(passage, amounts, index, compared(passage, amounts[index]), raw)
    return without_amount(passage, raw)


def figure_at(text: str, position: int, *, language: str = "en") -> Span | None:
    """The whole figure around a code point, for a double click; None where there is none.

    The figure has to be hit on its number, sign or unit. Given is what a coder would mark, so that the words speak for
    themselves: with the comparator (“fewer than 0.2 percent”, “within 48 hours”), the unit (“$1.3 billion”) and a
    following “additional” (“Six additional”); the counted noun stays outside, its boundary is the coder's judgement.
    """
    if not 0 <= position < len(text):
        return None
    passage = _passage(text, (position, position + 1), language, reach=200)
    amounts = amounts_in(passage)
    for amount in amounts:
        if amount.start <= position < amount.end:
            return whole_of(passage, amount, compared(passage, amount))
    for amount in amounts:
        if position == amount.end and not text[position].isalnum():
            return whole_of(passage, amount, compared(passage, amount))
    for first, last, _, counts in vague_amounts(text, passage.start, passage.end):
        if counts and first <= position < last:
            return first, last
    return None


def figures_in(text: str, *, language: str = "en") -> Iterator[Span]:
    """Every figure in a text as `figure_at` would give it, in order; a line end is a boundary."""
    for match in _LINE.finditer(text):
        passage = Passage(text, *match.span(), language)
        last = 0
        for amount in amounts_in(passage):
            start, end = whole_of(passage, amount, compared(passage, amount))
            yield max(start, last), end
            last = end


def read_figures(text: str, *, language: str = "en") -> Iterator[tuple[Span, Figure]]:
    """Every figure of a text with its place, in order, as `figures_in` and `read_figure` give them one by one.

    Read sentence by sentence, and only those in which a number can be: a whole newspaper page takes a moment.
    Amounts without a number (“dozens”, “the majority”) are among them, as vague.
    """
    last = 0
    for start, end, hits in _with_numbers(text, language):
        for place, figure in _read_passage(Passage(text, start, end, language), hits):
            if place[0] >= last:
                last = place[1]
                yield place, figure


def _with_numbers(text: str, language: str) -> Iterator[tuple[int, int, Sequence[Hit]]]:
    """The sentences in which a number can be, each with the places where one can begin."""
    hits = hits_in(text, 0, len(text), language)
    many, at = len(hits), 0
    for line in _LINE.finditer(text) if hits else ():
        if at == many:
            return
        if hits[at][0] >= line.end():
            continue
        for start, end in _sentences(text, *line.span()):
            first = at
            while at < many and hits[at][0] < end:
                at += 1
            if at > first:
                yield start, end, hits[first:at]


def _read_passage(passage: Passage, hits: Sequence[Hit]) -> list[tuple[Span, Figure]]:
    text, found = passage.text, []
    amounts = amounts_in(passage, hits)
    for index, amount in enumerate(amounts):
        said = compared(passage, amount)
        start, end = whole_of(passage, amount, said)
        found.append(((start, end), figure_of(passage, amounts, index, said, text[start:end])))
    vague = list(_vague_in(passage, hits)) + (list(_multiplied_in(passage, hits)) if not amounts else [])
    return sorted(found + vague, key=lambda each: each[0]) if vague else found


def _vague_in(passage: Passage, hits: Sequence[Hit]) -> Iterator[tuple[Span, Figure]]:
    text = passage.text
    first = next((at for at, word in hits if word in VAGUE), None)
    if first is None:
        return
    for amount in vague_amounts(text, max(passage.start, first - _LONGEST_VAGUE), passage.end):
        raw = text[amount[0] : amount[1]]
        if amount[3] or raw.lower().endswith(_SHARES):
            yield amount[:2], vague_figure(passage, amount, raw)


def _multiplied_in(passage: Passage, hits: Sequence[Hit]) -> Iterator[tuple[Span, Figure]]:
    if all(word not in MULTIPLYING for _, word in hits):
        return
    change = multiplied(passage.text, passage.start, passage.end)
    raw = passage.text[slice(*change[1:])] if change else ""
    if change and raw.lower() in MULTIPLYING:
        yield change[1:], multiplied_figure(change, raw)


_SHARES, _LONGEST_VAGUE = tuple(words("vague", "told_alone")), 32
"""How the shares end that are told without a number; code points before that word which belong to it."""


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for boundary in _SENTENCE_END.finditer(text, start, end):
        yield start, boundary.end()
        start = boundary.end()
    if start < end:
        yield start, end


_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s+(?=[A-ZÀ-Þ“\"„«])(?<!\b[A-Z]\.\s)(?<!\b(?:Mr|Dr|No|St)\.\s)")
# A line without end is read in pieces, cut at spaces, so that time grows with the text and not with its square.
_LINE = re.compile(r"[^\n]{1,2000}(?!\S)|[^\n]{1,2000}")


# --- What is read together ---------------------------------------------------------------------------------------


def _passage(text: str, chosen: Span, language: str, *, reach: int = 0) -> Passage:
    """The selection with a little before and after it, inside its paragraph and cut at spaces."""
    start, end = chosen
    low, high = max(0, start - (reach or _BEFORE)), min(len(text), end + (reach or _AFTER))
    line = text.rfind("\n", low, start) + 1
    if line:
        low = line
    elif low:
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    line = text.find("\n", end, high)
    return Passage(text, low, line if line >= 0 else high, language, chosen)


def _told(passage: Passage, amounts: list[Amount], inside: list[int]) -> int:
    """Which of the selected amounts is meant: the first, or the one that the first has changed into."""
    first = inside[0]
    if len(inside) > 1:
        change = changed_from(passage, amounts[first], amounts[inside[1]])
        if change and "from" in change:
            return inside[1]
    return first


