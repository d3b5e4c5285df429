"""Numbers that are no figures: years, dates, clock times, names, addresses, scores, ordinals.

Leaving these out matters more than any reading rule: it is worth ten points of precision on news sentences. A number
with a unit, a currency or a scale is never left out (“May 5 percent”, “Section 3 million”).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, partial

from annotator.corpus.numbers.counted import counted_after
from annotator.corpus.numbers.tables import either, words
from annotator.corpus.numbers.words import Numeral

Span = tuple[int, int]

_dates, _names = partial(either, "dates"), partial(either, "names")
_MONTH = rf"(?:{_dates('months')})\.?"
_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}"
_NUMBERED_WORDS = sorted(words("names", "numbered"), key=lambda word: (-len(word), word))
_NUMBERED = "|".join(
    [_names("numbered_as_written"), *(f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in _NUMBERED_WORDS)]
)
_ORDINAL = (
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})*(?:{_dates('endings', 'other_endings')})\b(?:[- ](?:{_dates('after_ordinals')}))?"
)
# Which of them can begin is told by the first sign, once for all; what stands first wins. No `\\b` but where two can.
_MAIL = r"[\w.+-]{1,64}@[\w.-]{1,100}"
_OF_DIGITS = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{2,15}Z?)?",
    r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})\b|9/11\b|24/7\b",
    rf"[0-9]{{1,2}}(?:{_dates('endings')}|\.)?\s(?:(?:{_dates('of')})\s)?{_MONTH}(?![\w])(?:,?\s{_YEAR}\b)?",
    rf"[0-9]{{1,2}}[:.h][0-9]{{2}}\s?(?:[ap]\.?m\b\.?|[AP]M\b|GMT|[CEP]?[DES]?T\b|BST|{_dates('hour')})",
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,4})?\b|[0-9]{1,2}\s?h\s?[0-9]{2}\b",
    rf"[0-9]{{4}}\s(?:GMT|UTC|[CEP][DES]?T)\b"
    rf"|[0-9]{{1,2}}\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|{_dates('o_clock')}|(?:{_dates('hour')})\b)",
    _ORDINAL,
    r"(?:1[5-9]|20)[0-9]0s\b|[0-9]0s\b",
    rf"{_YEAR}\s?[-–/]\s?(?:(?:19|20)?[0-9]{{2}})\b(?!\s?(?:%|{_names('amounts')}))",
    rf"[0-9]{{1,5}},?\s(?:[NSEW]\.?\s)?(?:[A-Z][\w’'-]{{1,20}}\s){{0,3}}(?:{_names('streets')})\b",
    r"(?:[0-9]-)?[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}\b|[0-9]{3}-[0-9]{4}\b",
)
_OF_LETTERS = (
    rf"{_MONTH}\s(?:[0-9]{{1,2}}(?:{_dates('endings_after_month')})?(?:\s?[-–]\s?[0-9]{{1,2}}\b)?"
    rf"(?!\.[0-9]|,[0-9]{{3}}|\s?%|[0-9])(?:,?\s{_YEAR}\b)?|{_YEAR}\b)",
    r"(?<!\$)[A-Za-z][A-Za-z&/]{0,12}-?[0-9][\w-]{0,12}(?:\.[0-9]\w{0,6})?",
    rf"(?:{_NUMBERED})\s?#?[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?(?:[-–][0-9]{{1,4}})?(?![\w%$])",
    rf"(?:{_names('indexes')})\s[0-9]{{1,4}}\b",
    rf"(?:[A-Z]|i[A-Z])(?<![.!?”\"]\s.)(?<![.!?”\"]\si.)(?<!\A.)(?<!\Ai.)[\w&/’'.-]{{0,24}}\s#?[0-9]{{1,4}}"
    rf"(?:\.[0-9]|-[0-9])?(?=[\s.,;:)?!’']|\Z)(?!\s?(?:%|{_names('amounts_after_name')}))",
)
_SHARE_INDEX = r"S\s?&?\s?P(?:/\w{1,5})?\s[0-9]{3}\b"
_ADDRESS = rf"https?://\S{{1,300}}|www\.\S{{1,300}}|{_MAIL}"
_GLUED_MAIL = r"[.+-](?<!\w.)[\w.+-]{0,63}@[\w.-]{1,100}"
_CALLED = r"[@#](?<!\w.)\w{1,60}"
_OF_SIGNS = (
    r"[’'′](?<!\w.)[0-9]{2}s?\b",
    r"§(?<!\w.)\s?#?[0-9]{1,6}(?:\.[0-9]{1,3})?(?:[-–][0-9]{1,4})?(?![\w%$])",
    r"\+[0-9]{1,3}[- .(][0-9() .-]{6,16}[0-9]",
    r"\([0-9]{3}\)\s?[0-9]{3}-[0-9]{4}\b",
)
_BEFORE_A_DIGIT = r"(?=[A-Za-z][^\s0-9]{0,31}+\s?#?[0-9])"
"""Most words stand before no digit, and that is told at once."""
_WIDEST_WORD = 32
"""Code points before its first digit that a name or a date has."""
_BY_DIGITS = re.compile(
    rf"\b(?:(?=[0-9])(?:{'|'.join(_OF_DIGITS)})|{_BEFORE_A_DIGIT}(?:{'|'.join(_OF_LETTERS)})|{_SHARE_INDEX})"
    rf"|(?=[+(’'′§])(?:{'|'.join(_OF_SIGNS)})"
)
_OF_ADDRESSES = re.compile(r"[@#]|://|www\.")


@cache
def _with_addresses() -> re.Pattern[str]:
    """The pattern for a sentence with an address, in which a number can be far inside; few have one."""
    return re.compile(
        rf"\b(?:(?=[0-9])(?:{'|'.join((*_OF_DIGITS, _MAIL))})|{_ADDRESS}|{_BEFORE_A_DIGIT}(?:{'|'.join(_OF_LETTERS)})"
        rf"|{_SHARE_INDEX})|{_GLUED_MAIL}|{_CALLED}|(?=[+(’'′§])(?:{'|'.join(_OF_SIGNS)})"
    )


_DIGITS, _WHOLE_YEAR = re.compile("[0-9]+"), re.compile(_YEAR)
_WIDEST = 80
"""Code points before its first digit, and after, that a name or an address with a number has."""
_WORD, _OPENING_WORDS = re.compile(r"\w+(?=\s)"), words("names", "openings")
_QUALIFIED = re.compile(rf"\b(?:{_names('qualifiers')})\s$", re.IGNORECASE)
_IN_YEAR = re.compile(rf"\b(?:{_dates('in_year')})\s$", re.IGNORECASE)
_PREFIXED = re.compile(rf"(?i)(?:^|[^\w])(?:{_names('prefixes')})-$")
_NUMBERED_WORD = re.compile(rf"(?<!\w)(?:{_NUMBERED})\s$")
_PLACED = re.compile(rf"\b(?:{_names('placed')})\s$", re.IGNORECASE)
_ONE = words("names", "one")


@cache
def _no_one() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a “one” that counts nothing; made when first asked."""
    return (
        re.compile(
            rf"\b(?:{_names('no_one_before')}|[a-z]{{1,12}}(?:{_names('no_one_endings')}))\s(?:[a-z]{{1,15}}\s)?$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\s(?:{_names('no_one_after')})\b|\s?[.,;:!?’'”)\n]|-(?:{_names('no_one_hyphened')})|$", re.IGNORECASE
        ),
    )


class Exclusions:
    """The places of a text that hold numbers which are no figures, found once for all numbers in it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._floor, self._limit = start, end
        self._found: tuple[list[int], list[Span]] | None = None

    def _places(self) -> tuple[list[int], list[Span]]:
        """Looked for when the first number in digits asks, and only around digits: most sentences have none."""
        if self._found is None:
            digits = [match.start() for match in _DIGITS.finditer(self._text, self._floor, self._limit)]
            spans = list(self._spans(digits))
            self._found = [span[0] for span in spans], spans
        return self._found

    def _spans(self, digits: Sequence[int]) -> Iterator[Span]:
        start = max(self._floor, digits[0] - _WIDEST) if digits else self._floor
        end = min(self._limit, digits[-1] + _WIDEST) if digits else self._limit
        if _OF_ADDRESSES.search(self._text, start, end):
            yield from (match.span() for match in _with_addresses().finditer(self._text, start, end))
            return
        for digit in digits:
            if digit >= start:
                match = _BY_DIGITS.search(self._text, max(start, digit - _WIDEST_WORD), end)
                if not match:
                    return
                yield match.span()
                start = match.end()

    def hold(self, numeral: Numeral, *, chosen: Span | None = None) -> bool:
        """Whether a number without unit, currency or scale is none that a coder would call a statistic.

        What a person has `chosen` together with the counted noun counts (“2013 fans”), whatever stands before it.
        """
        if numeral.words:
            return self._names_in_words(numeral)
        counted = counted_after(self._text, numeral.end, self._limit)
        if counted and chosen and chosen[0] <= numeral.start and counted.noun[1] <= chosen[1]:
            return False
        if self._excluded(numeral) and not (counted and self._opens_sentence(numeral)):
            return True
        return self._is_year(numeral, counted=counted is not None)

    def _excluded(self, numeral: Numeral) -> bool:
        starts, spans = self._places()
        place = bisect_right(starts, numeral.start) - 1
        held = place >= 0 and spans[place][0] <= numeral.start < spans[place][1]
        return held and not self._prefixed(numeral)

    def _prefixed(self, numeral: Numeral) -> bool:
        return bool(_PREFIXED.search(self._text[max(self._floor, numeral.start - 10) : numeral.start]))

    def _opens_sentence(self, numeral: Numeral) -> bool:
        """Whether the capital before is only a sentence's first word or a weekday: “On Monday 14 people”."""
        starts, spans = self._places()
        word = _WORD.match(self._text, spans[bisect_right(starts, numeral.start) - 1][0])
        return word is not None and word[0] in _OPENING_WORDS

    def _is_year(self, numeral: Numeral, *, counted: bool) -> bool:
        text, start = self._text, numeral.start
        if not _WHOLE_YEAR.fullmatch(text, start, numeral.end):
            return False
        before = text[max(self._floor, start - 24) : start]
        if counted and not _IN_YEAR.search(before):
            return numeral.value >= 1900 and not _QUALIFIED.search(before)
        return not _QUALIFIED.search(before) or bool(_IN_YEAR.search(before))

    def _counts(self, numeral: Numeral) -> bool:
        return counted_after(self._text, numeral.end, self._limit) is not None

    def _names_in_words(self, numeral: Numeral) -> bool:
        text, start = self._text, numeral.start
        before = text[max(self._floor, start - 32) : start]
        if _NUMBERED_WORD.search(before) or (_PLACED.search(before) and not self._counts(numeral)):
            return True
        if text[start : numeral.end].lower() in _ONE:
            no_one_before, no_one_after = _no_one()
            return (
                numeral.end >= self._limit
                or no_one_before.search(before) is not None
                or no_one_after.match(text, numeral.end, self._limit) is not None
            )
        following = text[numeral.end : numeral.end + 2]
        inside = before.rstrip() and before.rstrip()[-1] not in '.!?”":'
        return bool(text[start].isupper() and inside and re.match(r"\s[A-Z]", following))
