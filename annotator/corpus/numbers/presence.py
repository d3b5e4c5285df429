"""Whether a sentence can hold a figure at all: told in a moment, so that a page is read quickly."""

import re
from functools import cache

from annotator.corpus.letters import any_word
from annotator.corpus.numbers.vocabulary import vocabulary

VAGUE = frozenset(
    "dozens scores tens hundreds thousands millions billions trillions hundred thousand dozen million billion douzaines"
    " dizaines centaines milliers dutzende hunderte tausende millionen zehntausende majority minority".split()
)
MULTIPLYING = frozenset("doubled tripled trebled quadrupled quintupled halved".split())
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒"
"""Fractions that are one sign."""


@cache
def number_words(language: str) -> re.Pattern[str]:
    """A digit or, in the group `word`, a number word or a vague one; for text in small letters."""
    words = vocabulary(language)
    known = any_word({*words.numbers, *words.scales, *words.parts, *words.halves} | VAGUE | MULTIPLYING)
    return re.compile(rf"[0-9{VULGAR}]|\b(?P<word>{known})\b")
