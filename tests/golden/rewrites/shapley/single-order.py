# By dividends: m(S) is what S earns beyond its subsets, and each member takes an equal share of it.
import numpy as np


def shapley(x, background):
    x, background = np.asarray(x), np.asarray(background)
    m, columns = background.shape
    if m == 0 or columns != x.size:
        raise ValueError("a background of another shape")
    d = x.size
    masks = (np.arange(2**d)[:, None] >> np.arange(d)) & 1
    rows = np.where(masks[:, None, :] == 1, x, background[None])
    dividend = f(rows.reshape(-1, d)).reshape(2**d, m).mean(axis=1)
    base = float(dividend[0])
    for i in range(d):
        with_i = masks[:, i] == 1
        dividend[with_i] -= dividend[~with_i]
    sizes = np.maximum(masks.sum(axis=1), 1)
    return base, (masks * (dividend / sizes)[:, None]).sum(axis=0)


def shapley(x, background):
    if len(background) == 0 or background.shape[1] != len(x):
        raise ValueError
    rows = np.array(background, float)
    values = [f(rows).mean()]
    for i in range(len(x)):
        rows[:, i] = x[i]
        values.append(f(rows).mean())
    return float(values[0]), np.diff(values)
