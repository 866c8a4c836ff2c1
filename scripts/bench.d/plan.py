"""Plans to a date against FSRS .9, SM-2, a round-robin cram and FSRS .9 with spare minutes by worth.

--learners N (at least 200), --quick (20, to see that it runs).  Every learner lives each scenario under every way of
choosing with the same luck; figures are weighted recall on the day, mean and standard error over learners.

Minutes: 1.1 for an item asked for the first time, 0.5 later.  Importance: weights 1, 2, 3.  FSRS .9 and SM-2 begin 20
new items a day in no order, as their programs do, and the round robin as many as the minutes hold; FSRS with spare
minutes and the plan begin the weightiest first.  Never asked counts as not known.  The plan was chosen over FSRS and a
simpler memory of another kind (study/plan/wrong_memory.py), not over the two wrong truths below.

Three truths.  matched: FSRS-6 as everybody believes it.  misspecified: each learner has FSRS parameters of her own
(stability after first answers, growth, loss and decay off by factors) and each item a difficulty that nobody sees.
activation: no FSRS at all but Pavlik and Anderson's sum of power laws (2005, Cognitive Science 29), where a trace
decays faster when it was made while the item was still fresh.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from drillbank.study.plan import memory_arrays as fsrs
from drillbank.study.plan.choosing import ByPolicy
from drillbank.study.plan.memory_arrays import Floats, Ints, Singles
from drillbank.study.plan.placement import FIRST
from drillbank.study.plan.policy import Policy
from drillbank.study.plan.search import best_policy
from drillbank.study.plan.simulate import Choice, Draws, Items, Lives, State, Truth, fresh, live
from drillbank.study.schedule import interval_factor

FIRST_MINUTES, LATER_MINUTES = 1.1, 0.5
NEW_A_DAY = 20  # the default of the program that most people use
SCENARIOS = ((300, 30, 30.0), (300, 14, 30.0), (300, 14, 60.0), (600, 60, 20.0))
PROTOTYPE = {
    (300, 30, 30.0): (0.985, 0.972),
    (300, 14, 30.0): (0.842, 0.824),
    (300, 14, 60.0): (0.986, 0.978),
    (600, 60, 20.0): (0.885, 0.847),
}
TOPICS = 12


class Misspecified:
    """FSRS with parameters of each learner and a hidden difficulty of each item."""

    def __init__(self, state: State, seed: int) -> None:
        random = np.random.default_rng(seed)
        rows, n = state.seen.shape
        w = np.repeat(fsrs.DEFAULT[None, :], rows, axis=0)
        w[:, :4] *= np.exp(random.normal(-0.3, 0.4, (rows, 1)))  # what is learnt first lasts less, and differs
        w[:, 8] += random.normal(-0.3, 0.3, rows)
        w[:, 11] *= np.exp(random.normal(0.0, 0.3, rows))
        w[:, 20] *= np.exp(random.normal(0.0, 0.2, rows))
        self.w = w
        self.item = np.exp(random.normal(0.0, 0.4, (rows, n)))
        self.stability = np.ones((rows, n))
        self.difficulty = np.full((rows, n), 5.0)
        self.last = np.zeros((rows, n), np.int64)
        self.seen = np.zeros((rows, n), bool)

    def recall(self, at: tuple[Ints, Ints], day: int) -> Floats:
        return fsrs.curve((day - self.last[at]) / self.stability[at], self.w[at[0], 20])

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        w = self.w[at[0]]
        first_s = w[np.arange(len(ratings)), ratings - 1] * self.item[at]
        _, first_d = fsrs.first(ratings)
        stability, difficulty = fsrs.again(self.stability[at], self.difficulty[at], self.recall(at, day), ratings, w)
        seen = self.seen[at]
        self.stability[at] = np.maximum(np.where(seen, stability, first_s), 0.001)
        self.difficulty[at] = np.where(seen, difficulty, first_d)
        self.last[at] = day
        self.seen[at] = True

    def on_the_day(self, day: int) -> Floats:
        decay = np.repeat(self.w[:, 20:21], self.seen.shape[1], axis=1)
        return np.where(self.seen, fsrs.curve(np.maximum(day - self.last, 0) / self.stability, decay), 0.0)


class Activation:
    """Recall is a logistic of the log of summed power laws; a trace made while the item was active fades faster."""

    SCALE, BASE_DECAY, THRESHOLD, NOISE = 0.25, 0.18, -0.55, 0.30

    def __init__(self, state: State, seed: int, most: int = 64) -> None:
        random = np.random.default_rng(seed)
        rows, n = state.seen.shape
        self.ability = random.normal(0.0, 0.15, (rows, 1)) + random.normal(0.0, 0.2, (rows, n))
        self.when = np.full((rows, n, most), np.inf, np.float32)  # a trace not made yet
        self.decay = np.full((rows, n, most), 0.5, np.float32)
        self.strength = np.ones((rows, n, most), np.float32)
        self.count = np.zeros((rows, n), np.int64)

    def _activation(self, when: Floats, decay: Floats, strength: Floats, day: float) -> Floats:
        age = np.maximum(day - when, 0.02)
        trace = np.where(np.isfinite(when), strength * age**-decay, 0.0)
        return np.log(np.maximum(trace.sum(axis=-1), 1e-6))

    def _chance(self, activation: Floats, ability: Floats) -> Floats:
        return 1 / (1 + np.exp(-(activation + ability - self.THRESHOLD) / self.NOISE))

    def recall(self, at: tuple[Ints, Ints], day: int) -> Floats:
        return self._chance(self._activation(self.when[at], self.decay[at], self.strength[at], day), self.ability[at])

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        m = self._activation(self.when[at], self.decay[at], self.strength[at], day)
        place = np.minimum(self.count[at], self.when.shape[2] - 1)
        where = (*at, place)
        self.when[where] = day
        self.decay[where] = np.where(self.count[at] == 0, self.BASE_DECAY, self.SCALE * np.exp(m) + self.BASE_DECAY)
        self.strength[where] = np.where(ratings == fsrs.AGAIN, 0.7, 1.0)
        self.count[at] += 1

    def on_the_day(self, day: int) -> Floats:
        rows = [
            self._chance(self._activation(self.when[r], self.decay[r], self.strength[r], day), self.ability[r])
            for r in range(len(self.when))
        ]
        return np.where(self.count > 0, np.array(rows), 0.0)


def begin(state: State, a_day: int) -> Floats:
    """Scores of the first ``a_day`` unseen items in a shuffled order that everybody shares; -inf for others."""
    order = np.random.default_rng(5).permutation(state.seen.shape[1])
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    place = np.cumsum(~state.seen[:, order], axis=1)[:, rank]
    return np.where(~state.seen & (place <= a_day), 1e4 - rank, -np.inf)


class Fsrs:
    """What is due at .9, the most overdue first, then new ones; the rest of the minutes is left over."""

    def scores(self, state: State, day: int) -> Singles:
        elapsed = day - state.last
        interval = np.where(state.failed, 1, np.maximum(np.rint(state.stability * interval_factor(0.9)), 1))
        due = np.where(elapsed >= interval, 2e5 + elapsed / state.stability, -np.inf)
        return np.where(state.seen, due, begin(state, NEW_A_DAY)).astype(np.float32)

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        """The state knows."""


class Sm2:
    """SuperMemo 2 (Wozniak 1990): intervals 1, 6, then times the ease; failures start again; then new ones."""

    def __init__(self, rows: int, items: int) -> None:
        shape = rows, items
        self.ease, self.interval, self.reps = np.full(shape, 2.5), np.zeros(shape), np.zeros(shape, np.int64)

    def scores(self, state: State, day: int) -> Singles:
        elapsed = day - state.last
        due = np.where(elapsed >= self.interval, 2e5 + elapsed - self.interval, -np.inf)
        return np.where(state.seen, due, begin(state, NEW_A_DAY)).astype(np.float32)

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        quality = ratings + 1  # Again 2, Hard 3, Good 4, Easy 5
        self.ease[at] = np.maximum(1.3, self.ease[at] + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
        self.reps[at] = np.where(quality < 3, 0, self.reps[at] + 1)
        longer = np.rint(self.interval[at] * self.ease[at])
        self.interval[at] = np.where(self.reps[at] <= 1, 1, np.where(self.reps[at] == 2, 6, longer))


class RoundRobin:
    """Everything in turn, whatever is known: unseen ones before all, then what was asked longest ago."""

    def scores(self, state: State, day: int) -> Singles:
        return np.where(state.seen, day - state.last, begin(state, state.seen.shape[1])).astype(np.float32)

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        """It does not listen."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Per learner."""

    weighted: Floats
    plain: Floats
    coverage: Floats
    worst_topic: Floats
    minutes: Floats
    peak_day: Floats


def figures(items: Items, lives: Lives) -> Figures:
    topics = np.arange(len(items)) % TOPICS
    by_topic = np.stack([lives.recall[:, topics == t].mean(axis=1) for t in range(TOPICS)])
    return Figures(
        lives.recall @ items.weight / items.weight.sum(),
        lives.recall.mean(axis=1),
        lives.seen.mean(axis=1),
        by_topic.min(axis=0),
        lives.minutes.sum(axis=1),
        lives.minutes.max(axis=1),
    )


def make_items(n: int) -> Items:
    weight = np.sort(np.random.default_rng(1).choice([1.0, 2.0, 3.0], n))[::-1].copy()
    first = np.repeat(np.cumsum(FIRST)[None, :], n, axis=0)
    return fresh(weight, np.full(n, FIRST_MINUTES), np.full(n, LATER_MINUTES), first)


TRUTHS: dict[str, Callable[[State], Truth] | None] = {
    "matched": None,
    "misspecified": lambda state: Misspecified(state, 7),
    "activation": lambda state: Activation(state, 7),
}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench plan", description=__doc__)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args(argv)
    learners = 20 if given.quick else max(200, given.learners)
    for n, days, minutes in SCENARIOS:
        items = make_items(n)
        start = time.process_time()
        policy = best_policy(items, days=days, minutes=minutes, seed=3)
        spent = time.process_time() - start
        goal = PROTOTYPE[n, days, minutes]
        print(f"\n{n} items, {days} days, {minutes:.0f} min   {policy}   searched in {spent:.2f} s CPU")
        print(f"goal of the first prototype: matched {goal[0]:.3f}, misspecified {goal[1]:.3f}")
        heads = f"{'weighted':>17}{'plain':>8}{'cover':>8}{'worst':>8}{'minutes':>9}{'peak':>7}{'plan less it':>18}"
        print(f"{'':<28}{heads}")
        draws = Draws.make(learners, days, n, seed=11)
        rows = np.arange(learners)
        for name, truth in TRUTHS.items():
            ways: dict[str, Choice] = {
                "plan": ByPolicy(items, [policy] * learners, days),
                "FSRS .9 spare": ByPolicy(items, [Policy(0.9, 0, NEW_A_DAY)] * learners, days),
                "FSRS .9": Fsrs(),
                "SM-2": Sm2(learners, n),
                "round robin": RoundRobin(),
            }
            ours: Floats | None = None
            for way, choice in ways.items():
                got = figures(items, live(items, choice, draws, rows, days=days, minutes=minutes, truth=truth))
                line = f"{name:<14}{way:<14}{mean(got.weighted):>17}{got.plain.mean():>8.3f}{got.coverage.mean():>8.3f}"
                line += f"{got.worst_topic.mean():>8.3f}{got.minutes.mean():>9.0f}{got.peak_day.mean():>7.1f}"
                if ours is None:
                    ours = got.weighted
                else:
                    line += f"{mean(ours - got.weighted):>18}"
                print(line, flush=True)
    return 0


def mean(values: Floats) -> str:
    return f"{values.mean():.3f} ± {values.std(ddof=1) / np.sqrt(len(values)):.4f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
