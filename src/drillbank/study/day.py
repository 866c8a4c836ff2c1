"""When a study day begins and ends: at a set hour of local time, so that midnight never splits an evening."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
MINUTE_MS = 60_000
EPOCH = date(1970, 1, 1)


def millis(moment: datetime) -> int:
    """``moment`` (with a time zone) in UTC milliseconds since the epoch."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no place on the time line")
    return round(moment.timestamp() * 1000)


def offset_minutes(moment: datetime) -> int:
    """How far local time is ahead of UTC at ``moment``, in minutes."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a moment without a time zone has no offset")
    return round(offset.total_seconds() / 60)


def number(at_ms: int, offset: int, rollover_hour: int) -> int:
    """The study day of an instant as days since 1970-01-01, by the local time that held there and then."""
    return (at_ms + offset * MINUTE_MS - rollover_hour * HOUR_MS) // DAY_MS


def day_of(moment: datetime, rollover_hour: int) -> date:
    """The study day that ``moment`` belongs to: 03:59 still is yesterday when the day starts at 04:00."""
    return as_date(number(millis(moment), offset_minutes(moment), rollover_hour))


def as_date(day_number: int) -> date:
    return EPOCH + timedelta(days=day_number)


def as_number(day: date) -> int:
    return (day - EPOCH).days


def start_ms(day: date, offset: int, rollover_hour: int) -> int:
    """The instant at which ``day`` begins where local time is ``offset`` minutes ahead of UTC."""
    return as_number(day) * DAY_MS + rollover_hour * HOUR_MS - offset * MINUTE_MS
