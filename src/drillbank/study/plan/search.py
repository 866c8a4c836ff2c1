"""The best policy for what there is to learn and the days there are: simulated, on common luck, in two rounds.

Nobody's memory is quite FSRS's, so every policy lives its lives twice: with the memory that is believed, and with one
that is of another kind (wrong_memory).  Imports numpy.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from drillbank.study.plan.choosing import ByPolicy
from drillbank.study.plan.memory_arrays import Floats
from drillbank.study.plan.policy import Policy
from drillbank.study.plan.simulate import Draws, Items, State, Truth, live
from drillbank.study.plan.wrong_memory import Traces

RETENTIONS = (0.7, 0.8, 0.9)
# (patience, eagerness) while worth decides now and then, and where it decides from the first day on
CORRECTIONS = ((0.15, 3.0), (0.5, 5.0), (1.0, 10.0), (1.5, 100.0))
CORRECTIONS_ALONE = ((0.15, 3.0), (0.3, 5.0), (0.5, 10.0), (1.0, 100.0), (1.5, 100.0))
LIVES_FIRST, LIVES_LAST = 2, 24
KEPT = 10  # policies that go into the second round
MOST_VALUES = 6_000_000  # policies x items x days of the first round, so that a search stays short
TRUTHS: tuple[Callable[[State], Truth] | None, ...] = (None, Traces)


def candidates(items: Items, days: int, minutes: float) -> list[Policy]:
    """Retentions, days by worth, new items a day and corrections of worth that make sense together."""
    unseen = int((~items.seen).sum())
    even = max(1, math.ceil(unseen / max(1, days)))
    a_day = max(1, int(minutes / max(0.25, float(np.median(items.new_minutes)))))
    new = sorted({0} if unseen == 0 else {min(math.ceil(even * share), a_day) for share in (1, 1.5)} | {a_day})
    near = sorted({2, 4, *(math.ceil(days / part) for part in (4, 2))})
    found = [Policy(r, k, n, *c) for r in RETENTIONS for k in near if k < days for n in new for c in CORRECTIONS]
    # By worth from the first day on, which the other two numbers do not change.
    found += [Policy(0.9, days, new[-1], *correction) for correction in CORRECTIONS_ALONE]
    thin = math.ceil(len(found) * len(items) * days / MOST_VALUES)
    return found[::-1][::thin]


def best_policy(items: Items, *, days: int, minutes: float, seed: int, code_minutes: float = math.inf) -> Policy:
    """The policy with the highest mean weighted recall on day ``days``, over both memories."""
    policies = candidates(items, days, minutes)
    lives = LIVES_FIRST if len(policies) * LIVES_FIRST * len(items) * days <= MOST_VALUES else 1

    def means(some: list[Policy], lives: int, seed: int) -> Floats:
        found = [
            mean_recall(
                items, some, days=days, minutes=minutes, lives=lives, seed=seed, code_minutes=code_minutes, truth=truth
            )
            for truth in TRUTHS
        ]
        mean: Floats = np.mean(found, axis=0)
        return mean

    first = means(policies, lives, seed)
    best: list[Policy] = [policies[n] for n in np.argsort(-first, kind="stable")[:KEPT]]
    return best[int(means(best, LIVES_LAST, seed + 1).argmax())]


def mean_recall(
    items: Items,
    policies: list[Policy],
    *,
    days: int,
    minutes: float,
    lives: int,
    seed: int,
    code_minutes: float = math.inf,
    truth: Callable[[State], Truth] | None = None,
) -> Floats:
    """Mean weighted recall on the day of each policy, all on the same ``lives`` fates; ``truth``: of memory."""
    rows = [policy for policy in policies for _ in range(lives)]
    draws = Draws.make(lives, days, len(items), seed)
    fates = np.tile(np.arange(lives), len(policies))  # the rows of one policy stand together
    choice = ByPolicy(items, rows, days)
    ended = live(items, choice, draws, fates, days=days, minutes=minutes, code_minutes=code_minutes, truth=truth)
    weighted: Floats = ended.recall @ items.weight / items.weight.sum()
    means: Floats = weighted.reshape(len(policies), lives).mean(axis=1)
    return means
