"""FSRS-6 for whole arrays of memories: what ``fsrs`` does to one card, done to all at once.  Imports numpy."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from drillbank.study import parameters
from drillbank.study.plan import fsrs6
from drillbank.study.schedule import DECAY, curve_factor

Floats: TypeAlias = NDArray[np.float64]
Singles: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

DEFAULT = np.array(parameters.DEFAULT)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def curve(elapsed_over_stability: Floats, decay: Floats | float = DECAY) -> Floats:
    """Probability of recall; the curve passes 0.9 where the elapsed days equal the stability."""
    factor = curve_factor(decay) if isinstance(decay, float) else 0.9 ** (-1 / np.asarray(decay)) - 1
    recall: Floats = np.exp(-decay * np.log1p(factor * elapsed_over_stability))
    return recall


def first(ratings: Ints, w: Floats = DEFAULT) -> tuple[Floats, Floats]:
    """Stability and difficulty after a first answer."""
    stability = np.maximum(w[..., :4][..., ratings - 1], fsrs6.LEAST_STABILITY)
    difficulty = w[..., 4] - np.exp(w[..., 5] * (ratings - 1)) + 1
    return stability, np.clip(difficulty, 1.0, 10.0)


def again(
    stability: Floats, difficulty: Floats, recall: Floats, ratings: Ints, w: Floats = DEFAULT
) -> tuple[Floats, Floats]:
    """Stability and difficulty after a further answer, given on a later day; ``recall`` is the chance it had."""
    w = w[..., :]
    bonus = np.where(ratings == HARD, w[..., 15], np.where(ratings == EASY, w[..., 16], 1.0))
    lost = 1 - recall
    growth = np.exp(w[..., 8]) * (11 - difficulty) * stability ** -w[..., 9] * np.expm1(lost * w[..., 10]) * bonus
    kept = w[..., 11] * difficulty ** -w[..., 12] * ((stability + 1) ** w[..., 13] - 1) * np.exp(lost * w[..., 14])
    forgotten = np.minimum(kept, stability / np.exp(w[..., 17] * w[..., 18]))
    after = np.where(ratings == AGAIN, forgotten, stability * (1 + growth))
    easiest = w[..., 4] - np.exp(w[..., 5] * 3) + 1
    moved = difficulty - w[..., 6] * (ratings - 3) * (10 - difficulty) / 9
    harder = w[..., 7] * easiest + (1 - w[..., 7]) * moved
    return np.maximum(after, fsrs6.LEAST_STABILITY), np.clip(harder, 1.0, 10.0)
