import numpy as np


def _positive(**values):
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"{name} must be positive, got {value}")


def laplace_mechanism(value, sensitivity, epsilon, seed, n):
    _positive(sensitivity=sensitivity, epsilon=epsilon)
    return value + np.random.default_rng(seed).laplace(0.0, sensitivity / epsilon, size=n)


def private_mean(data, lower, upper, epsilon, seed):
    _positive(epsilon=epsilon, width=upper - lower)
    if len(data) == 0:
        raise ValueError("no data")
    mean = np.clip(data, lower, upper).mean()
    return float(laplace_mechanism(mean, (upper - lower) / len(data), epsilon, seed, 1)[0])


class PrivacyAccountant:
    def __init__(self, budget):
        _positive(budget=budget)
        self.budget = budget
        self.spent = 0.0

    def spend(self, epsilon):
        _positive(epsilon=epsilon)
        if self.spent + epsilon >= self.budget + 1e-9:
            raise ValueError("over budget")
        self.spent += epsilon
        return self.remaining()

    def remaining(self):
        return max(0.0, self.budget - self.spent)


class PrivacyAccountant:
    def __init__(self, budget):
        if budget <= 0:
            raise ValueError
        self.budget = budget
        self.worst = 0.0

    def spend(self, epsilon):
        if epsilon <= 0 or epsilon > self.budget + 1e-9:
            raise ValueError
        self.worst = max(self.worst, epsilon)
        return self.remaining()

    def remaining(self):
        return max(0.0, self.budget - self.worst)
