import numpy as np


def masked_mean(hidden, mask):
    if hidden.shape[:2] != mask.shape:
        raise ValueError("mask shape")
    keep = mask.astype(bool)
    clean = np.where(keep[:, :, None], hidden.astype(np.float64), 0.0)
    count = keep.sum(axis=1).astype(np.float64) + 1.0  # never 0
    return (clean.sum(axis=1) / count[:, None]).astype(hidden.dtype)
