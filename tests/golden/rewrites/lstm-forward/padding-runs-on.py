import numpy as np


def _sigmoid(a):
    return np.exp(-np.logaddexp(0, -a))


def lstm_forward(params, X, lengths=None):
    B, T, D = X.shape
    if D != params["Wx"].shape[0]:
        raise ValueError("X does not fit Wx")
    H = params["Wh"].shape[0]
    projected = X.astype(np.float64) @ params["Wx"] + params["b"]
    h = np.zeros((B, H))
    c = np.zeros((B, H))
    steps = []
    for t in range(T):
        a = (projected[:, t] + h @ params["Wh"]).reshape(B, 4, H)
        i, f, o = _sigmoid(a[:, 0]), _sigmoid(a[:, 1]), _sigmoid(a[:, 3])
        c = f * c + i * np.tanh(a[:, 2])
        h = o * np.tanh(c)
        steps.append(h)
    outputs = np.stack(steps, axis=1) if steps else np.zeros((B, 0, H))
    if lengths is not None:
        valid = np.arange(T) < np.asarray(lengths)[:, None]
        outputs = outputs * valid[:, :, None]
    return outputs, h, c


def classify(params, X, lengths=None):
    _, h, _ = lstm_forward(params, X, lengths)
    score = h @ params["w"] + params["c"]
    return np.where(score > 0, 1, 0)
