from __future__ import annotations

from datetime import date

from drillbank.cli.plots import bar, calendar, calibration, height
from drillbank.cli.width import width


def test_a_bar_is_as_long_as_its_share() -> None:
    assert [width(bar(share)) for share in (0.0, 0.5, 1.0, 1.7)] == [0, 5, 10, 10]
    assert bar(0.55) == "█████▌"


def test_heights_span_the_scale() -> None:
    assert (height(0.0), height(1.0)) == ("▁", "█")


def test_the_calendar_darkens_with_minutes_and_leaves_days_to_come_empty() -> None:
    monday, today = date(2026, 11, 16), date(2026, 11, 24)
    minutes = {date(2026, 11, 16): 40.0, date(2026, 11, 17): 1.0, date(2026, 11, 24): 20.0}
    rows = calendar(minutes, monday, today, ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    assert rows == ["Mo  █ ·", "Tu  ░ ▓", "We  ·", "Th  ·", "Fr  ·", "Sa  ·", "Su  ·"]


def test_a_day_without_measured_minutes_still_shows() -> None:
    day = date(2026, 11, 16)
    assert calendar({day: 0.0}, day, day, ["Mo"]) == ["Mo  ░"]


def test_calibration_shows_both_places_or_one() -> None:
    assert calibration(0.5, 1.0, 11) == "─────|────●"
    assert calibration(0.5, 0.5, 11) == "─────◆─────"
