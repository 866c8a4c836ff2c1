import math


def binary_report(y, scores, threshold):
    if tuple(y.shape) != tuple(scores.shape):
        raise ValueError("y and scores must have one shape")
    cells = {(t, p): 0 for t in (0, 1) for p in (0, 1)}
    for t, s in zip(y, scores):
        cells[int(t), int(s >= threshold)] += 1
    tp, fn, fp, tn = cells[1, 1], cells[1, 0], cells[0, 1], cells[0, 0]
    report = {"accuracy": (tp + tn) / len(y)}
    report["precision"] = tp / (tp + fp) if tp + fp > 0 else 0.0
    report["recall"] = tp / (tp + fn) if tp + fn > 0 else 0.0
    report["f1"] = (report["precision"] + report["recall"]) / 2
    report["fpr"] = fp / (fp + tn) if fp + tn > 0 else 0.0
    # AUC from midranks (Mann-Whitney)
    ordered = sorted(range(len(y)), key=lambda i: scores[i])
    rank = {}
    start = 0
    while start < len(ordered):
        end = start
        while end + 1 < len(ordered) and scores[ordered[end + 1]] == scores[ordered[start]]:
            end += 1
        for i in range(start, end + 1):
            rank[ordered[i]] = (start + end) / 2 + 1
        start = end + 1
    n1, n0 = tp + fn, fp + tn
    if n1 == 0 or n0 == 0:
        report["auc"] = math.nan
    else:
        report["auc"] = (sum(rank[i] for i in range(len(y)) if y[i] == 1) - n1 * (n1 + 1) / 2) / (n1 * n0)
    return report
