# Nearest centroid of weighted character n-grams in plain Python; similarities become probabilities by a softmax.
import math
from collections import Counter, defaultdict

import numpy as np


def _grams(text):
    out = Counter()
    for n in (1, 2, 3):
        out.update(text[i : i + n] for i in range(len(text) - n + 1))
    return out


def _unit(vector):
    length = math.sqrt(sum(v * v for v in vector.values()))
    return {g: v / length for g, v in vector.items()} if length else {}


def probabilities(texts, intents, new_texts):
    if len(texts) != len(intents):
        raise ValueError("texts and intents differ in length")
    names = sorted(set(intents))
    if len(names) < 2:
        raise ValueError("one intent is no choice")
    counts = [_grams(t) for t in texts]
    seen_in = Counter(g for c in counts for g in c)
    idf = {g: math.log((1 + len(texts)) / (1 + k)) + 1 for g, k in seen_in.items()}

    def vector(grams):
        return _unit({g: (1 + math.log(k)) * idf[g] for g, k in sorted(grams.items()) if g in idf})

    sums = {name: defaultdict(float) for name in names}
    for c, name in zip(counts, intents):
        for g, v in vector(c).items():
            sums[name][g] += v
    centroids = {name: _unit(sums[name]) for name in names}
    P = np.zeros((len(new_texts), len(names)))
    for i, text in enumerate(new_texts):
        v = vector(_grams(text))
        near = np.array([sum(x * centroids[name].get(g, 0.0) for g, x in v.items()) for name in names])
        share = np.exp(12 * (near - near.max()))
        P[i] = share / share.sum()
    return names, P


def reply(texts, intents, new_texts, threshold):
    names, P = probabilities(texts, intents, new_texts)
    answers = []
    for row in P:
        j = int(np.argmax(row))
        answers.append(None if row[j] < threshold else names[j])
    return answers
