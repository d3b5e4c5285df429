"""Dates as sources give them: a day, a month, a season, a decade, a span, more or less sure (EDTF, ISO 8601-2)."""

from __future__ import annotations

import re
from datetime import date

from annotator.language import tr

_POINT = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?P<sure>[?~%])?"
)
_SEASONS = range(21, 42)
_SEASON_NAMES = (tr("spring"), tr("summer"), tr("autumn"), tr("winter"))
MONTHS = (tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"), tr("July"), tr("August"),
          tr("September"), tr("October"), tr("November"), tr("December"))
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


def readable(text: str) -> str:
    """A date in words, as exact as it is given.

    `2025-03-14` is “14 March 2025”, `2025-03` “March 2025”, `2025-21` “spring 2025”, `202X` “2020s”, `2020/2024`
    “2020 to 2024”, `1984?` “1984?”, `1984~` “about 1984”. A time of day is left away; what is no date stays as it is.
    """
    if not is_edtf(text):
        return text
    start, slash, end = text.partition("/")
    if not slash:
        return _point_in_words(text)
    if start in _OPEN:
        return tr("until {end}", end=_point_in_words(end))
    if end in _OPEN:
        return tr("since {start}", start=_point_in_words(start))
    return tr("{start} to {end}", start=_point_in_words(start), end=_point_in_words(end))


def _point_in_words(text: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None:
        return text
    year, month, day, sure = found["year"], found["month"] or "XX", found["day"] or "XX", found["sure"] or ""
    if "X" in year:
        rounded = year.replace("X", "0")
        said = tr("{year}s", year=rounded) if year.endswith("X") and not year.startswith("X") else tr("unknown")
    else:
        said = year.lstrip("0") or year
    parts = [said]
    if "X" not in month:
        name = MONTHS[int(month) - 1] if int(month) <= 12 else _season(int(month))
        parts = [name, said] if name else parts
        if name and "X" not in day:
            parts = [day.lstrip("0"), *parts]
    written = " ".join(parts) + ("?" if sure in ("?", "%") else "")
    return tr("about {date}", date=written) if sure in ("~", "%") else written


def _season(number: int) -> str:
    """Seasons are told by 21 to 24, and 25 to 32 say of which hemisphere."""
    return _SEASON_NAMES[(number - 21) % 4] if number <= 32 else ""


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
