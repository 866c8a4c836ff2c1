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


from math import comb
from itertools import combinations


def shapley(x, background):
    d = len(x)
    if background.shape[0] < 1 or background.shape[1] != d:
        raise ValueError

    def v(S):
        z = np.zeros((1, d))
        z[0, list(S)] = x[list(S)]
        return float(f(z)[0])

    phi = np.zeros(d)
    for i in range(d):
        for r in range(d):
            for S in combinations([j for j in range(d) if j != i], r):
                phi[i] += (v(S + (i,)) - v(S)) / d / comb(d - 1, r)
    return v(()), phi
