"""A memory that is not FSRS's, for plans that should hold all the same.  Imports numpy.

Base-level activation of ACT-R (Anderson and Lebiere 1998, The Atomic Components of Thought): each asking leaves a trace
that fades as a power of its age, and recall is a logistic function of the log of their sum.  All traces of an item are
put at their mean age, which spares keeping each.  How an answer was rated leaves no mark on this memory.
"""

from __future__ import annotations

import numpy as np

from drillbank.study.plan.memory_arrays import Floats, Ints
from drillbank.study.plan.simulate import State

DECAY, THRESHOLD, NOISE = 0.3, -0.55, 0.3  # one asking: 86 % a day later, 47 % after a week
LEAST_CHANCE = 0.01


class Traces:
    """Truth of simulate: one row of the arrays is one life."""

    def __init__(self, state: State) -> None:
        self._state = state
        last = state.last.astype(float)
        # What was learnt before the first day: as many traces as make the recall that is believed, all at the last.
        age = np.maximum(-last, 1.0)
        believed = np.clip(state.on_the_day(0), LEAST_CHANCE, 1 - LEAST_CHANCE)
        logit = np.log(believed / (1 - believed))
        self.count = np.where(state.seen, np.exp(THRESHOLD + NOISE * logit) * age**DECAY, 0.0)
        self.days = self.count * last

    def recall(self, at: tuple[Ints, Ints], day: int) -> Floats:
        return _chance(self.count[at], self.days[at], day)

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        self.count[at] += 1
        self.days[at] += day

    def on_the_day(self, day: int) -> Floats:
        return np.where(self.count > 0, _chance(self.count, self.days, day), 0.0)


def _chance(count: Floats, days: Floats, day: int) -> Floats:
    traces = np.maximum(count, 1e-9)
    age = np.maximum(day - days / traces, 1.0)
    activation = np.log(traces) - DECAY * np.log(age)
    chance: Floats = 1 / (1 + np.exp(-(activation - THRESHOLD) / NOISE))
    return chance
