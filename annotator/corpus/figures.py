"""The value of a statistic, read from the words that a person selected.

A coder selects “fewer than 0.2 percent” and presses one key; value, unit, comparator and what is measured should then
stand in the card, to be checked at a glance. So reading is strict: what is not plainly in the words stays empty, and
what is guessed (a bare “$”) says so. Values are exact decimals in a string, never floats.

All offsets are code points, half-open. Nothing here raises, whatever the text and the offsets.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.corpus.numbers.amounts import Amount, Passage, amounts_in, is_odds
from annotator.corpus.numbers.changes import change_of, changed_from
from annotator.corpus.numbers.comparators import Compared, comparator_after, compared
from annotator.corpus.numbers.context import (
    movement_after,
    multiplied,
    ranked,
    vague_amounts,
)
from annotator.corpus.numbers.counted import Counted, attributed_after, counted_after, is_plural, shared_after
from annotator.corpus.numbers.numerals import plain
from annotator.corpus.numbers.presence import MULTIPLYING, VAGUE, Hit, hits_in

Span = tuple[int, int]

COMPARATORS = ("=", "~", "<", "<=", ">", ">=", "range")
MEASURES = (
    "count", "money", "proportion", "rate", "ratio", "change", "rank", "index", "duration", "age", "size", "other",
)  # fmt: skip

_BEFORE, _AFTER, _MOST = 120, 160, 800
"""Code points of context that are read before and after a selection, and of a long selection."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read: what is `None` was not in the words.

    Args:
        value: an exact decimal (“1300000000”), the lower end of a range; None where the words are vague.
        value_max: the upper end of a range.
        comparator: one of `COMPARATORS`; “=” where nothing else is said.
        unit: ISO 4217 code, “%”, “pp”, or the unit or counted noun as written.
        unit_inferred: the unit is the likeliest reading of a sign that several countries use.
        measure: one of `MEASURES`.
        measured_entity: what is counted, as written.
        raw: the selected words.
        vague: an amount without a number (“dozens”, “the majority”, “doubled”).
        change: `direction` (increase or decrease), `from` and `to` where the words give them.
        value_span: the number in the text of the call, for the mark “value”.
        unit_span: the unit or counted noun in the text of the call, for the mark “unit”.
    """

    value: str | None
    value_max: str | None
    comparator: str
    unit: str | None
    unit_inferred: bool
    measure: str | None
    measured_entity: str | None
    raw: str
    vague: bool
    change: Mapping[str, str] | None
    value_span: Span | None
    unit_span: Span | None

    def fields(self) -> dict[str, Any]:
        """The figure by the dataset's names, only what is known."""
        named = {
            "value": self.value, "valueMax": self.value_max, "comparator": self.comparator if self.value else None,
            "unit": self.unit, "unitInferred": self.unit_inferred or None, "measure": self.measure,
            "measuredEntity": self.measured_entity, "raw": self.raw, "vague": self.vague or None,
            "change": dict(self.change) if self.change else None,
        }  # fmt: skip
        return {name: value for name, value in named.items() if value is not None}


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
    if inside and not _is_vague_before(passage, amounts[inside[0]]):
        index = _told(passage, amounts, inside)
        return _figure(passage, amounts, index, compared(passage, amounts[index]), raw)
    return _without_amount(passage, raw)


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
            return _whole(passage, amount, compared(passage, amount))
    for amount in amounts:
        if position == amount.end and not text[position].isalnum():
            return _whole(passage, amount, compared(passage, amount))
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
            start, end = _whole(passage, amount, compared(passage, amount))
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
        start, end = _whole(passage, amount, said)
        found.append(((start, end), _figure(passage, amounts, index, said, text[start:end])))
    words = {word for _, word in hits if word}
    places = _vague_places(passage) if not VAGUE.isdisjoint(words) else []
    if not amounts and not MULTIPLYING.isdisjoint(words):
        moved = multiplied(text, passage.start, passage.end)
        places += [moved[1:]] if moved and text[slice(*moved[1:])].lower() in MULTIPLYING else []
    for first, last in places:
        figure = _without_amount(passage._replace(chosen=(first, last)), text[first:last])
        if figure:
            found.append(((first, last), figure))
    if places:
        found.sort(key=lambda each: each[0])
    return found


def _vague_places(passage: Passage) -> list[Span]:
    places = vague_amounts(passage.text, passage.start, passage.end)
    shares = ("majority", "minority")
    return [each[:2] for each in places if each[3] or passage.text[slice(*each[:2])].lower().endswith(shares)]


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


_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s$", re.IGNORECASE)
_OF = re.compile(r"\s(?:additional\s)?of\s")
_ADDITIONAL = re.compile(r"\s(?:additional|more|extra|further)\b(?!\sthan\b)")


def _whole(passage: Passage, amount: Amount, said: Compared) -> Span:
    text, floor, limit = passage.text, passage.start, passage.end
    start, end = said.start, said.end
    if amount.top is not None:
        joint = _BETWEEN.search(text[max(floor, start - 12) : start])
        start -= len(joint[0]) if joint else 0
    if not amount.unit:
        more = _ADDITIONAL.match(text, end, limit)
        end = more.end() if more else end
    return start, end


def _told(passage: Passage, amounts: list[Amount], inside: list[int]) -> int:
    """Which of the selected amounts is meant: the first, or the one that the first has changed into."""
    first = inside[0]
    if len(inside) > 1:
        change = changed_from(passage, amounts[first], amounts[inside[1]])
        if change and "from" in change:
            return inside[1]
    return first


# --- From amount to figure ---------------------------------------------------------------------------------------


def _figure(passage: Passage, amounts: list[Amount], index: int, said: Compared, raw: str) -> Figure:
    text, amount = passage.text, amounts[index]
    change = change_of(passage, amounts, index)
    counted, entity = _measured(passage, amount)
    unit = amount.unit.name if amount.unit else text[slice(*counted.noun)] if counted else None
    span = (amount.unit.start, amount.unit.end) if amount.unit else counted.noun if counted else None
    return Figure(
        value=plain(amount.value),
        value_max=plain(amount.top) if amount.top is not None else None,
        comparator=_comparator(passage, amounts, index, said),
        unit=unit,
        unit_inferred=amount.unit is not None and amount.unit.inferred,
        measure=_measure(passage, amount, amounts[index + 1 :], change=change, counted=counted is not None),
        measured_entity=text[slice(*entity)] if entity else None,
        raw=raw,
        vague=False,
        change=change,
        value_span=amount.number,
        unit_span=span,
    )


def _comparator(passage: Passage, amounts: list[Amount], index: int, said: Compared) -> str:
    amount = amounts[index]
    if amount.top is not None:
        return "range"
    text, before, after = passage.text, said.before, said.after
    if not after and amount.counted:
        after, _ = comparator_after(text, amount.counted.entity[1], passage.end, passage.language)
    if not before and not after and index and text[amounts[index - 1].end : amount.start] == " (":
        beside = compared(passage, amounts[index - 1])
        return _comparator(passage, amounts, index - 1, beside)  # “more than 100 kilometres (60 miles)”
    return before if before and (before != "~" or not after) else after or "="


def _measured(passage: Passage, amount: Amount) -> tuple[Counted | None, Span | None]:
    """The counted noun, where it is the unit, and the place of what is measured."""
    text, limit = passage.text, passage.end
    if amount.counted:
        return amount.counted, amount.counted.entity
    after = amount.end
    if amount.share:
        whole = shared_after(text, after, limit) or (None if amount.unit else counted_after(text, after, limit))
        plural = whole is not None and is_plural(text[slice(*whole.noun)].lower())
        return (whole if plural and not amount.unit else None), whole.entity if whole else None
    if amount.unit is None:
        whole = _of_those(text, after, limit)
        return whole, whole.entity if whole else None
    if amount.unit.relative or amount.unit.measure in ("size", "duration", "rate"):
        part = shared_after(text, after, limit) if text.startswith(" of", after) else None
        if part:
            return None, part.entity
    if _stands_before_noun(text, amount, passage.start):
        noun = attributed_after(text, after, limit)
        if noun and not movement_after(text, noun.noun[0] - 1, limit):
            return None, noun.entity
    return None, None


def _of_those(text: str, at: int, limit: int) -> Counted | None:
    """Read the noun of “nine of 10 shops”, “300 of the officers”: a plural only."""
    if not _OF.match(text, at):
        return None
    counted = shared_after(text, at, limit)
    return counted if counted and is_plural(text[slice(*counted.noun)].lower()) else None


_ARTICLE_BEFORE = re.compile(
    r"(?:\b(?:an?|the|this|that|its|his|her|their|our|my|your|each|every)|[’']s|s[’'])\s(?:[a-z]{2,12}\s)?$",
    re.IGNORECASE,
)


def _stands_before_noun(text: str, amount: Amount, floor: int) -> bool:
    """Whether an amount describes the noun after it: “the $1.3 billion plan”, “a 48-hour strike”."""
    hyphen = amount.unit is not None and text[amount.unit.start - 1 : amount.unit.start] == "-"
    return hyphen or bool(_ARTICLE_BEFORE.search(text[max(floor, amount.start - 24) : amount.start]))


_AGED = re.compile(r"(?:\b[Aa]ge[ds]?\s|\b[A-Z][\w’'-]{1,20},\s)$")


def _measure(
    passage: Passage, amount: Amount, following: list[Amount], *, change: Mapping[str, str] | None, counted: bool
) -> str | None:
    unit = amount.unit
    if change and "to" not in change and (unit is None or unit.measure not in ("age", "ratio")):
        return "change"
    if _is_age(passage, amount):
        return "age"
    if unit:
        return unit.measure
    if amount.share:
        return "proportion"
    if is_odds(passage, amount, following):
        return "ratio"
    return "count" if counted else None


def _is_age(passage: Passage, amount: Amount) -> bool:
    """Whether a bare number is an age: “aged 25 to 54”, “Anna Berg, 41, said”."""
    if amount.unit or amount.counted or not 0 < amount.value < 120:
        return False
    before = _AGED.search(passage.text[max(passage.start, amount.start - 24) : amount.start])
    if not before:
        return False
    return before[0].lower().startswith("age") or passage.text[amount.end : amount.end + 1] == ","


# --- Without a number --------------------------------------------------------------------------------------------


def _is_vague_before(passage: Passage, amount: Amount) -> bool:
    """Whether the selection begins with a vague amount, so that the number is told of something else.

    “Dozens of cases in 3 towns” are dozens, “the majority of the 300” is a majority.
    """
    start = passage.chosen[0] if passage.chosen else passage.start
    return any(
        first >= start and last <= amount.start and (counts or measure == "proportion")
        for first, last, measure, counts in vague_amounts(passage.text, start, amount.start)
    )


def _without_amount(passage: Passage, raw: str) -> Figure | None:
    text, (start, end) = passage.text, passage.chosen or (passage.start, passage.end)
    found = [place for place in vague_amounts(text, passage.start, passage.end) if place[0] < end and place[1] > start]
    if found:
        first, last, measure, _ = found[0]
        counted = shared_after(text, last, passage.end) or counted_after(text, last, passage.end)
        unit = text[slice(*counted.noun)] if counted and measure == "count" else None
        entity = text[slice(*counted.entity)] if counted else None
        return Figure(
            None, None, "=", unit, False, measure, entity, raw, True, None, (first, last),
            counted.noun if counted and unit else None,
        )  # fmt: skip
    rank = ranked(text, start, end)
    if rank:
        return Figure(rank[0], None, "=", None, False, "rank", None, raw, False, None, rank[1:], None)
    change = multiplied(text, start, end)
    if not change:
        return None
    direction, first, last = change
    moved = {"direction": direction}
    return Figure(None, None, "=", None, False, "change", None, raw, True, moved, (first, last), None)
