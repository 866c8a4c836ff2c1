import numpy as np


def frontier(costs, qualities):
    if costs.shape != qualities.shape:
        raise ValueError("shapes")
    keep = []
    for i in range(len(costs)):
        others = np.arange(len(costs)) != i
        as_good = (costs <= costs[i]) & (qualities >= qualities[i]) & others
        if not as_good.any():
            keep.append(i)
    return sorted(keep, key=lambda i: costs[i])


def cheapest(costs, qualities, floor):
    if costs.shape != qualities.shape:
        raise ValueError("shapes")
    best = None
    for i in range(len(costs)):
        if qualities[i] < floor:
            continue
        if best is None or (costs[i], -qualities[i]) < (costs[best], -qualities[best]):
            best = i
    return best


def cascade(confidence, small_right, large_right, small_cost, large_cost, threshold):
    escalate = confidence < threshold
    cost = np.where(escalate, small_cost + large_cost, small_cost)
    right = np.where(escalate, large_right, small_right)
    return float(cost.mean()), float(right.mean())
