"""Times in short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from annotator.ui.models.times import when


def test_today_is_a_clock_time_and_any_other_day_a_date() -> None:
    now = datetime(2025, 3, 14, 12, 0, tzinfo=UTC).astimezone()
    earlier = now - timedelta(minutes=1)
    assert when(earlier.astimezone(UTC).isoformat(), now) == f"{earlier:%H:%M}"
    assert when("2024-03-14T12:00:00Z", now) == "14 Mar 2024"


def test_no_time_is_nothing() -> None:
    assert when("") == when("yesterday") == ""
