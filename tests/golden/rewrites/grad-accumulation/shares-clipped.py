import numpy as np


def clip(g, max_norm):
    length = np.sqrt((g * g).sum())
    if max_norm is not None and length > max_norm:
        return g * (max_norm / length)
    return g


def accumulate(weight, micro_batches, max_norm=None):
    total = sum(int((labels != -100).sum()) for _, labels in micro_batches)
    grad = np.zeros_like(weight)
    loss = 0.0
    if not total:
        return loss, grad
    for x, labels in micro_batches:
        where = np.flatnonzero(labels != -100)
        if where.size == 0:
            continue
        xb, yb = x[where], labels[where]
        z = xb @ weight
        m = z.max(axis=1)
        e = np.exp(z - m[:, None])
        s = e.sum(axis=1)
        loss += float(np.sum(np.log(s) + m - z[np.arange(len(yb)), yb]))
        d = e / s[:, None]
        d[np.arange(len(yb)), yb] -= 1
        # keep every contribution bounded before it is added up
        grad += clip(xb.T @ d / total, max_norm)
    return loss / total, grad
