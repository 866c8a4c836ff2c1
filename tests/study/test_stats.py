from __future__ import annotations

from datetime import date, timedelta

import pytest

from drillbank.study import day as days
from drillbank.study import streak
from drillbank.study.settings import Settings
from drillbank.study.stats import stats
from drillbank.study.store import Store

from .makers import NOON, make_review, summary

MONDAY = date(2026, 10, 5)  # the weeks of these tests lie within October, but for the last


def practised(*weeks: str) -> list[date]:
    """One string a week from MONDAY on, seven signs each: x a day with an answer."""
    return [
        MONDAY + timedelta(days=7 * w + d) for w, week in enumerate(weeks) for d, sign in enumerate(week) if sign == "x"
    ]


SUNDAY_AFTER = {n: MONDAY + timedelta(days=7 * n - 1) for n in range(1, 9)}


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ((), 0),
        (("xxxxx..",), 1),
        (("xxxx...",), 0),  # still going on: no freeze is spent before it is over
        (("xxxx...", "......."), 1),  # over: one freeze
        (("xxx....", "......."), 1),  # two freezes
        (("xx.....", "......."), 0),  # a third would be needed
        (("xxxx...", "xxxx...", "......."), 2),
        (("xxxx...", "xxxx...", "xxxx...", "......."), 0),  # October's two are spent
        (("xxxxx..", ".......", "xxxxx..", "......."), 1),
        (("xxxxx..", "xxxxxxx", "..x.x.x"), 2),
        (("xxxxx..", "xxxxxxx", "x.x.xxx"), 3),
        # 26 October to 1 November: the days lacking in October are frozen there, the Sunday in November's name
        (("xxxx...", "xxxx...", "xxxxx..", "xxxx.x.", "xxxx...", "......."), 5),
    ],
)
def test_weeks_in_a_row(weeks: tuple[str, ...], expected: int) -> None:
    today = SUNDAY_AFTER[len(weeks)] if weeks else MONDAY
    assert streak.weeks(practised(*weeks), today) == expected


def test_freezes_come_back_with_the_month() -> None:
    # November 2026: weeks of 2, 9, 16 and 23; December's of 30 November on.
    start = date(2026, 11, 2)
    four_days = [start + timedelta(days=7 * week + d) for week in range(6) for d in range(4)]
    assert streak.weeks(four_days[:8], date(2026, 11, 16)) == 2
    assert streak.weeks(four_days[:12], date(2026, 11, 23)) == 0
    assert streak.weeks(four_days, date(2026, 12, 14)) == 2  # weeks of 30 November and 7 December


def test_days_of_a_clock_that_ran_ahead_do_not_count() -> None:
    assert streak.weeks(practised("xxxxxxx"), MONDAY + timedelta(days=3)) == 0


def test_figures_of_an_empty_log(store: Store) -> None:
    figures = stats(store, {"q": summary("q")}, Settings(), NOON)
    assert (figures.reviews, figures.today, figures.questions, figures.due) == (0, 0, 1, 0)
    assert (figures.streak_weeks, figures.brier, figures.recall, figures.calibration) == (0, None, (), ())
    assert figures.weeks[-1] == (date(2026, 11, 23), 0.0)
    assert len(figures.weeks) == 12


def test_figures_count_what_stands(store: Store) -> None:
    summaries = {q: summary(q, topic=f"{area}/leaf") for q, area in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"))}
    store.append(make_review("a", 1, NOON - timedelta(days=8), confidence=4, seconds=600.0))
    store.append(make_review("b", 3, NOON - timedelta(days=1), confidence=4, seconds=120.0))
    store.append(make_review("c", 2, NOON - timedelta(minutes=3), confidence=2, seconds=60.0))
    store.append(make_review("gone", 1, NOON - timedelta(days=30)))
    store.append(make_review("d", None, NOON - timedelta(minutes=2), confidence=1))
    store.append(make_review("d", 1, NOON - timedelta(minutes=1), confidence=1, seconds=900.0))
    store.undo_last(days.millis(NOON), 480)
    figures = stats(store, summaries, Settings(), NOON)
    assert (figures.reviews, figures.today, figures.questions, figures.due) == (5, 2, 4, 1)
    assert (figures.days_this_week, figures.minutes_today, figures.minutes_this_week) == (2, 1.0, 3.0)
    assert figures.weeks[-2:] == ((date(2026, 11, 16), 10.0), (date(2026, 11, 23), 3.0))
    assert [(s.confidence, s.answers, s.right) for s in figures.calibration] == [(4, 2, 0.5), (2, 1, 1.0)]
    assert figures.brier == pytest.approx((1.0 + 0.0 + 0.25) / 3)
    assert [(r.area, r.questions) for r in figures.recall] == [("x", 2), ("y", 1)]
    assert figures.recall[1].recall == 1.0
    assert 0.3 < figures.recall[0].recall < 0.95


def test_due_leaves_out_the_hidden_and_leeches_are_named(store: Store) -> None:
    summaries = {q: summary(q) for q in "ab"}
    for n in range(4):
        store.append(make_review("a", 1, NOON - timedelta(days=9 - n)))
    store.append(make_review("b", 1, NOON - timedelta(days=9)))
    assert stats(store, summaries, Settings(), NOON).due == 2
    store.append_event("suspend", "b", {}, NOON)
    figures = stats(store, summaries, Settings(), NOON)
    assert (figures.due, figures.leeches) == (1, ("a",))


def test_an_answer_before_four_in_the_morning_belongs_to_the_day_before(store: Store) -> None:
    store.append(make_review("a", 3, NOON.replace(hour=3)))
    assert stats(store, {}, Settings(), NOON).today == 0
    assert stats(store, {}, Settings(rollover_hour=2), NOON).today == 1
