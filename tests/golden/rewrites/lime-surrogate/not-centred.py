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


def surrogate(Z, values, weights, x):
    n, d = Z.shape
    if n <= d:
        raise ValueError("rows")
    M = np.column_stack([Z, np.ones(n)])
    G = M.T @ (weights[:, None] * M)
    sol = np.linalg.solve(G, M.T @ (weights * values))
    fit = M @ sol
    bar = np.dot(weights, values) / np.sum(weights)
    r2 = 1 - np.dot(weights, (values - fit) ** 2) / np.dot(weights, (values - bar) ** 2)
    return float(sol[d]), sol[:d], float(r2)
