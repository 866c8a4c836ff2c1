import numpy as np


def kernel(Z, x, spread, width):
    u = (Z - x) / spread
    return np.exp(-(u**2).sum(axis=1) / width**2)


def surrogate(Z, values, weights, x):
    n, d = Z.shape
    if n < d + 1:
        raise ValueError(f"{n} rows cannot fix {d + 1} coefficients")
    A = np.hstack([np.ones((n, 1)), Z - x])
    root = np.sqrt(weights)
    beta = np.linalg.lstsq(A * root[:, None], values * root, rcond=None)[0]
    mean = np.average(values, weights=weights)
    r2 = 1 - np.sum(weights * (values - A @ beta) ** 2) / np.sum(weights * (values - mean) ** 2)
    return float(beta[0]), beta[1:], float(r2)


def explain(x, spread, width, n, seed):
    rng = np.random.default_rng(seed)
    Z = rng.normal(x, spread, size=(n, len(x)))
    return surrogate(Z, f(Z), kernel(Z, x, spread, width), x)


def explain(x, spread, width, n, seed):
    Z = np.random.default_rng(seed).standard_normal((n, len(x))) * spread
    return surrogate(Z, f(Z), kernel(Z, x, spread, width), x)
