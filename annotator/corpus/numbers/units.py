"""What a number counts: currencies, percent, measures; and what kind of measure each is.

A unit is stored as it is best compared: ISO 4217 for a currency, “%”, “pp” for percentage points, and otherwise the
words of the article. A sign that several countries use (“$”) is read as the likeliest and marked as inferred.
"""

import re
from functools import partial
from typing import NamedTuple

from annotator.corpus.numbers.tables import either, meanings, words
from annotator.corpus.numbers.words import Numeral


class Unit(NamedTuple):
    """A unit in the text: its name for the dataset, its place (code points), its measure; `inferred` is a guess."""

    name: str
    start: int
    end: int
    measure: str | None
    inferred: bool = False

    @property
    def relative(self) -> bool:
        """Whether the unit says a share: percent and percentage points."""
        return self.name in ("%", "pp", "‰")


# --- Currencies -------------------------------------------------------------------------------------------------

_unit, _percents, _ages = partial(either, "units"), partial(either, "percent"), partial(either, "ages")
_CODES = frozenset(
    "USD EUR GBP CAD AUD NZD JPY CNY CHF INR SEK NOK DKK ISK PLN CZK HUF RON BGN RUB UAH TRY ILS ZAR BRL MXN ARS "
    "CLP COP KRW SGD HKD TWD THB IDR MYR PHP VND PKR BDT LKR SAR AED QAR KWD EGP MAD NGN KES GHS".split()
)
_DOLLARS = {
    "": "USD", "US": "USD", "U.S.": "USD", "USD": "USD", "C": "CAD", "CA": "CAD", "CAN": "CAD", "CDN": "CAD",
    "CAD": "CAD", "A": "AUD", "AU": "AUD", "AUD": "AUD", "NZ": "NZD", "NZD": "NZD", "HK": "HKD", "S": "SGD",
    "SG": "SGD", "R": "BRL", "NT": "TWD", "Mex": "MXN", "MX": "MXN", "Canadian": "CAD",
}  # fmt: skip
_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₪": "ILS", "₺": "TRY", "₴": "UAH"}
_LETTERS = {"RM": "MYR", "Rs": "INR", "Rs.": "INR", "RMB": "CNY", "Rp": "IDR"}
_INFERRED_SIGNS = frozenset({"¥", "Rs", "Rs."})
_REGIONS = {"ca": "CAD", "au": "AUD", "nz": "NZD"}
_PREFIXES = "|".join(
    sorted((re.escape(key) for key in _DOLLARS if key not in ("", "A", "Canadian")), key=len, reverse=True)
)
_BEFORE = re.compile(
    rf"(?:(?<![^\W\d_])(?:(?P<letter>A)|(?P<prefix>{_PREFIXES})\s?))?\$\s?(?P<inside>US|CAN|CA|AU|NZ)?\s?$"
    rf"|(?P<sign>[{''.join(_SIGNS)}])\s?$"
    rf"|(?<!\w)(?P<code>[A-Z]{{3}}|RM|Rs\.?|Rp)\s?$"
)
_ENDS_CURRENCY = frozenset(("$", *_SIGNS, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "s", "p", "."))
_DOLLAR_AFTER = re.compile(r"\s?(US|U\.S\.|USD|CAD|CDN|CAN|CA|AUD|Canadian)(?!\w)")
_SIGN_AFTER = re.compile(rf"\s?(?:(?P<sign>[{''.join(_SIGNS)}])|(?P<dollar>\$))(?![0-9])")
_CODE_AFTER = re.compile(r"\s?([A-Z]{3})(?!\w)")
_PENCE = re.compile(r"(?<=[0-9])p(?![\w.])|(?<=[0-9])p(?=\.(?:\s|$))")
_CURRENCY_WORDS = meanings("currencies", "words", "of_several")
_OF_COUNTRIES = meanings("currencies", "of_countries")
_POUNDS, _OR_WEIGHT = words("currencies", "pounds"), words("currencies", "or_weight")
_CURRENCY_WORD = re.compile(
    rf"(?:\s(?:{_unit('of')}))?[\s-](?:{_unit('of_glued')})?(?:(?P<country>U\.S\.|US|[A-Z][a-z]{{1,15}}(?:\s[A-Z][a-z]{{1,15}})?)[\s-])??"
    rf"(?P<word>(?i:{'|'.join(_CURRENCY_WORDS)})s?)(?P<sterling>\s(?:{either('currencies', 'sterling')}))?(?![\w’'])"
)


def currency_before(text: str, at: int, language: str = "en") -> Unit | None:
    """Read the sign or code that stands before a number: “$”, “C$”, “$US”, “EUR ”."""
    base = max(0, at - 10)
    written = text[base:at]
    if written.rstrip()[-1:] not in _ENDS_CURRENCY:
        return None
    match = _BEFORE.search(written)
    if not match:
        return None
    start, end = base + match.start(), base + len(match[0].rstrip()) + match.start()
    if match["sign"]:
        return Unit(_SIGNS[match["sign"]], start, end, "money", match["sign"] in _INFERRED_SIGNS)
    if match["code"]:
        code = _LETTERS.get(match["code"], match["code"])
        return Unit(code, start, end, "money", match["code"] in _INFERRED_SIGNS) if code in _CODES else None
    return _dollar(match["letter"] or match["prefix"] or match["inside"] or "", start, end, language)


def _dollar(written: str, start: int, end: int, language: str) -> Unit:
    if written:
        return Unit(_DOLLARS[written], start, end, "money")
    region = language.lower().replace("_", "-").split("-")[-1]
    return Unit(_REGIONS.get(region, "USD"), start, end, "money", inferred=True)


def confirmed_dollar(text: str, at: int, limit: int) -> tuple[str, int] | None:
    """Read the country after a dollar amount (“$31.20 US”): the currency and where it ends."""
    match = _DOLLAR_AFTER.match(text, at, limit)
    return (_DOLLARS[match[1]], match.end()) if match else None


def _currency_after(text: str, at: int, limit: int, language: str) -> Unit | None:
    sign = _SIGN_AFTER.match(text, at, limit)
    if sign:
        if sign["sign"]:
            return Unit(_SIGNS[sign["sign"]], sign.start("sign"), sign.end(), "money", sign["sign"] in _INFERRED_SIGNS)
        country = _DOLLAR_AFTER.match(text, sign.end(), limit)
        end = country.end() if country else sign.end()
        return _dollar(country[1] if country else "", sign.start("dollar"), end, language)
    pence = _PENCE.match(text, at, limit)
    if pence:
        return Unit("p", at, pence.end(), "money")
    code = _CODE_AFTER.match(text, at, limit)
    if code and code[1] in _CODES:
        return Unit(code[1], code.start(1), code.end(), "money")
    return _currency_word(text, at, limit, language)


def _currency_word(text: str, at: int, limit: int, language: str) -> Unit | None:
    match = _CURRENCY_WORD.match(text, at, limit)
    if not match:
        return None
    written = match["word"].lower()
    word = written if written in _CURRENCY_WORDS else written[:-1]
    start = match.start("country") if match["country"] else match.start("word")
    country = (match["country"] or "").replace(".", "").lower().split(" ")[-1]
    if match["sterling"]:
        return Unit("GBP", start, match.end(), "money")
    known = _OF_COUNTRIES.get(f"{country} {word}")
    if known:
        return Unit(known, start, match.end(), "money")
    start = match.start("word")
    if _CURRENCY_WORDS[word] == "USD?":
        return _dollar("", start, match.end(), language)
    if _CURRENCY_WORDS[word]:
        return Unit(_CURRENCY_WORDS[word].rstrip("?"), start, match.end(), "money", _CURRENCY_WORDS[word].endswith("?"))
    if word in _OR_WEIGHT:  # money or weight: the words alone do not say
        return Unit(match["word"], start, match.end(), None)
    return Unit(match["word"], start, match.end(), "money")


# --- Percent, time, age, measures -------------------------------------------------------------------------------

_PERCENT = re.compile(
    rf"\s?-?(?P<pp>(?:{_percents('before_points')})[\s-](?:{_percents('points')})|{_percents('alone')})(?![\w])"
    rf"|\s?(?:%-(?P<points>{_percents('points', 'points_after_sign')})\b|[%٪])|[\s-]?(?P<permille>‰)"
    rf"|[\s-]?(?:{_percents('words')})(?!\w)|(?<=[0-9])\s?(?:{_percents('short')})(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"[\s-](?P<unit>{_ages('units')})(?:[\s-](?:{_ages('old')})|\s(?:{_ages('of_age')}))\b"
    rf"|\s(?P<yo>{_ages('short')})\b"
    rf"|[\s-](?P<other>{_ages('units_apart')})\s(?:{_ages('old_apart')})\b",
    re.IGNORECASE,
)
_KINDS = {
    form: measure
    for measure, name in (("other", "others"), ("rate", "rates"), ("size", "sizes"), ("duration", "durations"))
    for form in words("units", name)
}
"""What each unit measures."""
_PLAIN_WORDS, _NEVER = words("units", "plain_words"), words("units", "never")
_SYMBOL = re.compile(
    r"[ \u00a0\u202f-]?(?P<unit>(?:[^\W\d_]|[°″])[^\W\d_]{0,13}(?:[/·-][^\W\d_]{1,3})?[23²³]?)(?![\w’'])"
)
_MODIFIED = re.compile(rf"[\s-]?(?P<unit>(?:{_unit('modifiers')})[\s-](?P<word>[^\W\d_]+))")
_INDEX = re.compile(
    rf"[\s-](?P<unit>(?P<basis>(?:{_unit('basis')})[\s-])?(?:{_unit('points')})|(?P<bps>{_unit('basis_points')}))(?!\w)"
)
_INDEX_BEFORE = re.compile(rf"\b(?:{_unit('indexes')})\b")
_TIMES_WORD = re.compile(rf"[\s-](?P<unit>{_unit('times')})(?!\w)|(?P<fold>[\s-]?(?:{_unit('fold')}))(?!\w)")
_RATIO_AFTER = re.compile(rf"\s(?:{_unit('compares')})\b")
_PER = re.compile(
    rf"(?:\s?/(?=[^\W\d_])|\s(?:{_unit('per')})\s)(?:[^\W\d_]+|[0-9]{{1,3}}(?:,[0-9]{{3}}){{0,2}})"
    rf"(?:\s(?:{_unit('per_units')}))?|\s(?:{_unit('each')})\s(?:{_unit('each_units')})\b",
)


_AHEAD = re.compile(rf"[\s-]{{0,2}}(?:(?P<word>[^\W\d_]+)|[%٪‰°″${''.join(_SIGNS)}])")
_LETTERS_OF = re.compile(r"[^\W\d_]+")
_BEGINNINGS = frozenset(
    letters[0].lower()
    for phrase in (
        "p", *_CURRENCY_WORDS, *_KINDS, *words("percent", "before_points", "alone", "words", "short"),
        *words("ages", "units", "short", "units_apart"),
        *words("units", "modifiers", "points", "basis", "basis_points", "times", "fold", "of", "of_glued"),
    )
    if (letters := _LETTERS_OF.search(phrase))
)  # fmt: skip
"""What the words begin with that a unit can begin with, in small letters."""


def _may_follow(text: str, at: int, limit: int) -> bool:
    """Whether a unit can begin there: most words behind a number are in none, and that is told at once."""
    match = _AHEAD.match(text, at, limit)
    if not match:
        return False
    word = match["word"]
    if word is None or word[0].isupper():
        return True
    word = word.lower()
    return word in _BEGINNINGS or word[:-1] in _BEGINNINGS


def unit_after(text: str, numeral: Numeral, limit: int, language: str = "en") -> Unit | None:
    """Read the unit of the closed kinds (money, percent, time, age, measures) that stands after a number."""
    at = numeral.end
    if numeral.fraction:
        at += _article_gap(text, at, limit)
    if not _may_follow(text, at, limit):
        return None
    found = _percent(text, at, limit) or _currency_after(text, at, limit, language) or _age(text, at, limit)
    found = found or _times(text, at, limit) or _measure(text, at, limit, numeral)
    if not found:
        return None
    if found.name.lower() in _POUNDS and numeral.scale >= 10**6 and not text.startswith(" of", found.end):
        found = Unit("GBP", found.start, found.end, "money", inferred=True)
    return _per(text, found, limit)


def rate_after(text: str, at: int, limit: int) -> Unit | None:
    """Read a rate without a unit of its own: “20 per week”."""
    match = _PER.match(text, at, limit)
    start = at + len(match[0]) - len(match[0].lstrip()) if match else at
    return Unit(text[start : match.end()], start, match.end(), "rate") if match else None


def _article_gap(text: str, at: int, limit: int) -> int:
    """The characters of “ an” between “half” and “hour”, so that the unit is found behind it."""
    match = _ARTICLE.match(text, at, limit)
    return len(match[0]) if match else 0


_INITIAL = re.compile(r"\.\s?[A-Z]")
_ARTICLE = re.compile(rf"\s(?:{_unit('articles')})(?=\s)")


def _percent(text: str, at: int, limit: int) -> Unit | None:
    match = _PERCENT.match(text, at, limit)
    if not match:
        return None
    name = "pp" if match["pp"] or match["points"] else "‰" if match["permille"] else "%"
    start = at + len(match[0]) - len(match[0].lstrip(" \u00a0\u202f-"))
    return Unit(name, start, match.end(), "change" if name == "pp" else "proportion")


def _age(text: str, at: int, limit: int) -> Unit | None:
    match = _AGE.match(text, at, limit)
    if not match:
        return None
    group = next(name for name in ("unit", "yo", "other") if match[name])
    return Unit("years" if group == "yo" else match[group].lower(), match.start(group), match.end(), "age")


def _times(text: str, at: int, limit: int) -> Unit | None:
    match = _TIMES_WORD.match(text, at, limit)
    if match:
        place = match.span("unit") if match["unit"] else match.span("fold")
        relative = bool(match["fold"]) or bool(_RATIO_AFTER.match(text, match.end(), limit))
        return Unit("times", *place, "ratio" if relative else "count")
    match = _INDEX.match(text, at, limit)
    if match and (match["basis"] or match["bps"]):
        return Unit(match["unit"], *match.span("unit"), "change")
    if match and _INDEX_BEFORE.search(text[max(0, at - 90) : at]):
        return Unit(match["unit"], *match.span("unit"), "index")
    return None


def _measure(text: str, at: int, limit: int, numeral: Numeral) -> Unit | None:
    modified = _MODIFIED.match(text, at, limit)
    if modified and _kind_of(modified["word"]):
        return Unit(modified["unit"], *modified.span("unit"), _kind_of(modified["word"]))
    match = _SYMBOL.match(text, at, limit)
    while match:
        measure = _kind_of(match["unit"])
        if measure and _is_symbol_here(text, match, numeral):
            return Unit(match["unit"], *match.span("unit"), measure)
        shorter = match["unit"].rfind("-")
        match = _SYMBOL.match(text, at, match.start("unit") + shorter) if shorter > 0 else None
    return None


def _kind_of(written: str) -> str | None:
    """The measure of a unit's word or symbol; symbols are told by their case, words are not."""
    word = written if len(written) < 3 else written.lower()
    for form in (written, word, word[:-1] if word.endswith(("s", "n", "e")) and len(word) > 3 else word):
        if form in _KINDS:
            return _KINDS[form]
    return None


def _is_symbol_here(text: str, match: re.Match[str], numeral: Numeral) -> bool:
    """One letter is a unit after digits only, and not where it begins a name (not “Plan 5 C. Smith”)."""
    unit = match["unit"]
    if unit in _NEVER:
        return False
    if len(unit) > 1 and unit.lower() not in _PLAIN_WORDS:
        return True
    return not numeral.words and not _INITIAL.match(text, match.end())


def _per(text: str, unit: Unit, limit: int) -> Unit:
    """Widen a unit to its rate (“barrels a day”); a currency and a percentage keep their name."""
    match = _PER.match(text, unit.end, limit)
    if not match or unit.measure == "age":
        return unit
    if unit.measure == "money" or unit.relative:
        return Unit(unit.name, unit.start, unit.end, "rate", unit.inferred)
    return Unit(text[unit.start : match.end()], unit.start, match.end(), "rate")
