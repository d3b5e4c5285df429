"""Where a figure can be: one look at a text finds every digit and number word, so that a page is read quickly."""

import re
from collections.abc import Sequence
from functools import cache

from annotator.corpus.letters import any_word, in_small_letters
from annotator.corpus.numbers.tables import words
from annotator.corpus.numbers.vocabulary import primary, vocabulary

Hit = tuple[int, str | None]
"""Where a digit stands (code points), or a word in small letters with which a figure can begin; for a digit `None`."""

VAGUE = words("vague", "many", "of_number", "of_many", "alone", "told_alone")
MULTIPLYING = words("changes", "told_alone")
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒"
"""Fractions that are one sign."""


def hits_in(text: str, start: int, end: int, language: str) -> Sequence[Hit]:
    """Every digit and number word, vague ones included, between two code points, in order."""
    base = start - 1  # one sign more: a word begins behind one that is no letter
    small = in_small_letters(text[base:end] if start else f"\n{text[:end]}")
    return [
        (base + hit.start() + 1, hit["word"]) if hit["word"] else (base + hit.start(), None)
        for hit in _possible(primary(language)).finditer(small)
    ]


@cache
def _possible(language: str) -> re.Pattern[str]:
    """A digit, or a word with the sign before it: letters, of which there are most, are told by a set at the front."""
    known = any_word(vocabulary(language).beginnings | VAGUE | MULTIPLYING)
    return re.compile(rf"[^a-z](?:(?<=\W)(?P<word>{known})\b|(?<=[0-9{VULGAR}]))")
