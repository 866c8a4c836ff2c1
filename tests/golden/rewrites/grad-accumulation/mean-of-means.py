import numpy as np


def one_batch(weight, x, labels):
    """Mean loss and its gradient of one micro-batch; None without a counted token."""
    keep = labels != -100
    n = int(keep.sum())
    if n == 0:
        return None
    xs, ys = x[keep], labels[keep]
    logits = xs @ weight
    logits -= logits.max(axis=-1, keepdims=True)
    p = np.exp(logits)
    p /= p.sum(axis=-1, keepdims=True)
    loss = float(np.mean(np.log(np.exp(logits).sum(axis=-1)) - logits[np.arange(n), ys]))
    p[np.arange(n), ys] -= 1
    return loss, xs.T @ p / n


def accumulate(weight, micro_batches, max_norm=None):
    results = [r for r in (one_batch(weight, x, labels) for x, labels in micro_batches) if r is not None]
    if not results:
        return 0.0, np.zeros(weight.shape)
    loss = sum(r[0] for r in results) / len(results)
    grad = sum(r[1] for r in results) / len(results)
    if max_norm is not None:
        size = np.sqrt(np.sum(grad**2))
        if size > max_norm:
            grad = grad / size * max_norm
    return loss, grad
