import numpy as np


def masked_mean(hidden, mask):
    B, T, D = hidden.shape
    if np.shape(mask) != (B, T):
        raise ValueError(f"expected a mask of shape {(B, T)}, got {np.shape(mask)}")
    real = np.asarray(mask, dtype=bool)[..., None]
    wide = np.promote_types(hidden.dtype, np.float32)
    total = np.sum(hidden, axis=1, dtype=wide, where=real)
    return (total / np.maximum(real.sum(axis=1), 1)).astype(hidden.dtype)


def masked_mean(hidden, mask):
    if mask.shape != hidden.shape[:2]:
        raise ValueError
    keep = mask.astype(bool)
    safe = np.zeros(hidden.shape, np.float64)
    safe[keep] = hidden[keep]
    total = np.count_nonzero(keep)
    return (safe.sum(1) / (total or 1)).astype(hidden.dtype)
