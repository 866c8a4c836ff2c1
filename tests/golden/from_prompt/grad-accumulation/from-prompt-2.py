import math

import numpy as np

IGNORED = -100


def accumulate(weight, micro_batches, max_norm=None):
    d, V = weight.shape
    W = weight.tolist()
    grad = [[0.0] * V for _ in range(d)]
    loss, count = 0.0, 0
    for x, labels in micro_batches:
        for row, label in zip(x.tolist(), labels.tolist()):
            if label == IGNORED:
                continue
            logits = [sum(row[i] * W[i][v] for i in range(d)) for v in range(V)]
            top = max(logits)
            exps = [math.exp(z - top) for z in logits]
            total = sum(exps)
            loss += math.log(total) + top - logits[label]
            count += 1
            for v in range(V):
                push = exps[v] / total - (v == label)
                for i in range(d):
                    grad[i][v] += row[i] * push
    if count == 0:
        return 0.0, np.zeros((d, V))
    out = np.array(grad) / count
    if max_norm is not None:
        norm = math.sqrt(float((out * out).sum()))
        if norm > max_norm:
            out *= max_norm / norm
    return loss / count, out
