import numpy as np


def binary_report(y, scores, threshold):
    if y.shape != scores.shape:
        raise ValueError("shape mismatch")
    predicted = scores >= threshold
    actual = y.astype(bool)
    tp, fp = int((predicted & actual).sum()), int((predicted & ~actual).sum())
    fn, tn = int((~predicted & actual).sum()), int((~predicted & ~actual).sum())
    ratio = lambda top, bottom: top / bottom if bottom > 0 else 0.0  # noqa: E731
    precision, recall = ratio(tp, tp + fp), ratio(tp, tp + fn)
    wins = 0
    for s in scores[actual]:
        wins += np.count_nonzero(scores[~actual] < s)
    pairs = int(actual.sum()) * int((~actual).sum())
    return {
        "accuracy": ratio(tp + tn, tp + tn + fp + fn),
        "precision": precision,
        "recall": recall,
        "f1": ratio(2 * precision * recall, precision + recall),
        "fpr": ratio(fp, fp + tn),
        "auc": wins / pairs if pairs else float("nan"),
    }
