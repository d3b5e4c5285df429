"""What a number counts: currencies, percent, measures; and what kind of measure each is.

A unit is stored as it is best compared: ISO 4217 for a currency, “%”, “pp” for percentage points, and otherwise the
words of the article. A sign that several countries use (“$”) is read as the likeliest and marked as inferred.
"""

import re
from typing import NamedTuple

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
_CURRENCY_WORDS = {
    "dollar": "USD?", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR?", "rouble": "RUB",
    "ruble": "RUB", "shekel": "ILS", "baht": "THB", "rand": "ZAR", "zloty": "PLN", "forint": "HUF", "hryvnia": "UAH",
    "naira": "NGN", "ringgit": "MYR", "franc": "", "peso": "", "crown": "", "krone": "", "kroner": "", "krona": "",
    "kronor": "", "koruna": "", "lira": "", "dirham": "", "riyal": "", "dinar": "", "pound": "", "cent": "",
    "pence": "", "penny": "", "livre": "",
}  # fmt: skip
_OF_COUNTRIES = {
    ("dollar", "us"): "USD", ("dollar", "american"): "USD", ("dollar", "canadian"): "CAD",
    ("dollar", "australian"): "AUD", ("dollar", "zealand"): "NZD", ("dollar", "kong"): "HKD",
    ("dollar", "singapore"): "SGD", ("franc", "swiss"): "CHF", ("peso", "mexican"): "MXN", ("peso", "argentine"): "ARS",
    ("peso", "philippine"): "PHP", ("peso", "colombian"): "COP", ("peso", "chilean"): "CLP", ("crown", "danish"): "DKK",
    ("crown", "swedish"): "SEK", ("crown", "norwegian"): "NOK", ("crown", "czech"): "CZK", ("krone", "danish"): "DKK",
    ("kroner", "danish"): "DKK", ("kroner", "norwegian"): "NOK", ("kronor", "swedish"): "SEK",
    ("krona", "swedish"): "SEK",
    ("lira", "turkish"): "TRY", ("rupee", "indian"): "INR", ("rupee", "pakistani"): "PKR", ("pound", "british"): "GBP",
    ("pound", "egyptian"): "EGP", ("koruna", "czech"): "CZK", ("franc", "schweizer"): "CHF",
}  # fmt: skip
_CURRENCY_WORD = re.compile(
    r"(?:\sof)?[\s-](?:d['’]|de\s)?(?:(?P<country>U\.S\.|US|[A-Z][a-z]{1,15}(?:\s[A-Z][a-z]{1,15})?)[\s-])??"
    rf"(?P<word>(?i:{'|'.join(_CURRENCY_WORDS)})s?)(?P<sterling>\ssterling)?(?![\w’'])"
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
    known = _OF_COUNTRIES.get((word, country))
    if known:
        return Unit(known, start, match.end(), "money")
    start = match.start("word")
    if _CURRENCY_WORDS[word] == "USD?":
        return _dollar("", start, match.end(), language)
    if _CURRENCY_WORDS[word]:
        return Unit(_CURRENCY_WORDS[word].rstrip("?"), start, match.end(), "money", _CURRENCY_WORDS[word].endswith("?"))
    if word in ("pound", "livre"):  # money or weight: the words alone do not say
        return Unit(match["word"], start, match.end(), None)
    return Unit(match["word"], start, match.end(), "money")


# --- Percent, time, age, measures -------------------------------------------------------------------------------

_PERCENT = re.compile(
    r"\s?-?(?P<pp>percentage[\s-]points?|per\s?cent(?:age)?[\s-]points?|pp|ppts?|p\.p\.|Prozentpunkten?|points?\sde\spourcentage)"
    r"(?![\w])|\s?(?:%-(?P<points>points?|Punkten?)\b|[%٪])|[\s-]?(?P<permille>‰)"
    r"|[\s-]?(?:per\s?cent|pct|Prozent|pour\s?cent|p\.c\.)(?!\w)|(?<=[0-9])\s?pc(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"[\s-](?P<unit>years?|months?|weeks?|days?)(?:[\s-]olds?|\sof\sage)\b|\s(?P<yo>yo|y/o)\b"
    r"|[\s-](?P<other>Jahren?|Monaten?|ans|mois)\s(?:alt|d['’]âge)\b",
    re.IGNORECASE,
)
_DURATIONS = frozenset(
    "second minute hour day week month year decade century fortnight night sec min hr weekday sekunde minute stunde "
    "tag woche monat jahr jahrzehnt seconde heure jour semaine mois an année".split()
)
_TIMES = "second|minute|hour|day|night|week|month|quarter|year|decade|shift|game|share|barrel|tonne|ton|ounce|head"
_SIZES = frozenset(
    "km kilometre kilometer m metre meter cm centimetre centimeter mm millimetre millimeter μm µm nm mile yard foot "
    "feet ft inch inches kg kilogram kilogramme kilo g gram gramme mg milligram lb lbs ounce oz tonne ton t litre "
    "liter l L ml mL hectolitre gallon pint barrel hectare ha acre sqm m2 m² km2 km² ft2 m3 m³ cc byte KB kB MB GB "
    "TB megabyte gigabyte terabyte kilobyte bit pixel megapixel MP kilomètre mètre tonne hektar kilogramm "
    "quadratmeter quadratkilometer".split()
)
_RATES = frozenset(
    "mph kph kmh kmph km/h km/hr m/s kt knot mpg Mbps Gbps kbps Hz HZ kHz MHz GHz Ghz rpm fps bpm hertz".split()
)
_OTHERS = frozenset(
    "degree °C °F ° deg degF degC C F kWh MWh GWh TWh W kW MW GW watt kilowatt megawatt gigawatt terawatt V kV volt "
    "mAh hp HP bhp PS horsepower lb-ft Nm joule calorie kcal ppm ppb dB decibel psi bar MPa kPa ksi lumen carat "
    "grad celsius".split()
)
_SYMBOL = re.compile(
    r"[ \u00a0\u202f-]?(?P<unit>(?:[^\W\d_]|[°″])[^\W\d_]{0,13}(?:[/·-][^\W\d_]{1,3})?[23²³]?)(?![\w’'])"
)
_MODIFIED = re.compile(
    r"[\s-]?(?P<unit>(?:square|sq\.?|cubic|cu\.?|metric|nautical|light|man|working|deg)[\s-](?P<word>[^\W\d_]+))"
)
_INDEX = re.compile(r"[\s-](?P<unit>(?P<basis>basis[\s-])?points?|bps)(?!\w)")
_INDEX_BEFORE = re.compile(
    r"\b(?:[Ii]ndex|Dow|Nasdaq|FTSE|S&P|DAX|Nikkei|CAC|TSX|STOXX|Hang Seng|shares?|stocks?|indexes)\b"
)
_TIMES_WORD = re.compile(r"[\s-](?P<unit>times)(?!\w)|(?P<fold>[\s-]?(?:fold|x))(?!\w)")
_RATIO_AFTER = re.compile(
    r"\s(?:as|more|less|fewer|higher|lower|larger|bigger|greater|smaller|faster|better|worse|the|its|their|what|that|earnings)\b"
)
_PER = re.compile(
    rf"(?:\s?/(?=[^\W\d_])|\sper\s)(?:[^\W\d_]+|[0-9]{{1,3}}(?:,[0-9]{{3}}){{0,2}})"
    rf"(?:\s(?:foot|metre|meter|people|inhabitants|residents|capita))?"
    rf"|\s(?:an?|each|every)\s(?:{_TIMES})\b",
)


def unit_after(text: str, numeral: Numeral, limit: int, language: str = "en") -> Unit | None:
    """Read the unit of the closed kinds (money, percent, time, age, measures) that stands after a number."""
    at = numeral.end
    if numeral.fraction:
        at += _article_gap(text, at, limit)
    found = _percent(text, at, limit) or _currency_after(text, at, limit, language) or _age(text, at, limit)
    found = found or _times(text, at, limit) or _measure(text, at, limit, numeral)
    if not found:
        return None
    if found.name.lower() in ("pounds", "pound") and numeral.scale >= 10**6 and not text.startswith(" of", found.end):
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


_ARTICLE = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s)")


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
    if match and (match["basis"] or match["unit"] == "bps"):
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
        if form in _DURATIONS:
            return "duration"
        if form in _SIZES:
            return "size"
        if form in _RATES:
            return "rate"
        if form in _OTHERS:
            return "other"
    return "duration" if word == "centuries" else None


def _is_symbol_here(text: str, match: re.Match[str], numeral: Numeral) -> bool:
    """One letter is a unit after digits only, and not where it begins a name (not “Plan 5 C. Smith”)."""
    unit = match["unit"]
    if len(unit) > 1 and unit.lower() not in ("an", "bar", "min", "sec", "bit", "kilo"):
        return True
    if unit == "an":
        return False
    return not numeral.words and not re.match(r"\.\s?[A-Z]", text[match.end() : match.end() + 3])


def _per(text: str, unit: Unit, limit: int) -> Unit:
    """Widen a unit to its rate (“barrels a day”); a currency and a percentage keep their name."""
    match = _PER.match(text, unit.end, limit)
    if not match or unit.measure == "age":
        return unit
    if unit.measure == "money" or unit.relative:
        return Unit(unit.name, unit.start, unit.end, "rate", unit.inferred)
    return Unit(text[unit.start : match.end()], unit.start, match.end(), "rate")
