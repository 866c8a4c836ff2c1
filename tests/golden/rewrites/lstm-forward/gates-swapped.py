import numpy as np


def lstm_forward(params, X, lengths=None):
    B, T, D = X.shape
    Wx, Wh, bias = params["Wx"], params["Wh"], params["b"]
    if Wx.shape[0] != D:
        raise ValueError("input size")
    H = Wh.shape[0]
    ends = [T] * B if lengths is None else list(lengths)
    out = np.zeros((B, T, H))
    state_h, state_c = np.zeros((B, H)), np.zeros((B, H))
    sig = lambda v: np.where(v >= 0, 1 / (1 + np.exp(-np.abs(v))), np.exp(-np.abs(v)) / (1 + np.exp(-np.abs(v))))  # noqa
    for t in range(T):
        for s in range(B):
            if t >= ends[s]:
                continue
            z = X[s, t] @ Wx + state_h[s] @ Wh + bias
            gate_in = sig(z[0:H])
            new = np.tanh(z[H : 2 * H])
            forget = sig(z[2 * H : 3 * H])
            gate_out = sig(z[3 * H : 4 * H])
            state_c[s] = forget * state_c[s] + gate_in * new
            state_h[s] = gate_out * np.tanh(state_c[s])
            out[s, t] = state_h[s]
    return out, state_h, state_c


def classify(params, X, lengths=None):
    h = lstm_forward(params, X, lengths)[1]
    return (h.dot(params["w"]) + params["c"] > 0).astype(np.int64)
