# Orthogonal polynomials by their three-term recurrence, in plain Python: no system of equations is solved.
import math

import numpy as np


def _fit(xs, ys, degree):
    """The terms (alpha, beta, coefficient) of the least-squares polynomial."""
    before, now = [0.0] * len(xs), [1.0] * len(xs)
    norm, last_norm, terms = 0.0, 1.0, []
    rest = list(ys)
    for _ in range(degree + 1):
        norm = sum(p * p for p in now)
        alpha = sum(x * p * p for x, p in zip(xs, now)) / norm
        beta = norm / last_norm if terms else 0.0
        c = sum(r * p for r, p in zip(rest, now)) / norm
        rest = [r - c * p for r, p in zip(rest, now)]
        terms.append((alpha, beta, c))
        before, now = now, [(x - alpha) * p - beta * q for x, p, q in zip(xs, now, before)]
        last_norm = norm
    return terms


def _value(terms, x):
    before, now, total = 0.0, 1.0, 0.0
    for alpha, beta, c in terms:
        total += c * now
        before, now = now, (x - alpha) * now - beta * before
    return total


def cv_errors(x, y, folds, degree):
    xs, ys, ks = [float(v) for v in x], [float(v) for v in y], [int(k) for k in folds]
    if len(set(ks)) < 2:
        raise ValueError("cross-validation needs 2 folds or more")
    out = []
    for k in sorted(set(ks)):
        inside = [i for i in range(len(ks)) if ks[i] == k]
        outside = [i for i in range(len(ks)) if ks[i] != k]
        terms = _fit([xs[i] for i in outside], [ys[i] for i in outside], degree)
        out.append(sum((_value(terms, xs[i]) - ys[i]) ** 2 for i in inside) / len(inside))
    return np.array(out)


def select_degree(x, y, folds, degrees):
    best = None
    means = {}
    for d in sorted(set(degrees)):
        e = list(cv_errors(x, y, folds, d))
        k = len(e)
        m = sum(e) / k
        means[d] = m
        if best is None or m < best[0]:
            best = (m, math.sqrt(sum((v - m) ** 2 for v in e) / (k - 1) / k))
    for d, m in means.items():
        if m <= best[0] + best[1]:
            return int(d)


def fit_predict(x, y, folds, degrees, new_x):
    d = select_degree(x, y, folds, degrees)
    terms = _fit([float(v) for v in x], [float(v) for v in y], d)
    flat = np.ravel(new_x)
    return np.array([_value(terms, float(v)) for v in flat]).reshape(np.shape(new_x))


def select_degree(x, y, folds, degrees):
    E = {int(d): cv_errors(x, y, folds, d) for d in degrees}
    b = min(E, key=lambda d: (E[d].mean(), d))
    top = E[b].mean() + np.std(E[b], ddof=1)
    return min(d for d, e in E.items() if e.mean() <= top)
