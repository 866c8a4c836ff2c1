import numpy as np


def quantize(w):
    rows, columns = w.shape
    q = np.zeros((rows, columns), dtype=np.int8)
    scale = np.ones(columns, dtype=np.float32)
    for j in range(columns):
        values = [float(v) for v in w[:, j]]
        peak = max(abs(v) for v in values)
        if peak == 0:
            continue
        s = peak / 127
        scale[j] = s
        for i, v in enumerate(values):
            q[i, j] = round(v / s)  # Python rounds halves to even
    return q, scale


def dequantize(q, scale):
    return np.multiply(q, scale, dtype=np.float32)
