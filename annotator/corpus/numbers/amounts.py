"""Amounts: numbers put together with their sign, currency and unit, as single values, ranges or shares.

This is the step between the words and the meaning: “$3 billion to $5 billion” is one amount with two ends, “one in
five” one share, and “rose from 4% to 7%” stays two amounts.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from annotator.corpus.numbers.context import movement_before
from annotator.corpus.numbers.counted import Counted, counted_after, counted_in
from annotator.corpus.numbers.exclusions import Exclusions
from annotator.corpus.numbers.numerals import numerals_in
from annotator.corpus.numbers.presence import Hit
from annotator.corpus.numbers.tables import either, words
from annotator.corpus.numbers.units import Unit, confirmed_dollar, currency_before, rate_after, unit_after
from annotator.corpus.numbers.vocabulary import primary
from annotator.corpus.numbers.words import Numeral, product, ratio

Span = tuple[int, int]


class Amount(NamedTuple):
    """One value or range with its unit; `start` to `end` holds sign, number and unit, `number` the number alone.

    All offsets are code points. `scale` is that of the last number; `share` says that the value is a part of a whole.
    """

    start: int
    end: int
    number: Span
    value: Decimal
    top: Decimal | None = None
    unit: Unit | None = None
    counted: Counted | None = None
    scale: Decimal = Decimal(1)
    share: bool = False
    excluded: bool = False


class Passage(NamedTuple):
    """The part of a text that is read at once, and how: `chosen` is what a person selected in it."""

    text: str
    start: int
    end: int
    language: str = "en"
    chosen: Span | None = None


_said = partial(either, "ranges")
_SIGN = re.compile(rf"(?:(?<![\w)%.\-−–])[-−–]|\b(?:{_said('minus')})[\s-])$", re.IGNORECASE)
_LONGEST_JOINT = 16
"""Code points between two numbers that are one amount: “nine out of every 10”."""
_DASHES = frozenset("-−–")
_ENDS_SIGN = frozenset(end for word in words("ranges", "minus") for end in (word[-1], word[-1].upper()))
_GLUED = re.compile(r"(?:[\w#@/\\]|[^\W\d][-‐‑])$")
_PREFIX = re.compile(rf"(?i)(?:^|[^\w])(?:{_said('prefixes')})[-‐‑]$")
_RANGE = re.compile(
    rf"(?P<dash>\s?[-–—‐‑]\s?)|(?P<to>\s(?:{_said('to')})\s|-(?:{_said('until_hyphened')})-)"
    rf"|(?P<and>\s(?:{_said('and')})\s)"
    rf"|(?P<or>\s(?:{_said('or')})\s|-(?:{_said('or_hyphened')})-)"
)
_BETWEEN = re.compile(
    rf"\b(?:{_said('between')})\s(?:(?:{_said('between_about')})\s)?$", re.IGNORECASE
)
_FROM = re.compile(rf"\b(?:{_said('from')})\s(?:(?:{_said('from_about')})\s)?$", re.IGNORECASE)
_AGED = re.compile(rf"\b(?:{_said('aged')})\s$")
_SHARE = re.compile(
    rf"(?:\s(?P<in>{_said('share_of_ten')})\s|[\s-](?:{_said('share', 'share_of_ten')})[\s-])"
    rf"(?:(?:{_said('every')})\s)?"
)
_HYPHENED, _GOES_ON = re.compile(r"-\w"), re.compile(rf"-(?:{_said('goes_on', 'rounded')})\b")
_ROUNDED = re.compile(rf"\+|-(?:{_said('rounded')})\b")
_ROUND = frozenset({12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000, 1_000_000})
_ODDS = re.compile(rf"[\s-](?:{_said('odds')})[\s-]|:")


def amounts_in(passage: Passage, hits: Sequence[Hit] | None = None) -> list[Amount]:
    """Every amount in a passage, in order; years, dates and other numbers that are no figures are left out.

    `hits` says where a number can begin, where somebody has looked already.
    """
    text = passage.text
    numerals = list(numerals_in(text, passage.start, passage.end, passage.language, hits))
    if not numerals:
        return []
    exclusions = Exclusions(text, passage.start, passage.end)
    singles: list[Amount | None] = []
    for numeral in numerals:
        before = singles[-1].end if singles and singles[-1] else -1
        inside = numeral.start < before  # “cent cents”: the second is the unit of the first
        singles.append(None if inside else _single(passage, numeral, exclusions, after=before))
    found: list[Amount] = []
    index = 0
    while index < len(numerals):
        amount, taken = _joined(passage, numerals[index : index + 2], singles[index : index + 2])
        index += taken
        if amount and not amount.excluded:
            found.append(amount)
    return found


def _joined(
    passage: Passage, numerals: Sequence[Numeral], pair: Sequence[Amount | None]
) -> tuple[Amount | None, int]:
    """Put a number together with the next where the two are one amount; gives it, and how many numbers it takes."""
    low, high = pair if len(pair) == 2 else (pair[0], None)
    if low is None or high is None or high.start - low.end > _LONGEST_JOINT:
        return low, 1
    joined = _share(passage, numerals[0], numerals[1], low, high) or _range(passage, low, high)
    if joined:
        return joined, 2
    return (None, 2) if _is_score(passage, low, high) else (low, 1)


def _single(passage: Passage, numeral: Numeral, exclusions: Exclusions, *, after: int) -> Amount | None:
    """Put one number together with its sign and unit; `None` where it is a piece of a word or name.

    `after` is where the amount before ends: a dash right behind that one joins, it does not make a name.
    """
    text, floor = passage.text, max(passage.start, after)
    start, negative = _signed(text, numeral.start, floor)
    unit = currency_before(text, start, passage.language) if start > floor else None
    unit = None if unit and unit.start < floor else unit
    if unit:
        start, before = _signed(text, unit.start, floor)
        negative = negative or before
    end = numeral.end
    if unit:
        unit, end = _confirmed(text, unit, end, passage.end)
    else:
        unit = unit_after(text, numeral, passage.end, passage.language)
        end = unit.end if unit else end
    if (start - 1 != after and _is_glued(text, start, passage.start)) or (
        not unit and _runs_on(text, numeral, passage.end)
    ):
        return None
    counted = None if unit else _counted(passage, numeral)
    if not unit and not counted:
        unit = rate_after(text, end, passage.end)
        end = unit.end if unit else end
    strong = numeral.scale > 1 or (unit is not None and _is_strong(unit, numeral))
    excluded = not strong and exclusions.hold(numeral, chosen=passage.chosen)
    value = -numeral.value if negative else numeral.value
    return Amount(
        start, end, (start if negative and not unit else numeral.start, numeral.end), value, None, unit, counted,
        numeral.scale, numeral.fraction, excluded,
    )  # fmt: skip


def _signed(text: str, at: int, floor: int) -> tuple[int, bool]:
    if text[at - 1 : at] not in _DASHES and text[at - 2 : at - 1] not in _ENDS_SIGN:
        return at, False  # nearly always, and told without the pattern
    match = _SIGN.search(text, max(floor, at - 9), at)  # not a slice: the pattern looks at what stands before
    return (at - len(match[0]), True) if match else (at, False)


def _confirmed(text: str, unit: Unit, end: int, limit: int) -> tuple[Unit, int]:
    """Name the dollar by the country that follows the number; go on over a currency that is said twice."""
    country = confirmed_dollar(text, end, limit) if text[unit.start : unit.end].endswith("$") else None
    if country:
        return unit._replace(name=country[0], inferred=False), country[1]
    rate = rate_after(text, end, limit)
    return (unit._replace(measure="rate") if rate else unit), end


def _is_glued(text: str, start: int, floor: int) -> bool:
    if start == floor or text[start - 1].isspace():
        return False  # nearly always, and told without the pattern
    before = text[max(floor, start - 12) : start]
    return bool(_GLUED.search(before)) and not _PREFIX.search(before)


def _runs_on(text: str, numeral: Numeral, limit: int) -> bool:
    """Whether letters follow without a space (“5G”, “1990s”), or a hyphen and no counted noun (“one-on-one”)."""
    if numeral.end >= limit:
        return False
    if text[numeral.end].isalpha() or text[numeral.end] == "_":
        return True
    if not _HYPHENED.match(text, numeral.end) or text[numeral.end + 1].isdigit():
        return False
    if _GOES_ON.match(text[numeral.end : numeral.end + 6]):
        return False
    return counted_after(text, numeral.end, limit) is None


def _is_strong(unit: Unit, numeral: Numeral) -> bool:
    """Whether a unit alone makes a number a figure; “2019 a”, “May 5 m” do not."""
    return unit.end - unit.start > 1 or unit.relative or unit.measure == "money" or unit.start == numeral.end


def _counted(passage: Passage, numeral: Numeral) -> Counted | None:
    if primary(passage.language) != "en":
        return counted_in(passage.text, numeral.end, passage.end, passage.language)
    suffix = _ROUNDED.match(passage.text, numeral.end, passage.end)
    after = suffix.end() if suffix else numeral.end
    return counted_after(passage.text, after, passage.end, one=numeral.value == 1)


# --- Two numbers that are one amount ----------------------------------------------------------------------------


def _share(passage: Passage, part: Numeral, whole: Numeral, first: Amount, second: Amount) -> Amount | None:
    """Join “one in five”, “nine out of 10”, “1 in 100,000”."""
    if first.unit:
        return None
    between = _SHARE.fullmatch(passage.text, part.end, whole.start)
    if not between or not 0 < part.value < whole.value or part.fraction or whole.fraction:
        return None
    if between["in"] and not (whole.value <= 10 or int(whole.value) in _ROUND):
        return None
    if (second.unit and second.unit.measure not in (None, "count")) or whole.value != int(whole.value):
        return None
    counted = second.counted
    return Amount(
        part.start, whole.end, (part.start, whole.end), ratio(part.value, whole.value), counted=counted, share=True,
    )  # fmt: skip


def _range(passage: Passage, low: Amount, high: Amount) -> Amount | None:
    """Join two ends: “between 30 and 40”, “$3 billion to $5 billion”, “four to five thousand”, “15-22 miles”."""
    if low.share or high.share:
        return None
    joint = _RANGE.fullmatch(passage.text, low.end, high.start)
    if not joint:
        return None
    low, high = _same_scale(low, high)
    if not low.value < high.value or not _same_unit(low, high) or not _is_range(passage, low, high, joint):
        return None
    unit = _shared_unit(low, high)
    number, counted = (low.number[0], high.number[1]), None if unit else high.counted
    return Amount(
        low.start, high.end, number, low.value, high.value, unit, counted, high.scale,
        excluded=low.excluded and high.excluded,
    )  # fmt: skip


def _is_range(passage: Passage, low: Amount, high: Amount, joint: re.Match[str]) -> bool:
    text = passage.text
    before = text[max(passage.start, low.start - 32) : low.start]
    if joint["and"]:
        return bool(_BETWEEN.search(before))
    if joint["or"]:
        return not low.unit and (2 * high.value <= 3 * low.value or high.value - low.value == 1)
    if joint["dash"]:
        named = _AGED.search(before) or _BETWEEN.search(before)
        known = high.unit or high.counted or low.unit or high.scale > 1 or named
        return bool(known) and not (low.excluded and not high.unit)
    if low.excluded or high.excluded:
        return False
    moved = movement_before(text, low.start, passage.start)
    if moved and moved[1] == "by" and not high.unit and high.value > 4 * low.value:
        return False  # “rose by 12 to 85”
    if _FROM.search(before):
        return moved is None
    return moved is None or moved[1] != "" or low.unit is None


def _is_score(passage: Passage, low: Amount, high: Amount) -> bool:
    """Whether two numbers with a dash between are neither range nor figures: “3-1”, “2014-15”."""
    if low.unit or passage.text[low.end : high.start] not in ("-", "–", "‐", "‑"):
        return False
    return not high.unit and high.scale == 1


def _same_scale(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Give the first end the second's scale where it is meant: “four to five thousand”, not “$900 to $1 million”."""
    scaled = product(low.value, high.scale)
    return (low._replace(value=scaled), high) if low.scale == 1 and scaled < high.value else (low, high)


def _same_unit(low: Amount, high: Amount) -> bool:
    if not low.unit or not high.unit:
        return True
    return low.unit.name == high.unit.name or low.unit.name[:2] == high.unit.name[:2]


def _shared_unit(low: Amount, high: Amount) -> Unit | None:
    return low.unit if low.unit and (low.unit.measure == "money" or not high.unit) else high.unit


def is_odds(passage: Passage, amount: Amount, following: Sequence[Amount]) -> bool:
    """Whether an amount is the first half of odds: “3 to 1”."""
    return bool(following and following[0].value == 1 and _ODDS.fullmatch(passage.text, amount.end, following[0].start))
