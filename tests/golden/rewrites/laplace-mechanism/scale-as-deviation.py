import numpy as np


def laplace_mechanism(value, sensitivity, epsilon, seed, n):
    if not (sensitivity > 0 and epsilon > 0):
        raise ValueError("must be positive")
    deviation = sensitivity / epsilon
    # a Laplace variable with parameter s has deviation s * sqrt(2)
    rng = np.random.default_rng(seed)
    return value + rng.laplace(scale=deviation / np.sqrt(2), size=n)


def private_mean(data, lower, upper, epsilon, seed):
    if len(data) == 0:
        raise ValueError("empty")
    if not upper > lower:
        raise ValueError("bounds")
    values = np.clip(np.asarray(data, float), lower, upper)
    return float(laplace_mechanism(np.sum(values) / values.size, (upper - lower) / values.size, epsilon, seed, 1)[0])


class PrivacyAccountant:
    def __init__(self, budget):
        if not budget > 0:
            raise ValueError("budget must be positive")
        self.budget = budget
        self.history = []

    def remaining(self):
        return max(0.0, float(self.budget - sum(self.history)))

    def spend(self, epsilon):
        if not epsilon > 0:
            raise ValueError("epsilon must be positive")
        if sum(self.history) + epsilon - self.budget >= 1e-9:
            raise ValueError("not enough budget")
        self.history.append(epsilon)
        return self.remaining()
