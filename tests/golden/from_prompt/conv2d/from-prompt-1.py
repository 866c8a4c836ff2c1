import numpy as np


def conv_out(n, k, stride=1, padding=0):
    room = n + 2 * padding - k
    if room < 0:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * padding}")
    return room // stride + 1


def conv2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, D, kh, kw = w.shape
    if C != D:
        raise ValueError(f"the input has {C} channels, the kernel {D}")
    Ho, Wo = conv_out(H, kh, stride, padding), conv_out(W, kw, stride, padding)
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    total = float(b[f])
                    for u in range(kh):
                        for v in range(kw):
                            r, s = i * stride + u - padding, j * stride + v - padding
                            if 0 <= r < H and 0 <= s < W:
                                for c in range(C):
                                    total += float(x[n, c, r, s]) * float(w[f, c, u, v])
                    out[n, f, i, j] = total
    return out


def maxpool2d(x, k, stride=None, padding=0):
    step = k if stride is None else stride
    N, C, H, W = x.shape
    Ho, Wo = conv_out(H, k, step, padding), conv_out(W, k, step, padding)
    out = np.empty((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        top, bottom = max(i * step - padding, 0), min(i * step - padding + k, H)
        for j in range(Wo):
            left, right = max(j * step - padding, 0), min(j * step - padding + k, W)
            out[:, :, i, j] = x[:, :, top:bottom, left:right].max(axis=(2, 3))
    return out
