"""A statistic's value in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.figure_words import figure_text, grouped


@pytest.mark.parametrize(("quantity", "words"), [
    ({"value": "1300000000", "unit": "USD"}, "= 1,300,000,000 USD"),
    ({"value": "0.2", "unit": "%", "comparator": "<"}, "< 0.2 %"),
    ({"value": "4", "valueMax": "7", "unit": "%", "comparator": "range"}, "4–7 %"),
    ({"value": "0.5", "unit": "pp", "change": {"direction": "decrease"}}, "↓ = 0.5 pp"),
    ({"raw": "dozens", "vague": True}, "dozens"),
    ({"raw": "1.3 billion"}, ""), ({}, ""), ({"value": None, "unit": "USD"}, ""),
])  # fmt: skip
def test_the_line_says_comparator_value_and_unit(quantity: dict[str, object], words: str) -> None:
    assert figure_text(quantity) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_grouping_changes_no_digit(number: object) -> None:
    assert grouped(str(number)).replace(",", "") == str(number)


def test_four_digits_stay_together_because_they_may_be_a_year() -> None:
    assert (grouped("2025"), grouped("-12500.50"), grouped("no number")) == ("2025", "-12,500.50", "no number")
