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
    if not len(background) or background.shape[1] != len(x):
        raise ValueError
    base = float(np.mean(f(background)))
    out = []
    for i, value in enumerate(x):
        B = background.astype(float).copy()
        B[:, i] = value
        out.append(float(np.mean(f(B))) - base)
    return base, np.array(out)
