# An averaged perceptron over character n-grams, one weight vector per class, standard library only.
from collections import defaultdict


def _features(text):
    padded = "^" + text + "$"
    return [padded[i : i + n] for n in (1, 2, 3, 4) for i in range(len(padded) - n + 1)]


def fit_predict(texts, labels, new_texts):
    classes = sorted(set(labels))
    if len(texts) != len(labels) or len(classes) < 2:
        raise ValueError("as many labels as texts, and at least two classes")
    examples = [(_features(t), label) for t, label in zip(texts, labels)]
    weights = {c: defaultdict(float) for c in classes}
    lazy = {c: defaultdict(float) for c in classes}
    clock = 1

    def best(table, features):
        return max(classes, key=lambda c: sum(table[c].get(f, 0.0) for f in features))

    for _ in range(10):
        errors = 0
        for features, label in examples:
            guess = best(weights, features)
            if guess != label:
                errors += 1
                for f in features:
                    weights[label][f] += 1
                    lazy[label][f] += clock
                    weights[guess][f] -= 1
                    lazy[guess][f] -= clock
            clock += 1
        if not errors:
            break
    mean = {c: {f: w - lazy[c][f] / clock for f, w in weights[c].items()} for c in classes}
    return [best(mean, _features(t)) for t in new_texts]
