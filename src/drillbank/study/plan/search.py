"""The best policy for what there is to learn and the days there are: simulated, on common luck, in two rounds.

Imports numpy.
"""

from __future__ import annotations

import math

import numpy as np

from drillbank.study.plan.choosing import ByPolicy
from drillbank.study.plan.memory_arrays import Floats
from drillbank.study.plan.policy import Policy
from drillbank.study.plan.simulate import Draws, Items, live

RETENTIONS = (0.7, 0.8, 0.85, 0.9, 0.94)
LIVES_FIRST, LIVES_LAST = 2, 12
KEPT = 6  # policies that go into the second round
MOST_VALUES = 6_000_000  # policies x items x days of the first round, so that a search stays short


def candidates(items: Items, days: int, minutes: float) -> list[Policy]:
    """Retentions, days by worth and new items a day that make sense together."""
    unseen = int((~items.seen).sum())
    even = max(1, math.ceil(unseen / max(1, days)))
    a_day = max(1, int(minutes / max(0.25, float(np.median(items.new_minutes)))))
    new = sorted({0} if unseen == 0 else {min(math.ceil(even * share), a_day) for share in (0.5, 1, 1.5, 3)} | {a_day})
    near = sorted({1, 3, *(math.ceil(days / part) for part in (8, 4, 3, 2))})
    found = [Policy(r, k, n) for r in RETENTIONS for k in near if k < days for n in new]
    # By worth from the first day on, which the other two numbers do not change.
    found.append(Policy(0.9, days, new[-1]))
    thin = math.ceil(len(found) * len(items) * days / MOST_VALUES)
    return found[::-1][::thin]


def best_policy(items: Items, *, days: int, minutes: float, seed: int, code_minutes: float = math.inf) -> Policy:
    """The policy with the highest mean weighted recall on day ``days``."""
    policies = candidates(items, days, minutes)
    lives = LIVES_FIRST if len(policies) * LIVES_FIRST * len(items) * days <= MOST_VALUES else 1
    means = mean_recall(items, policies, days=days, minutes=minutes, lives=lives, seed=seed, code_minutes=code_minutes)
    best: list[Policy] = [policies[n] for n in np.argsort(-means, kind="stable")[:KEPT]]
    means = mean_recall(
        items, best, days=days, minutes=minutes, lives=LIVES_LAST, seed=seed + 1, code_minutes=code_minutes
    )
    return best[int(means.argmax())]


def mean_recall(
    items: Items,
    policies: list[Policy],
    *,
    days: int,
    minutes: float,
    lives: int,
    seed: int,
    code_minutes: float = math.inf,
) -> Floats:
    """Mean weighted recall on the day of each policy, all on the same ``lives`` fates."""
    rows = [policy for policy in policies for _ in range(lives)]
    draws = Draws.make(lives, days, len(items), seed)
    fates = np.tile(np.arange(lives), len(policies))  # the rows of one policy stand together
    choice = ByPolicy(items, rows, days)
    ended = live(items, choice, draws, fates, days=days, minutes=minutes, code_minutes=code_minutes)
    weighted: Floats = ended.recall @ items.weight / items.weight.sum()
    means: Floats = weighted.reshape(len(policies), lives).mean(axis=1)
    return means
