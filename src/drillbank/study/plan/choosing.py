"""The plan's way of choosing, for many policies at once: one policy per row.  Imports numpy.

Single precision: a score only has to order the items.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drillbank.study.parameters import DECAY_AT
from drillbank.study.plan import fsrs6
from drillbank.study.plan.memory_arrays import Ints, Singles
from drillbank.study.plan.policy import LEAST_GAIN, Policy
from drillbank.study.plan.simulate import Items, State
from drillbank.study.schedule import curve_factor, interval_factor

DUE_TIER, NEW_TIER = np.float32(4e5), np.float32(2e5)  # far above any worth; between them any overdueness


class ByPolicy:
    """Choice of simulate: what is due, then so many new ones, then by worth; near the date by worth alone."""

    def __init__(self, items: Items, policies: Sequence[Policy], days: int) -> None:
        self.items = items
        self.days = days
        self.w = items.w.astype(np.float32)
        self.decay = float(items.w[DECAY_AT])
        self.cap = np.float32(fsrs6.forget_cap(tuple(items.w)))
        self.factor = np.array([interval_factor(p.retention, self.decay) for p in policies], np.float32)[:, None]
        self.by_worth_days = np.array([p.by_worth_days for p in policies])
        self.new_per_day = np.array([p.new_per_day for p in policies], np.int32)[:, None]
        self.patience = np.array([p.patience for p in policies], np.float32)[:, None]
        self.eagerness = np.array([p.eagerness for p in policies], np.float32)[:, None]
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
        self.growth[at] = np.exp(self.w[8]) * (11 - difficulty) * stability ** -self.w[9]
        self.kept[at] = self.w[11] * difficulty ** -self.w[12] * ((stability + 1) ** self.w[13] - 1)

    def _curve(self, elapsed_over_stability: Singles) -> Singles:
        factor = np.float32(curve_factor(self.decay))
        recall: Singles = np.exp(np.float32(-self.decay) * np.log1p(factor * elapsed_over_stability))
        return recall

    def _worth(self, elapsed: Singles, left: np.float32) -> Singles:
        chance = self._curve(elapsed / self.stability)
        idle = self._curve((elapsed + left) / self.stability)
        known = self._curve(left / (self.stability * (1 + self.growth * np.expm1((1 - chance) * self.w[10]))))
        forgotten = np.minimum(self.kept * np.exp((1 - chance) * self.w[14]), self.stability / self.cap)
        missed = self._curve(left / np.maximum(forgotten, np.float32(fsrs6.LEAST_STABILITY)))
        gain = chance * known + (1 - chance) * missed - idle
        waited = np.exp(self.patience * np.log(np.maximum(elapsed, np.float32(1))))
        value = gain * waited * self.weight / self.known_minutes
        worth: Singles = np.where(gain >= LEAST_GAIN, value, np.float32(-np.inf))
        return worth

    def _worth_of_new(self, left: np.float32) -> Singles:
        gain = self.first @ self._curve(left / self.w[:4])
        return np.asarray(self.eagerness * gain * self.weight / self.items.new_minutes, np.float32)
