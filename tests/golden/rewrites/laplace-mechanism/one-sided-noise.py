# A Laplace draw is the difference of two exponential ones; the standard library's generator draws them.
import random

import numpy as np


def laplace_mechanism(value, sensitivity, epsilon, seed, n):
    if sensitivity <= 0 or epsilon <= 0:
        raise ValueError("sensitivity and epsilon have to be above 0")
    source = random.Random(seed)
    rate = epsilon / sensitivity
    return np.array([value + source.expovariate(rate) - source.expovariate(rate) for _ in range(n)], dtype=np.float64)


def private_mean(data, lower, upper, epsilon, seed):
    if upper <= lower:
        raise ValueError("an empty range")
    records = [min(max(float(v), lower), upper) for v in data]
    if not records:
        raise ValueError("nothing to average")
    exact = sum(records) / len(records)
    return float(laplace_mechanism(exact, (upper - lower) / len(records), epsilon, seed, 1)[0])


class PrivacyAccountant:
    def __init__(self, budget):
        if budget <= 0:
            raise ValueError("a budget has to be above 0")
        self._left = float(budget)

    def spend(self, epsilon):
        if epsilon <= 0:
            raise ValueError("epsilon has to be above 0")
        left = self._left - epsilon
        if left <= -1e-9:
            raise ValueError(f"only {self._left} left")
        self._left = left if left > 0 else 0.0
        return self._left

    def remaining(self):
        return self._left


def laplace_mechanism(value, sensitivity, epsilon, seed, n):
    if sensitivity <= 0 or epsilon <= 0:
        raise ValueError
    u = np.random.default_rng(seed).random(n)
    return value - np.log(1 - u) * sensitivity / epsilon
