"""Dates may be a year, a month or a day, and say so in words."""

import pytest

from annotator.ui.models.dates import date_problem, readable_date


@pytest.mark.parametrize("text", ["", "2025", "2025-03", "2025-03-14", "2024-02-29", "2025-03-14T09:30:00+01:00"])
def test_as_much_of_a_date_as_is_known_is_fine(text: str) -> None:
    assert date_problem(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [("14.3.2025", "year-month-day"), ("2025-3-1", "year-month-day"), ("2025-13", "no month 13"),
     ("2025-02-30", "calendar"), ("2025-02-29", "calendar"), ("2025-03-14T99:99", "calendar"), ("soon", "year-month")],
)
def test_what_is_no_date_is_told_why(text: str, why: str) -> None:
    assert why in date_problem(text)


def test_a_date_reads_as_one_says_it() -> None:
    shown = [readable_date(text) for text in ("2025-03-14", "2025-03-04", "2025-03", "2025", "", "spring")]
    assert shown == ["14 March 2025", "4 March 2025", "March 2025", "2025", "", "spring"]
    assert readable_date("2025-09-14T10:00:00Z", short=True) == "14 Sep 2025"
