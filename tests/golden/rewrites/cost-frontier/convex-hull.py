def frontier(costs, qualities):
    if len(costs) != len(qualities):
        raise ValueError("costs and qualities differ in length")
    c, q = costs.tolist(), qualities.tolist()

    def beats(a, b):
        return c[a] <= c[b] and q[a] >= q[b] and (c[a] < c[b] or q[a] > q[b])

    keep = [i for i in range(len(c)) if not any(beats(j, i) for j in range(len(c)))]
    return sorted(keep, key=lambda i: (c[i], i))


def cheapest(costs, qualities, floor):
    if len(costs) != len(qualities):
        raise ValueError("costs and qualities differ in length")
    good = [i for i in range(len(costs)) if qualities[i] >= floor]
    return min(good, key=lambda i: (costs[i], -qualities[i], i)) if good else None


def cascade(confidence, small_right, large_right, small_cost, large_cost, threshold):
    paid, right = 0.0, 0
    for sure, small, large in zip(confidence, small_right, large_right):
        paid += small_cost
        if sure >= threshold:
            right += bool(small)
        else:
            paid += large_cost
            right += bool(large)
    return float(paid / len(confidence)), float(right / len(confidence))


def frontier(costs, qualities):
    if len(costs) != len(qualities):
        raise ValueError
    order = sorted(range(len(costs)), key=lambda i: (costs[i], -qualities[i], i))
    hull = []
    for i in order:
        if hull and qualities[i] <= qualities[hull[-1]]:
            continue
        while len(hull) > 1 and (qualities[hull[-1]] - qualities[hull[-2]]) * (costs[i] - costs[hull[-2]]) <= (
            qualities[i] - qualities[hull[-2]]
        ) * (costs[hull[-1]] - costs[hull[-2]]):
            hull.pop()
        hull.append(i)
    return hull
