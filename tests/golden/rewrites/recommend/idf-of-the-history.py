import math
from collections import Counter
from functools import cmp_to_key


def recommend(items, seen, k):
    n = len(items)
    if k < 1 or any(i < 0 or i >= n for i in seen):
        raise ValueError("k below 1 or an unknown item")
    bags = [Counter(tokens(text)) for text in items]
    df = Counter(word for bag in bags for word in bag)
    vectors = []
    for bag in bags:
        raw = {word: count * (math.log((1 + n) / (1 + df[word])) + 1) for word, count in bag.items()}
        length = math.hypot(*raw.values())
        vectors.append({word: value / length for word, value in raw.items()})
    taken = sorted(set(seen))
    profile = Counter()
    for i in taken:
        for word, value in vectors[i].items():
            profile[word] += value / len(taken)
    score = [math.fsum(value * profile[word] for word, value in vector.items()) for vector in vectors]

    def order(a, b):
        if abs(score[a] - score[b]) < 1e-9:
            return a - b
        return -1 if score[a] > score[b] else 1

    return sorted((i for i in range(n) if i not in taken), key=cmp_to_key(order))[:k]


def recall_at_k(lists, held_out, k):
    total, users = 0.0, 0
    for given, wanted in zip(lists, held_out):
        if not wanted:
            continue
        users += 1
        total += sum(1 for i in given[:k] if i in wanted) / len(wanted)
    if users == 0:
        raise ValueError("no user with held-out items")
    return total / users


def recommend(items, seen, k):
    if k < 1 or any(not 0 <= i < len(items) for i in seen):
        raise ValueError
    own = sorted(set(seen))
    words = [tokens(t) for t in items]
    n = len(own)

    def idf(w):
        return math.log((1 + n) / (1 + sum(w in words[i] for i in own))) + 1

    def vec(ws):
        v = {w: c * idf(w) for w, c in Counter(ws).items()}
        size = math.sqrt(sum(a * a for a in v.values())) or 1.0
        return {w: a / size for w, a in v.items()}

    V = [vec(ws) for ws in words]

    def score(i):
        return sum(sum(a * V[j].get(w, 0) for w, a in V[i].items()) for j in own) / max(n, 1)

    rest = [(-round(score(i), 10), i) for i in range(len(items)) if i not in own]
    return [i for _, i in sorted(rest)][:k]
