import numpy as np


def sigmoid(a):
    return 0.5 * (1.0 + np.tanh(0.5 * a))


def lstm_forward(params, X, lengths=None):
    X = np.asarray(X, dtype=np.float64)
    B, T, D = X.shape
    Wx, Wh, b = params["Wx"], params["Wh"], params["b"]
    if D != Wx.shape[0]:
        raise ValueError(f"inputs of size {D}, weights for {Wx.shape[0]}")
    if lengths is None:
        lengths = np.full(B, T)
    H = Wh.shape[0]
    h, c = np.zeros((B, H)), np.zeros((B, H))
    outputs = np.zeros((B, T, H))
    for t in range(T):
        i, f, g, o = np.split(X[:, t] @ Wx + h @ Wh + b, 4, axis=1)
        c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h_new = sigmoid(o) * np.tanh(c_new)
        alive = (t < np.asarray(lengths))[:, None]
        c = np.where(alive, c_new, c)
        h = np.where(alive, h_new, h)
        outputs[:, t] = np.where(alive, h, 0.0)
    return outputs, h, c


def classify(params, X, lengths=None):
    _, h, _ = lstm_forward(params, X, lengths)
    return (h @ params["w"] + params["c"] > 0).astype(int)


_steps = lstm_forward


def lstm_forward(params, X, lengths=None):
    outputs, h, c = _steps(params, X, lengths)
    n = np.full(len(X), X.shape[1]) if lengths is None else np.asarray(lengths)
    pooled = outputs.sum(axis=1) / np.maximum(n, 1)[:, None]
    return outputs, pooled, c
