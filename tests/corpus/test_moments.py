"""Moments as a person writes them, by the local clock."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.moments import LAST, NotAMoment, local, read_moment, read_past

HOUR, DAY = 3_600_000, 86_400_000


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be set here")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_date_is_a_day_of_the_local_clock_from_its_beginning_to_its_end() -> None:
    midnight = 1_772_319_600_000  # 2026-02-28T23:00:00Z
    assert read_moment("2026-03-01") == midnight
    assert read_moment("2026-03-01", end=True) == midnight + DAY
    assert read_moment("2026-03-01T12:00") == read_moment("2026-03-01 12:00") == midnight + 12 * HOUR
    assert read_moment("2026-03-01T12:00", end=True) == midnight + 12 * HOUR
    assert local(midnight) == "2026-03-01 00:00"


def test_a_day_on_which_the_clock_is_changed_ends_at_midnight_all_the_same() -> None:
    assert read_moment("2026-03-29", end=True) - read_moment("2026-03-29") == 23 * HOUR


@pytest.mark.parametrize(("text", "after"), [("2026", "2027-01-01"), ("2026-02", "2026-03-01"),
                                             ("2026-12", "2027-01-01"), ("2026-12-31", "2027-01-01")])
def test_a_month_or_a_year_lasts_until_the_next_one(text: str, after: str) -> None:
    assert read_moment(text, end=True) == read_moment(after)
    assert read_moment(text) < read_moment(after)


def test_a_zone_that_is_written_counts() -> None:
    assert read_moment("2026-03-01T00:00Z") == read_moment("2026-03-01T01:00") == read_moment("2026-03-01T02:00+02:00")


@pytest.mark.parametrize("text", ["", "1 March", "2026-3-1", "20260301", "2026-03-01T", "2026-03-01T12"])
def test_what_is_written_otherwise_is_said_how_to_write(text: str) -> None:
    with pytest.raises(NotAMoment, match="Write it as 2026-03-01"):
        read_moment(text)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2026-03-01T25:00", "0000-01-01"])
def test_what_is_not_in_the_calendar_is_said_so(text: str) -> None:
    with pytest.raises(NotAMoment, match="not in the calendar"):
        read_moment(text)


def test_today_may_be_looked_back_at_and_tomorrow_not() -> None:
    noon = read_moment("2026-03-01T12:00")
    assert read_past("2026-03-01", noon) == noon + 12 * HOUR
    assert read_past("2026-03-01T11:59", noon) < noon
    for later in ("2026-03-02", "2026-03-01T12:01"):
        with pytest.raises(NotAMoment, match="still to come"):
            read_past(later, noon)


@given(st.datetimes())
def test_every_moment_of_the_calendar_fits_into_the_journal(moment: object) -> None:
    written = f"{moment:%Y-%m-%dT%H:%M}".rjust(16, "0")
    try:
        assert 0 <= read_moment(written) <= LAST
    except NotAMoment:
        assert written[:4] in ("0001", "9999")
