# The mean over all 720 orders in which features can join; coalitions that come again are remembered.
from itertools import permutations

import numpy as np


def shapley(x, background):
    d = len(x)
    if background.ndim != 2 or background.shape[0] == 0 or background.shape[1] != d:
        raise ValueError("background needs rows, and as many columns as x")
    known = {}

    def v(members):
        if members not in known:
            rows = background.astype(float)
            for i in members:
                rows[:, i] = x[i]
            known[members] = float(np.mean(f(rows)))
        return known[members]

    phi = np.zeros(d)
    orders = list(permutations(range(d)))
    for order in orders:
        joined = frozenset()
        for i in order:
            phi[i] += v(joined | {i}) - v(joined)
            joined |= {i}
    return v(frozenset()), phi / len(orders)


def shapley(x, background):
    m, d = background.shape if background.ndim == 2 else (0, 0)
    if m == 0 or d != len(x):
        raise ValueError
    full = float(f(x[None])[0])
    phi = np.empty(d)
    for i in range(d):
        rows = np.tile(x.astype(float), (m, 1))
        rows[:, i] = background[:, i]
        phi[i] = full - f(rows).mean()
    return float(f(background).mean()), phi
