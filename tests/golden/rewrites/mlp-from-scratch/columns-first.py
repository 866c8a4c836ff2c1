import numpy as np


def flatten(X):
    """(n, height, width) -> (n, d), down the columns as in MATLAB."""
    X = np.asarray(X, dtype=float)
    return np.stack([image.ravel(order="F") for image in X])


def forward(params, X):
    a = flatten(X)
    s = a @ params["W1"] + params["b1"]
    return a, s, np.clip(s, 0, None) @ params["W2"] + params["b2"]


def loss_and_grad(params, X, y):
    a, s, logits = forward(params, X)
    n = len(y)
    top = logits.max(1)
    e = np.exp(logits - top[:, None])
    z = e.sum(1)
    loss = np.mean(np.log(z) + top - logits[np.arange(n), y])
    g = e / z[:, None]
    g[np.arange(n), y] -= 1
    g = g / n
    grad = {"W2": np.clip(s, 0, None).T @ g, "b2": g.sum(axis=0)}
    g = (g @ params["W2"].T) * np.where(s > 0, 1.0, 0.0)
    grad["W1"] = a.T @ g
    grad["b1"] = g.sum(axis=0)
    return float(loss), {k: grad[k] for k in params}


def train(params, X, y, rate, steps):
    out = {k: np.array(v) for k, v in params.items()}
    while steps > 0:
        _, grad = loss_and_grad(out, X, y)
        for k in out:
            out[k] = out[k] - rate * grad[k]
        steps -= 1
    return out


def fit_predict(X, y, new_X, hidden, rate, steps, seed):
    rng = np.random.default_rng(seed)
    d, k = flatten(X).shape[1], len(np.unique(y))
    params = dict(
        W1=rng.normal(size=(d, hidden)) / np.sqrt(d),
        b1=np.zeros(hidden),
        W2=rng.normal(size=(hidden, k)) / np.sqrt(hidden),
        b2=np.zeros(k),
    )
    return forward(train(params, X, y, rate, steps), new_X)[2].argmax(1)
