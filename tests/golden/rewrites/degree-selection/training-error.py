import numpy as np
from numpy.polynomial import polynomial as P


def cv_errors(x, y, folds, degree):
    ids = sorted(set(folds.tolist()))
    if len(ids) < 2:
        raise ValueError("folds")
    scores = []
    for one in ids:
        train = folds != one
        c = P.polyfit(x[train], y[train], degree)
        rest = P.polyval(x[train], c) - y[train]
        scores.append(rest.dot(rest) / train.sum())
    return np.array(scores)


def select_degree(x, y, folds, degrees):
    candidates = sorted(degrees)
    E = np.stack([cv_errors(x, y, folds, d) for d in candidates])
    m = E.mean(1)
    b = int(m.argmin())
    se = E[b].std(ddof=1) / E.shape[1] ** 0.5
    return int(candidates[int(np.argmax(m <= m[b] + se))])


def fit_predict(x, y, folds, degrees, new_x):
    c = P.polyfit(x, y, select_degree(x, y, folds, degrees))
    return P.polyval(new_x, c)
