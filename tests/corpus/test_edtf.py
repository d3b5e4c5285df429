"""Dates as sources give them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.edtf import bounds, is_edtf, readable


@pytest.mark.parametrize("text", [
    "2025", "2025-03", "2025-03-14", "2024-02-29", "2025-21", "202X", "20XX", "2025-XX", "2025-03-XX", "1984?", "1984~",
    "2025-03%", "2019/2024", "2025-01/2025-03", "2020/..", "../2020", "2020/", "2025-03-14T09:30:00Z",
    "2025-03-14T09:30", "-0044", "2025/2025-03",
])  # fmt: skip
def test_dates_of_the_standard_are_taken(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", [
    "", "last year", "25", "2025-13", "2025-00", "2025-02-30", "2023-02-29", "2025-3-14", "14.3.2025", "2025-21-01",
    "2024/2019", "2025-03/2025-01", "/", "../..", "2025/x", "X025", "2025-03-14T25:00", "2025T10:00", "2025/2026/2027",
    "2025\n",
])  # fmt: skip
def test_everything_else_is_not(text: str) -> None:
    assert not is_edtf(text)


@given(st.dates(), st.dates())
def test_every_day_and_every_span_that_runs_forward_is_a_date(one: date, other: date) -> None:
    start, end = sorted((one, other))
    assert is_edtf(one.isoformat())
    assert is_edtf(f"{start.isoformat()}/{end.isoformat()}")
    assert start == end or not is_edtf(f"{end.isoformat()}/{start.isoformat()}")


@given(st.text(max_size=24))
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    assert is_edtf(text) in (True, False)


@pytest.mark.parametrize(("text", "words"), [
    ("2025-03-14", "14 March 2025"), ("2025-03-04", "4 March 2025"), ("2025-03", "March 2025"), ("2025", "2025"),
    ("2025-21", "spring 2025"), ("2025-23", "autumn 2025"), ("202X", "2020s"), ("19XX", "1900s"),
    ("2025-XX-XX", "2025"), ("2025-03-XX", "March 2025"), ("2020/2024", "2020 to 2024"), ("2020/..", "since 2020"),
    ("../2020", "until 2020"), ("1984?", "1984?"), ("1984~", "about 1984"), ("2025-03-14T08:30Z", "14 March 2025"),
    ("2025-33", "2025"), ("", ""), ("last week", "last week"), ("2025-02-30", "2025-02-30"),
])  # fmt: skip
def test_a_date_is_said_in_words_as_exactly_as_it_is_known(text: str, words: str) -> None:
    assert readable(text) == words


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2024", "2024-01-01", "2024-12-31"), ("2024-03", "2024-03-01", "2024-03-31"),
    ("2024-03-14", "2024-03-14", "2024-03-14"), ("2024~", "2024-01-01", "2024-12-31"),
    ("202X", "2020-01-01", "2029-12-31"), ("2024-21", "2024-01-01", "2024-12-31"),
    ("2019/2024-02", "2019-01-01", "2024-02-31"), ("2019/..", "2019-01-01", "9999-12-31"),
    ("../2024", "", "2024-12-31"), ("gone", "", "9999-12-31"), ("", "", "9999-12-31")])
def test_the_first_and_the_last_day_of_a_date(text: str, first: str, last: str) -> None:
    assert bounds(text) == (first, last)
