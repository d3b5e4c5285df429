"""Dates as articles have them, often only a month or a year: checked, and in words."""

from __future__ import annotations

import re
from datetime import date, datetime

from annotator.corpus.edtf import MONTHS
from annotator.language import tr, trc

_SHORT = (trc("short", "Jan"), trc("short", "Feb"), trc("short", "Mar"), trc("short", "Apr"), trc("short", "May"),
          trc("short", "Jun"), trc("short", "Jul"), trc("short", "Aug"), trc("short", "Sep"), trc("short", "Oct"),
          trc("short", "Nov"), trc("short", "Dec"))
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].+)?)?)?")


def date_problem(text: str) -> str:
    """What is wrong with a date that was typed; empty for `2025`, `2025-03`, `2025-03-14`, with or without a time."""
    found = _PARTIAL.fullmatch(text)
    if text and found is None:
        return tr("Write year-month-day: 2025-03-14, or as much of it as is known")
    if found is None:
        return ""
    year, month, day = (int(part or 1) for part in found.groups())
    if not 1 <= month <= 12:
        return tr("There is no month {month}", month=month)
    try:
        date(year, month, day)
        if len(text) > 10:
            datetime.fromisoformat(text)
    except ValueError:
        return tr("{text} is not in the calendar", text=text)
    return ""


def readable_date(text: str, *, short: bool = False) -> str:
    """`2025-03-14` as “14 March 2025”, `2025-03` as “March 2025”; what is no date is left as it is.

    Args:
        short: months in three letters, for narrow places.
    """
    if not text or date_problem(text):
        return text
    year, month, day = (text[:4], text[5:7], text[8:10])
    if day:
        return day_words(int(day), int(month), year, short=short)
    return tr("{month} {year}", month=_month(int(month), short=short), year=year) if month else year


def day_words(day: int, month: int, year: str = "", *, short: bool = False) -> str:
    """“14 March 2025”, “14 March” without a year, “14 Mar 2025” where it is to be `short`."""
    number, name = trc("first of a month", "1") if day == 1 else str(day), _month(month, short=short)
    if not year:
        return tr("{day} {month}", day=number, month=name)
    return tr("{day} {month} {year}", day=number, month=name, year=year)


def _month(month: int, *, short: bool) -> str:
    return (_SHORT if short else MONTHS)[month - 1]
