import numpy as np


def softmax_loss(logits, y):
    z = logits - np.max(logits, axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z), axis=1))
    losses = log_sum - z[range(len(y)), y]
    probabilities = np.exp(z - log_sum[:, None])
    return losses.mean(), probabilities


def loss_and_grad(params, X, y):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    flat = X.reshape((X.shape[0], W1.shape[0]))
    pre = flat.dot(W1) + b1
    act = pre * (pre > 0)
    loss, p = softmax_loss(act.dot(W2) + b2, y)
    # dL/dlogits = p - one_hot(y)
    p[range(len(y)), y] -= 1.0
    d_pre = p.dot(W2.T)
    d_pre[pre <= 0] = 0
    return float(loss), {"W1": flat.T.dot(d_pre), "b1": d_pre.sum(0), "W2": act.T.dot(p), "b2": p.sum(0)}


def train(params, X, y, rate, steps):
    now = dict(params)
    for _ in range(steps):
        grad = loss_and_grad(now, X, y)[1]
        now = {k: now[k] - rate * grad[k] for k in now}
    return now


def fit_predict(X, y, new_X, hidden, rate, steps, seed):
    rng = np.random.default_rng(seed)
    d = X.reshape(len(X), -1).shape[1]
    k = len(np.unique(y))
    params = {
        "W1": rng.standard_normal((d, hidden)) * np.sqrt(2.0 / d),
        "b1": np.zeros(hidden),
        "W2": rng.standard_normal((hidden, k)) * np.sqrt(2.0 / hidden),
        "b2": np.zeros(k),
    }
    params = train(params, X, y, rate, steps)
    h = np.maximum(new_X.reshape(len(new_X), -1) @ params["W1"] + params["b1"], 0)
    return np.argmax(h @ params["W2"] + params["b2"], axis=1)
