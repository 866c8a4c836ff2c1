import numpy as np


def conv_out(n, k, stride=1, padding=0):
    steps, spare = divmod(n + 2 * padding - k, stride)
    if n + 2 * padding < k:
        raise ValueError("does not fit")
    return steps + 1


def with_border(x, padding):
    N, C, H, W = x.shape
    framed = np.zeros((N, C, H + 2 * padding, W + 2 * padding), dtype=x.dtype)
    framed[:, :, padding : padding + H, padding : padding + W] = x
    return framed


def unfold(x, kh, kw, stride, padding):
    """All windows as rows: (N, Ho, Wo, C, kh, kw)."""
    Ho, Wo = conv_out(x.shape[2], kh, stride, padding), conv_out(x.shape[3], kw, stride, padding)
    framed = with_border(x, padding)
    return np.array(
        [
            [
                [image[:, r * stride : r * stride + kh, s * stride : s * stride + kw] for s in range(Wo)]
                for r in range(Ho)
            ]
            for image in framed
        ]
    )


def conv2d(x, w, b, stride=1, padding=0):
    F, C, kh, kw = w.shape
    if x.shape[1] != C:
        raise ValueError("channels of x and w")
    cols = unfold(x, kh, kw, stride, padding)
    flat = cols.reshape(*cols.shape[:3], C * kh * kw)
    return (flat @ w.reshape(F, -1).T + b).transpose(0, 3, 1, 2)


def maxpool2d(x, k, stride=None, padding=0):
    windows = unfold(x, k, k, k if stride is None else stride, padding)
    return windows.max(axis=-1).max(axis=-1).transpose(0, 3, 1, 2)
