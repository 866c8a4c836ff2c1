"""Weeks in a row that count: five of seven days, with two freezes a month that use themselves.

A day counts whatever its length.  A freeze fills in for one day that a week lacks; it belongs to the month of that day.
The week that is still going on counts once it has its five days and never breaks the row before it is over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

DAYS_NEEDED = 5
FREEZES_A_MONTH = 2
WEEK = timedelta(days=7)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(days: Iterable[date], today: date) -> int:
    """How many weeks in a row count, up to now."""
    practised = {day for day in days if day <= today}
    if not practised:
        return 0
    current = monday(today)
    left: dict[tuple[int, int], int] = {}
    row = 0
    week = monday(min(practised))
    while week < current:
        row = row + 1 if _counts(week, practised, left) else 0
        week += WEEK
    this_week = sum(monday(day) == current for day in practised)
    return row + (this_week >= DAYS_NEEDED)


def _counts(week: date, practised: set[date], left: dict[tuple[int, int], int]) -> bool:
    """Whether a week that is over counts; takes the freezes it needs, or none if they do not suffice."""
    missed = [day for day in (week + timedelta(days=n) for n in range(7)) if day not in practised]
    needed = DAYS_NEEDED - (7 - len(missed))
    frozen: list[tuple[int, int]] = []
    for day in missed:
        month = (day.year, day.month)
        if len(frozen) < needed and left.get(month, FREEZES_A_MONTH) > frozen.count(month):
            frozen.append(month)
    if len(frozen) < needed:
        return False
    for month in frozen:
        left[month] = left.get(month, FREEZES_A_MONTH) - 1
    return True
