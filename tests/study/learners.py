"""Learners whose memory is FSRS with parameters that we know, and the log that drillbank would have of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from drillbank.model import Review
from drillbank.study import parameters, schedule
from drillbank.study.parameters import Parameters
from drillbank.study.plan.placement import FIRST

from .makers import NOON, make_review

RIGHT = 0.224, 0.631, 0.145  # of right answers: Hard, Good, Easy


def changed(**at: float) -> Parameters:
    """The published parameters with others at some places: ``changed(w0=0.1, w20=0.3)``."""
    values = list(parameters.DEFAULT)
    for name, value in at.items():
        values[int(name[1:])] = value
    return tuple(values)


# Forgets first answers soon, gains less from repetitions, and what is left fades faster.
FORGETFUL = changed(w0=0.1, w1=0.3, w2=0.7, w3=2.5, w8=1.2, w20=0.4)


def log(truth: Parameters, *, reviews: int, seed: int, new_per_day: int = 6) -> list[Review]:
    """Her first ``reviews`` answers, each on the day on which the published parameters ask; by time."""
    luck = random.Random(seed)
    believed: dict[str, schedule.Memory] = {}
    real: dict[str, schedule.Memory] = {}
    due: dict[str, int] = {}
    found: list[Review] = []
    day = 0
    while True:
        today = sorted(question for question, when in due.items() if when <= day)
        today += [f"q{len(due) + n:05}" for n in range(new_per_day)]
        for number, question in enumerate(today):
            when = NOON + timedelta(days=day, seconds=20 * number)
            rating = _rating(luck, real.get(question), day)
            review = make_review(question, rating, when, entropy=luck.getrandbits(70) + 1)
            real[question] = schedule.review(real.get(question), review, truth)
            believed[question] = schedule.review(believed.get(question), review)
            due[question] = day + schedule.days_until_due(believed[question], 0.9)
            found.append(review)
            if len(found) == reviews:
                return found
        day += 1


def _rating(luck: random.Random, memory: schedule.Memory | None, day: int) -> int:
    if memory is None:
        return luck.choices((1, 2, 3, 4), FIRST)[0]
    today = NOON.date() + timedelta(days=day)
    if luck.random() >= schedule.retrievability(memory, today, schedule.MEMORY_ROLLOVER_HOUR):
        return 1
    return luck.choices((2, 3, 4), RIGHT)[0]


def shuffled(reviews: Sequence[Review], seed: int) -> list[Review]:
    """The same reviews in another order of arrival."""
    return random.Random(seed).sample(list(reviews), len(reviews))
