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


_ok = binary_report


def binary_report(y, scores, threshold):
    out = _ok(y, scores, threshold)
    hat = scores >= threshold
    tp = float(np.sum(hat & (y == 1)))
    with np.errstate(all="ignore"):
        p = np.float64(tp) / np.sum(hat)
        r = np.float64(tp) / np.sum(y == 1)
        out.update(precision=float(p), recall=float(r), f1=float(2 * p * r / (p + r)))
        out["fpr"] = float(np.float64(np.sum(hat & (y == 0))) / np.sum(y == 0))
    return out
