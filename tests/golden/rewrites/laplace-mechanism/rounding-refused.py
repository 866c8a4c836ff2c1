import numpy as np


def require(condition, message):
    if not condition:
        raise ValueError(message)


def laplace_mechanism(value, sensitivity, epsilon, seed, n):
    require(sensitivity > 0, "sensitivity <= 0")
    require(epsilon > 0, "epsilon <= 0")
    generator = np.random.Generator(np.random.PCG64(seed))
    magnitude = generator.exponential(sensitivity / epsilon, n)
    sign = generator.choice([-1.0, 1.0], n)
    return value + sign * magnitude


def private_mean(data, lower, upper, epsilon, seed):
    require(epsilon > 0, "epsilon <= 0")
    require(lower < upper, "empty range")
    require(len(data) > 0, "no data")
    mean = np.mean([min(upper, max(lower, d)) for d in data])
    return float(laplace_mechanism(mean, (upper - lower) / len(data), epsilon, seed, 1).item())


class PrivacyAccountant:
    def __init__(self, budget):
        require(budget > 0, "budget <= 0")
        self.total = float(budget)
        self.used = 0.0

    def spend(self, epsilon):
        require(epsilon > 0, "epsilon <= 0")
        require(self.used + epsilon <= self.total, "budget exceeded")
        self.used += epsilon
        return self.total - self.used

    def remaining(self):
        return self.total - self.used
