import math

import numpy as np


def conv_out(n, k, stride=1, padding=0):
    if k > n + 2 * padding:
        raise ValueError("window too large")
    return math.ceil((n + 2 * padding - k) / stride) + 1


def _padded(x, kh, kw, stride, padding, fill):
    """The input with its border, and more at the end wherever the last window sticks out."""
    N, C, H, W = x.shape
    Ho, Wo = conv_out(H, kh, stride, padding), conv_out(W, kw, stride, padding)
    height = max((Ho - 1) * stride + kh, H + padding)
    width = max((Wo - 1) * stride + kw, W + padding)
    big = np.full((N, C, max(height, H + 2 * padding), max(width, W + 2 * padding)), fill, dtype=x.dtype)
    big[:, :, padding : padding + H, padding : padding + W] = x
    return big, Ho, Wo


def conv2d(x, w, b, stride=1, padding=0):
    if x.shape[1] != w.shape[1]:
        raise ValueError("channels")
    F, C, kh, kw = w.shape
    big, Ho, Wo = _padded(x, kh, kw, stride, padding, 0)
    out = np.zeros((x.shape[0], F, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            patch = big[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            out[:, :, i, j] = np.einsum("nchw,fchw->nf", patch, w) + b
    return out


def maxpool2d(x, k, stride=None, padding=0):
    stride = stride or k
    big, Ho, Wo = _padded(x, k, k, stride, padding, -np.inf)
    out = np.zeros((*x.shape[:2], Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = big[:, :, i * stride : i * stride + k, j * stride : j * stride + k].max((2, 3))
    return out
