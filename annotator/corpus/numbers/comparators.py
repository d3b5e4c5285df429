"""The comparator of a figure, in the words around it: “fewer than”, “up to about”, “or more”.

Patterns that look back end in `$`, those that look ahead are matched where the figure ends.
"""

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import NamedTuple

from annotator.corpus.letters import in_small_letters
from annotator.corpus.numbers.amounts import Amount, Passage
from annotator.corpus.numbers.tables import either, listed, section, words

LOOK_BACK = 48
"""Code points before a figure in which its comparator must stand."""

_STRENGTH = {"": 0, "~": 1, "<=": 2, ">=": 2, "<": 2, ">": 2}
_said = partial(either, "comparators")
_FILLER = re.compile(rf"\b(?:{_said('fillers')})\s$")
_FILLERS = frozenset(phrase.split()[-1] for phrase in words("comparators", "fillers"))
"""What they end in."""


def _lists(place: str, tag: str) -> Mapping[str, str]:
    """What stands there, before or after; of a language without a file the English lists."""
    return section(place, tag[:2].lower()) or section(place, "en")


def _phrases(place: str, tag: str) -> dict[str, list[str]]:
    """The phrases of each comparator, the longest first."""
    found = _lists(place, tag)
    return {sign: sorted(listed(found[sign]), key=len, reverse=True) for sign in _STRENGTH if sign in found}


@cache
def _before_pattern(tag: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    named: dict[str, str] = {}
    alternatives = []
    for sign, phrases in _phrases("comparators_before", tag).items():
        name = f"sign{len(named)}"
        named[name] = sign
        worded = "|".join(re.escape(phrase) for phrase in phrases if phrase[0].isalpha()) or "(?!)"
        signs = "".join(f"|{re.escape(phrase)}" for phrase in phrases if not phrase[0].isalpha())
        alternatives.append(rf"(?P<{name}>(?<!\w)(?:{worded})(?!\w){signs})")
    return re.compile(rf"(?:{'|'.join(alternatives)})[.]?[\s-]?$"), named


@cache
def _after_pattern(tag: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    before_space = "|".join(map(re.escape, listed(_lists("comparators_after", tag).get("before_space", "")))) or "(?!)"
    named, alternatives = {"spaced": "~"}, [rf"(?P<spaced>{before_space})(?=\s)"]
    for sign, phrases in _phrases("comparators_after", tag).items():
        name = f"sign{len(named)}"
        named[name] = sign
        alternatives.append(f"(?P<{name}>{'|'.join(map(re.escape, phrases)) or '(?!)'})")
    return re.compile(rf"[\s-](?:{'|'.join(alternatives)})(?!\w|\s[0-9$€£])", re.IGNORECASE), named


@cache
def _last_words(tag: str) -> frozenset[str]:
    """The words that a comparator can end in; before most figures stands none of them, and that is told at once."""
    phrases = [phrase for each in _phrases("comparators_before", tag).values() for phrase in each]
    return frozenset(_LAST_WORD.findall(phrase)[-1] for phrase in phrases if _LAST_WORD.search(phrase))


_LONGEST_PHRASE = 30
"""Code points of a comparator, with the full stop and the space after it."""
_LAST_WORD = re.compile(r"[^\W\d_]+")


def _last_word(before: str) -> str:
    """The word before a figure, without full stop, space and hyphen behind it; empty where none stands there."""
    end = len(before)
    if end and (before[end - 1].isspace() or before[end - 1] == "-"):
        end -= 1
    if end and before[end - 1] == ".":
        end -= 1
    word = before[:end].rpartition(" ")[2]
    if word.isalpha():
        return word  # nearly always
    start = end
    while start and before[start - 1].isalpha():
        start -= 1
    return before[start:end]


def comparator_before(text: str, at: int, floor: int, language: str) -> tuple[str, int]:
    """Read the comparator before a figure that begins at `at`; gives it ("" for none) and where its words begin.

    The one that limits wins over the one that rounds: “up to about 300” is at most.
    """
    pattern, named = _before_pattern(language)
    last_words = _last_words(language)
    found, start = "", at
    for _ in range(3):
        before = text[max(floor, start - LOOK_BACK) : start]
        word = _last_word(before).lower()
        if word and word not in last_words and word not in _FILLERS:
            break  # nearly always
        before = in_small_letters(before)
        filler = _FILLER.search(before) if word in _FILLERS else None
        if filler:
            before = before[: filler.start()]
            word = _last_word(before)
        if word and word not in last_words:
            break
        match = pattern.search(before, max(0, len(before) - _LONGEST_PHRASE))
        if not match or _is_direction(before, match):
            break
        start = max(floor, start - LOOK_BACK) + match.start()
        comparator = named[match.lastgroup or ""]
        found = comparator if _STRENGTH[comparator] > _STRENGTH[found] else found
    return found, start


def _is_direction(before: str, match: re.Match[str]) -> bool:
    """Whether the preposition belongs to the verb before it: “took over 300 firms” is no comparator."""
    return bool(_MOVING.search(before[: match.start()]))


_MOVING = re.compile(rf"\b(?:{_said('movers')})\s$")
_PLUS = re.compile(rf"\+|-(?:{_said('plus')})\b|\s(?:{_said('plus')})\b(?=\s[a-z])")


def comparator_after(text: str, at: int, limit: int, language: str) -> tuple[str, int]:
    """Read the comparator after a figure that ends at `at` (“or more”, “+”); gives it ("" for none) and its end."""
    plus = _PLUS.match(text, at, limit)
    if plus:
        return ">=", plus.end()
    pattern, named = _after_pattern(language)
    match = pattern.match(text, at, limit)
    return (named[match.lastgroup or ""], match.end()) if match else ("", at)


class Compared(NamedTuple):
    """An amount's comparators, before and after ("" for none), and the place with their words, code points."""

    before: str
    start: int
    after: str
    end: int


def compared(passage: Passage, amount: Amount) -> Compared:
    """Read what stands around an amount."""
    text, language = passage.text, passage.language
    before, start = comparator_before(text, amount.start, passage.start, language)
    after, end = comparator_after(text, amount.end, passage.end, language)
    return Compared(before, start, after, end)
