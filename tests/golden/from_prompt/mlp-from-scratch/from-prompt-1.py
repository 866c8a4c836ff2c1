import numpy as np


def _forward(params, X):
    flat = X.reshape(len(X), -1)
    hidden = np.maximum(flat @ params["W1"] + params["b1"], 0)
    return flat, hidden, hidden @ params["W2"] + params["b2"]


def loss_and_grad(params, X, y):
    n = len(X)
    flat, hidden, logits = _forward(params, X)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(n), y].mean()
    delta = np.exp(log_p)
    delta[np.arange(n), y] -= 1
    delta /= n
    back = (delta @ params["W2"].T) * (hidden > 0)
    grad = {"W1": flat.T @ back, "b1": back.sum(0), "W2": hidden.T @ delta, "b2": delta.sum(0)}
    return float(loss), grad


def train(params, X, y, rate, steps):
    params = {name: value.copy() for name, value in params.items()}
    for _ in range(steps):
        _, grad = loss_and_grad(params, X, y)
        for name in params:
            params[name] -= rate * grad[name]
    return params


def fit_predict(X, y, new_X, hidden, rate, steps, seed):
    rng = np.random.default_rng(seed)
    d, k = int(np.prod(X.shape[1:])), len(np.unique(y))
    params = {
        "W1": rng.normal(0, np.sqrt(2 / d), (d, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0, np.sqrt(1 / hidden), (hidden, k)),
        "b2": np.zeros(k),
    }
    return _forward(train(params, X, y, rate, steps), new_X)[2].argmax(axis=1)
