import numpy as np


def laplace_mechanism(value, sensitivity, epsilon, seed, n):
    if epsilon <= 0 or sensitivity <= 0:
        raise ValueError("epsilon and sensitivity")
    u = np.random.default_rng(seed).uniform(-0.5, 0.5, n)
    b = sensitivity / epsilon
    return value - b * np.sign(u) * np.log1p(-2 * np.abs(u))


def private_mean(data, lower, upper, epsilon, seed):
    if upper <= lower or len(data) == 0 or epsilon <= 0:
        raise ValueError("bounds, data or epsilon")
    clipped = np.minimum(np.maximum(data, lower), upper)
    return float(laplace_mechanism(clipped.mean(), (upper - lower) / len(data), epsilon, seed, 1)[0])


class PrivacyAccountant:
    def __init__(self, budget):
        if budget <= 0:
            raise ValueError("budget")
        self.balance = budget

    def spend(self, epsilon):
        if epsilon <= 0:
            raise ValueError("epsilon")
        self.balance -= epsilon
        if self.balance <= -1e-9:
            raise ValueError("the budget is used up")
        return self.remaining()

    def remaining(self):
        return max(float(self.balance), 0.0)
