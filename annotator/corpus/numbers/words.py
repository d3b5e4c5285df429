"""Numbers in words: “twenty-eight thousand six hundred”, “two thirds”, “half a million”, “zweihundert”.

One grammar for all languages: words that add up (one to ninety-nine), scales that multiply, parts that divide.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from annotator.corpus.numbers import tables
from annotator.corpus.numbers.tables import either
from annotator.corpus.numbers.vocabulary import Vocabulary

_EXACT = Context(prec=120)
_FRACTION = Context(prec=16)


class Numeral(NamedTuple):
    """One number in a text: `text[start:end]`, code points. `scale` is the last scale word's worth (1 if none)."""

    start: int
    end: int
    value: Decimal
    scale: Decimal = Decimal(1)
    fraction: bool = False
    words: bool = False


class Word(NamedTuple):
    """A word in the text, lower case; `start` and `end` in code points."""

    text: str
    start: int
    end: int


def product(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply exactly: the default context would round at 28 digits."""
    return _EXACT.multiply(value, factor)


def total(value: Decimal, more: Decimal) -> Decimal:
    """Add exactly."""
    return _EXACT.add(value, more)


def ratio(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Divide; exact when it can be, else to 16 digits (a third is 0.3333333333333333)."""
    return _FRACTION.divide(Decimal(part), Decimal(whole))


# --- Grammar ----------------------------------------------------------------------------------------------------

_NEXT = re.compile(r"(?P<gap>[ \u00a0\u202f]{1,2}|[-‐‑])?(?P<word>[^\W\d_]+)")
_LONGEST, _LOOK_BACK = 40, 16
_NO_JOINER = re.compile(rf"(?:{either('numbers', 'no_joiner_after')}) \Z", re.IGNORECASE)
_said = partial(either, "fractions")
_NO_HALF_BEFORE = re.compile(rf"\b(?:{_said('no_half_before')})\s$", re.IGNORECASE)
_NO_HALF_AFTER = re.compile(rf"[-\s](?:{_said('no_half_after')})\b", re.IGNORECASE)
_HALF_ALL_THE_SAME = re.compile(rf"\s+(?:{_said('half_all_the_same')})\b")
_ALONE_BEFORE = re.compile(rf"\s(?:{_said('alone_before')})\b")
_AFTER_PART = re.compile(r"(-)?\s?([^\W\d_]*)")
_OF_A_YEAR, _NOT_BEFORE_TIME = tables.words("fractions", "of_a_year"), tables.words("fractions", "not_before_time")


class _Sum:
    """Adds up one number word after the other, and refuses the word that begins another number."""

    def __init__(self) -> None:
        self.done = Decimal(0)
        self.group: int | None = None
        self.last = 0
        self.limit = 10**15

    @property
    def value(self) -> Decimal:
        return total(self.done, Decimal(self.group or 0))

    def add(self, number: int) -> bool:
        if self.group is None:
            if number >= self.limit:
                return False
            self.group = number
        elif self.last == 4 and number == 20:  # quatre-vingts
            self.group, number = self.group + 76, 60
        elif self._joins(number):
            self.group += number
        else:
            return False
        self.last = number
        return True

    def _joins(self, number: int) -> bool:
        if self.last == 100:
            return 0 < number < 100
        if self.last == 10:
            return 7 <= number <= 9  # dix-sept
        return 20 <= self.last < 100 and self.last % 10 == 0 and 0 < number < (17 if self.last == 60 else 10)

    def multiply(self, scale: int) -> bool:
        if self.group is None and 1000 <= self.last == self.limit < scale:  # “a thousand million”
            self.done, self.limit, self.last = product(self.done, Decimal(scale)), scale, scale
            return True
        if not self.group or scale >= self.limit:
            return False
        if scale == 100:
            if self.group >= 100:
                return False
            self.group *= 100
        else:
            self.done = total(self.done, product(Decimal(self.group), Decimal(scale)))
            self.group, self.limit = None, 0 if scale == 12 else scale
        self.last = scale
        return True


def words_from(text: str, at: int, limit: int) -> Iterator[Word]:
    """The words that follow one another from `at` with one space or hyphen between; at most 40."""
    for index in range(_LONGEST):
        match = _NEXT.match(text, at, limit)
        if not match or (index and not match["gap"]):
            return
        at = match.end()
        yield Word(match["word"].lower(), match.start("word"), at)


def read_words(text: str, at: int, limit: int, vocabulary: Vocabulary) -> Numeral | None:
    """Read the longest number in words that begins at `at`; `None` where none does."""
    words: list[Word] = []
    for word in words_from(text, at, limit):
        if word.text not in vocabulary.known:
            break
        words.append(word)
    if not words or words[0].start != at:
        return None
    return _fraction(text, words, vocabulary) or _cardinal(text, words, vocabulary)


def _fraction(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Numeral | None:
    count, index = 1, 0
    if words[0].text in vocabulary.articles:
        index = 1
    elif words[0].text in vocabulary.numbers:
        count, index = vocabulary.numbers[words[0].text], 1
    if index >= len(words):
        return None
    word = words[index]
    if word.text in vocabulary.halves and count == 1:
        if _NO_HALF_AFTER.match(text, word.end) or (
            index == 0 and _NO_HALF_BEFORE.search(text[max(0, word.start - 10) : word.start])
            and not _HALF_ALL_THE_SAME.match(text[word.end : word.end + 5])
        ):  # fmt: skip
            return None
        value = Decimal("0.5")
    elif word.text in vocabulary.parts and 0 < count < vocabulary.parts[word.text]:
        if not _is_part(text, word, vocabulary, count=count, bare=index == 0):
            return None
        value = ratio(count, vocabulary.parts[word.text])
    else:
        return None
    return _of_a_million(words, index + 1, value, vocabulary)


def _is_part(text: str, word: Word, vocabulary: Vocabulary, *, count: int, bare: bool) -> bool:
    """Tell “a third of” from “a third man”, “two thirds” from “two third-party”, “a quarter” from “the quarter”."""
    after = vocabulary.after_part
    if bare:
        return bool(_ALONE_BEFORE.match(text[word.end : word.end + 16]))
    if after is None:
        return True
    if word.text.endswith("s") != (count > 1):
        return False
    following = _AFTER_PART.match(text[word.end : word.end + 20])
    if not following or count > 1:
        return True
    if word.text in _OF_A_YEAR:
        return not following[1] and following[2] not in _NOT_BEFORE_TIME
    return not following[1] and (not following[2] or following[2] in after)


def _of_a_million(words: Sequence[Word], index: int, value: Decimal, vocabulary: Vocabulary) -> Numeral:
    """Multiply a fraction by the scale it is part of: “half a million”, “three quarters of a billion”."""
    ahead = index
    while ahead < len(words) and (words[ahead].text in vocabulary.links or words[ahead].text in vocabulary.articles):
        ahead += 1
    start = words[0].start
    if ahead < len(words) and words[ahead].text in vocabulary.scales:
        scale = Decimal(vocabulary.scales[words[ahead].text])
        return Numeral(start, words[ahead].end, product(value, scale), scale, words=True)
    return Numeral(start, words[index - 1].end, value, fraction=True, words=True)


def _cardinal(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Numeral | None:
    running, index = _Sum(), 0
    first, second = words[0].text, words[1].text if len(words) > 1 else ""
    if first in vocabulary.articles:
        if second not in vocabulary.scales:
            return None
        running.add(1)
        index = 1
    elif first in vocabulary.scales:
        if first not in vocabulary.bare and vocabulary.scales.get(second, 0) <= vocabulary.scales[first]:
            return None
        running.add(1)
    apart = _NO_JOINER.search(text[max(0, words[0].start - _LOOK_BACK) : words[0].start])
    index, end = _run(running, words, index, None if apart else vocabulary.joiners, vocabulary)
    if not end:
        return None
    scale = Decimal(running.last) if words[end - 1].text in vocabulary.scales else Decimal(1)
    whole = Numeral(words[0].start, words[end - 1].end, running.value, scale, words=True)
    whole, end = _decimals(words, end, whole, vocabulary)
    return _and_a_half(text, words, end, whole, vocabulary)


def _run(
    running: _Sum, words: Sequence[Word], index: int, joiners: frozenset[str] | None, vocabulary: Vocabulary
) -> tuple[int, int]:
    """Take words while they belong to one number; gives where it stopped and the end of what counts."""
    end = 0
    while index < len(words):
        word = words[index].text
        if joiners and word in joiners and end and _may_join(running, words, index, vocabulary):
            index += 1
            continue
        if word in vocabulary.numbers:
            taken = running.add(vocabulary.numbers[word])
        else:
            taken = word in vocabulary.scales and running.multiply(vocabulary.scales[word])
        if not taken:
            break
        index += 1
        end = index
    return index, end


def _may_join(running: _Sum, words: Sequence[Word], index: int, vocabulary: Vocabulary) -> bool:
    """Whether “and” goes on with the number: “two hundred and six”, not “two hundred and three hundred”."""
    if index + 1 >= len(words) or words[index + 1].text not in vocabulary.numbers:
        return False
    if index + 2 < len(words) and (
        words[index + 2].text in vocabulary.parts or words[index + 2].text in vocabulary.halves
    ):
        return False  # “two million and one half” is two and a half million: not read, rather than read wrongly
    if index + 2 < len(words) and vocabulary.scales.get(words[index + 2].text, 0) == 100:
        return running.last > 100
    return running.last >= 100 or (running.last >= 20 and vocabulary.numbers[words[index + 1].text] == 11)


def _and_a_half(text: str, words: Sequence[Word], index: int, whole: Numeral, vocabulary: Vocabulary) -> Numeral:
    """Add the fraction that follows: “one and a half million”, “two million and three quarters”."""
    if index + 1 >= len(words) or words[index].text not in vocabulary.joiners:
        return whole
    part = _fraction(text, words[index + 1 :], vocabulary)
    if not part:
        return whole
    if part.fraction:
        value, scale = total(whole.value, product(part.value, _scale_of_part(whole))), whole.scale
    else:  # the scale comes last: it counts for both, unless the whole has one of its own
        value, scale = (
            total(product(whole.value, part.scale if whole.scale == 1 else Decimal(1)), part.value),
            part.scale,
        )
    return Numeral(whole.start, part.end, value, scale, words=True)


def _scale_of_part(whole: Numeral) -> Decimal:
    """What “and three quarters” is a part of: of the million in “two million and …”, but not of the hundred."""
    return whole.scale if whole.scale >= 1000 else Decimal(1)


def _decimals(words: Sequence[Word], index: int, whole: Numeral, vocabulary: Vocabulary) -> tuple[Numeral, int]:
    """Add what is said after “point”: “five point five”, “two point seventy-one million”."""
    if index >= len(words) or words[index].text != vocabulary.point:
        return whole, index
    digits, end = _said_digits([vocabulary.numbers.get(word.text, -1) for word in words[index + 1 :]])
    if not digits:
        return whole, index
    value, scale, end = total(whole.value, Decimal(f"0.{digits}")), 1, index + 1 + end
    if end < len(words) and words[end].text in vocabulary.scales:
        scale, end = vocabulary.scales[words[end].text], end + 1
    return Numeral(whole.start, words[end - 1].end, product(value, Decimal(scale)), Decimal(scale), words=True), end


def _said_digits(values: Sequence[int]) -> tuple[str, int]:
    """The decimals that words say, “zero three” or “seventy-one”, and how many words they take."""
    if not values or values[0] < 10:
        single = [str(value) for value in takewhile(range(10).__contains__, values)]
        return "".join(single), len(single)
    running, count = _Sum(), 0
    while count < len(values) and values[count] > 0 and running.add(values[count]):
        count += 1
    return str(running.value), count
