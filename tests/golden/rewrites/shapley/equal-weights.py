from itertools import combinations

import numpy as np


def shapley(x, background):
    d = x.shape[0]
    if len(background) == 0 or background.shape[1] != d:
        raise ValueError("background")

    def worth(group):
        mixed = np.array(background, dtype=float)
        mixed[:, list(group)] = x[list(group)]
        return f(mixed).mean()

    phi = []
    for i in range(d):
        others = [j for j in range(d) if j != i]
        gains = [worth((*group, i)) - worth(group) for size in range(d) for group in combinations(others, size)]
        phi.append(np.mean(gains))
    return float(worth(())), np.array(phi)
