import numpy as np


def conv_out(n, k, stride=1, padding=0):
    size = n + 2 * padding
    if size < k:
        raise ValueError(f"{k} > {size}")
    return 1 + (size - k) // stride


def conv2d(x, w, b, stride=1, padding=0):
    """y[i, j] = sum over u, v of x[i + kh - 1 - u, j + kw - 1 - v] * w[u, v], the definition of a convolution."""
    n, c, height, width = x.shape
    f, c2, kh, kw = w.shape
    if c != c2:
        raise ValueError("x and w have different numbers of channels")
    rows, columns = conv_out(height, kh, stride, padding), conv_out(width, kw, stride, padding)
    p = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    y = np.zeros((n, f, rows, columns), x.dtype) + b[:, None, None]
    for u in range(kh):
        for v in range(kw):
            top, left = kh - 1 - u, kw - 1 - v
            part = p[:, :, top : top + rows * stride : stride, left : left + columns * stride : stride]
            y += np.einsum("nchw,fc->nfhw", part[:, :, :rows, :columns], w[:, :, u, v])
    return y


def maxpool2d(x, k, stride=None, padding=0):
    stride = k if stride is None else stride
    rows, columns = conv_out(x.shape[2], k, stride, padding), conv_out(x.shape[3], k, stride, padding)
    p = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)], constant_values=-np.inf)
    best = np.full((x.shape[0], x.shape[1], rows, columns), -np.inf, x.dtype)
    for u in range(k):
        for v in range(k):
            part = p[:, :, u : u + (rows - 1) * stride + 1 : stride, v : v + (columns - 1) * stride + 1 : stride]
            best = np.maximum(best, part)
    return best
