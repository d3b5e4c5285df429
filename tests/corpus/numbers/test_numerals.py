"""Numbers in digits: notation, grouping, scales; what is no number at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.numbers.numerals import decimal_comma, numerals_in, plain


def values(text: str, language: str = "en") -> list[str]:
    return [plain(numeral.value) for numeral in numerals_in(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,300,000.50", "en", ["1300000.5"]),
        ("1,00,000", "en", ["100000"]),
        ("1 300 000", "en", ["1300000"]),
        ("1\u00a0300", "en", ["1300"]),
        ("12 500", "en", ["12500"]),
        ("May 12 500", "en", ["12", "500"]),
        ("1'300'000", "de-CH", ["1300000"]),
        ("1.300.000,5", "de", ["1300000.5"]),
        ("1.300", "de", ["1300"]),
        ("1.5", "de", ["1.5"]),
        ("1.300", "es-MX", ["1.3"]),
        ("0,25", "fr", ["0.25"]),
        (".500", "en", ["0.5"]),
        ("home.15", "en", ["15"]),
        ("2½", "en", ["2.5"]),
        ("3 1/2", "en", ["3.5"]),
        ("1/4 mile", "en", ["0.25"]),
        ("$1.3bn", "en", ["1300000000"]),
        ("$5m to 7m", "en", ["5000000", "7000000"]),
        ("400m hurdles", "en", ["400"]),
        ("25k", "en", ["25000"]),
        ("12 hundred thousand", "en", ["1200000"]),
        ("3 million and a half", "en", ["3500000"]),
        ("2.5×10^-3", "en", ["0.0025"]),
    ],
)
def test_digits_are_read_in_their_notation(text: str, language: str, expected: list[str]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize("text", ["1.2.3", "1,3", "1,30,0", "9/11", "24/7", "5/17/2018", "1" * 60])
def test_what_could_be_read_two_ways_is_not_read(text: str) -> None:
    assert values(text) == []


def test_a_language_says_what_its_comma_is() -> None:
    assert [decimal_comma(tag) for tag in ("en", "de", "fr-CA", "es", "es-MX", "pt_BR", "zh")] == [
        False, True, True, True, False, True, False,
    ]  # fmt: skip


@given(st.decimals(min_value=0, max_value=10**15, places=3))
def test_what_is_written_with_commas_is_read_back(value: Decimal) -> None:
    assert values(f"{value:,}") == [plain(value)]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_plain_decimal_is_the_same_number(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
