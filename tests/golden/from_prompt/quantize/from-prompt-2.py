import numpy as np


def quantize(w):
    peak = np.abs(w).max(axis=0)
    scale = np.where(peak > 0, peak / 127, 1).astype(np.float32)
    q = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
    return q, scale


def dequantize(q, scale):
    return q.astype(np.float32) @ np.diag(scale)
