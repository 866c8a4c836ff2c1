from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating
from hypothesis import given
from hypothesis import strategies as st

from drillbank.model import Rating
from drillbank.study import schedule
from drillbank.study.schedule import Memory

from .makers import CHINA, NOON, make_review

RATINGS = st.integers(1, 4)
RETENTIONS = st.floats(0.7, 0.99)


def remembered(ratings: Sequence[tuple[int, int]], question: str = "q") -> Memory:
    """The memory after (rating, days since the one before) each."""
    memory = None
    when = NOON
    for rating, gap in ratings:
        when += timedelta(days=gap)
        memory = schedule.review(memory, make_review(question, rating, when))
    assert memory is not None
    return memory


def test_intervals_match_the_published_vector() -> None:
    memory, when, intervals = None, NOON, []
    for rating in [3] * 6 + [1] * 2 + [3] * 5:
        memory = schedule.review(memory, make_review("q", rating, when))
        intervals.append(schedule.interval_days(memory, 0.9))
        when += timedelta(days=intervals[-1])
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@given(st.lists(st.tuples(RATINGS, st.integers(0, 400)), min_size=1, max_size=12))
def test_memory_equals_the_card_of_fsrs(steps: list[tuple[int, int]]) -> None:
    scheduler = Scheduler(enable_fuzzing=False)
    when = datetime(2026, 1, 1, tzinfo=UTC)
    card = Card(card_id=1, due=when)
    for rating, gap in steps:
        when += timedelta(days=gap)
        card, _ = scheduler.review_card(card, FsrsRating(rating), when)
    memory = remembered(steps)
    assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
    assert (memory.state, memory.step) == (int(card.state), card.step)


@given(st.lists(st.tuples(RATINGS, st.integers(0, 400)), min_size=1, max_size=8), st.integers(0, 5000), RETENTIONS)
def test_closed_forms_equal_fsrs(steps: list[tuple[int, int]], later: int, retention: float) -> None:
    memory = remembered(steps)
    scheduler = Scheduler(desired_retention=retention, enable_fuzzing=False)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    card = Card(card_id=1, due=start, stability=memory.stability, difficulty=memory.difficulty, last_review=start)
    last = schedule.days.as_date(memory.day(4))
    assert schedule.retrievability(memory, last + timedelta(days=later), 4) == pytest.approx(
        scheduler.get_card_retrievability(card, start + timedelta(days=later)), abs=1e-12
    )
    assert schedule._interval(memory.stability, retention) == scheduler._next_interval(stability=memory.stability)


def test_a_failure_is_due_the_next_day_and_a_first_success_when_stability_says() -> None:
    assert schedule.due_date(remembered([(1, 0)]), 0.9, 4) == date(2026, 11, 25)
    assert schedule.due_date(remembered([(3, 0), (3, 2), (1, 30)]), 0.9, 4) == date(2026, 12, 27)
    assert schedule.due_date(remembered([(3, 0)]), 0.9, 4) == date(2026, 11, 26)  # 2.3 days


def test_higher_retention_is_asked_for_sooner_from_the_same_memory() -> None:
    memory = remembered([(3, 0), (3, 2), (3, 11)])
    due = [schedule.due_date(memory, retention, 4, fuzz=False) for retention in (0.97, 0.9, 0.8)]
    assert due == sorted(set(due))


@given(st.integers(1, 40_000))
def test_fuzz_stays_in_the_band_of_fsrs_and_reaches_both_ends(interval: int) -> None:
    shortest, longest = schedule.fuzz_range(interval)
    assert shortest <= min(interval, schedule.MAX_INTERVAL_DAYS) <= longest or interval > schedule.MAX_INTERVAL_DAYS
    if 3 <= interval <= 60:
        reached = {schedule._fuzzed(interval, f"question-{n}", 3) for n in range(400)}
        assert reached == set(range(shortest, longest + 1))


def test_fuzz_is_fixed_by_question_and_repetition() -> None:
    due = {schedule._fuzzed(100, "softmax", 4) for _ in range(5)}
    assert len(due) == 1
    assert len({schedule._fuzzed(100, "softmax", reps) for reps in range(8)}) > 1


def test_evening_and_next_morning_are_a_day_apart() -> None:
    evening = datetime(2026, 11, 24, 21, 0, tzinfo=CHINA)
    first = schedule.review(None, make_review("q", 3, evening))
    morning = schedule.review(first, make_review("q", 3, evening + timedelta(hours=12)))
    same_evening = schedule.review(first, make_review("q", 3, evening + timedelta(hours=6)))  # 03:00, still the 24th
    assert morning.stability > 2 * first.stability
    assert same_evening.stability == pytest.approx(first.stability, rel=0.01)


def test_flying_west_over_the_date_line_does_not_count_as_negative_time() -> None:
    first = schedule.review(None, make_review("q", 3, datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=13)))))
    after = datetime(2026, 11, 23, 23, tzinfo=timezone(timedelta(hours=-10)))
    second = schedule.review(first, make_review("q", 3, after))
    assert second.stability == pytest.approx(first.stability, rel=0.01)


def test_certain_and_wrong_is_due_tomorrow_although_it_was_repaired_the_same_day() -> None:
    memory = schedule.review(None, make_review("q", 1, NOON, confidence=4))
    repaired = schedule.review(memory, make_review("q", 4, NOON + timedelta(minutes=9)))
    assert repaired.sure_but_wrong
    assert schedule.due_date(repaired, 0.9, 4) == date(2026, 11, 25)
    tomorrow = schedule.review(repaired, make_review("q", 3, NOON + timedelta(days=1)))
    assert not tomorrow.sure_but_wrong


def test_lapses_count_what_had_been_learnt_and_failures_every_again() -> None:
    memory = remembered([(1, 0), (1, 1), (3, 1), (3, 3), (1, 9)])
    assert (memory.reps, memory.failures, memory.lapses) == (5, 3, 1)


def test_reviews_out_of_order_are_refused() -> None:
    memory = remembered([(3, 0)])
    with pytest.raises(ValueError, match="order"):
        schedule.review(memory, make_review("q", 3, NOON - timedelta(seconds=1)))
    with pytest.raises(ValueError, match="rating"):
        schedule.review(memory, make_review("q", None, NOON))


def test_due_dates_need_no_fsrs() -> None:
    code = (
        "import sys; from drillbank.study import schedule, session, store, queue\n"
        "from drillbank.study.schedule import Memory\n"
        "m = Memory('q', 1, 5.0, 5.0, 2, None, 3, 0, 0, 3, False, 0, 0)\n"
        "schedule.due_date(m, 0.9, 4); schedule.retrievability(m, schedule.days.EPOCH, 4)\n"
        "print(sorted(n for n in sys.modules if n in ('fsrs', 'numpy', 'yaml', 'rich')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ratings_are_those_of_fsrs() -> None:
    assert [int(rating) for rating in Rating] == [int(rating) for rating in FsrsRating]
