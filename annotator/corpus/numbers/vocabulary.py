"""The number words of each language: a table to read and correct, without the grammar that puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property


@dataclass(frozen=True)
class Vocabulary:
    """The number words of a language, lower case.

    `bare` are scales that need no number before them (“mille euros”); `after_part` the words that show that an
    ordinal is a fraction where the language writes both alike (“a third of them”, “a third man”).
    """

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    parts: Mapping[str, int]
    halves: frozenset[str]
    articles: frozenset[str]
    joiners: frozenset[str]
    links: frozenset[str]
    bare: frozenset[str]
    point: str = ""
    after_part: frozenset[str] | None = None

    @cached_property
    def measures(self) -> frozenset[str]:
        """The words before which an article is a number: “a million”, “a third”."""
        return frozenset((*self.scales, *self.parts, *self.halves))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The words with which a number can begin, without an article before it."""
        return (self.measures | frozenset(self.numbers)) - self.articles

    @cached_property
    def known(self) -> frozenset[str]:
        """All words that can be in a number, the small words between included."""
        return self.measures.union(self.numbers, self.articles, self.joiners, self.links, (self.point,))


_UNITS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS_DE = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
).split()
_TENS_DE = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_UNITS_FR = (
    "zéro _ deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_PARTS_EN = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
# “a third of them”, “up a third last year”, but “a third man”: what may follow an ordinal that is a fraction.
_AFTER_PART_EN = frozenset(
    "of more less to in on from and or but last this that the between lower higher fewer compared as by over since "
    "is are was were have had has said say will would than with for at after before when who which across during "
    "because while if so yet each per down up off".split()
)


def _english() -> Vocabulary:
    numbers = {word: value for value, word in enumerate(_UNITS_EN)}
    numbers |= {word: 20 + 10 * index for index, word in enumerate(_TENS_EN)}
    scales = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    scales |= {"millions": 10**6, "billions": 10**9, "lakh": 10**5, "crore": 10**7, "dozen": 12, "dozens": 12}
    parts = _PARTS_EN | {word + "s": value for word, value in _PARTS_EN.items()}
    return Vocabulary(
        numbers, scales, parts, frozenset({"half"}), frozenset({"a", "an"}), frozenset({"and"}), frozenset({"of"}),
        frozenset(), "point", _AFTER_PART_EN,
    )  # fmt: skip


def _german() -> Vocabulary:
    numbers = {word: value for value, word in enumerate(_UNITS_DE)}
    for index, ten in enumerate(_TENS_DE):
        numbers[ten] = 20 + 10 * index
        for unit in range(1, 10):
            numbers[("ein" if unit == 1 else _UNITS_DE[unit]) + "und" + ten] = 20 + 10 * index + unit
    below = dict(numbers)
    for hundreds in range(1, 10):
        for head in {"", "ein"} if hundreds == 1 else {_UNITS_DE[hundreds]}:
            numbers |= {f"{head}hundert{word}": 100 * hundreds + value for word, value in below.items() if value}
            numbers[f"{head}hundert"] = 100 * hundreds
    numbers |= {f"{word}tausend": 1000 * value for word, value in list(numbers.items()) if value > 1}
    numbers["eintausend"] = 1000
    scales = {"tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9}
    scales |= {"billion": 10**12, "billionen": 10**12, "dutzend": 12}
    parts = {"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10}
    return Vocabulary(
        numbers, scales, parts, frozenset({"hälfte"}), frozenset("ein eine einer einem einen".split()), frozenset(),
        frozenset(), frozenset({"tausend"}), "komma",
    )  # fmt: skip


def _french() -> Vocabulary:
    numbers = {word: value for value, word in enumerate(_UNITS_FR) if "-" not in word and word != "_"}
    numbers |= {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
    scales = {"cent": 100, "cents": 100, "mille": 10**3, "million": 10**6, "millions": 10**6}
    scales |= {"milliard": 10**9, "milliards": 10**9, "billion": 10**12, "billions": 10**12, "douzaine": 12}
    parts = {"tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "dixième": 10, "dixièmes": 10}
    return Vocabulary(
        numbers, scales, parts, frozenset({"moitié"}), frozenset({"un", "une"}), frozenset({"et"}), frozenset({"de"}),
        frozenset({"cent", "mille"}), "virgule",
    )  # fmt: skip


def primary(language: str) -> str:
    """The first part of a language tag, lower case; of an article that says none, English."""
    first = language.lower().replace("_", "-").split("-")[0]
    return "en" if first in ("", "und", "mul") else first


_NO_WORDS = Vocabulary({}, {}, {}, frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


@cache
def vocabulary(language: str) -> Vocabulary:
    """The number words of a language; none where there is no table, English where the language is not said."""
    makers = {"en": _english, "de": _german, "fr": _french}
    maker = makers.get(primary(language))
    return maker() if maker else _NO_WORDS
