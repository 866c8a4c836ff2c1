import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


def recommend(items, seen, k):
    if k < 1:
        raise ValueError("k has to be at least 1")
    history = set(seen)
    if any(not 0 <= i < len(items) for i in history):
        raise ValueError("no such item in seen")
    scores = np.zeros(len(items))
    if history and any(tokens(text) for text in items):
        vectors = TfidfVectorizer(analyzer=tokens).fit_transform(items)
        profile = np.asarray(vectors[sorted(history)].mean(axis=0)).ravel()
        scores = vectors @ profile
    left = [i for i in range(len(items)) if i not in history]
    out = []
    while left and len(out) < k:
        top = max(scores[i] for i in left)
        pick = next(i for i in left if top - scores[i] < 1e-9)
        out.append(pick)
        left.remove(pick)
    return out


def recall_at_k(lists, held_out, k):
    shares = [len(set(r[:k]) & set(h)) / len(set(h)) for r, h in zip(lists, held_out) if len(h)]
    if not shares:
        raise ValueError("nobody has anything held out")
    return float(np.mean(shares))


def recommend(items, seen, k):
    if k < 1 or [i for i in seen if i < 0 or i >= len(items)]:
        raise ValueError
    s = [0.0] * len(items)
    if len(seen) and any(tokens(t) for t in items):
        V = TfidfVectorizer(analyzer=tokens).fit_transform(items)
        s = (V @ V[seen[-1]].T).toarray().ravel().round(9).tolist()
    left = sorted(set(range(len(items))) - set(seen), key=lambda i: (-s[i], i))
    return left[:k]
