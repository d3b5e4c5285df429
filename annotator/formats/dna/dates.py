"""Dates of DNA: clocks on a wall without a zone, in seconds or, written by DNA 2, in milliseconds of somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_DAY = 86_400
_HOUR = 3_600
_NOTHING = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = -62_135_596_800, 253_402_300_799
"""Seconds of the years 1 to 9999."""


def published(seconds: int) -> str:
    """A clock on a wall as our date: midnight is a day alone. Empty when there is no such year."""
    if not _EARLIEST <= seconds <= _LATEST:
        return ""
    moment = _NOTHING + timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%d") if not seconds % _DAY else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def stored(date: str) -> int | None:
    """Seconds of a date of ours; what it lacks is the first of it. None when it says nothing that is a date."""
    day, _, clock = date.partition("T")
    parts = [*day.split("-"), "01", "01"][:3]
    try:
        moment = datetime.fromisoformat(f"{'-'.join(parts)}T{clock[:8] or '00:00:00'}").replace(tzinfo=UTC)
    except ValueError:
        return None
    return round((moment - _NOTHING).total_seconds())


def shown(seconds: int) -> str:
    """As DNA writes a time: `2005-01-26 00:00:00`."""
    return (_NOTHING + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S")


def from_milliseconds(dates: Iterable[int]) -> tuple[dict[int, int], bool]:
    """Milliseconds of DNA 2 → seconds on the wall where they were written, and whether these were days.

    Days without a clock were stored as midnights of the writer's zone. When all of them are the same full hour, give
    or take summer time, they are such, and the zone does not matter; else the zone of this computer is taken, and
    what lies within two hours of midnight is rounded to it.
    """
    found = {each: each // 1000 for each in dates if _EARLIEST < each // 1000 < _LATEST}
    clocks = {(seconds + 12 * _HOUR) % _DAY for seconds in found.values()}
    if not any(clock % (_HOUR // 4) for clock in clocks) and max(clocks, default=0) - min(clocks, default=0) <= _HOUR:
        return {each: round(seconds / _DAY) * _DAY for each, seconds in found.items()}, True
    return {each: _near_midnight(_local(seconds)) for each, seconds in found.items()}, False


def _local(seconds: int) -> int:
    """Seconds of UTC as the clock of this computer shows them."""
    try:
        zone = datetime.fromtimestamp(seconds).astimezone().utcoffset()
    except (OSError, OverflowError, ValueError):
        return seconds
    return seconds + round(zone.total_seconds() if zone else 0)


def _near_midnight(seconds: int) -> int:
    nearest = round(seconds / _DAY) * _DAY
    return nearest if abs(seconds - nearest) <= 2 * _HOUR else seconds
