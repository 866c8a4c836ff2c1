def frontier(costs, qualities):
    if len(costs) != len(qualities):
        raise ValueError("lengths differ")
    points = sorted(zip(map(float, costs), map(float, qualities), range(len(costs))), key=lambda p: (p[0], -p[1], p[2]))
    out, best, at = [], float("-inf"), None
    for cost, quality, i in points:
        if quality > best:
            out.append(i)
            best, at = quality, cost
        elif quality == best and cost == at:
            out.append(i)
    return out


def cheapest(costs, qualities, floor):
    if len(costs) != len(qualities):
        raise ValueError("lengths differ")
    fit = [(float(c), -float(q), i) for i, (c, q) in enumerate(zip(costs, qualities)) if q >= floor]
    return min(fit)[2] if fit else None


def cascade(confidence, small_right, large_right, small_cost, large_cost, threshold):
    n = len(confidence)
    cost = hits = 0.0
    for i in range(n):
        if confidence[i] >= threshold:
            cost += small_cost
            hits += bool(small_right[i])
        else:
            cost += large_cost
            hits += bool(large_right[i])
    return cost / n, hits / n
