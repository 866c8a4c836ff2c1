from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.study import day

from .makers import CHINA


@pytest.mark.parametrize(
    ("clock", "hour", "expected"),
    [
        ("2026-11-24T03:59:59+08:00", 4, "2026-11-23"),
        ("2026-11-24T04:00:00+08:00", 4, "2026-11-24"),
        ("2026-11-24T23:59:59+08:00", 4, "2026-11-24"),
        ("2026-11-24T00:00:00+08:00", 0, "2026-11-24"),
        ("2026-11-24T03:00:00-10:00", 4, "2026-11-23"),
        ("2026-11-24T05:00:00+05:45", 5, "2026-11-24"),
        ("1969-12-31T03:00:00+00:00", 4, "1969-12-30"),
    ],
)
def test_a_day_starts_at_its_hour_of_local_time(clock: str, hour: int, expected: str) -> None:
    assert day.day_of(datetime.fromisoformat(clock), hour) == date.fromisoformat(expected)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-12 * 60, 14 * 60), st.integers(0, 23))
def test_the_start_of_a_day_is_its_first_instant(moment: datetime, offset: int, hour: int) -> None:
    local = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    today = day.day_of(local, hour)
    start = day.start_ms(today, offset, hour)
    assert start <= day.millis(local) < start + day.DAY_MS
    assert day.number(start, offset, hour) == day.as_number(today)
    assert day.number(start - 1, offset, hour) == day.as_number(today) - 1


def test_the_offset_of_the_moment_counts_in_summer_and_in_winter() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert day.offset_minutes(datetime(2026, 7, 1, tzinfo=berlin)) == 120
    assert day.offset_minutes(datetime(2026, 12, 1, tzinfo=berlin)) == 60


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 24, tzinfo=CHINA).replace(tzinfo=None)
    for ask in (day.millis, day.offset_minutes):
        with pytest.raises(ValueError, match="without a time zone"):
            ask(naive)
