"""Numbers in words, and the words that only look like numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.numbers.numerals import numerals_in, plain
from annotator.corpus.numbers.vocabulary import vocabulary

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def values(text: str, language: str = "en") -> list[str]:
    return [plain(numeral.value) for numeral in numerals_in(text, 0, len(text), language)]


def spelt(number: int) -> str:
    """An English number in words, written without the code under test."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if scale == 100 else " "
            return f"{spelt(number // scale)} {word}" + (joint + spelt(rest) if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(0, 10**12))
def test_every_whole_number_in_words_is_read(number: int) -> None:
    assert values(spelt(number)) == [str(number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two thirds", ["0.6666666666666667"]),
        ("a third of", ["0.3333333333333333"]),
        ("three-quarters", ["0.75"]),
        ("half a dozen", ["6"]),
        ("three quarters of a million", ["750000"]),
        ("a quarter of a million", ["250000"]),
        ("one and a half million", ["1500000"]),
        ("two million and three quarters", ["2750000"]),
        ("five point five", ["5.5"]),
        ("two point seventy-one million", ["2710000"]),
        ("two point zero three", ["2.03"]),
        ("a hundred thousand", ["100000"]),
        ("between two hundred and three hundred", ["200", "300"]),
        ("two hundred and three hundred", ["200", "300"]),
        ("five or six", ["5", "6"]),
    ],
)
def test_fractions_and_scales_in_words_are_read(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the first half",
        "the other half",
        "half-time",
        "a third man",
        "the third quarter",
        "the quarter",
        "a quarter earlier",
        "hundreds",
        "several hundred",
        "a moment",
        "a",
        "and",
        "of",
    ],
)
def test_words_that_only_look_like_numbers_are_left(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("zweihundertfünfzig", "de", ["250"]),
        ("dreiundzwanzigtausend", "de", ["23000"]),
        ("eine halbe Stunde", "de", []),
        ("eine Million", "de", ["1000000"]),
        ("zwei Drittel", "de", ["0.6666666666666667"]),
        ("zwei Komma fünf Millionen", "de", ["2500000"]),
        ("eine Frau", "de", []),
        ("quatre-vingt-dix-sept", "fr", ["97"]),
        ("soixante et onze", "fr", ["71"]),
        ("deux cent vingt-cinq mille", "fr", ["225000"]),
        ("mille deux cents", "fr", ["1200"]),
        ("une femme", "fr", []),
    ],
)
def test_german_and_french_words_are_read(text: str, language: str, expected: list[str]) -> None:
    assert values(text, language) == expected


def test_a_language_without_a_table_has_no_number_words() -> None:
    assert values("five thousand", "fi") == []
    assert "five" not in vocabulary("fi").known
