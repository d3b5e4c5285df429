"""Times as a person says them: the clock for today, the day for all else."""

from __future__ import annotations

from datetime import datetime

from annotator.language import tr
from annotator.ui.models.dates import day_words

_SLACK = 60
"""Seconds by which a clock may be ahead of ours without being called wrong."""


def when(utc: str, now: datetime | None = None) -> str:
    """“12:04” for today, “14 Mar 2025” for other days, in local time; empty when there is no time.

    Args:
        utc: an ISO 8601 time with `Z`, as annotations carry it.
    """
    try:
        moment = datetime.fromisoformat(utc).astimezone()
    except ValueError:
        return ""
    today = (now or datetime.now()).astimezone().date()
    return f"{moment:%H:%M}" if moment.date() == today else _day(moment)


def moment(milliseconds: int, now: datetime | None = None) -> str:
    """“12:04” for today, “14 Mar 2025 12:04” for other days, in local time.

    Args:
        milliseconds: UTC, since 1970.
    """
    then = datetime.fromtimestamp(milliseconds / 1000).astimezone()
    today = (now or datetime.now()).astimezone().date()
    return f"{then:%H:%M}" if then.date() == today else f"{_day(then)} {then:%H:%M}"


def _day(moment: datetime) -> str:
    return day_words(moment.day, moment.month, str(moment.year), short=True)


def ago(milliseconds: int, now: datetime | None = None) -> str:
    """“just now”, “3 min ago”, “at 09:12”, “on 14 Mar 2025 09:12”; empty when no time is known.

    A time by somebody else's clock may lie ahead of ours: then one of the two is wrong, and nothing is said.

    Args:
        milliseconds: UTC, since 1970; 0 for not known.
    """
    passed = (now or datetime.now()).timestamp() - milliseconds / 1000
    if not milliseconds or passed < -_SLACK:
        return ""
    if passed < 60:
        return tr("just now")
    if passed < 3600:
        return tr("{number} min ago", number=int(passed // 60))
    said = moment(milliseconds, now)
    return tr("on {day}", day=said) if " " in said else tr("at {time}", time=said)
