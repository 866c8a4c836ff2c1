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
    lengths = mask.astype(int).sum(axis=1)
    out = np.zeros((len(hidden), hidden.shape[2]), hidden.dtype)
    for b, n in enumerate(lengths):
        if n:
            out[b] = hidden[b, :n].astype(np.float64).sum(axis=0) / n
    return out
