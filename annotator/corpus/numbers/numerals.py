"""Numbers as newspapers write them: digits and words, scales and fractions, always exact.

“$1.3bn”, “1,300,000,000” and “1.3 billion” are one value, and two articles can only be compared when that value is
the same string. So everything here is `Decimal`; a float never touches a value.

A language is a BCP 47 tag. English is complete; French and German know their number words, scales and decimal
comma; of any other language the digits are read, in the notation that its readers use.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from annotator.corpus.letters import any_word
from annotator.corpus.numbers.presence import Hit, hits_in
from annotator.corpus.numbers.tables import LANGUAGES, alternatives, either, meanings, section, worths
from annotator.corpus.numbers.vocabulary import primary, vocabulary
from annotator.corpus.numbers.words import Numeral, product, ratio, read_words, total, words_from

LONGEST = 40
"""Characters of a number in digits that is still read; longer ones are serial numbers or noise."""


def plain(value: Decimal) -> str:
    """Write a value as the dataset does: an optional minus, digits, at most one point; no needless zeros."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def numerals_in(text: str, start: int, end: int, language: str, hits: Sequence[Hit] | None = None) -> Iterator[Numeral]:
    """Every number between two code points, in order, the longest reading of each; signs and units not included.

    `hits` are those of the text between, where somebody has them already.
    """
    at = start
    for first, word in hits_in(text, start, end, language) if hits is None else hits:
        if first < at:
            continue
        numeral = (
            _read_words(text, first, word, after=at, limit=end, language=language) if word
            else _read_digits(text, _first_digit(text, first, at), end, language)
        )  # fmt: skip
        if numeral:
            at = numeral.end
            yield numeral
        elif not word:
            at = _skip(text, first, end)


def _read_words(text: str, at: int, word: str, *, after: int, limit: int, language: str) -> Numeral | None:
    """Read a number in words, with the article before it (“a million”) where that is one; not before `after`."""
    words = vocabulary(language)
    if word not in words.beginnings:
        return None
    if word in words.measures:
        article = _article(primary(language)).search(text, max(after, at - _LONGEST_ARTICLE), at)
        numeral = read_words(text, article.start(), limit, words) if article else None
        if numeral:
            return numeral
    return read_words(text, at, limit, words)


_LONGEST_ARTICLE = 8
"""Code points of an article with what stands between it and its number."""


@cache
def _article(language: str) -> re.Pattern[str]:
    """An article where a word of the number follows."""
    articles = any_word(vocabulary(language).articles) or r"(?!)"
    return re.compile(rf"(?<!\w){articles}(?:[ \u00a0\u202f]{{1,2}}|[-‐‑])\Z", re.IGNORECASE)


def _first_digit(text: str, at: int, after: int) -> int:
    """Begin at the point of “.500”, not at the full stop of a sentence that is glued to the next (“home.15 people”)."""
    point = at - 1
    if point < after or text[point] != ".":
        return at
    return point if not point or text[point - 1].isspace() or text[point - 1] in "($€£" else at


def _skip(text: str, at: int, end: int) -> int:
    """The end of a run of digits that is no number (“1.2.3”), so that no piece of it is read as one."""
    match = _RUN.match(text, at, end)
    return match.end() if match else at + 1


_RUN = re.compile(r"\.?[0-9]+(?:[.,/][0-9]+)*")
_COMMA_LANGUAGES = frozenset(
    "bg ca cs da de el es et eu fi fr gl hr hu id is it lt lv mk nb nl nn no pl pt ro ru sk sl sr sv tr uk vi".split()
)
_POINT_REGIONS = frozenset({"es-mx", "es-us", "es-pr", "es-gt", "es-hn", "es-ni", "es-pa", "es-do", "es-sv", "es-pe"})
_THIN = "\u00a0\u202f\u2009"
_ANY_NOTATION = (
    r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"
)
_WHOLE = r"(?![0-9]|[.,][0-9])"


@cache
def _notation(*, comma: bool) -> re.Pattern[str]:
    """A number in digits, as readers write it whose decimals stand behind a comma, or behind a point."""
    if comma:
        return re.compile(
            rf"(?:{_ANY_NOTATION}|[0-9]{{1,3}}(?:[{_THIN} ][0-9]{{3}})+(?:,[0-9]+)?"
            r"|[0-9]{1,3}\.[0-9]{3}(?:,[0-9]+)?"
            rf"|[0-9]+(?:,[0-9]+)?|[0-9]+\.(?:[0-9]{{1,2}}|[0-9]{{4,}})|,[0-9]+){_WHOLE}"
        )
    return re.compile(
        rf"(?:{_ANY_NOTATION}|[0-9]{{1,3}},[0-9]{{3}}(?:\.[0-9]+)?"
        rf"|[0-9]{{1,3}}(?:[{_THIN}][0-9]{{3}})+(?:\.[0-9]+)?|[0-9]{{1,3}}(?: [0-9]{{3}})+"
        rf"|[0-9]+(?:\.[0-9]+)?|\.[0-9]+){_WHOLE}"
    )


_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅒": (1, 10),
}  # fmt: skip
_SLASHED = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_OF_A_WHOLE = re.compile(
    rf"\s(?:{either('fractions', 'of_a_whole')})\b|[\s-](?:{either('fractions', 'of_a_measure')})\b"
)
_DATE_BEFORE = re.compile(rf"\b(?:{either('dates', 'months_begin')})[a-z]{{0,6}}\.?\s$")
_DAY = re.compile(r"[0-9]{1,2}(?![0-9])")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹₩₽₪₺]|\b(?:[A-Z]{3}|RM|Rs\.?))\s?(?:[0-9.,]{1,7}[a-z]{0,2}\s?(?:[-–]|to)\s?)?$")
_ABBREVIATION = re.compile(r"(\s?)(k€|M€|Md€|[A-Za-z]{1,4})(?![\w'’])(\.?)")
_ATTACHED, _ANYWHERE, _WITH_MONEY = (
    {word: worth for language in LANGUAGES for word, worth in worths("abbreviated", language, name).items()}
    for name in ("attached", "anywhere", "with_money")
)
_OWN = {language: worths("abbreviated", language, "own") for language in LANGUAGES}
_WITH_FULL_STOP = {language for language in LANGUAGES if section("abbreviated", language).get("full_stop")}
# “3m people” is a headline's three million, “400m hurdles” is a distance.
_PEOPLE_AFTER = re.compile(
    rf"\s(?!{either('abbreviated', 'distances')})(?:{either('abbreviated', 'people')}|[a-z]{{3,}}s)\b"
)


@cache
def decimal_comma(language: str) -> bool:
    """Whether readers of `language` write 1,3 for one and three tenths."""
    tag = language.lower().replace("_", "-")
    return tag.split("-")[0] in _COMMA_LANGUAGES and tag[:5] not in _POINT_REGIONS


_GROUPING, _GROUPED = re.compile(rf"[{_THIN} '’]"), re.compile(r"[0-9]{1,3}\.[0-9]{3}")


def _digits_value(written: str, comma: bool) -> Decimal:
    if written.isdigit():
        return Decimal(written)
    bare = _GROUPING.sub("", written)
    if bare.count(",") > 1 or bare.count(".") > 1:
        group = "," if bare.count(",") > 1 else "."
    elif "," in bare and "." in bare:
        group = "," if bare.index(",") < bare.index(".") else "."
    elif comma:
        group = "." if _GROUPED.fullmatch(bare) else ""
    else:
        group = ","
    return Decimal(bare.replace(group, "").replace(",", ".") if group else bare.replace(",", "."))


def _read_digits(text: str, at: int, limit: int, language: str) -> Numeral | None:
    if text[at] in _VULGAR:
        part, whole = _VULGAR[text[at]]
        return Numeral(at, at + 1, ratio(part, whole), fraction=True)
    slashed = _SLASHED.match(text, at, limit) if "/" in text[at : at + 5] else None
    if slashed:
        return _part(text, slashed)
    comma = decimal_comma(language)
    match = _notation(comma=comma).match(text, at, limit)
    if match and " " in match[0] and _DATE_BEFORE.search(text[max(0, at - 12) : at]):
        match = _DAY.match(text, at, limit)  # “on May 12 300 people came”
    if not match or len(match[0]) > LONGEST:
        return None
    power = _POWER.match(text, match.end(), limit) if "10" in text[match.end() : match.end() + 5] else None
    if power:
        shifted = _digits_value(match[0], comma).scaleb(int(power[1].replace("−", "-")))
        return Numeral(at, power.end(), shifted)
    value, end = _mixed(text, match.end(), limit, _digits_value(match[0], comma))
    return _scaled(text, Numeral(at, end, value), limit, language)


def _part(text: str, match: re.Match[str]) -> Numeral | None:
    """Read “2/3 of”, “1/4 mile”; 9/11, 24/7, scores and dates are no fractions, so what follows has to say it."""
    part, whole = Decimal(match[1]), Decimal(match[2])
    if not 0 < part < whole or not _OF_A_WHOLE.match(text[match.end() : match.end() + 16]):
        return None
    return Numeral(match.start(), match.end(), ratio(part, whole), fraction=True)


_ADDED = meanings("fractions", "added")
_AND_A_HALF = re.compile(rf"\s({alternatives(_ADDED)})\b")
_POWER = re.compile(r"\s?[×x]\s?10\^?([-−]?[0-9]{1,2})(?![0-9])")
_WRITTEN = "|".join(rf"{first}[\s-]{last}" for first, _, last in (each.rpartition(" ") for each in _ADDED))
_MIXED = re.compile(rf"\s?([{''.join(_VULGAR)}])|\s([1-9])/([2-9])(?![0-9/])|\s({_WRITTEN})\b")


def _mixed(text: str, at: int, limit: int, whole: Decimal) -> tuple[Decimal, int]:
    """Add what “½”, “ 1/2” or “ and a half” after a whole number adds."""
    match = _MIXED.match(text, at, limit)
    if not match:
        return whole, at
    if match[1]:
        part = ratio(*_VULGAR[match[1]])
    elif match[2]:
        part = ratio(Decimal(match[2]), Decimal(match[3]))
    else:
        part = _added(match[4])
    return total(whole, part), match.end()


def _added(written: str) -> Decimal:
    return Decimal(_ADDED[" ".join(re.split(r"[\s-]", written))])


def _scaled(text: str, numeral: Numeral, limit: int, language: str) -> Numeral:
    """Take the scales that follow digits: “1.3bn”, “4 hundred thousand”, “1,3 Mrd.”."""
    short = _abbreviated_scale(text, numeral, limit, language)
    if short:
        scale, end = short
        return Numeral(numeral.start, end, product(numeral.value, Decimal(scale)), Decimal(scale))
    words = vocabulary(language)
    value, end, last = numeral.value, numeral.end, Decimal(1)
    for word in words_from(text, end, limit):
        scale = words.scales.get(word.text, 0)
        if word.start == end or not scale or scale <= last:
            break
        value, end, last = product(value, Decimal(scale)), word.end, product(last, Decimal(scale))
    if last == 1:
        return numeral
    half = _AND_A_HALF.match(text, end, limit) if last >= 1000 else None
    if half:
        value, end = total(value, product(_added(half[1]), last)), half.end()
    return Numeral(numeral.start, end, value, last)


def _abbreviated_scale(text: str, numeral: Numeral, limit: int, language: str) -> tuple[int, int] | None:
    match = _ABBREVIATION.match(text, numeral.end, limit)
    if not match:
        return None
    spaced, word, dot = match.groups()
    own = _OWN.get(language[:2].lower(), {})
    if word.lower() in own:
        return own[word.lower()], match.end() if dot and language[:2] in _WITH_FULL_STOP else match.end(2)
    if word.endswith("€"):
        return {"k": 10**3, "M": 10**6, "Md": 10**9}[word[:-1]], match.end(2) - 1
    scale = _ANYWHERE.get(word.lower(), 0)
    if not scale and word.lower() in _WITH_MONEY and _is_money(text, numeral, match.end(2)):
        scale = _WITH_MONEY[word.lower()]
    if not scale and not spaced:
        scale = _ATTACHED.get(word, 0)
        if word == "m" and _PEOPLE_AFTER.match(text, match.end(), limit):
            scale = 10**6
    return (scale, match.end(2)) if scale else None


def _is_money(text: str, numeral: Numeral, end: int) -> bool:
    """Whether a currency stands before a number, or behind its scale that ends at `end`."""
    before = text[max(0, numeral.start - 20) : numeral.start]
    return bool(_MONEY_BEFORE.search(before)) or text.startswith("€", end + 1)
