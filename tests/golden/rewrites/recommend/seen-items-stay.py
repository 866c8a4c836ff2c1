import numpy as np


def tfidf(items):
    bags = [tokens(t) for t in items]
    words = sorted({w for bag in bags for w in bag})
    at = {w: j for j, w in enumerate(words)}
    tf = np.zeros((len(items), len(words)))
    for i, bag in enumerate(bags):
        for w in bag:
            tf[i, at[w]] += 1
    idf = np.log((1 + len(items)) / (1 + (tf > 0).sum(axis=0))) + 1
    X = tf * idf
    norms = np.sqrt((X**2).sum(axis=1, keepdims=True))
    return X / np.where(norms > 0, norms, 1)


def recommend(items, seen, k):
    if k < 1 or any(not 0 <= s < len(items) for s in seen):
        raise ValueError("k or seen")
    X = tfidf(items)
    own = sorted(set(seen))
    profile = X[own].mean(axis=0) if own else np.zeros(X.shape[1])
    score = np.round(X @ profile, 9)
    return [int(i) for i in np.argsort(-score, kind="stable")[:k]]


def recall_at_k(lists, held_out, k):
    values = []
    for mine, later in zip(lists, held_out):
        if len(later) > 0:
            values.append(len([i for i in mine[:k] if i in later]) / len(later))
    if not values:
        raise ValueError("no users")
    return float(sum(values) / len(values))
