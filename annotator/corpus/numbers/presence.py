"""Whether a sentence can hold a figure at all: told in a moment, so that a page is read quickly."""

import re
from functools import cache

from annotator.corpus.numbers.vocabulary import vocabulary

VAGUE = frozenset(
    "dozens scores tens hundreds thousands millions billions trillions hundred thousand dozen million billion douzaines"
    " dizaines centaines milliers dutzende hunderte tausende millionen zehntausende majority minority".split()
)
MULTIPLYING = frozenset("doubled tripled trebled quadrupled quintupled halved".split())
_DIGIT, _LETTERS = re.compile("[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒]"), re.compile(r"[^\W\d_]+")


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(_LETTERS.findall(text.lower()))


@cache
def _number_words(language: str) -> frozenset[str]:
    words = vocabulary(language)
    return frozenset({*words.numbers, *words.scales, *words.parts, *words.halves}) | VAGUE | MULTIPLYING


def has_number(text: str, language: str) -> bool:
    """Whether a sentence can hold a figure: a digit, a number word or a vague one stands in it."""
    if _DIGIT.search(text):
        return True
    return not _number_words(language).isdisjoint(words_in(text))
