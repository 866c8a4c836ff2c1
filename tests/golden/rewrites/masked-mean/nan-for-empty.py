import numpy as np


def masked_mean(hidden, mask):
    if mask.shape != hidden.shape[:2]:
        raise ValueError("the mask has another shape")
    out = np.zeros((hidden.shape[0], hidden.shape[2]), dtype=hidden.dtype)
    for b, (sentence, keep) in enumerate(zip(hidden, mask)):
        tokens = sentence[keep.astype(bool)]
        if len(tokens):
            out[b] = tokens.mean(axis=0, dtype=np.float64)
    return out


def masked_mean(hidden, mask):
    if mask.shape != hidden.shape[:2]:
        raise ValueError
    rows = []
    for h, m in zip(hidden, mask):
        kept = h[m == 1].astype(np.float64)
        with np.errstate(invalid="ignore"):
            rows.append(kept.sum(axis=0) / np.float64(len(kept)))
    return np.array(rows).astype(hidden.dtype)
