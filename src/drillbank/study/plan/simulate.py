"""Lives of learners up to a date, thousands at once: every row of the arrays is one life under one way of choosing.

Rows share their chance: ``Draws`` fixes for each life, day and item how lucky an asking is, so that two ways of
choosing are compared on the same luck (common random numbers).  Imports numpy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from drillbank.study.parameters import DECAY_AT
from drillbank.study.plan import memory_arrays as fsrs
from drillbank.study.plan.memory_arrays import Flags, Floats, Ints, Singles

# Of answers that were right, the shares rated Hard and Good (the rest Easy), from the same study as placement.FIRST.
RIGHT_HARD, RIGHT_GOOD = 0.224, 0.631
FIRST_TIER = 1e6  # above every due item: the one coding question of the day


@dataclass(frozen=True, slots=True)
class Items:
    """What there is to learn, in the order in which new items are begun; all arrays over items.

    ``last``: day of the last answer, counted from the first simulated day (so negative); ``first``: cumulative
    chances (items, 4) of Again, Hard, Good, Easy at a first asking; ``w``: the FSRS parameters that are believed.
    """

    weight: Floats
    new_minutes: Floats
    known_minutes: Floats
    is_code: Flags
    first: Floats
    seen: Flags
    stability: Floats
    difficulty: Floats
    last: Ints
    failed: Flags
    w: Floats = field(default_factory=fsrs.DEFAULT.copy)

    def __len__(self) -> int:
        return len(self.weight)


def fresh(weight: Floats, new_minutes: Floats, known_minutes: Floats, first: Floats) -> Items:
    """Items that nobody has seen, none of them code."""
    n = len(weight)
    return Items(
        weight, new_minutes, known_minutes, np.zeros(n, bool), first,
        np.zeros(n, bool), np.ones(n), np.full(n, 5.0), np.zeros(n, np.int64), np.zeros(n, bool),
    )  # fmt: skip


class State:
    """What is believed of each item in each life, (rows, items)."""

    def __init__(self, items: Items, rows: int) -> None:
        def spread(values: object) -> object:
            return np.repeat(np.asarray(values)[None, :], rows, axis=0)

        self.items = items
        self.decay = float(items.w[DECAY_AT])
        self.seen: Flags = spread(items.seen)  # type: ignore[assignment] # np.repeat keeps the kind of its argument
        self.stability: Floats = spread(items.stability)  # type: ignore[assignment] # the same
        self.difficulty: Floats = spread(items.difficulty)  # type: ignore[assignment] # the same
        self.last: Ints = spread(items.last)  # type: ignore[assignment] # the same
        self.failed: Flags = spread(items.failed)  # type: ignore[assignment] # the same

    def recall(self, at: tuple[Ints, Ints], day: int) -> Floats:
        return fsrs.curve((day - self.last[at]) / self.stability[at], self.decay)

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        seen = self.seen[at]
        w = self.items.w
        stability, difficulty = fsrs.first(ratings, w)
        later, harder = fsrs.again(self.stability[at], self.difficulty[at], self.recall(at, day), ratings, w)
        self.stability[at] = np.where(seen, later, stability)
        self.difficulty[at] = np.where(seen, harder, difficulty)
        self.last[at] = day
        self.failed[at] = ratings == fsrs.AGAIN
        self.seen[at] = True

    def on_the_day(self, day: int) -> Floats:
        """Recall of everything on ``day``; what was never asked is not known."""
        return np.where(self.seen, fsrs.curve(np.maximum(day - self.last, 0) / self.stability, self.decay), 0.0)


class Truth(Protocol):
    """How memory really behaves, where that is not what is believed."""

    def recall(self, at: tuple[Ints, Ints], day: int) -> Floats: ...
    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None: ...
    def on_the_day(self, day: int) -> Floats: ...


class Choice(Protocol):
    """A way of choosing: scores (rows, items), the highest asked first; -inf is not asked."""

    def scores(self, state: State, day: int) -> Singles: ...
    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Draws:
    """``luck`` (lives, days, items) in [0, 1): an asking succeeds where it is below the chance of recall."""

    luck: Singles

    @classmethod
    def make(cls, lives: int, days: int, items: int, seed: int) -> Draws:
        return cls(np.random.default_rng(seed).random((lives, days, items), dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Lives:
    """How the lives ended: recall on the day (rows, items), what was ever asked, minutes of each day (rows, days)."""

    recall: Floats
    seen: Flags
    minutes: Floats


def live(
    items: Items,
    choice: Choice,
    draws: Draws,
    rows_of_life: Ints,
    *,
    days: int,
    minutes: float,
    code_minutes: float = math.inf,
    truth: Callable[[State], Truth] | None = None,
) -> Lives:
    """Simulate days 0 … ``days`` - 1 with at most ``minutes`` each; recall is taken on day ``days``.

    ``code_minutes``: the longest coding question that a day has room for.

    ``rows_of_life``: for each row the life whose luck it has.
    """
    rows = len(rows_of_life)
    state = State(items, rows)
    real = state if truth is None else truth(state)
    spent = np.zeros((rows, days))
    most = int(max(1, np.ceil(minutes / max(0.25, float(min(items.known_minutes.min(), items.new_minutes.min()))))))
    most = min(most + 1, len(items))
    for day in range(days):
        score = choice.scores(state, day)
        cost = np.where(state.seen, items.known_minutes, items.new_minutes).astype(np.float32)
        if items.is_code.any():
            _one_code(items, score, cost, code_minutes)
        row, column, used = _fill(score, cost, most, minutes)
        spent[:, day] = used
        at = row, column
        luck = draws.luck[rows_of_life[row], day, column]
        ratings = _ratings(items, state.seen[at], real.recall(at, day), luck, column)
        if real is not state:
            real.answered(at, ratings, day)
        state.answered(at, ratings, day)
        choice.answered(at, ratings, day)
    return Lives(real.on_the_day(days), state.seen, spent)


def _one_code(items: Items, score: Singles, cost: Singles, longest: float) -> None:
    """Leave one coding question a day, the first of its kind, ahead of everything else."""
    code = np.flatnonzero(items.is_code)
    offered = np.where(cost[:, code] <= longest, score[:, code], -np.inf)
    best = offered.argmax(axis=1)
    rows = np.arange(len(score))
    wanted = np.isfinite(offered[rows, best])
    score[:, code] = -np.inf
    score[rows[wanted], code[best[wanted]]] = FIRST_TIER


def _fill(score: Singles, cost: Singles, most: int, minutes: float) -> tuple[Ints, Ints, Floats]:
    """Spend the minutes in the order of the scores, passing over what is too long; rows, columns, minutes used."""
    if most < score.shape[1]:
        top = np.argpartition(-score, most - 1, axis=1)[:, :most]
    else:
        top = np.repeat(np.arange(score.shape[1])[None, :], len(score), axis=0)
    ranked = np.take_along_axis(score, top, axis=1)
    order = np.argsort(-ranked, axis=1, kind="stable")
    top = np.take_along_axis(top, order, axis=1)
    ranked = np.take_along_axis(ranked, order, axis=1)
    price = np.take_along_axis(cost, top, axis=1).astype(np.float64)
    offered = np.isfinite(ranked)
    taken = np.zeros(offered.shape, bool)
    left = np.full(len(score), minutes)
    for _ in range(2):  # the second round passes over what was too long in the first
        fits = offered & ~taken & (price <= left[:, None] + 1e-9)
        more = fits & (np.cumsum(np.where(fits, price, 0.0), axis=1) <= left[:, None] + 1e-9)
        taken |= more
        left = minutes - np.where(taken, price, 0.0).sum(axis=1)
    row, place = np.nonzero(taken)
    return row, top[row, place], minutes - left


def _ratings(items: Items, seen: Flags, recall: Floats, luck: Singles, column: Ints) -> Ints:
    """The four ratings: a first asking by the item's own chances, a later one by recall."""
    new = 1 + (luck[:, None] >= items.first[column][:, :3]).sum(axis=1)
    place = luck / np.maximum(recall, 1e-9)  # within the successes, evenly spread
    right = np.where(place < RIGHT_HARD, fsrs.HARD, np.where(place < RIGHT_HARD + RIGHT_GOOD, fsrs.GOOD, fsrs.EASY))
    known = np.where(luck < recall, right, fsrs.AGAIN)
    return np.where(seen, known, new).astype(np.int64)
