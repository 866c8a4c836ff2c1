"""The plan's way of choosing, for many policies at once: one policy per row.  Imports numpy.

Single precision: a score only has to order the items.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drillbank.study.plan import fsrs6
from drillbank.study.plan.memory_arrays import Ints, Singles
from drillbank.study.plan.policy import LEAST_GAIN, Policy
from drillbank.study.plan.simulate import Items, State
from drillbank.study.schedule import DECAY, FACTOR, interval_factor

DUE_TIER, NEW_TIER = np.float32(4e5), np.float32(2e5)  # far above any worth; between them any overdueness
_W = np.array(fsrs6.W, np.float32)


def curve(elapsed_over_stability: Singles) -> Singles:
    """Probability of recall."""
    recall: Singles = np.exp(np.float32(DECAY) * np.log1p(np.float32(FACTOR) * elapsed_over_stability))
    return recall


class ByPolicy:
    """Choice of simulate: what is due, then so many new ones, then by worth; near the date by worth alone."""

    def __init__(self, items: Items, policies: Sequence[Policy], days: int) -> None:
        self.items = items
        self.days = days
        self.factor = np.array([interval_factor(p.retention) for p in policies], np.float32)[:, None]
        self.by_worth_days = np.array([p.by_worth_days for p in policies])
        self.new_per_day = np.array([p.new_per_day for p in policies], np.int32)[:, None]
        self.weight = items.weight.astype(np.float32)
        self.known_minutes = items.known_minutes.astype(np.float32)
        # How stability grows and shrinks depends on it and on difficulty alone: kept until an item is answered.
        rows, n = len(policies), len(items)
        self.growth = np.zeros((rows, n), np.float32)
        self.kept = np.zeros((rows, n), np.float32)
        self.stability = np.ones((rows, n), np.float32)
        self._state: State | None = None
        shares = np.diff(items.first, axis=1, prepend=0.0).astype(np.float32)
        self.first = shares
        self.new_order = -np.arange(n, dtype=np.float32)

    def scores(self, state: State, day: int) -> Singles:
        if self._state is None:
            self._state = state
            row, column = np.nonzero(state.seen)
            self._look_at((row, column))
        left = np.float32(self.days - day)
        elapsed = (day - state.last).astype(np.float32)
        worth = np.where(state.seen, self._worth(elapsed, left), self._worth_of_new(left))
        near = (self.days - day <= self.by_worth_days)[:, None]
        if near.all():
            return worth
        interval = np.where(state.failed, np.float32(1), np.maximum(np.rint(self.stability * self.factor), 1))
        # The one coding question of a day is chosen by worth on every day.
        due = state.seen & (elapsed >= interval) & ~self.items.is_code
        unseen = ~state.seen & ~self.items.is_code
        begin = unseen & (np.cumsum(unseen, axis=1, dtype=np.int32) <= self.new_per_day)
        score = np.where(due, DUE_TIER + elapsed / self.stability, np.where(begin, NEW_TIER + self.new_order, worth))
        return np.where(near, worth, score)

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        self._look_at(at)

    def _look_at(self, at: tuple[Ints, Ints]) -> None:
        assert self._state is not None
        stability = self._state.stability[at].astype(np.float32)
        difficulty = self._state.difficulty[at].astype(np.float32)
        self.stability[at] = stability
        self.growth[at] = np.exp(_W[8]) * (11 - difficulty) * stability ** -_W[9]
        self.kept[at] = _W[11] * difficulty ** -_W[12] * ((stability + 1) ** _W[13] - 1)

    def _worth(self, elapsed: Singles, left: np.float32) -> Singles:
        chance = curve(elapsed / self.stability)
        idle = curve((elapsed + left) / self.stability)
        known = curve(left / (self.stability * (1 + self.growth * np.expm1((1 - chance) * _W[10]))))
        forgotten = np.minimum(self.kept * np.exp((1 - chance) * _W[14]), self.stability / np.float32(fsrs6.FORGET_CAP))
        missed = curve(left / np.maximum(forgotten, np.float32(fsrs6.LEAST_STABILITY)))
        gain = chance * known + (1 - chance) * missed - idle
        worth: Singles = np.where(gain >= LEAST_GAIN, gain * self.weight / self.known_minutes, np.float32(-np.inf))
        return worth

    def _worth_of_new(self, left: np.float32) -> Singles:
        gain = self.first @ curve(left / _W[:4])
        return np.asarray(gain * self.weight / self.items.new_minutes, np.float32)
