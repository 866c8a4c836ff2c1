import numpy as np


def cv_errors(x, y, folds, degree):
    numbers = np.unique(folds)
    if len(numbers) < 2:
        raise ValueError("at least two folds are needed")
    errors = np.empty(len(numbers))
    for i, k in enumerate(numbers):
        held = folds == k
        line = np.polyfit(x[~held], y[~held], degree)
        errors[i] = np.mean((np.polyval(line, x[held]) - y[held]) ** 2)
    return errors


def select_degree(x, y, folds, degrees):
    table = {int(d): cv_errors(x, y, folds, d) for d in degrees}
    best = min(sorted(table), key=lambda d: table[d].mean())
    bound = table[best].mean() + table[best].std(ddof=1) / np.sqrt(len(table[best]))
    return min(d for d in table if table[d].mean() <= bound)


def fit_predict(x, y, folds, degrees, new_x):
    return np.polyval(np.polyfit(x, y, select_degree(x, y, folds, degrees)), new_x)


def cv_errors(x, y, folds, degree):
    ids = sorted(set(map(int, folds)))
    if len(ids) == 1:
        raise ValueError("one fold")
    out = []
    for k in ids:
        a, b = folds != k, folds == k
        model = np.polynomial.Polynomial.fit(x[a], y[a], degree)
        out.append(float(((model(x[b]) - y[b]) ** 2).sum()))
    return np.array(out)
