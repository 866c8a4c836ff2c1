import numpy as np


def _same_length(costs, qualities):
    if np.size(costs) != np.size(qualities):
        raise ValueError("one quality per cost")


def frontier(costs, qualities):
    _same_length(costs, qualities)
    if not np.size(costs):
        return []
    order = np.lexsort((np.arange(len(costs)), -qualities, costs))  # cheap first, at one price the better
    q = qualities[order]
    before = np.concatenate([[-np.inf], np.maximum.accumulate(q)[:-1]])
    twin = np.concatenate([[False], (q[1:] == q[:-1]) & (np.diff(costs[order]) == 0)])
    kept = []
    for i, new_best, same in zip(order.tolist(), (q > before).tolist(), twin.tolist()):
        if new_best or (same and last_kept):
            kept.append(i)
            last_kept = True
        else:
            last_kept = False
    return kept


def cheapest(costs, qualities, floor):
    _same_length(costs, qualities)
    for i in np.lexsort((-np.asarray(qualities), np.asarray(costs))):
        if qualities[i] >= floor:
            return int(i)
    return None


def cascade(confidence, small_right, large_right, small_cost, large_cost, threshold):
    taken = confidence >= threshold
    return float(small_cost + large_cost * np.mean(~taken)), float(np.where(taken, small_right, large_right).mean())


def frontier(costs, qualities):
    _same_length(costs, qualities)
    n = len(costs)

    def dominated(i):
        better = (costs <= costs[i]) & (qualities >= qualities[i])
        return bool(np.any(better & ((costs < costs[i]) | (qualities > qualities[i]))))

    return [i for i in range(n) if not dominated(i)]
