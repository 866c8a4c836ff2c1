"""FSRS-6 at its default parameters in closed form, for one item and without an import that a first prompt would feel.

Formulae and parameters: https://github.com/open-spaced-repetition (FSRS-6).  Tested against ``fsrs``.
"""

from __future__ import annotations

import math

from drillbank.study.schedule import DECAY, FACTOR

W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LEAST_STABILITY = 0.001
FORGET_CAP = math.exp(W[17] * W[18])  # forgetting never makes a memory stabler than this part of what it was


def recall(elapsed_days: float, stability: float) -> float:
    """Probability of recall after so many days."""
    chance: float = (1.0 + FACTOR * elapsed_days / stability) ** DECAY
    return chance


def after_success(stability: float, difficulty: float, chance: float) -> float:
    """Stability after a Good answer that had this chance."""
    growth: float = math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (math.exp((1 - chance) * W[10]) - 1)
    return stability * (1 + growth)


def after_failure(stability: float, difficulty: float, chance: float) -> float:
    """Stability after an Again that had this chance of success."""
    kept: float = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * math.exp((1 - chance) * W[14])
    return max(LEAST_STABILITY, min(kept, stability / FORGET_CAP))
