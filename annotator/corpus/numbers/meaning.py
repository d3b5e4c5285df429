"""What an amount means: the figure with its value, unit, comparator, measure and what is measured."""

import re
from collections.abc import Mapping

from annotator.corpus.numbers.amounts import Amount, Passage, is_odds
from annotator.corpus.numbers.changes import change_of
from annotator.corpus.numbers.comparators import Compared, comparator_after, compared
from annotator.corpus.numbers.context import Vague, movement_after, multiplied, ranked, vague_amounts
from annotator.corpus.numbers.counted import Counted, attributed_after, counted_after, is_plural, shared_after
from annotator.corpus.numbers.figure import Figure, Span
from annotator.corpus.numbers.numerals import plain
from annotator.corpus.numbers.tables import either

_BETWEEN = re.compile(rf"\b(?:{either('ranges', 'between')})\s$", re.IGNORECASE)
_OF = re.compile(rf"\s(?:{either('measured', 'of')})\s")
_ADDITIONAL = re.compile(
    rf"\s(?:{either('measured', 'additional')})\b(?!\s(?:{either('measured', 'not_additional')})\b)"
)


def whole_of(passage: Passage, amount: Amount, said: Compared) -> Span:
    """The place of an amount with its comparators and a following “additional”."""
    text, floor, limit = passage.text, passage.start, passage.end
    start, end = said.start, said.end
    if amount.top is not None:
        joint = _BETWEEN.search(text[max(floor, start - 12) : start])
        start -= len(joint[0]) if joint else 0
    if not amount.unit:
        more = _ADDITIONAL.match(text, end, limit)
        end = more.end() if more else end
    return start, end


# --- From amount to figure ---------------------------------------------------------------------------------------


def figure_of(passage: Passage, amounts: list[Amount], index: int, said: Compared, raw: str) -> Figure:
    """What an amount means among the others of its sentence; `said` are its comparators, `raw` its words."""
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
    rf"(?:\b(?:{either('measured', 'determiners')})|[’']s|s[’'])\s(?:[a-z]{{2,12}}\s)?$",
    re.IGNORECASE,
)


def _stands_before_noun(text: str, amount: Amount, floor: int) -> bool:
    """Whether an amount describes the noun after it: “the $1.3 billion plan”, “a 48-hour strike”."""
    hyphen = amount.unit is not None and text[amount.unit.start - 1 : amount.unit.start] == "-"
    return hyphen or bool(_ARTICLE_BEFORE.search(text[max(floor, amount.start - 24) : amount.start]))


_AGED = re.compile(rf"(?:\b(?P<aged>{either('measured', 'aged')})\s|\b[A-Z][\w’'-]{{1,20}},\s)$")


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
    return before["aged"] is not None or passage.text[amount.end : amount.end + 1] == ","


# --- Without a number --------------------------------------------------------------------------------------------


def is_vague_before(passage: Passage, amount: Amount) -> bool:
    """Whether the selection begins with a vague amount, so that the number is told of something else.

    “Dozens of cases in 3 towns” are dozens, “the majority of the 300” is a majority.
    """
    start = passage.chosen[0] if passage.chosen else passage.start
    return any(
        first >= start and last <= amount.start and (counts or measure == "proportion")
        for first, last, measure, counts in vague_amounts(passage.text, start, amount.start)
    )


def without_amount(passage: Passage, raw: str) -> Figure | None:
    """Read what was selected where no number stands in it: an amount, a rank or a change that words say."""
    text, (start, end) = passage.text, passage.chosen or (passage.start, passage.end)
    found = [place for place in vague_amounts(text, passage.start, passage.end) if place[0] < end and place[1] > start]
    if found:
        return vague_figure(passage, found[0], raw)
    rank = ranked(text, start, end)
    if rank:
        return Figure(rank[0], None, "=", None, False, "rank", None, raw, False, None, rank[1:], None)
    change = multiplied(text, start, end)
    return multiplied_figure(change, raw) if change else None


def vague_figure(passage: Passage, amount: Vague, raw: str) -> Figure:
    """A figure without a value: what “dozens” or “the majority” counts."""
    text, limit = passage.text, passage.end
    first, last, measure, _ = amount
    counted = shared_after(text, last, limit) or counted_after(text, last, limit)
    unit = text[slice(*counted.noun)] if counted and measure == "count" else None
    entity = text[slice(*counted.entity)] if counted else None
    return Figure(
        None, None, "=", unit, False, measure, entity, raw, True, None, (first, last),
        counted.noun if counted and unit else None,
    )  # fmt: skip


def multiplied_figure(change: tuple[str, int, int], raw: str) -> Figure:
    """A figure without a value: “doubled”."""
    direction, first, last = change
    moved = {"direction": direction}
    return Figure(None, None, "=", None, False, "change", None, raw, True, moved, (first, last), None)
