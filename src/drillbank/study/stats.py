"""The learner's figures, from the log and the memories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from sys import intern
from typing import TYPE_CHECKING

from drillbank.model import Summary
from drillbank.study import day as days
from drillbank.study import schedule, streak
from drillbank.study.recording import LEECH_FAILURES
from drillbank.study.settings import Settings

if TYPE_CHECKING:
    from drillbank.study.store import Store

WEEKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Day:
    """One study day: answers that stand, and their measured minutes."""

    day: date
    answers: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Sureness:
    """Of the answers given with one confidence, the share that was right (rated better than Again)."""

    confidence: int
    answers: int
    right: float


@dataclass(frozen=True, slots=True)
class Recall:
    """Mean probability of recall today over the questions of an area that were ever rated."""

    area: str
    questions: int
    recall: float


@dataclass(frozen=True, slots=True)
class Stats:
    """``brier``: mean squared distance of confidence/4 from right or wrong, None without any; 0 is best."""

    reviews: int
    today: int
    questions: int
    due: int
    streak_weeks: int
    brier: float | None
    days_this_week: int
    minutes_today: float
    minutes_this_week: float
    calibration: tuple[Sureness, ...]
    recall: tuple[Recall, ...]
    leeches: tuple[str, ...]
    day: date  # the study day on which they hold
    calendar: tuple[Day, ...]  # the days of these weeks with answers, oldest first
    weeks: tuple[tuple[date, float], ...]  # (Monday, minutes) of the last twelve weeks, oldest first


def stats(store: Store, summaries: Mapping[str, Summary], settings: Settings, now: datetime) -> Stats:
    """Everything ``drillbank stats`` shows, as of ``now``."""
    today = days.day_of(now, settings.rollover_hour)
    monday = streak.monday(today)
    by_day = {entry.day: entry for entry in practised(store, settings.rollover_hour)}
    this_week = [entry for entry in by_day.values() if monday <= entry.day <= today]
    calibration = sureness(store)
    remembered = _Remembered(store, summaries, settings, today)
    return Stats(
        reviews=sum(entry.answers for entry in by_day.values()),
        today=by_day[today].answers if today in by_day else 0,
        questions=len(summaries),
        due=remembered.due,
        streak_weeks=streak.weeks(by_day, today),
        brier=brier(calibration),
        days_this_week=len(this_week),
        minutes_today=by_day[today].minutes if today in by_day else 0.0,
        minutes_this_week=sum(entry.minutes for entry in this_week),
        calibration=calibration,
        recall=remembered.recall(),
        leeches=tuple(remembered.leeches),
        day=today,
        calendar=tuple(
            entry for entry in by_day.values() if monday - timedelta(weeks=WEEKS_SHOWN - 1) <= entry.day <= today
        ),
        weeks=_weeks(by_day, monday),
    )


def practised(store: Store, rollover_hour: int) -> list[Day]:
    """Every day with an answer that stands, by the local time of each answer, oldest first."""
    sql = (
        "SELECT (answered_at + offset_minutes * 60000 - ?) / 86400000 AS day, count(*), total(seconds) / 60 "
        "FROM standing GROUP BY day ORDER BY day"
    )
    return [
        Day(days.as_date(d), count, minutes) for d, count, minutes in store.query(sql, rollover_hour * days.HOUR_MS)
    ]


def sureness(store: Store) -> tuple[Sureness, ...]:
    """How often each confidence was right, surest first."""
    sql = (
        "SELECT confidence, count(*), avg(rating > 1) FROM standing "
        "WHERE confidence IS NOT NULL AND rating IS NOT NULL GROUP BY confidence ORDER BY confidence DESC"
    )
    return tuple(Sureness(confidence, count, right) for confidence, count, right in store.query(sql))


def brier(calibration: tuple[Sureness, ...]) -> float | None:
    """The Brier score of confidence taken as a probability: guess 1/4 … certain 1."""
    answers = sum(entry.answers for entry in calibration)
    if not answers:
        return None
    total = 0.0
    for entry in calibration:
        probability = entry.confidence / 4
        squared = entry.right * (1 - probability) ** 2 + (1 - entry.right) * probability**2
        total += entry.answers * squared
    return total / answers


class _Remembered:
    """Figures of all memories, added up in one pass over them and one over the questions, which hold neither."""

    def __init__(self, store: Store, summaries: Mapping[str, Summary], settings: Settings, today: date) -> None:
        held = settings.on(today)
        hidden = store.hidden(today) | held.dropped
        areas = areas_of(summaries)
        self.due = 0
        self.leeches: list[str] = []
        self._recall: dict[str, list[float]] = {}
        for memory in store.each_memory():
            area = areas.get(memory.question)
            if area is None:
                continue
            chance = schedule.retrievability(memory, today, settings.rollover_hour)
            self._recall.setdefault(area, []).append(chance)
            if memory.failures >= LEECH_FAILURES:
                self.leeches.append(memory.question)
            if memory.question not in hidden:
                self.due += schedule.due_date(memory, held.retention, held.rollover_hour) <= today

    def recall(self) -> tuple[Recall, ...]:
        return tuple(Recall(area, len(found), sum(found) / len(found)) for area, found in sorted(self._recall.items()))


def areas_of(summaries: Mapping[str, Summary]) -> dict[str, str]:
    """question -> its area, for every question."""
    return {summary.id: intern(summary.area) for summary in summaries.values()}


def _weeks(by_day: Mapping[date, Day], monday: date) -> tuple[tuple[date, float], ...]:
    starts = [monday - timedelta(weeks=WEEKS_SHOWN - 1 - n) for n in range(WEEKS_SHOWN)]
    minutes = dict.fromkeys(starts, 0.0)
    for entry in by_day.values():
        week = streak.monday(entry.day)
        if week in minutes:
            minutes[week] += entry.minutes
    return tuple(minutes.items())
