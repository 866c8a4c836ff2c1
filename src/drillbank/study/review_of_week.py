"""The week that passed beside the one before: what changed, how honest her confidence was, where minutes should go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from drillbank.model import Summary
from drillbank.study import day as days
from drillbank.study import schedule, stats, streak
from drillbank.study.recording import LEECH_FAILURES
from drillbank.study.schedule import Memory
from drillbank.study.settings import Settings
from drillbank.study.stats import Day, Sureness

if TYPE_CHECKING:
    from drillbank.study.store import Store

WEEK = timedelta(days=7)
SHIFT_WEEKS = 4  # where minutes went is judged over so many weeks
LEAST_SHIFT_MINUTES = 5.0
CALENDAR_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Week:
    """Seven study days.  ``brier``: of the answers with a confidence, None without any; 0 is best."""

    days: int
    answers: int
    minutes: float
    begun: int
    failed: int
    brier: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """Mean recall over the questions of an area ever asked, now and a week ago; None before the first answer."""

    area: str
    asked: int
    of: int
    recall: float
    before: float | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A proposal: so many minutes a week from one area to another."""

    source: str
    target: str
    minutes: float


@dataclass(frozen=True, slots=True)
class WeekReview:
    """``until``: the last day of the week looked at, today; ``if_stopped``: recall on the interview day, by importance
    over everything the role asks, if nothing more were done (None without a date ahead).
    """

    until: date
    week: Week
    before: Week
    changes: tuple[Change, ...]
    calibration: tuple[Sureness, ...]
    leeches: tuple[str, ...]
    shift: Shift | None
    calendar: tuple[Day, ...]
    streak_weeks: int
    if_stopped: float | None


def look_back(store: Store, summaries: Mapping[str, Summary], settings: Settings, now: datetime) -> WeekReview:
    """The seven study days that end today, and the seven before."""
    today = days.day_of(now, settings.rollover_hour)
    start = days.start_ms(today, days.offset_minutes(now), settings.rollover_hour) + days.DAY_MS
    week_ms = 7 * days.DAY_MS
    practised = stats.practised(store, settings.rollover_hour)
    areas = stats.areas_of(summaries)
    memories = {memory.question: memory for memory in store.each_memory() if memory.question in areas}
    first_monday = streak.monday(today) - (CALENDAR_WEEKS - 1) * WEEK
    return WeekReview(
        until=today,
        week=_week(store, practised, today, start - week_ms, start),
        before=_week(store, practised, today - WEEK, start - 2 * week_ms, start - week_ms),
        changes=_changes(store, areas, memories, settings, today, start - week_ms),
        calibration=stats.sureness(store),
        leeches=tuple(q for q, memory in memories.items() if memory.failures >= LEECH_FAILURES),
        shift=_shift(store, summaries, areas, memories, settings, today, start - SHIFT_WEEKS * week_ms),
        calendar=tuple(day for day in practised if first_monday <= day.day <= today),
        streak_weeks=streak.weeks((day.day for day in practised), today),
        if_stopped=_if_stopped(summaries, memories, settings, today),
    )


def _week(store: Store, practised: list[Day], last: date, since_ms: int, until_ms: int) -> Week:
    within = [day for day in practised if last - WEEK < day.day <= last]
    ((begun, failed),) = store.query(
        "SELECT count(DISTINCT question) FILTER (WHERE NOT EXISTS (SELECT 1 FROM standing AS older "
        "WHERE older.question = s.question AND older.answered_at < ? AND older.rating IS NOT NULL)), "
        "count(*) FILTER (WHERE rating = 1) "
        "FROM standing AS s WHERE answered_at >= ? AND answered_at < ? AND rating IS NOT NULL",
        since_ms,
        since_ms,
        until_ms,
    )
    confident = store.query(
        "SELECT confidence, count(*), avg(rating > 1) FROM standing WHERE confidence IS NOT NULL "
        "AND rating IS NOT NULL AND answered_at >= ? AND answered_at < ? GROUP BY confidence",
        since_ms,
        until_ms,
    )
    return Week(
        days=len(within),
        answers=sum(day.answers for day in within),
        minutes=sum(day.minutes for day in within),
        begun=begun,
        failed=failed,
        brier=stats.brier(tuple(Sureness(*row) for row in confident)),
    )


def _changes(
    store: Store,
    areas: Mapping[str, str],
    memories: Mapping[str, Memory],
    settings: Settings,
    today: date,
    week_began_ms: int,
) -> tuple[Change, ...]:
    touched = store.questions_since(week_began_ms)
    now: dict[str, list[float]] = {}
    before: dict[str, list[float]] = {}
    sizes = Counter(areas.values())
    for question, memory in memories.items():
        area = areas[question]
        now.setdefault(area, []).append(schedule.retrievability(memory, today, settings.rollover_hour))
        old = store.memory_before(question, week_began_ms) if question in touched else memory
        if old is not None:
            before.setdefault(area, []).append(schedule.retrievability(old, today - WEEK, settings.rollover_hour))
    return tuple(
        Change(area, len(found), sizes[area], _mean(found), _mean(before[area]) if area in before else None)
        for area, found in sorted(now.items())
    )


def _shift(
    store: Store,
    summaries: Mapping[str, Summary],
    areas: Mapping[str, str],
    memories: Mapping[str, Memory],
    settings: Settings,
    today: date,
    since_ms: int,
) -> Shift | None:
    """From the area whose share of the minutes is furthest above its share of what is missing, to the opposite one."""
    spent: dict[str, float] = {}
    for question, minutes in store.query(
        "SELECT question, total(seconds) / 60 FROM standing WHERE answered_at >= ? GROUP BY question", since_ms
    ):
        area = areas.get(question)
        if area is not None:
            spent[area] = spent.get(area, 0.0) + minutes
    missing: dict[str, float] = {}
    for summary in summaries.values():
        recall = 0.0
        if summary.id in memories:
            recall = schedule.retrievability(memories[summary.id], today, settings.rollover_hour)
        weight = settings.importance(summary) * (1 - recall) * summary.minutes
        missing[summary.area] = missing.get(summary.area, 0.0) + weight
    total_spent, total_missing = sum(spent.values()), sum(missing.values())
    if total_spent <= 0 or total_missing <= 0:
        return None
    surplus = {area: spent.get(area, 0.0) / total_spent - missing[area] / total_missing for area in missing}
    source = max(sorted(surplus), key=lambda area: surplus[area])
    target = min(sorted(surplus), key=lambda area: surplus[area])
    minutes = min(surplus[source], -surplus[target]) * total_spent / SHIFT_WEEKS
    return Shift(source, target, minutes) if minutes >= LEAST_SHIFT_MINUTES else None


def _if_stopped(
    summaries: Mapping[str, Summary], memories: Mapping[str, Memory], settings: Settings, today: date
) -> float | None:
    held = settings.on(today)
    if held.interview is None:
        return None
    total = got = 0.0
    for summary in summaries.values():
        weight = 0.0 if summary.id in held.dropped else held.importance(summary)
        total += weight
        if weight and summary.id in memories:
            got += weight * schedule.retrievability(memories[summary.id], held.interview, held.rollover_hour)
    return got / total if total else None


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
