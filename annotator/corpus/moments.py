"""Moments as a person writes them: a date, or a date with a time, by the clock on the wall where they sit."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from annotator.language import tr

HOW = tr("it as 2026-03-01 or 2026-03-01T12:00")

LAST = 1 << 46
"""Milliseconds UTC: later than any moment that a journal knows."""

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?)?)?")


class NotAMoment(ValueError):
    """What was written names no moment; its words say why."""


def read_moment(text: str, *, end: bool = False) -> int:
    """Read `2026-03-01`, `2026-03-01T12:00` or `2026-03-01 12:00`, in local time unless a zone is written with it.

    A month or a year alone are taken, too.

    Args:
        end: of what is longer than a moment its end is meant (the first moment of the next day), not its beginning.

    Returns:
        Milliseconds since 1970, UTC.

    Raises:
        NotAMoment: it is not written so, or is not in the calendar.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotAMoment(tr("Write {how}", how=HOW))
    year, month, day, time, zone = found.groups()
    try:
        written = date(int(year), int(month or 1), int(day or 1))
        if end and time is None:
            written = _after(written, month=month is not None, day=day is not None)
        moment = datetime.fromisoformat(f"{written.isoformat()}T{time or '00:00'}{zone or ''}")
        return max(0, min(round(moment.timestamp() * 1000), LAST))
    except (ValueError, OverflowError, OSError) as error:
        raise NotAMoment(tr("{written} is not in the calendar", written=text.strip())) from error


def _after(first: date, *, month: bool, day: bool) -> date:
    """The first day after a day, a month or a year."""
    if day:
        return first + timedelta(days=1)
    return date(first.year + (not month or first.month == 12), first.month % 12 + 1 if month else 1, 1)


def read_past(text: str, now: int) -> int:
    """Read a moment that has been; of a date alone its end, so that today's means now.

    Args:
        now: milliseconds since 1970, UTC.

    Raises:
        NotAMoment: as `read_moment`, or it is still to come.
    """
    if read_moment(text) > now:
        raise NotAMoment(tr("{written} is still to come", written=text.strip()))
    return read_moment(text, end=True)


def local(milliseconds: int) -> str:
    """`2026-03-01 12:00`, in local time."""
    return f"{datetime.fromtimestamp(milliseconds / 1000).astimezone():%Y-%m-%d %H:%M}"
