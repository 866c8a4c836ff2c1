"""How well parameters foretell a log: log loss and RMSE(bins) of each repetition on a later day, and what chance does.

Only the past of a repetition foretells it.  First answers and answers on the day of the one before foretell nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drillbank.model import Review
from drillbank.study import day as days
from drillbank.study import schedule
from drillbank.study.parameters import Parameters

CLOSEST = 1e-6  # a chance is never nearer to 0 or 1, so that one surprise is no infinite loss
# The bins of RMSE(bins), by days elapsed, answers before and lapses before, grow by these factors:
# https://github.com/open-spaced-repetition/srs-benchmark
ELAPSED_BASE, COUNT_BASE, LAPSE_BASE = 3.62, 1.89, 1.73


@dataclass(frozen=True, slots=True)
class Repetition:
    """One answer on a later day than the one before: what was foretold, and what came of it."""

    question: str
    day: int
    chance: float
    recalled: bool
    bin: tuple[int, int, int]

    @property
    def loss(self) -> float:
        """Minus the log of the chance given to what happened."""
        chance = min(max(self.chance, CLOSEST), 1 - CLOSEST)
        return -math.log(chance if self.recalled else 1 - chance)


def repetitions(reviews: Iterable[Review], parameters: Parameters, from_day: int = 0) -> list[Repetition]:
    """Those of rated ``reviews`` (by time) at or after study day ``from_day``, foretold from all that was before."""
    memories: dict[str, schedule.Memory] = {}
    found: list[Repetition] = []
    for review in reviews:
        if review.rating is None:
            continue
        memory = memories.get(review.question)
        if memory is not None:
            today = day_of(review)
            elapsed = today - memory.day(schedule.MEMORY_ROLLOVER_HOUR)
            if elapsed > 0 and today >= from_day:
                chance = schedule.recall(elapsed, memory.stability, memory.decay)
                found.append(Repetition(review.question, today, chance, review.rating > 1, _bin(elapsed, memory)))
        memories[review.question] = schedule.review(memory, review, parameters)
    return found


def day_of(review: Review) -> int:
    """The study day of an answer, as memories count it."""
    return days.number(review.answered_at, review.offset_minutes, schedule.MEMORY_ROLLOVER_HOUR)


def log_loss(found: Sequence[Repetition]) -> float:
    """Mean loss; lower is better."""
    return sum(r.loss for r in found) / len(found)


def rmse_bins(found: Sequence[Repetition]) -> float:
    """How far foretold and real recall lie apart, bin by bin, weighted by the answers in each; lower is better."""
    bins: dict[tuple[int, int, int], list[Repetition]] = {}
    for repetition in found:
        bins.setdefault(repetition.bin, []).append(repetition)
    squares = 0.0
    for alike in bins.values():
        off = sum(r.recalled for r in alike) / len(alike) - sum(r.chance for r in alike) / len(alike)
        squares += len(alike) * off * off
    return math.sqrt(squares / len(found))


def gain(present: Sequence[Repetition], fitted: Sequence[Repetition]) -> tuple[float, float]:
    """Mean loss saved by ``fitted`` on the same repetitions, and its standard error over questions.

    Answers to one question hang together, so questions are what is drawn by chance.
    """
    differences = [a.loss - b.loss for a, b in zip(present, fitted, strict=True)]
    mean = sum(differences) / len(differences)
    by_question: dict[str, float] = {}
    for repetition, difference in zip(present, differences, strict=True):
        by_question[repetition.question] = by_question.get(repetition.question, 0.0) + difference - mean
    n = len(by_question)
    if n < 2:
        return mean, math.inf
    spread = sum(total * total for total in by_question.values()) * n / (n - 1)
    return mean, math.sqrt(spread) / len(differences)


def _bin(elapsed: int, memory: schedule.Memory) -> tuple[int, int, int]:
    def step(value: int, base: float) -> int:
        return -1 if value == 0 else math.floor(math.log(value) / math.log(base))

    return step(elapsed, ELAPSED_BASE), step(memory.reps, COUNT_BASE), step(memory.failures, LAPSE_BASE)
