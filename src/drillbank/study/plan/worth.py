"""What asking a question today is worth on the day of the interview.

    weight x (expected recall on the day if asked now - if not) / minutes

A question never asked counts as not known.  The simulator has the same formula for arrays; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Sequence

from drillbank.study.parameters import DEFAULT, Parameters
from drillbank.study.plan import fsrs6


def gain(stability: float, difficulty: float, elapsed_days: float, days_left: float, w: Parameters = DEFAULT) -> float:
    """Expected recall on the day that asking now adds, for an item last asked ``elapsed_days`` ago."""
    chance = fsrs6.recall(elapsed_days, stability, w)
    idle = fsrs6.recall(elapsed_days + days_left, stability, w)
    known = fsrs6.recall(days_left, fsrs6.after_success(stability, difficulty, chance, w), w)
    missed = fsrs6.recall(days_left, fsrs6.after_failure(stability, difficulty, chance, w), w)
    return chance * known + (1 - chance) * missed - idle


def gain_of_new(first: Sequence[float], days_left: float, w: Parameters = DEFAULT) -> float:
    """The same for an item never asked; ``first``: chances of Again, Hard, Good, Easy at the first asking."""
    return sum(share * fsrs6.recall(days_left, stability, w) for share, stability in zip(first, w[:4], strict=True))
