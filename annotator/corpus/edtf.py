"""Dates as sources give them: a day, a month, a season, a decade, a span, more or less sure (EDTF, ISO 8601-2)."""

from __future__ import annotations

import re
from datetime import date

_POINT = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?P<sure>[?~%])?"
)
_SEASONS = range(21, 42)
_OPEN = ("", "..")


def is_edtf(text: str) -> bool:
    """Whether `text` is a date of EDTF.

    Such as `2025-03-14`, `2025-03`, `202X`, `2025-21` (spring), `2019/2024` (a span), `2020/..` (open), `1984?`. Days
    are checked against the calendar; a span must not run backwards.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _is_point(text)
    points = [part for part in (start, end) if part not in _OPEN]
    if not points or not all(_is_point(part) for part in points):
        return False
    return not (_plain(start) and _plain(end) and _longer(start, end) > _longer(end, start))


def _is_point(text: str) -> bool:
    found = _POINT.fullmatch(text)
    if found is None:
        return False
    month, day, hour = found["month"], found["day"], found["hour"]
    if hour and (day is None or int(hour) > 24 or int(found["minute"]) > 59 or int(found["second"] or 0) > 60):
        return False
    if "X" in found["year"] and not re.fullmatch(r"-?\d{0,4}X*", found["year"]):
        return False
    return month is None or _is_month(found["year"], month, day)


def _is_month(year: str, month: str, day: str | None) -> bool:
    if "X" in month:
        return day is None or "X" in day
    if not 1 <= int(month) <= 12:
        return int(month) in _SEASONS and day is None
    if day is None or "X" in day:
        return True
    if "X" in year or year.startswith("-") or year == "0000":
        return 1 <= int(day) <= 31
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _plain(text: str) -> bool:
    """Whether a point can be compared by its digits alone."""
    return re.fullmatch(r"\d{4}(-\d\d){0,2}", text) is not None


def _longer(text: str, other: str) -> str:
    """As many digits of `text` as `other` has, so that 2025 and 2025-03 compare as far as both go."""
    return text[: len(other)]


def bounds(text: str) -> tuple[str, str]:
    """The first and last day of a date, as texts that compare: `2024` is 2024-01-01 to 2024-12-31.

    An end that is open, unknown or no date of ours is "" at the beginning and "9999-12-31" at the end.
    """
    start, slash, end = text.partition("/")
    return _day(start, first=True), _day(end if slash else start, first=False)


def _day(point: str, *, first: bool) -> str:
    found = _POINT.fullmatch(point)
    if found is None or found["year"].startswith("-"):
        return "" if first else "9999-12-31"
    year = found["year"].replace("X", "0" if first else "9")
    month, day = found["month"] or "XX", found["day"] or "XX"
    if (month.isdigit() and int(month) in _SEASONS) or "X" in month:
        month = "01" if first else "12"
    if "X" in day:
        day = "01" if first else "31"
    return f"{year}-{month}-{day}"
