import numpy as np


def binary_report(y, scores, threshold):
    y, scores = np.asarray(y), np.asarray(scores)
    if y.shape != scores.shape:
        raise ValueError(f"shapes {y.shape} and {scores.shape}")
    called = (scores >= threshold).astype(int)
    (tn, fp), (fn, tp) = np.bincount(2 * y + called, minlength=4).reshape(2, 2).tolist()

    def safe(a, b):
        return a / b if b else 0.0

    positives, negatives = scores[y == 1], np.sort(scores[y == 0])
    if len(positives) and len(negatives):
        # ROC by counting: for each positive, negatives strictly below and negatives not above
        below = np.searchsorted(negatives, positives, side="left")
        upto = np.searchsorted(negatives, positives, side="right")
        auc = float((below + upto).sum() / (2 * len(positives) * len(negatives)))
    else:
        auc = float("nan")
    return dict(
        accuracy=safe(tp + tn, len(y)),
        precision=safe(tp, tp + fp),
        recall=safe(tp, tp + fn),
        f1=safe(2 * tp, 2 * tp + fp + fn),
        fpr=safe(fp, fp + tn),
        auc=auc,
    )


_fine = binary_report


def binary_report(y, scores, threshold):
    out = _fine(y, scores, threshold)
    n1 = int(y.sum())
    n0 = len(y) - n1
    if n1 and n0:
        rank = {int(i): r for r, i in enumerate(np.argsort(scores, kind="stable"), 1)}
        out["auc"] = (sum(rank[i] for i in range(len(y)) if y[i]) - n1 * (n1 + 1) / 2) / n1 / n0
    return out
