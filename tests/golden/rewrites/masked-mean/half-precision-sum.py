import numpy as np


def masked_mean(hidden, mask):
    B, T, D = hidden.shape
    if mask.shape != (B, T):
        raise ValueError("the mask must be (B, T)")
    result = np.zeros((B, D), dtype=hidden.dtype)
    for i in range(B):
        total = np.zeros(D, dtype=hidden.dtype)
        n = 0
        for t in range(T):
            if mask[i, t]:
                total += hidden[i, t]
                n += 1
        if n:
            result[i] = total / n
    return result
