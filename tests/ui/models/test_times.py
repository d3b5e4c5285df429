"""Times in short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from annotator.ui.models.times import ago, when


def test_today_is_a_clock_time_and_any_other_day_a_date() -> None:
    now = datetime(2025, 3, 14, 12, 0, tzinfo=UTC).astimezone()
    earlier = now - timedelta(minutes=1)
    assert when(earlier.astimezone(UTC).isoformat(), now) == f"{earlier:%H:%M}"
    assert when("2024-03-14T12:00:00Z", now) == "14 Mar 2024"


def test_no_time_is_nothing() -> None:
    assert when("") == when("yesterday") == ""


def test_how_long_ago_it_was_is_said_in_minutes_then_by_the_clock_and_not_at_all_when_a_clock_is_wrong() -> None:
    now = datetime(2025, 3, 14, 12, 0).astimezone()

    def said(**passed: int) -> str:
        return ago(round((now - timedelta(**passed)).timestamp() * 1000), now)

    assert [said(seconds=0), said(seconds=59), said(seconds=-50)] == ["just now"] * 3
    assert [said(minutes=1), said(minutes=59)] == ["1 min ago", "59 min ago"]
    assert [said(hours=2), said(days=2)] == ["at 10:00", "on 12 Mar 2025 12:00"]
    assert [said(minutes=-5), ago(0)] == ["", ""]
