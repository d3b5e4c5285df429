"""The number words of a language, without the grammar that puts them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from annotator.corpus.numbers.tables import listed, section, told, worths


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


def primary(language: str) -> str:
    """The first part of a language tag, lower case; of an article that says none, English."""
    first = language.lower().replace("_", "-").split("-")[0]
    return "en" if first in ("", "und", "mul") else first


@cache
def vocabulary(language: str) -> Vocabulary:
    """The number words of a language; none where there is no table, English where the language is not said."""
    name = primary(language)
    known, after_part = section("numbers", name), section("fractions", name).get("after_part")
    halves, articles, joiners, links, bare = (
        frozenset(listed(known.get(each, ""))) for each in ("halves", "articles", "joiners", "links", "bare")
    )
    return Vocabulary(
        _numbers(name), worths("numbers", name, "scales"), worths("numbers", name, "parts"),
        halves, articles, joiners, links, bare, known.get("point", ""),
        frozenset(listed(after_part)) if after_part else None,
    )  # fmt: skip


def _numbers(language: str) -> dict[str, int]:
    """What the words are worth that add up; a language can write them together, up to a thousand thousands."""
    known, compounds = section("numbers", language), section("compounds", language)
    small = known.get("from_zero", "").split()
    numbers = {word: value for value, word in enumerate(small) if word != "_"}
    for ten, word in enumerate(known.get("tens", "").split(), start=2):
        numbers[word] = 10 * ten
    numbers |= {plural: numbers[word] for plural, word in told(known.get("plurals", "")).items()}
    return _compounds(numbers, small, compounds) if compounds else numbers


def _compounds(numbers: dict[str, int], small: Sequence[str], parts: Mapping[str, str]) -> dict[str, int]:
    one, joint, hundred, thousand = (parts.get(each, "") for each in ("one", "joint", "hundred", "thousand"))
    units = [one if value == 1 else small[value] for value in range(10)]
    tens = [(word, value) for word, value in numbers.items() if value >= 20]
    numbers |= {units[unit] + joint + word: value + unit for word, value in tens for unit in range(1, 10)}
    below = dict(numbers)
    for many in range(1, 10):
        for head in ("", one) if many == 1 else (units[many],):
            numbers |= {f"{head}{hundred}{word}": 100 * many + value for word, value in below.items() if value}
            numbers[f"{head}{hundred}"] = 100 * many
    numbers |= {f"{word}{thousand}": 1000 * value for word, value in list(numbers.items()) if value > 1}
    numbers[f"{one}{thousand}"] = 1000
    return numbers
