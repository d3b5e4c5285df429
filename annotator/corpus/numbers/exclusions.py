"""Numbers that are no figures: years, dates, clock times, names, addresses, scores, ordinals.

Leaving these out matters more than any reading rule: it is worth ten points of precision on news sentences. A number
with a unit, a currency or a scale is never left out (“May 5 percent”, “Section 3 million”).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotator.corpus.numbers.counted import counted_after
from annotator.corpus.numbers.words import Numeral

Span = tuple[int, int]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\.?"
)
_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}"
_STREET = (
    r"(?:Road|Street|Avenue|Ave|St|Rd|Blvd|Boulevard|Drive|Lane|Way|Highway|Court|Square|Terrace|Place|Hill|Crescent|rue|"
    r"avenue|boulevard)"
)
_NUMBERED = (
    r"[Gg]ames?|[Cc]hapters?|[Ss]ections?|[Cc]ategory|[Ll]evel|[Tt]ier|[Pp]hase|[Nn]o\.|[Nn]os\.|[Nn]umbers?|[Pp]ages?|pp?\.|"
    r"[Rr]ound|[Ss]easons?|[Ee]pisodes?|[Vv]ersion|[Tt]ype|[Ww]eek|[Dd]ay|[Rr]oute|[Ii]nterstate|[Hh]ighway|[Gg]rades?|"
    r"[Rr]oom|[Ff]light|[Ss]tage|[Ss]tep|[Pp]art|[Vv]olume|[Aa]rticles?|[Tt]itle|[Tt]rack|[Gg]ate|[Ll]ap|[Tt]urn|[Hh]ole|"
    r"[Gg]roup|[Dd]istrict|[Ww]ard|[Uu]nit|[Rr]ow|[Ss]eats?|[Pp]rops?\.?|[Pp]roposition|[Bb]ill|[Cc]hannel|[Pp]latform|"
    r"[Ff]ormula|[Ll]eague|[Mm]odel|[Pp]aragraph|[Cc]lause|[Rr]ule|[Aa]nnex|[Ff]igure|[Tt]able|iOS|[Ww]indows|[Aa]rt\.|§"
)
_ORDINAL = r"[0-9]{1,3}(?:,[0-9]{3})*(?:st|nd|rd|th|er|ère|ème|e)\b(?:[- ](?:century|minute|anniversary))?"
# Which of them can begin is told by the first sign, once for all; what stands first wins. No `\\b` but where two can.
_MAIL = r"[\w.+-]{1,64}@[\w.-]{1,100}"
_OF_DIGITS = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{2,15}Z?)?",
    r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})\b|9/11\b|24/7\b",
    rf"[0-9]{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:of\s)?{_MONTH}(?![\w])(?:,?\s{_YEAR}\b)?",
    r"[0-9]{1,2}[:.h][0-9]{2}\s?(?:[ap]\.?m\b\.?|[AP]M\b|GMT|[CEP]?[DES]?T\b|BST|Uhr)",
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,4})?\b|[0-9]{1,2}\s?h\s?[0-9]{2}\b",
    r"[0-9]{4}\s(?:GMT|UTC|[CEP][DES]?T)\b|[0-9]{1,2}\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|o[’']clock|Uhr\b)",
    _ORDINAL,
    r"(?:1[5-9]|20)[0-9]0s\b|[0-9]0s\b",
    rf"{_YEAR}\s?[-–/]\s?(?:(?:19|20)?[0-9]{{2}})\b(?!\s?(?:%|percent|million|billion))",
    rf"[0-9]{{1,5}},?\s(?:[NSEW]\.?\s)?(?:[A-Z][\w’'-]{{1,20}}\s){{0,3}}{_STREET}\b",
    r"(?:[0-9]-)?[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}\b|[0-9]{3}-[0-9]{4}\b",
)
_OF_LETTERS = (
    rf"{_MONTH}\s[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-9]{{1,2}}\b)?(?!\.[0-9]|,[0-9]{{3}}|\s?%|[0-9])"
    rf"(?:,?\s{_YEAR}\b)?",
    rf"{_MONTH}\s{_YEAR}\b",
    r"(?<!\$)[A-Za-z][A-Za-z&/]{0,12}-?[0-9][\w-]{0,12}(?:\.[0-9]\w{0,6})?",
    rf"(?:{_NUMBERED})\s?#?[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?(?:[-–][0-9]{{1,4}})?(?![\w%$])",
    r"(?:Nasdaq|FTSE|Russell|CAC|DAX|Stoxx|Nikkei|Fortune|Global|Top|Big)"
    r"\s[0-9]{1,4}\b",
    r"(?:[A-Z]|i[A-Z])(?<![.!?”\"]\s.)(?<![.!?”\"]\si.)(?<!\A.)(?<!\Ai.)[\w&/’'.-]{0,24}\s#?[0-9]{1,4}(?:\.[0-9]|-[0-9])?"
    r"(?=[\s.,;:)?!’']|\Z)(?!\s?(?:%|percent|per\s?cent|million|billion|thousand|trillion))",
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
_BEFORE_A_DIGIT = r"(?=[A-Za-z][\w&/’'.-]{0,30}\s?#?[0-9])"
"""Most words stand before no digit, and that is told at once."""
_BY_DIGITS = re.compile(
    rf"\b(?:(?=[0-9])(?:{'|'.join(_OF_DIGITS)})|{_BEFORE_A_DIGIT}(?:{'|'.join(_OF_LETTERS)})|{_SHARE_INDEX})"
    rf"|(?=[+(’'′§])(?:{'|'.join(_OF_SIGNS)})"
)
_WITH_ADDRESSES = re.compile(
    rf"\b(?:(?=[0-9])(?:{'|'.join((*_OF_DIGITS, _MAIL))})|{_ADDRESS}|{_BEFORE_A_DIGIT}(?:{'|'.join(_OF_LETTERS)})"
    rf"|{_SHARE_INDEX})|{_GLUED_MAIL}|{_CALLED}|(?=[+(’'′§])(?:{'|'.join(_OF_SIGNS)})"
)
_OF_ADDRESSES = re.compile(r"[@#]|://|www\.")
_WIDEST_WORD = 32
"""Code points before its first digit that a name or a date has."""
_DIGITS, _WHOLE_YEAR = re.compile("[0-9]+"), re.compile(_YEAR)
_WIDEST = 80
"""Code points before its first digit, and after, that a name or an address with a number has."""
_OPENING_WORD = re.compile(
    r"(?:The|About|Around|Some|Nearly|Over|Almost|Just|Only|More|At|In|With|From|To|By|For|And|But|Of|Up|Those|These|All|"
    r"Another|Roughly|Approximately|Is|Are|Was|Has|Have|Last|Next|Between|Than|Least|First|Under|Within|After|Every|Its|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s"
)
_QUALIFIED = re.compile(
    r"\b(?:about|around|nearly|over|than|roughly|some|almost|least|up to|approximately|fewer|under|another|of some)\s$",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?:since|until|by|in|before|after|during|en|depuis|seit|im Jahr)\s$", re.IGNORECASE)
_PREFIXED = re.compile(r"(?i)(?:^|[^\w])(?:sub|minus|negative|under|over|mid|pre|post|plus|some|near|nearly|about)-$")
_NUMBERED_WORD = re.compile(rf"(?<!\w)(?:{_NUMBERED})\s$")

_PLACED = re.compile(r"\b(?:top|bottom|final|last|first|next|big)\s$", re.IGNORECASE)

_NO_ONE_BEFORE = re.compile(
    r"\b(?:no|this|that|the|every|any|which|each|some|another|only|new|big|good|same|last|first|next|square|phase|number|an?|"
    r"not|[a-z]{1,12}er|[a-z]{1,12}est|his|her|their|our|my|your|its)\s(?:[a-z]{1,15}\s)?$",
    re.IGNORECASE,
)
_NO_ONE_AFTER = re.compile(
    r"\s(?:of|another|is|was|can|could|would|will|has|had|who|that|which|thing|way|day|more|by|in|on|to|and|for|with|at|as|"
    r"from|or|another’s|does|did|should|may|might|must|time)\b|\s?[.,;:!?’'”)\n]|-of|$",
    re.IGNORECASE,
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
            yield from (match.span() for match in _WITH_ADDRESSES.finditer(self._text, start, end))
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
        return bool(_OPENING_WORD.match(self._text, spans[bisect_right(starts, numeral.start) - 1][0]))

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
        if text[start : numeral.end].lower() == "one":
            return bool(_NO_ONE_BEFORE.search(before) or _NO_ONE_AFTER.match(text, numeral.end, self._limit)) or (
                numeral.end >= self._limit
            )
        following = text[numeral.end : numeral.end + 2]
        inside = before.rstrip() and before.rstrip()[-1] not in '.!?”":'
        return bool(text[start].isupper() and inside and re.match(r"\s[A-Z]", following))
