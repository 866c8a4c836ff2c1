# One sample after the other, each run exactly for its own length; no masks anywhere.
import numpy as np


def _cell(params, x, h, c):
    H = len(h)
    a = np.concatenate([x, h]) @ np.vstack([params["Wx"], params["Wh"]]) + params["b"]
    with np.errstate(over="ignore"):
        gates = 1 / (1 + np.exp(-a))
    c = gates[H : 2 * H] * c + gates[:H] * np.tanh(a[2 * H : 3 * H])
    return gates[3 * H :] * np.tanh(c), c


def lstm_forward(params, X, lengths=None):
    B, T = X.shape[:2]
    H = len(params["Wh"])
    if X.shape[2] != len(params["Wx"]):
        raise ValueError("the last dimension of X does not fit Wx")
    outputs, hs, cs = np.zeros((B, T, H)), np.zeros((B, H)), np.zeros((B, H))
    for n in range(B):
        h = c = np.zeros(H)
        for t in range(T if lengths is None else int(lengths[n])):
            h, c = _cell(params, X[n, t].astype(float), h, c)
            outputs[n, t] = h
        hs[n], cs[n] = h, c
    return outputs, hs, cs


def classify(params, X, lengths=None):
    last = lstm_forward(params, X, lengths)[1]
    return np.array([1 if np.dot(h, params["w"]) + params["c"] > 0 else 0 for h in last], dtype=np.int64)


def _cell(params, x, h, c):
    n = h.size
    a = x @ params["Wx"] + h @ params["Wh"] + params["b"]
    i, _, g, o = (a[k * n : (k + 1) * n] for k in range(4))
    s = lambda v: 0.5 + 0.5 * np.tanh(v / 2)
    c = c + s(i) * np.tanh(g)
    return s(o) * np.tanh(c), c
