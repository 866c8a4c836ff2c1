import math

import numpy as np


def quantize(w):
    q = np.empty(w.shape, dtype=np.int8)
    scale = np.empty(w.shape[1], dtype=np.float32)
    for j, column in enumerate(w.T):
        largest = float(np.max(np.abs(column)))
        step = largest / 127 if largest else 1.0
        scale[j] = step
        q[:, j] = [math.floor(float(v) / step + 0.5) for v in column]
    return q, scale


def dequantize(q, scale):
    out = np.zeros(q.shape, dtype=np.float32)
    for j in range(q.shape[1]):
        out[:, j] = q[:, j] * scale[j]
    return out
