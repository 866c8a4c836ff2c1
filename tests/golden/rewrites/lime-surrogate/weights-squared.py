import numpy as np


def kernel(Z, x, spread, width):
    distance = np.linalg.norm((Z - x) / spread, axis=1)
    return np.exp(-np.square(distance / width))


def surrogate(Z, values, weights, x):
    n, d = Z.shape
    if n < d + 1:
        raise ValueError("not enough samples")
    design = np.column_stack([Z - x, np.ones(n)])
    W = np.diag(weights)
    solution, *_ = np.linalg.lstsq(W @ design, W @ values, rcond=None)
    fitted = design @ solution
    centre = (weights @ values) / weights.sum()
    r2 = 1.0 - (weights @ (values - fitted) ** 2) / (weights @ (values - centre) ** 2)
    return float(solution[-1]), solution[:-1], float(r2)


def explain(x, spread, width, n, seed):
    noise = np.random.default_rng(seed).standard_normal((n, x.size))
    Z = x + noise * spread
    return surrogate(Z, f(Z), kernel(Z, x, spread, width), x)
