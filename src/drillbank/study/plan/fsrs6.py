"""FSRS-6 in closed form, for one item and without an import that a first prompt would feel.

Formulae: https://github.com/open-spaced-repetition (FSRS-6).  Tested against ``fsrs``.
"""

from __future__ import annotations

import math

from drillbank.study import schedule
from drillbank.study.parameters import DECAY_AT, DEFAULT, Parameters

LEAST_STABILITY = 0.001


def recall(elapsed_days: float, stability: float, w: Parameters = DEFAULT) -> float:
    """Probability of recall after so many days."""
    return schedule.recall(elapsed_days, stability, w[DECAY_AT])


def after_success(stability: float, difficulty: float, chance: float, w: Parameters = DEFAULT) -> float:
    """Stability after a Good answer that had this chance."""
    growth: float = math.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (math.exp((1 - chance) * w[10]) - 1)
    return stability * (1 + growth)


def after_failure(stability: float, difficulty: float, chance: float, w: Parameters = DEFAULT) -> float:
    """Stability after an Again that had this chance of success."""
    kept: float = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.exp((1 - chance) * w[14])
    return max(LEAST_STABILITY, min(kept, stability / forget_cap(w)))


def forget_cap(w: Parameters = DEFAULT) -> float:
    """Forgetting never makes a memory stabler than this part of what it was."""
    return math.exp(w[17] * w[18])
