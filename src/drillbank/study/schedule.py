"""The memory of one question: FSRS-6 turns ratings into stability and difficulty, and those into a due date.

The state is advanced by ``fsrs`` (its fuzz off).  What a queue needs of it, retrievability and intervals, stands here
in closed form, because importing ``fsrs`` costs about 35 ms and no first prompt should wait for it.

Where a daily quiz is not a deck of cards:

- Elapsed time is counted in study days, not in blocks of 24 hours: an answer of 21:00 and one of 09:00 the next day
  are a day apart.
- FSRS's steps of minutes are for cramming.  A failed question is due the next day; one that was answered is due when
  its stability says so, also the first time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from drillbank.model import Rating, Review
from drillbank.study import day as days
from drillbank.study import parameters as fsrs6
from drillbank.study.parameters import Parameters
from drillbank.study.rating import sure_but_wrong

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

DECAY = fsrs6.DEFAULT[fsrs6.DECAY_AT]
MAX_INTERVAL_DAYS = 36_500
# The log must give the same memories whatever the setting says today, so elapsed days have a rollover of their own.
MEMORY_ROLLOVER_HOUR = 4
FUZZ_FROM_DAYS = 2.5
FUZZ_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
LEARNING, REVIEW, RELEARNING = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What the log says about one question; a fold over its standing rated reviews.

    ``stability`` in days; ``difficulty`` 1 … 10; ``state`` and ``step`` are FSRS's (1 learning, 2 review,
    3 relearning); ``failures`` counts every Again, ``lapses`` only those that forgot what had been learnt;
    ``sure_but_wrong``: on the day of the last review she was certain and it was wrong; ``decay``: the exponent of the
    forgetting curve on which stability was found (FSRS-6's w20).
    """

    question: str
    rev: int
    stability: float
    difficulty: float
    state: int
    step: int | None
    reps: int
    lapses: int
    failures: int
    last_rating: int
    sure_but_wrong: bool
    last_review_ms: int  # UTC
    offset_minutes: int  # local time at the last review
    decay: float = DECAY

    def day(self, rollover_hour: int) -> int:
        """The study day of the last review, as days since 1970-01-01."""
        return days.number(self.last_review_ms, self.offset_minutes, rollover_hour)


def review(memory: Memory | None, answer: Review, parameters: Parameters = fsrs6.DEFAULT) -> Memory:
    """The memory after one more rated review, which must not be older than the last."""
    if answer.rating is None:
        raise ValueError("a review without a rating does not move the schedule")
    if memory is not None and answer.answered_at < memory.last_review_ms:
        raise ValueError("reviews are folded in the order of their times")
    today = days.number(answer.answered_at, answer.offset_minutes, MEMORY_ROLLOVER_HOUR)
    last = today if memory is None else min(memory.day(MEMORY_ROLLOVER_HOUR), today)  # flying east to west goes back
    card = _card(memory, last)
    from fsrs import Rating as FsrsRating

    card, _ = _scheduler(parameters).review_card(card, FsrsRating(int(answer.rating)), moment(today))
    assert card.stability is not None
    assert card.difficulty is not None
    failed = answer.rating is Rating.AGAIN
    missed_today = memory is not None and memory.sure_but_wrong and last == today
    return Memory(
        question=answer.question,
        rev=answer.rev,
        stability=card.stability,
        difficulty=card.difficulty,
        state=int(card.state),
        step=card.step,
        reps=1 if memory is None else memory.reps + 1,
        lapses=(memory.lapses if memory else 0) + (failed and memory is not None and memory.state == REVIEW),
        failures=(memory.failures if memory else 0) + failed,
        last_rating=int(answer.rating),
        sure_but_wrong=missed_today or sure_but_wrong(answer.confidence, answer.rating),
        last_review_ms=answer.answered_at,
        offset_minutes=answer.offset_minutes,
        decay=parameters[fsrs6.DECAY_AT],
    )


def fold(reviews: Iterable[Review], parameters: Parameters = fsrs6.DEFAULT) -> Memory | None:
    """The memory that standing reviews of one question leave, in the order given (by time, then by id)."""
    memory: Memory | None = None
    for answer in reviews:
        if answer.rating is not None:
            memory = review(memory, answer, parameters)
    return memory


def interval_days(memory: Memory, retention: float) -> int:
    """FSRS's own interval: whole days, 0 while it is in a step of minutes."""
    return 0 if memory.state != REVIEW else _interval(memory.stability, retention, memory.decay)


def due_date(memory: Memory, retention: float, rollover_hour: int, *, fuzz: bool = True) -> date:
    """The study day on which the question is asked again.

    The fuzz spreads questions that were learnt together: it is fixed by question and repetition.
    """
    return days.as_date(memory.day(rollover_hour) + days_until_due(memory, retention, fuzz=fuzz))


def days_until_due(memory: Memory, retention: float, *, fuzz: bool = True) -> int:
    """Days from the last review to the next: 1 after a failure, else by stability and desired retention."""
    if memory.last_rating == Rating.AGAIN or memory.sure_but_wrong:
        return 1
    interval = _interval(memory.stability, retention, memory.decay)
    return _fuzzed(interval, memory.question, memory.reps) if fuzz else interval


def retrievability(memory: Memory, today: date, rollover_hour: int) -> float:
    """Probability of recall on ``today``, with time in study days."""
    return recall(max(0, days.as_number(today) - memory.day(rollover_hour)), memory.stability, memory.decay)


def recall(elapsed_days: float, stability: float, decay: float = DECAY) -> float:
    """FSRS-6's forgetting curve: (1 + F t / S)^-decay, with F such that it passes 0.9 at t = S."""
    chance: float = (1.0 + curve_factor(decay) * elapsed_days / stability) ** -decay
    return chance


def overdueness(memory: Memory, today: date, rollover_hour: int) -> float:
    """Days since the last review over stability: the higher, the more is forgotten."""
    return (days.as_number(today) - memory.day(rollover_hour)) / memory.stability


def interval_factor(retention: float, decay: float = DECAY) -> float:
    """Interval over stability at a desired retention; 1 at 0.9."""
    factor: float = (retention ** (1 / -decay) - 1) / curve_factor(decay)
    return factor


@cache
def curve_factor(decay: float) -> float:
    """What makes the forgetting curve pass 0.9 where elapsed days equal the stability."""
    factor: float = 0.9 ** (1 / -decay) - 1
    return factor


def fuzz_range(interval: int) -> tuple[int, int]:
    """The shortest and the longest day an interval may become, both included; FSRS's bands."""
    if interval < FUZZ_FROM_DAYS:
        return interval, interval
    delta = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in FUZZ_BANDS)
    longest = min(round(interval + delta), MAX_INTERVAL_DAYS)
    return min(max(2, round(interval - delta)), longest), longest


def _fuzzed(interval: int, question: str, reps: int) -> int:
    shortest, longest = fuzz_range(interval)
    return shortest + zlib.crc32(f"{question} {reps}".encode()) % (longest - shortest + 1)


def _interval(stability: float, retention: float, decay: float = DECAY) -> int:
    interval: int = round(stability / curve_factor(decay) * (retention ** (1 / -decay) - 1))
    return min(max(interval, 1), MAX_INTERVAL_DAYS)


@lru_cache(maxsize=4)
def _scheduler(parameters: Parameters) -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(parameters, enable_fuzzing=False)


def _card(memory: Memory | None, last_day: int) -> Card:
    from fsrs import Card, State

    # Both id and due date are given because ``Card()`` would read the clock and sleep a millisecond.
    if memory is None:
        return Card(card_id=0, due=moment(last_day))
    return Card(
        card_id=0,
        state=State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=moment(last_day),
        last_review=moment(last_day),
    )


def moment(day_number: int) -> datetime:
    """A study day as fsrs takes it: it wants UTC itself and floors to 24 hours."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day_number)
