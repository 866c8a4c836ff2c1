import numpy as np


def kernel(Z, x, spread, width):
    scaled = (Z - x[None, :]) / spread[None, :]
    return np.exp(-np.einsum("ij,ij->i", scaled, scaled) / width**2)


def r_squared(actual, predicted):
    residual = ((actual - predicted) ** 2).sum()
    total = ((actual - actual.mean()) ** 2).sum()
    return 1 - residual / total


def surrogate(Z, values, weights, x):
    if Z.shape[0] <= Z.shape[1]:
        raise ValueError("needs at least d + 1 rows")
    M = np.c_[np.ones(len(Z)), Z - x]
    MtW = M.T * weights
    theta = np.linalg.solve(MtW @ M, MtW @ values)
    return float(theta[0]), theta[1:], float(r_squared(values, M @ theta))


def explain(x, spread, width, n, seed):
    rng = np.random.default_rng(seed)
    Z = np.column_stack([rng.normal(m, s, n) for m, s in zip(x, spread)])
    return surrogate(Z, f(Z), kernel(Z, x, spread, width), x)
