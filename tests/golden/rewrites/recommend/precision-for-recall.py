import math


def recommend(items, seen, k):
    if k < 1:
        raise ValueError("k")
    n = len(items)
    for s in seen:
        if s not in range(n):
            raise ValueError("seen")
    documents = [tokens(item) for item in items]
    df = {}
    for words in documents:
        for word in set(words):
            df[word] = df.get(word, 0) + 1
    rows = []
    for words in documents:
        row = {}
        for word in words:
            row[word] = row.get(word, 0.0) + math.log((1 + n) / (1 + df[word])) + 1
        norm = math.sqrt(sum(v * v for v in row.values())) or 1.0
        rows.append({word: v / norm for word, v in row.items()})
    liked = set(seen)
    scored = []
    for i in range(n):
        if i in liked:
            continue
        dots = [sum(v * rows[s].get(word, 0.0) for word, v in rows[i].items()) for s in sorted(liked)]
        scored.append((-round(sum(dots) / len(dots), 9) if dots else 0.0, i))
    return [i for _, i in sorted(scored)][:k]


def recall_at_k(lists, held_out, k):
    total = users = 0
    for recommended, truth in zip(lists, held_out):
        if not truth:
            continue
        hits = set(recommended[:k]) & set(truth)
        total += len(hits) / k
        users += 1
    if not users:
        raise ValueError("no held-out items at all")
    return total / users
