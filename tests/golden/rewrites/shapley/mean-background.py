import math

import numpy as np


def shapley(x, background):
    m, columns = background.shape
    d = len(x)
    if m < 1 or columns != d:
        raise ValueError("background does not fit x")
    typical = background.mean(axis=0)  # what an absent feature looks like

    value = np.zeros(1 << d)
    for mask in range(1 << d):
        row = [x[i] if mask >> i & 1 else typical[i] for i in range(d)]
        value[mask] = f(np.array([row]))[0]

    phi = np.zeros(d)
    for i in range(d):
        for mask in range(1 << d):
            if not mask >> i & 1:
                size = bin(mask).count("1")
                share = math.factorial(size) * math.factorial(d - size - 1) / math.factorial(d)
                phi[i] += share * (value[mask | 1 << i] - value[mask])
    return float(value[0]), phi
