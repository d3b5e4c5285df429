"""The comparator of a figure, in the words around it: “fewer than”, “up to about”, “or more”.

Patterns that look back end in `$`, those that look ahead are matched where the figure ends.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from annotator.corpus.letters import in_small_letters
from annotator.corpus.numbers.amounts import Amount, Passage

LOOK_BACK = 48
"""Code points before a figure in which its comparator must stand."""

_BEFORE: Mapping[str, Mapping[str, str]] = {
    "en": {
        "<=": (
            "up to|at most|at the most|no more than|not more than|as many as|as much as|as little as|"
            "within|inside|no later than|not exceeding|a maximum of|maximum of|maximum|max|capped at|"
            "no higher than|≤|<="
        ),
        ">=": ("at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|minimum|≥|>="),
        "<": ("fewer than|less than|lower than|smaller than|under|just under|below|just below|short of|shy of|sub|<"),
        ">": (
            "more than|greater than|higher than|larger than|bigger than|longer than|over|just over|"
            "well over|above|exceeding|exceeds|exceeded|in excess of|upwards of|upward of|north of|"
            "beyond|topping|surpassing|surpassed|>"
        ),
        "~": (
            "about|around|some|nearly|roughly|approximately|approx|almost|circa|ca|close to|near|"
            "nearing|an estimated|estimated|somewhere around|in the region of|in the order of|"
            "virtually|practically|barely|~|≈|∼"
        ),
    },
    "de": {
        "<=": "bis zu|höchstens|maximal|binnen|innerhalb von|nicht mehr als",
        ">=": "mindestens|wenigstens|nicht weniger als|minimal|ab",
        "<": "weniger als|unter|knapp unter",
        ">": "mehr als|über|gut|oberhalb von",
        "~": "rund|etwa|ca|circa|ungefähr|fast|beinahe|nahezu|knapp|schätzungsweise|an die",
    },
    "fr": {
        "<=": "jusqu['’]à|au plus|au maximum|tout au plus|maximum|dans les",
        ">=": "au moins|au minimum|minimum|pas moins de|à partir de",
        "<": "moins de|moins d['’]|sous|inférieur à|inférieure à",
        ">": "plus de|plus d['’]|supérieur à|supérieure à|au-dessus de|au-delà de",
        "~": "environ|près de|près d['’]|quelque|presque|à peu près|autour de",
    },
}
_AFTER: Mapping[str, Mapping[str, str]] = {
    "en": {
        ">=": (
            r"or (?:more|above|higher|older|over|greater|better|longer)|and (?:above|over|older|up|"
            r"higher)|at (?:the )?least"
        ),
        "<=": (
            r"or (?:less|fewer|below|under|lower|younger)|and (?:under|below|younger)|"
            r"at (?:the )?most|tops|max(?:imum)?"
        ),
        "~": r"or so|or thereabouts|odd(?=\s)",
    },
    "de": {
        ">=": r"oder mehr|und mehr",
        "<=": r"oder weniger",
        "~": r"oder so",
    },
    "fr": {
        ">=": r"ou plus|et plus|au moins",
        "<=": r"ou moins|au plus|au maximum",
        "~": r"environ",
    },
}
_STRENGTH = {"": 0, "~": 1, "<=": 2, ">=": 2, "<": 2, ">": 2}
# Words between comparator and number that change nothing: “more than a total of 300”, “at least $5”.
_FILLER = re.compile(r"\b(?:a total of|just|only|a record|another|an additional|a further)\s$")
_FILLERS = frozenset("of just only record another additional further".split())
"""What they end in."""


@cache
def _before_pattern(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = _BEFORE.get(language, _BEFORE["en"])
    named = dict(zip("abcde", table, strict=True))
    alternatives = []
    for name, comparator in named.items():
        phrases = sorted(table[comparator].split("|"), key=len, reverse=True)
        worded = "|".join(phrase for phrase in phrases if phrase[0].isalpha())
        joined = "|".join([rf"(?<!\w)(?:{worded})(?!\w)", *(each for each in phrases if not each[0].isalpha())])
        alternatives.append(f"(?P<{name}>{joined})")
    return re.compile(rf"(?:{'|'.join(alternatives)})[.]?[\s-]?$"), named


@cache
def _after_pattern(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = _AFTER.get(language, _AFTER["en"])
    named = dict(zip("abc", table, strict=True))
    alternatives = [f"(?P<{name}>{table[comparator]})" for name, comparator in named.items()]
    return re.compile(rf"[\s-](?:{'|'.join(alternatives)})(?!\w|\s[0-9$€£])", re.IGNORECASE), named


@cache
def _last_words(language: str) -> frozenset[str]:
    """The words that a comparator can end in; before most figures stands none of them, and that is told at once."""
    phrases = "|".join(_BEFORE.get(language, _BEFORE["en"]).values()).split("|")
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
    pattern, named = _before_pattern(language[:2].lower())
    last_words = _last_words(language[:2].lower())
    found, start = "", at
    for _ in range(3):
        before = in_small_letters(text[max(floor, start - LOOK_BACK) : start])
        word = _last_word(before)
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
        comparator = named[match.lastgroup or "a"]
        found = comparator if _STRENGTH[comparator] > _STRENGTH[found] else found
    return found, start


def _is_direction(before: str, match: re.Match[str]) -> bool:
    """Whether the preposition belongs to the verb before it: “took over 300 firms” is no comparator."""
    return bool(_MOVING.search(before[: match.start()]))


_MOVING = re.compile(r"\b(?:took|takes?|taken|taking|handed|turned|pulled|passed|won|come|came)\s$")
_PLUS = re.compile(r"\+|-plus\b|\splus\b(?=\s[a-z])")


def comparator_after(text: str, at: int, limit: int, language: str) -> tuple[str, int]:
    """Read the comparator after a figure that ends at `at` (“or more”, “+”); gives it ("" for none) and its end."""
    plus = _PLUS.match(text, at, limit)
    if plus:
        return ">=", plus.end()
    pattern, named = _after_pattern(language[:2].lower())
    match = pattern.match(text, at, limit)
    return (named[match.lastgroup or "a"], match.end()) if match else ("", at)


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
