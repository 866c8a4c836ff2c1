# Weighted means and covariances in plain Python; slopes by Gaussian elimination, the intercept from the means.
import math
import random

import numpy as np


def kernel(Z, x, spread, width):
    out = []
    for z in Z:
        squared = sum(((z[j] - x[j]) / spread[j]) ** 2 for j in range(len(x)))
        out.append(math.exp(-squared / (width * width)))
    return np.array(out)


def _solve(A, b):
    n = len(b)
    rows = [list(A[i]) + [b[i]] for i in range(n)]
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(k + 1, n):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * c for a, c in zip(rows[i], rows[k])]
    out = [0.0] * n
    for k in reversed(range(n)):
        out[k] = (rows[k][n] - sum(rows[k][j] * out[j] for j in range(k + 1, n))) / rows[k][k]
    return out


def surrogate(Z, values, weights, x):
    n, d = len(Z), len(x)
    if n <= d:
        raise ValueError("too few rows")
    total = math.fsum(weights)
    centre = [math.fsum(w * z[j] for w, z in zip(weights, Z)) / total for j in range(d)]
    mean = math.fsum(w * v for w, v in zip(weights, values)) / total
    moved = [[z[j] - centre[j] for j in range(d)] for z in Z]
    A = [[math.fsum(w * m[i] * m[j] for w, m in zip(weights, moved)) for j in range(d)] for i in range(d)]
    b = [math.fsum(w * m[i] * (v - mean) for w, m, v in zip(weights, moved, values)) for i in range(d)]
    slopes = _solve(A, b)
    value = mean + sum(s * (x[j] - centre[j]) for j, s in enumerate(slopes))
    rest = math.fsum(
        w * (v - mean - sum(s * a for s, a in zip(slopes, m))) ** 2 for w, m, v in zip(weights, moved, values)
    )
    whole = math.fsum(w * (v - mean) ** 2 for w, v in zip(weights, values))
    return float(value), np.array(slopes, dtype=float), float(1 - rest / whole)


def explain(x, spread, width, n, seed):
    source = random.Random(seed)
    Z = np.array([[source.gauss(m, s) for m, s in zip(x, spread)] for _ in range(n)])
    return surrogate(Z, f(Z), kernel(Z, x, spread, width), x)


def explain(x, spread, width, n, seed):
    cov = np.diag(spread)  # variances on the diagonal
    Z = np.random.default_rng(seed).multivariate_normal(x, cov, size=n)
    return surrogate(Z, f(Z), kernel(Z, x, spread, width), x)
